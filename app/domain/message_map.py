"""The message map: what marketing wants said, the words it has retired, and what it says instead."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Line:
    """Where an entry of the map stands: `document.text[start:end]` of the document `document_id`."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pillar:
    """One of the few messages that carry the story.

    `text` is the message as it is to be repeated, `aliases` other names for it (another language, a short form),
    `details` what the map adds to explain it. `segments` are the audiences it is meant for, as marketing writes
    them; none means everybody. `weeks` is how long it may stay unheard, None when the map does not say.
    """

    text: str
    line: Line
    aliases: tuple[str, ...] = ()
    details: str = ""
    segments: tuple[str, ...] = ()
    since: date | None = None
    weeks: int | None = None


@dataclass(frozen=True, slots=True)
class Retired:
    """Words no longer used of us, or a position we do not take.

    Each of `words` is a word or phrase as written. `instead` is what to say, `reason` why. `segments` are the
    audiences it is retired for (none: all). `excused` are stretches of the map that say where the words may stand.
    A `position` ("never the budget choice") is also taken in a compound of its first part.
    """

    words: tuple[str, ...]
    line: Line
    instead: tuple[str, ...] = ()
    reason: str = ""
    segments: tuple[str, ...] = ()
    excused: tuple[str, ...] = ()
    since: date | None = None
    position: bool = False


@dataclass(frozen=True, slots=True)
class Preferred:
    """What marketing calls something: the word first, then the same in another language or a short form."""

    words: tuple[str, ...]
    line: Line


@dataclass(frozen=True, slots=True)
class MessageMap:
    """What one company wants said, from all its current material."""

    pillars: tuple[Pillar, ...] = ()
    retired: tuple[Retired, ...] = ()
    preferred: tuple[Preferred, ...] = ()
    slogans: tuple[Pillar, ...] = ()
    """Lines meant to be repeated that no map numbers: a lead line, a headline."""
