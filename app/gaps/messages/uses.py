"""Which message of ours somebody's sentence uses, or speaks of."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.message_map import MessageMap, Pillar
from app.gaps.messages.wording import Word, content, shared_words
from app.language import cues

_TWO = 2
_MOST = 0.6
"""Share of a message's words that quotes it, where nothing says that it is quoted."""
_IN_COMPOUND = 6
"""Letters a message's word must have to be meant by a compound of it ("andrumsraden")."""
_TELLING = 5
"""Letters from which one word alone may stand for a message."""
_BESIDE = 18
"""Characters around "the line" within which stands what it says."""
_SLIDE = re.compile(r"\b(?:slide|bild|sida|page)\s?(?P<n>\d{1,2})\b", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:first|opening|title)\s(?:slide|page)|första\s(?:bilden|sliden|sidan)|öppningsbilden", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Message:
    """A line meant to be repeated: the words of each of its names, and the slide it stands on, if it does."""

    pillar: Pillar
    names: tuple[tuple[Word, ...], ...]
    slide: str

    @property
    def key(self) -> str:
        """The same line in two documents is one message."""
        return self.pillar.text.casefold()

    def in_use(self, said: date | None) -> bool:
        """Whether it was the message on that day."""
        return not (self.pillar.since and said and said < self.pillar.since)

    def on_slide(self, text: str) -> bool:
        """Whether `text` speaks of the slide that shows it."""
        if not self.slide:
            return False
        named = _SLIDE.search(text)
        return (named is not None and named["n"] == self.slide) or (self.slide == "1" and bool(_FIRST.search(text)))

    def told_in(self, text: str) -> bool:
        """Whether `text` repeats it: most of its words, or fewer where it says that a line of ours is meant."""
        return self.on_slide(text) or any(_told(name, text) for name in self.names)

    def asked_back(self, text: str, question: tuple[Word, ...]) -> bool:
        """Whether the words of a question after `text` are this message's own ("Andrum?")."""
        return any(
            (self.on_slide(text) or shared_words(name, text, _IN_COMPOUND))
            and all(any(w.says(asked) for w in name) for asked in question)
            for name in self.names
        )

    def telling_words(self) -> Iterator[Word]:
        """The words that may stand for it alone."""
        return (w for name in self.names for w in name if len(w.text) >= _TELLING)


@dataclass(frozen=True, slots=True)
class Messages:
    """All messages, found by their words."""

    by_stem: dict[str, list[Message]]
    on_slides: tuple[Message, ...]

    @classmethod
    def of(cls, known: MessageMap, without: frozenset[str]) -> "Messages":
        """Index the messages of documents other than `without`; what repeats a pillar is said of the pillar."""
        found: dict[str, Message] = {}
        for pillar in (*known.pillars, *known.slogans):
            names = tuple(n for n in (content(text) for text in (pillar.text, *pillar.aliases)) if n)
            slide = _SLIDE.fullmatch(pillar.details.strip())
            message = Message(pillar, names, slide["n"] if slide else "")
            if names and pillar.line.document_id not in without:
                found.setdefault(message.key, message)
        by_stem: dict[str, list[Message]] = defaultdict(list)
        for message in found.values():
            for key in {key for name in message.names for w in name for key in _keys(w)}:
                by_stem[key].append(message)
        return cls(dict(by_stem), tuple(m for m in found.values() if m.slide))

    def near(self, text: str) -> list[Message]:
        """Return the messages that share a word with `text` or stand on the slide it names, pillars first."""
        found: dict[str, Message] = {}
        for spoken in content(text):
            for key in _keys(spoken):
                found |= {message.key: message for message in self.by_stem.get(key, ())}
        found |= {message.key: message for message in self.on_slides if message.on_slide(text)}
        return list(found.values())


def _keys(one: Word) -> frozenset[str]:
    """What two words share that may be forms or compounds of each other."""
    return one.stems | {one.text[:_IN_COMPOUND], one.text[-_IN_COMPOUND:], one.text[:_TELLING]}


def _told(name: Sequence[Word], text: str) -> bool:
    found = shared_words(name, text, _IN_COMPOUND)
    line = cues.find("the_line", text) if found else None
    if len(found) >= _TWO and (line or len(found) >= _MOST * len(name) or _tells(text)):
        return True
    if line is None:
        return False
    near = content(text[max(0, line.start() - _BESIDE) : line.end() + _BESIDE])
    return any(len(w.text) >= _TELLING or any(w.says(o) for o in near) for w in found)


def _tells(text: str) -> bool:
    first = cues.find("pitched_first", text.lstrip())
    return cues.has("pitched", text) or (first is not None and first.start() == 0)
