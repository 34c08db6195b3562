"""The message map as programs get it."""

from collections.abc import Iterable
from typing import TypedDict

from app.domain.message_edits import KeptMessage, Part, as_kept
from app.domain.message_map import Line
from app.messages import Shown, by_id


class MessageJson(TypedDict):
    """One entry: a pillar's `words` are its text; `instead` and `reason` are those of retired words.

    `document` and `quote` say where it stands, `laid_down` whether a person has had a hand in it.
    """

    id: str
    words: list[str]
    instead: list[str]
    reason: str
    segments: list[str]
    document: str
    document_id: str
    quote: str
    laid_down: bool


class SloganJson(TypedDict):
    """A line meant to be repeated that no map numbers."""

    text: str
    document: str


class DroppedJson(TypedDict):
    """Something laid down about an entry that is shown in no list: it is none, or no document has it now."""

    id: str
    part: str
    words: list[str]
    dropped: bool
    orphaned: bool


class MessagesJson(TypedDict):
    """The map in force."""

    pillars: list[MessageJson]
    retired: list[MessageJson]
    preferred: list[MessageJson]
    slogans: list[SloganJson]
    aside: list[DroppedJson]


def messages_json(shown: Shown) -> MessagesJson:
    """The map for programs."""
    return {
        "pillars": list(_entries(shown, Part.PILLARS)),
        "retired": list(_entries(shown, Part.RETIRED)),
        "preferred": list(_entries(shown, Part.PREFERRED)),
        "slogans": [{"text": s.text, "document": _where(shown, s.line)[0]} for s in shown.now.slogans],
        "aside": list(_aside(shown)),
    }


def _entries(shown: Shown, part: Part) -> Iterable[MessageJson]:
    read = by_id(shown.read, part)
    for one, entry in by_id(shown.now, part).items():
        told = as_kept(part, entry)
        document, quote = _where(shown, entry.line)
        yield {
            "id": one,
            "words": list(told.words),
            "instead": list(told.instead),
            "reason": told.reason,
            "segments": list(told.segments),
            "document": document,
            "document_id": entry.line.document_id,
            "quote": quote,
            "laid_down": one in shown.kept or one not in read,
        }


def _aside(shown: Shown) -> Iterable[DroppedJson]:
    lost: tuple[KeptMessage, ...] = shown.lost()
    for one, kept in shown.kept.items():
        if kept.dropped or kept in lost:
            words = list(kept.words)
            yield {"id": one, "part": kept.part, "words": words, "dropped": kept.dropped, "orphaned": kept in lost}


def _where(shown: Shown, line: Line) -> tuple[str, str]:
    stored = shown.documents.get(line.document_id)
    if stored is None:
        return "", ""
    text = stored.document.text
    return stored.document.path, text[line.start : line.end] if line.end > 1 else text
