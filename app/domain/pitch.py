"""The answer to "how should I pitch this?": a card of cited lines."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.evidence import Origin


class Section(StrEnum):
    """The card's sections, in the order they are shown."""

    UNDERSTOOD = "understood_as"
    STANDING = "standing"
    CONFLICTS = "conflicts"
    SAY = "say_this"
    WHY = "why_it_fits"
    OPEN = "open_with"
    PROOF = "proof"
    LEARNED = "field_learned"
    OBJECTIONS = "objections"
    DO_NOT_SAY = "do_not_say"
    COMPETITOR = "competitor"
    SEND = "send_afterwards"
    NOT_KNOWN = "not_known"
    TELL_US = "tell_us"

    @property
    def needs_citation(self) -> bool:
        """Whether a line here without a valid citation is dropped."""
        return self not in {Section.UNDERSTOOD, Section.STANDING, Section.OPEN, Section.NOT_KNOWN, Section.TELL_US}

    @property
    def origins(self) -> frozenset[Origin]:
        """Which origins a line here may rest on."""
        if self in {Section.SAY, Section.PROOF, Section.SEND}:
            return frozenset({Origin.OFFICIAL})
        if self is Section.LEARNED:
            return frozenset({Origin.FIELD})
        return frozenset(Origin)


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered source: the exact quote and where it stands."""

    n: int
    origin: Origin
    document: str
    title: str
    place: str
    quote: str
    document_id: str
    passage_id: str
    date: dt.date | None = None
    account: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One idea, with the numbers of the citations it rests on."""

    section: Section
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class GapMention:
    """A gap the asker must know of before speaking."""

    id: str
    kind: str
    statement: str
    status: str = "open"


@dataclass(frozen=True, slots=True)
class Pitch:
    """The whole card.

    `not_known` is non-empty exactly when the official material does not answer the question. `dropped` counts
    lines that failed a check and were left out. `composed_by` is `rules` or the LLM's name; `notice` says in one
    sentence why it is not what was asked for (an LLM that is down), else it is empty. `provenance` holds the
    prompts used, as `name@version+hash`.
    """

    question: str
    language: str
    composed_by: str
    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    gaps: tuple[GapMention, ...] = ()
    not_known: tuple[str, ...] = ()
    dropped: int = 0
    notice: str = ""
    provenance: tuple[str, ...] = ()

    def section(self, section: Section) -> tuple[Line, ...]:
        """The lines of one section, in order."""
        return tuple(line for line in self.lines if line.section is section)
