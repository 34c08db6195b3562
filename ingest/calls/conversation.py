"""What was said in a call, cue by cue, to a text that reads as a conversation: a line a turn, and who speaks when."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.evidence import Turn

_ENOUGH, _MOST = 450, 650
"""Characters from which a turn ends with its sentence, and beyond which it ends with its cue: places stay fine."""
_PAUSE = 30.0
"""Seconds of silence after which the same person begins anew."""
_LONGEST_NAME = 60
_SENTENCE_END = (".", "!", "?", "…", '."', '!"', '?"', ".”", "!”", "?”")
_HOUR, _MINUTE = 3600, 60


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words somebody said; `start` and `end` are seconds from the beginning, `None` where the transcript is silent."""

    text: str
    name: str = ""
    start: float | None = None
    end: float | None = None
    side: str = ""
    """A value of `Speaker` where the transcript says on which side of the table they sit, else empty."""
    place: str = ""
    """What a reader finds the words by where there are no times: "line 12"."""


def clock(seconds: float | None) -> str:
    """`761.2` → `12:41`, `3761` → `1:02:41`; empty for a time that is not known."""
    if seconds is None or seconds < 0:
        return ""
    whole = int(seconds)
    minutes, rest = whole // _MINUTE, whole % _MINUTE
    return f"{minutes // _MINUTE}:{minutes % _MINUTE:02}:{rest:02}" if whole >= _HOUR else f"{minutes}:{rest:02}"


def seconds(text: str) -> float | None:
    """`12:41`, `00:12:41.250`, `1:02:41,5` → seconds; `None` for what is no time."""
    match = re.fullmatch(r"\s*(?:(\d{1,3}):)?(\d{1,3}):(\d{1,2})(?:[.,](\d{1,9}))?\s*", text)
    if not match or int(match[3]) >= _MINUTE:
        return None
    return int(match[1] or 0) * _HOUR + int(match[2]) * _MINUTE + int(match[3]) + float(f"0.{match[4] or 0}")


def written(said: Iterable[Utterance], opening: str = "") -> tuple[str, tuple[Turn, ...]]:
    """Return the conversation as text and its turns.

    Each turn is a paragraph of one line, `Name: what they said.`, and `Turn.start` is the offset of the words after
    the name. A turn whose speaker is not known is its words alone. `opening` is what stands above the conversation.
    """
    paragraphs = [opening.strip()] if opening.strip() else []
    offset = sum(len(paragraph) + 2 for paragraph in paragraphs)
    turns: list[Turn] = []
    for one in _joined(said):
        name = f"{one.name}: " if one.name else ""
        turns.append(Turn(offset + len(name), clock(one.start) or one.place, one.name, one.side))
        paragraphs.append(f"{name}{one.text}")
        offset += len(paragraphs[-1]) + 2
    return "\n\n".join(paragraphs), tuple(turns)


def _joined(said: Iterable[Utterance]) -> Iterator[Utterance]:
    """Several cues of one speaker as one turn."""
    current: Utterance | None = None
    for one in map(_tidy, said):
        if not any(map(str.isalnum, one.text)):
            continue
        if current and _goes_on(current, one):
            current = replace(current, text=f"{current.text} {one.text}", end=one.end or current.end)
            continue
        if current:
            yield current
        current = one
    if current:
        yield current


def _goes_on(before: Utterance, one: Utterance) -> bool:
    if before.name != one.name or len(before.text) + len(one.text) >= _MOST:
        return False
    if len(before.text) >= _ENOUGH and before.text.endswith(_SENTENCE_END):
        return False
    until = before.end if before.end is not None else before.start
    return until is None or one.start is None or one.start - until <= _PAUSE


def _tidy(one: Utterance) -> Utterance:
    name = " ".join(one.name.replace(":", " ").split())[:_LONGEST_NAME]
    return replace(one, text=" ".join(one.text.split()), name=name)


def names(said: Sequence[Utterance]) -> list[str]:
    """Everybody who speaks, in order of appearance."""
    return list(dict.fromkeys(one.name for one in map(_tidy, said) if one.name))
