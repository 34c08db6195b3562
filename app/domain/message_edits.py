"""What marketing lays down about the message map, laid over what is read in the documents.

An entry is known by its words, so that it is found again when its document is read anew. Words and names that no
document has stand in a document of their own under `register`, and are quoted from there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar

from app.domain.claim import Claim
from app.domain.evidence import stable_id
from app.domain.message_map import Line, MessageMap, Pillar, Preferred, Retired
from app.domain.register import wording

Message = TypeVar("Message", bound=Pillar | Retired | Preferred)


class Part(StrEnum):
    """The lists of the map that can be edited."""

    PILLARS = "pillars"
    RETIRED = "retired"
    PREFERRED = "preferred"


@dataclass(frozen=True, slots=True)
class KeptMessage:
    """What is laid down about one entry: that it is none (`dropped`), or what it says.

    `words` are the entry's as written, for a pillar its text alone. `document_id` is the document made for it, "" where
    it is read in one of marketing's own, `since` the day from which it holds.
    """

    part: Part
    words: tuple[str, ...]
    instead: tuple[str, ...] = ()
    reason: str = ""
    segments: tuple[str, ...] = ()
    dropped: bool = False
    document_id: str = ""
    since: date | None = None

    @property
    def id(self) -> str:
        """The same for the same words in any order, case and spacing."""
        return message_id(self.part, self.words)


def message_id(part: Part, words: Iterable[str]) -> str:
    """Return the id of an entry with these words."""
    return stable_id("message", part, *sorted({wording(word) for word in words}))


def laid_over(read: MessageMap, kept: Iterable[KeptMessage], official: Sequence[Claim], today: date) -> MessageMap:
    """Return the map with what is laid down about it, and about the `official` claims its lines stand on.

    A claim marked as a pillar is one; one that is unmarked, retired or past its last day is none.
    """
    edits = {one.id: one for one in kept}
    own = frozenset(one.document_id for one in edits.values() if one.document_id)
    edited = [claim for claim in official if claim.registered]
    void = [claim for claim in edited if not claim.in_force(today)]
    unmarked = [claim for claim in edited if claim.registered and claim.registered.pillar is False]
    pillars = tuple(_standing(read.pillars, Part.PILLARS, edits, own, [*void, *unmarked]))
    return MessageMap(
        pillars=(*pillars, *_marked(edited, void, pillars)),
        retired=(*_standing(read.retired, Part.RETIRED, edits, own, void), *_retired(edits.values())),
        preferred=(*_standing(read.preferred, Part.PREFERRED, edits, own, void), *_preferred(edits.values())),
        slogans=tuple(_standing(read.slogans, Part.PILLARS, edits, own, [*void, *unmarked])),
    )


def words_of(message: Pillar | Retired | Preferred) -> tuple[str, ...]:
    """Return the words an entry is known by."""
    return (message.text,) if isinstance(message, Pillar) else message.words


def as_kept(part: Part, message: Pillar | Retired | Preferred) -> KeptMessage:
    """Return what the entry says, as it could be laid down."""
    instead, reason = (message.instead, message.reason) if isinstance(message, Retired) else ((), "")
    segments = () if isinstance(message, Preferred) else message.segments
    return KeptMessage(part, words_of(message), instead, reason, segments)


def stands_on(line: Line, claim: Claim) -> bool:
    """Whether an entry is read, at least in part, in this claim."""
    return claim.document_id == line.document_id and claim.start < line.end and line.start < claim.end


def _standing(
    read: Iterable[Message], part: Part, edits: dict[str, KeptMessage], own: frozenset[str], void: Sequence[Claim]
) -> Iterator[Message]:
    """The entries read that still are some, as they were put right."""
    for message in read:
        edit = edits.get(message_id(part, words_of(message)))
        if message.line.document_id in own or any(stands_on(message.line, claim) for claim in void):
            continue
        if edit is None:
            yield message
        elif not edit.dropped and not edit.document_id:
            yield _put_right(message, edit)


def _put_right(message: Message, edit: KeptMessage) -> Message:
    if isinstance(message, Retired):
        return replace(message, instead=edit.instead, reason=edit.reason, segments=edit.segments)
    return replace(message, segments=edit.segments) if isinstance(message, Pillar) else message


def _marked(edited: Iterable[Claim], void: Sequence[Claim], known: Sequence[Pillar]) -> Iterator[Pillar]:
    """Claims that marketing has marked as pillars where the map does not say so itself."""
    for claim in edited:
        if claim.registered and claim.registered.pillar and claim not in void:
            line = Line(claim.document_id, claim.start, claim.end)
            if not any(stands_on(pillar.line, claim) for pillar in known):
                segments = tuple(filter(None, (claim.scope.segment or "").split("|")))
                yield Pillar(claim.quote, line, segments=segments, since=claim.said)


def _retired(edits: Iterable[KeptMessage]) -> Iterator[Retired]:
    for one in edits:
        if one.part is Part.RETIRED and one.document_id and not one.dropped:
            yield Retired(
                one.words, Line(one.document_id, 0, 1), one.instead, one.reason, one.segments, since=one.since
            )


def _preferred(edits: Iterable[KeptMessage]) -> Iterator[Preferred]:
    for one in edits:
        if one.part is Part.PREFERRED and one.document_id and not one.dropped:
            yield Preferred(one.words, Line(one.document_id, 0, 1))
