"""Plain text that is a transcript: `[00:12:41] Anna: …`, `12:41 Anna Berg`, `Anna (00:01:02): …`, `Anna: …`."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.domain.evidence import Origin
from ingest import vocabulary
from ingest.calls.conversation import Utterance, seconds
from ingest.vocabulary import plain

_TIME = r"(?P<time>(?:\d{1,2}:)?\d{1,2}:\d\d)(?:[.,]\d{1,3})?"
_NAME = r"(?P<name>[^\W\d_][^:\n\[\]<>|]{0,60}?)"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"[\[(]{_TIME}[\])]\s*[-–]?\s*{_NAME}\s?:\s*(?P<words>.*)",
        rf"{_TIME}\s+[-–]?\s*{_NAME}\s?:\s*(?P<words>.*)",
        rf"{_NAME}\s*[\[(]{_TIME}[\])]\s?:?\s*(?P<words>.*)",
        rf"[\[(]?{_TIME}[\])]?\s+[-–]?\s*{_NAME}(?P<words>)",
        rf"{_NAME}\s+{_TIME}(?P<words>)",
    )
)
_BARE = re.compile(r"(?P<name>[^\W\d_][^:\n\[\]<>|]{0,40}?)\s?:\s+(?P<words>\S.*)")
_FEWEST, _FEWEST_BARE, _MOST_PEOPLE = 3, 6, 12
_WIDEST = 4000
_MOSTLY, _NEARLY_ALL = 0.6, 0.85
_OPENING = 0.25
"""The part of a file that may stand above the first turn."""
_NAME_WORDS = 5


@dataclass(frozen=True, slots=True)
class Spoken:
    """A transcript's opening lines, if any, and what is said below them."""

    opening: str
    said: tuple[Utterance, ...]


def is_name(text: str) -> bool:
    """Whether `text` may be what a speaker is called: `Anna Berg (Kund)`, `Speaker 1`, `kund`."""
    words = re.sub(r"[(\[][^()\[\]]*[)\]]?", " ", text).split()
    if not words or len(words) > _NAME_WORDS:
        return False
    roles = vocabulary.words("customers_role") | vocabulary.words("rep_role")
    small = [w for w in words if not w[0].isupper() and not w.isdigit() and w not in vocabulary.words("inside_names")]
    return not small or plain(" ".join(words)) in roles


def transcript(text: str, origin: Origin, first_line: int = 1) -> Spoken | None:
    """Return the transcript that `text` unmistakably is, `None` for a note that merely quotes a line or two.

    With times, turns must come in order and stand on most lines. Without, nearly every line must begin with one of a
    few names that come back; and official material without times is never one: questions and answers look the same.
    """
    lines = text.split("\n")
    return _timed(lines) or (_untimed(lines, first_line) if origin is Origin.FIELD else None)


def _timed(lines: Sequence[str]) -> Spoken | None:
    for form in _FORMS:
        marks = [(n, m) for n, line in enumerate(lines) if len(line) < _WIDEST and (m := form.fullmatch(line.strip()))]
        marks = [(n, m) for n, m in marks if is_name(m["name"].strip(" *_"))]
        if _fits(lines, marks):
            return Spoken("\n".join(lines[: marks[0][0]]), tuple(_said(lines, marks)))
    return None


def _fits(lines: Sequence[str], marks: Sequence[tuple[int, re.Match[str]]]) -> bool:
    if len(marks) < _FEWEST or marks[0][0] > _OPENING * len(lines) + _FEWEST:
        return False
    times = [seconds(match["time"]) or 0.0 for _, match in marks]
    if times != sorted(times):
        return False
    below = [line for line in lines[marks[0][0] :] if line.strip()]
    needed = _MOSTLY if any(match["words"] for _, match in marks) else _MOSTLY / 3
    return len(marks) >= needed * len(below) and len({match["name"] for _, match in marks}) <= _MOST_PEOPLE


def _untimed(lines: Sequence[str], first_line: int) -> Spoken | None:
    marks = [(n, m) for n, line in enumerate(lines) if len(line) < _WIDEST and (m := _BARE.fullmatch(line.strip()))]
    counts = Counter(match["name"] for _, match in marks if is_name(match["name"]) and len(match["name"]) > 1)
    marks = [(n, match) for n, match in marks if counts[match["name"]] > 1]
    if len(marks) < _FEWEST_BARE or len({match["name"] for _, match in marks}) < 2:  # noqa: PLR2004 - a conversation
        return None
    below = [line for line in lines[marks[0][0] :] if line.strip()]
    if len(marks) < _NEARLY_ALL * len(below) or marks[0][0] > _OPENING * len(lines) + _FEWEST:
        return None
    return Spoken("\n".join(lines[: marks[0][0]]), tuple(_said(lines, marks, first_line)))


def _said(lines: Sequence[str], marks: Sequence[tuple[int, re.Match[str]]], first_line: int = 1) -> Iterator[Utterance]:
    ends = [*(number for number, _ in marks[1:]), len(lines)]
    for (number, match), end in zip(marks, ends, strict=True):
        words = "\n".join([match["words"], *lines[number + 1 : end]])
        time = match.groupdict().get("time")
        place = "" if time else f"line {first_line + number}"
        yield Utterance(words, match["name"].strip(" *_"), seconds(time) if time else None, place=place)
