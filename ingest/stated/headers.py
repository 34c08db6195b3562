"""The first lines of a note that are no text to cite: `Kund: Hotell Fjorden  Datum: 9/3`, `Account: X / Rep: Y`."""

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.domain.evidence import Origin
from ingest.stated import dates, headline, labels
from ingest.stated.dates import Calendar

_WIDEST = 300
_DEEPEST = 20
_TITLE_LINES = 2
_TITLE = 90
_NAME = 60
_NAME_WORDS = 7
_VALIDITY_LINES = 12
_LEAD = 12
"""Characters of a weekday before the day: `måndag den 9/3`."""
_PAIR = re.compile(r"[-*•>#\s]{0,6}(?P<label>[^\W\d_][\w .\-()]{0,30}?)\s?\*{0,2}\s?:\*{0,2}\s*(?P<value>.*)")
_UNDERLINE = re.compile(r"\s*[=\-_*~]{3,}\s*")
_CLOSING = re.compile(r"[.!?…]\s*$")
_VALID = re.compile(
    r"(?:alla?\s+)?(?:pris(?:er(?:na)?)?\s+|prices\s+(?:are\s+)?)?(?:gäller|giltiga?|valid|effective)\s+"
    r"(?:(?P<until>till(?: och med)?|t\.?\s?o\.?\s?m\.?|until|through|thru|to)"
    r"|från(?: och med)?|fr\.?\s?o\.?\s?m\.?|from|as of)\s+(?:den\s+)?",
    re.IGNORECASE,
)


@functools.cache
def _break() -> re.Pattern[str]:
    """Where one label's value ends: before a known label, or before any label after a wide gap or a stroke."""
    return re.compile(
        rf"(?:\s*[|/;,·•]\s*|\.?\s+)(?=\*{{0,2}}(?:{labels.pattern()})\*{{0,2}}\s?:)"
        r"|(?:\s{2,}|\s[|/;·•]\s?)(?=\*{0,2}[^\W\d_][\w .\-]{0,24}\*{0,2}:)",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Head:
    """What the first lines say about the text, by field, and where they stand.

    The field `headline.NAME` holds a name that may be the customer's.
    """

    values: Mapping[str, str] = field(default_factory=dict)
    lines: tuple[tuple[int, int], ...] = ()


def head(text: str, origin: Origin, calendar: Calendar) -> Head:
    """Read the lines of labels at the top of `text`; a title and blank lines may stand above and between them."""
    values: dict[str, str] = {}
    lines: list[tuple[int, int]] = []
    titles, start = 0, 0
    for _ in range(_DEEPEST):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        line = text[start : min(end, start + _WIDEST + 1)]
        told = _pairs(line, values, calendar)
        if told is None and origin is Origin.FIELD and not titles:
            told = headline.read(line, values, calendar)
        if told is not None:
            values = {**told, **values}
            lines.append((start, end))
        elif line.strip() and not _UNDERLINE.fullmatch(line):
            titles += 1
            if lines or titles > _TITLE_LINES or not _is_title(line):
                break
        start = end + 1
        if start >= len(text):
            break
    more = _validity(text, calendar) if origin is Origin.OFFICIAL else _opening_day(text, calendar)
    return Head({**more, **values}, tuple(lines))


def _pairs(line: str, seen: Mapping[str, str], calendar: Calendar) -> dict[str, str] | None:
    """Return the values of a line made of labels only, `None` for any other line.

    "Kund: vi har redan Outlook, varför betala?" is somebody speaking, not a label: a value must look like one.
    """
    if ":" not in line or len(line) > _WIDEST:
        return None
    pairs: dict[str, str] = {}
    colon = line.index(":") + 1
    first, *others = _break().split(line[colon:].strip())
    for number, segment in enumerate([line[:colon] + first, *others]):
        match = _PAIR.fullmatch(segment)
        name = labels.field_of(match["label"]) if match else None
        if match is None or (name is None and number == 0):
            return None
        value = match["value"].strip(" \t*_|/;,")
        if name == labels.IGNORED and (_CLOSING.search(value) or len(value) > _TITLE):
            return None
        if name and name != labels.IGNORED and value:
            if name in seen or name in pairs or not _plausible(name, value, calendar):
                return None
            pairs.update(_unpacked(name, value, calendar))
    return None if _is_speech(pairs, seen) else pairs


def _is_speech(pairs: Mapping[str, str], seen: Mapping[str, str]) -> bool:
    """Whether the only "name" is several words in lower case: `Kund: vill ha rabatt`."""
    small = [value for name, value in pairs.items() if name in {"account", "rep"} and value[0].islower()]
    return bool(small) and len(pairs) + len(seen) == 1 and len(small[0].split()) > 1


def _unpacked(name: str, value: str, calendar: Calendar) -> dict[str, str]:
    """`Östervik kommun, 20/11 -26, Johanna` after `Kund:` holds a day too, and then the last name is the seller's."""
    if name not in {"account", "rep"}:
        return {name: value}
    pieces = [piece.strip() for piece in re.split(r"\s*[/,|]\s+|\s+[–-]\s+(?=\d)", value)]
    days = [piece for piece in pieces[1:] if dates.whole(piece, calendar)]
    if not days:
        return {name: value}
    names = [piece for piece in pieces if piece not in days]
    rep = {"rep": names[-1]} if name == "account" and len(names) > 1 else {}
    return {name: names[0], "date": days[0]} | rep


def _plausible(name: str, value: str, calendar: Calendar) -> bool:
    if name in {"date", "valid_from", "valid_until", "review"}:
        return dates.span(value, calendar) is not None or len(value.split()) < 3  # noqa: PLR2004 - "see CRM"
    if name in {"account", "rep", "owner"}:
        said = r"[!?…]|(?<!inc)(?<!ltd)(?<!corp)(?<!\b\w)(?<!\b\w\w)\.$|[.,;]\s+\w+\s+\w+\s+\w"
        return len(value) <= _NAME and len(value.split()) <= _NAME_WORDS and not re.search(said, value, re.IGNORECASE)
    return len(value) <= _TITLE and not re.search(r"[!?…]\s*$|\w{3,}[.*]+\s+\w|[^\W\d]{3,}\.$", value)


def _is_title(line: str) -> bool:
    return len(line) <= _TITLE and not _CLOSING.search(line) and line.lstrip()[:1] not in {"-", "*", "•", "|"}


def _opening_day(text: str, calendar: Calendar) -> dict[str, str]:
    """The day a note begins with, or that stands in its title: `9/3 ringde Lena.`, `Samtal m Lena 14/10`."""
    line = text[: _WIDEST * 2].lstrip().split("\n", 1)[0][:_TITLE].strip(" #*_-")
    found = dates.first(line, calendar)
    return {"date": found.day.isoformat()} if found and (found.start < _LEAD or _is_title(line)) else {}


def _validity(text: str, calendar: Calendar) -> dict[str, str]:
    """`Gäller t.o.m. 2025-12-31.` at the start of a line, among the first of an official document."""
    values: dict[str, str] = {}
    calendar = replace(calendar, ahead=True)
    for whole_line in text[: _WIDEST * _VALIDITY_LINES].split("\n")[:_VALIDITY_LINES]:
        line = whole_line.strip(" *_")[:_WIDEST]
        stated = _VALID.match(line)
        found = dates.first(line[stated.end() :], calendar) if stated else None
        if stated and found and found.start == 0:
            values["valid_until" if stated["until"] else "valid_from"] = found.day.isoformat()
    return values
