"""Headings: where they stand, and the path of titles that leads to each."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import Origin

_FENCE = re.compile(r" {0,3}(```|~~~)")
_ATX = re.compile(r" {0,3}(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r" {0,3}(?:={2,}|-{2,})[ \t]*")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.?[ \t]+[^\W\d_].*")
_LONGEST = 160
_SHORT = 70


@dataclass(frozen=True, slots=True)
class Heading:
    """A title line: its offset, its depth (1 is the outermost) and the words alone."""

    start: int
    level: int
    title: str


def markdown(text: str) -> list[Heading]:
    """Return `#` and underlined headings, those inside code fences left out."""
    return _headings(text, atx=True, loud=False)


def plain(text: str, origin: Origin) -> list[Heading]:
    """Return the headings of a text without markup.

    Underlined lines always are; numbered and capital ones only in official material, where they are set by an
    editor: a seller writes like that in a hurry.
    """
    return _headings(text, atx=False, loud=origin is Origin.OFFICIAL)


def paths(headings: Sequence[Heading], title: str) -> tuple[tuple[int, str], ...]:
    """Return each heading's offset and its path ("Pricing › Team").

    A single outermost heading that merely repeats the document's title is left out of the paths below it. One
    without words ends what stood above it (a slide without a title).
    """
    outermost = min((h.level for h in headings), default=0)
    top = [h for h in headings if h.level == outermost]
    silent = len(top) == 1 and top[0].title.casefold() == title.casefold()
    result: list[tuple[int, str]] = []
    stack: list[Heading] = []
    for heading in headings:
        while stack and stack[-1].level >= heading.level:
            stack.pop()
        above = [h.title for h in stack if not (silent and h is top[0])]
        result.append((heading.start, " › ".join(filter(None, [*above, heading.title]))))
        stack.append(heading)
    return tuple(result)


def end_of(text: str, start: int) -> int:
    """Return where the heading that begins at `start` ends, its underline included."""
    end = _line_end(text, start)
    below = _line_end(text, end + 1)
    return below if below <= end + _LONGEST and _UNDERLINE.fullmatch(text, end + 1, below) else end


def _headings(text: str, *, atx: bool, loud: bool) -> list[Heading]:
    found: list[Heading] = []
    fenced, blank_before, start = False, True, 0
    while start < len(text):
        end = _line_end(text, start)
        line = text[start : min(end, start + _LONGEST + 1)]
        if atx and _FENCE.match(line):
            fenced = not fenced
        elif (
            not fenced and len(line) <= _LONGEST and (heading := _heading(text, start, end, atx, loud and blank_before))
        ):
            found.append(heading)
            end = end_of(text, start)
        blank_before = not line.strip()
        start = end + 1
    return found


def _heading(text: str, start: int, end: int, atx: bool, loud: bool) -> Heading | None:  # noqa: FBT001 - two facts on one line
    line = text[start:end]
    marked = _ATX.fullmatch(line) if atx else None
    if marked:
        return Heading(start, len(marked[1]), _bare(marked[2].strip().rstrip("#").strip() or marked[2]))
    if not line.strip() or not any(c.isalnum() for c in line):
        return None
    under = text[end + 1 : min(_line_end(text, end + 1), end + _LONGEST)]
    if _UNDERLINE.fullmatch(under) and not line.startswith(("-", "*", "|", ">", "    ")):
        return Heading(start, 1 if "=" in under else 2, _bare(line))
    if loud and len(line) <= _SHORT and not line.rstrip().endswith((".", "!", "?", ":", ",", ";")):
        letters = [c for c in line if c.isalpha()]
        if len(letters) > 3 and line.isupper():  # noqa: PLR2004 - an abbreviation is no heading
            return Heading(start, 2, line.strip())
        numbered = _NUMBERED.fullmatch(line)
        if (
            numbered
            and under.strip()
            and (not _NUMBERED.fullmatch(under) or under.startswith(f"{line.split('.')[0]}."))
        ):
            return Heading(start, 2, line.strip())
    return None


_EMPHASIS = re.compile(r"[*`]{1,3}(?=\S)|(?<=\S)[*`]{1,3}|(?<!\w)_{1,3}(?=\S)|(?<=\S)_{1,3}(?!\w)")
"""Marks of emphasis; an underscore inside a word is part of a name."""


def _bare(title: str) -> str:
    """The words without emphasis marks."""
    return _EMPHASIS.sub("", title).strip() or title.strip()


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end
