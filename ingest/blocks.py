"""The smallest stretches a passage is made of: paragraphs, list items and table rows, by their offsets."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ITEM = re.compile(r"[ \t>]{0,12}(?:[-*+•–·]|\d{1,3}[.)])[ \t]+\S")
_RULE = re.compile(r"[\s|:\-=_*~#>]*")
DATA = 200
"""Characters without a space from which a "word" in ASCII is no language but data: a key, a pasted picture."""


HEADER = -1
"""The row of a table's column names."""


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` without white space around it; `row` counts from 1 in a table and is 0 outside of tables."""

    start: int
    end: int
    row: int = 0


def blocks(text: str, start: int, end: int) -> Iterator[Block]:
    """Yield the blocks of `text[start:end]` in order; a line that holds no letter and no digit belongs to none."""
    begin, last, row = start, start, 0
    for line_start, line_end in _lines(text, start, end):
        line = text[line_start : min(line_end, line_start + DATA)]
        in_table = line.lstrip().startswith("|")
        empty = _RULE.fullmatch(line) is not None and line_end - line_start < DATA
        if in_table or empty or _ITEM.match(line):
            yield from _block(text, begin, last)
            begin = line_end if in_table or empty else line_start
        if in_table and not empty:
            row = HEADER if row == 0 and _ruled(text, line_end + 1, end) else max(row, 0) + 1
            yield from _block(text, line_start, line_end, row)
        elif not in_table:
            row = 0
        last = line_end
    yield from _block(text, begin, last)


def _ruled(text: str, start: int, end: int) -> bool:
    """Whether the line that begins here is the rule below a table's header."""
    stop = text.find("\n", start, end)
    line = text[start : min(stop if stop >= 0 else end, start + DATA)]
    return "-" in line and _RULE.fullmatch(line) is not None


def _lines(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end:
        stop = text.find("\n", start, end)
        stop = end if stop < 0 else stop
        yield start, stop
        start = stop + 1


def _block(text: str, start: int, end: int, row: int = 0) -> Iterator[Block]:
    first, last = trimmed(text, start, end)
    if first < last:
        yield Block(first, last, row)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch without white space around it."""
    stretch = text[start:end]
    return start + len(stretch) - len(stretch.lstrip()), start + len(stretch.rstrip()) if stretch.strip() else start
