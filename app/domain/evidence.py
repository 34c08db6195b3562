"""Documents and passages: what was said or written, by whom, and where it stands."""

import datetime as dt
import hashlib
from bisect import bisect_right
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.domain.scope import Scope


class Origin(StrEnum):
    """Where a text comes from: marketing's own material, or the field."""

    OFFICIAL = "official"
    FIELD = "field"


def stable_id(*parts: str) -> str:
    """Return sixteen hex digits that depend on `parts` alone: same input, same id, on every machine."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class About:
    """What a document is about, as far as it could be told. Every field but the title may be unknown."""

    title: str
    date: dt.date | None = None
    account: str | None = None
    rep: str | None = None
    product: str | None = None
    plan: str | None = None
    segment: str | None = None
    market: str | None = None
    language: str | None = None
    version: str | None = None
    owner: str | None = None
    stage: str | None = None
    kind: str | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    review: dt.date | None = None
    """By when somebody has to look whether it still holds."""

    @property
    def scope(self) -> Scope:
        """The scope every claim of the document inherits."""
        return Scope(product=self.product, plan=self.plan, segment=self.segment, market=self.market)


@dataclass(frozen=True, slots=True)
class Turn:
    """Somebody begins to speak at `start` in a conversation's text.

    `time` is when, as a reader is shown it ("12:41"), `name` who, as the transcript says, and `side` what that makes
    them (a value of `Speaker`), each empty when not known.
    """

    start: int
    time: str = ""
    name: str = ""
    side: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A source as it came.

    `path` is relative to the ingested root; a file with one note a row gives a document per row, with `part` as
    the row's own stable key and `place` as what a reader is shown ("row 18"). What lay inside another file (in an
    archive, attached to a mail) has its path inside that one in `part`, too. `text` is the plain text every
    quote is a verbatim stretch of. `source` is the absolute path (or `upload:NAME`) of the file it was read from.
    """

    origin: Origin
    path: str
    text: str
    about: About
    source: str = ""
    part: str = ""
    place: str = ""
    headings: tuple[tuple[int, str], ...] = field(default=())
    """Offset in `text` and title of each heading, ascending."""
    first_line: int = 1
    """The line of the file at which `text` begins (front matter stands above it); 0 where lines mean nothing."""
    places: tuple[tuple[int, str], ...] = ()
    """Offset in `text` and name of each part a reader finds by itself ("slide 7", "page 3"), ascending."""
    turns: tuple[Turn, ...] = ()
    """Who speaks from where on in a conversation, ascending."""
    corrections: tuple[tuple[str, str], ...] = ()
    """What a person has put right about it: fields of `About` and their values as typed ("" for unknown)."""
    as_read: About | None = None
    """What it is about by itself, where that was corrected."""
    read_by: str = ""
    """Which splitter and claim reader made its passages and claims: with another one it is read again."""

    @property
    def digest(self) -> str:
        """Changes when anything about the document changes that an answer could show."""
        shown = (self.path, self.place, self.headings, self.first_line, self.places, self.turns, self.read_by)
        return stable_id(self.text, repr(self.about), repr(shown))

    def turn_at(self, offset: int) -> Turn | None:
        """Who speaks at `offset`; None in a text that is no conversation, and before the first turn."""
        at = bisect_right(self.turns, offset, key=lambda turn: turn.start)
        return self.turns[at - 1] if at else None


@dataclass(frozen=True, slots=True)
class StoredDocument:
    """A document in the library, with its id and the day it was taken in."""

    id: str
    document: Document
    ingested: dt.date
    superseded_by: str | None = None
    superseded_on: dt.date | None = None
    """A newer edition, and the day from which it counts."""

    def current(self, today: dt.date) -> bool:
        """Whether the document may be cited as valid on `today`."""
        about = self.document.about
        if self.superseded_on is not None and self.superseded_on <= today:
            return False
        started = about.valid_from is None or about.valid_from <= today
        return started and (about.valid_until is None or about.valid_until >= today)

    def expired(self, today: dt.date) -> bool:
        """Whether the document has been valid and is no more: past its last day, or replaced by a newer edition."""
        until, replaced = self.document.about.valid_until, self.superseded_on
        return (until is not None and until < today) or (replaced is not None and replaced <= today)


MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable stretch: `text == document.text[start:end]`; `place` is what a reader is shown.

    `language` is `sv`, `en`, or `MIXED` where some of its sentences are in one and some in the other.
    """

    id: str
    document_id: str
    origin: Origin
    start: int
    end: int
    text: str
    place: str
    heading: str | None
    language: str

    @property
    def indexed_text(self) -> str:
        """What both indexes hold: a heading is often the question its text answers."""
        return f"{self.heading}\n{self.text}" if self.heading else self.text

    def of(self, document_id: str) -> "Passage":
        """The same passage under another document id."""
        return replace(self, document_id=document_id, id=stable_id(document_id, str(self.start), self.text))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One side of a gap or one source of an answer: a verbatim quote and where it stands.

    A question put to Samsyn itself stands nowhere: its `document_id` is empty.
    """

    document_id: str
    claim_id: str
    origin: Origin
    document: str
    title: str
    place: str
    quote: str
    account: str | None = None
    rep: str | None = None
    speaker: str | None = None
    date: dt.date | None = None
    passage_id: str = ""
