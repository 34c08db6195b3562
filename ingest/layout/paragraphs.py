"""Lines to paragraphs: a wrapped line goes on, a line that had room left was ended by its writer."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout import hyphens
from ingest.layout.shapes import Row, common_size

_ITEM = re.compile(r"(?:[-–•·▪●○■*]|\d{1,2}[.)]|[a-z]\))\s")
_NUMBERED = re.compile(r"\(?\d[\d.]{0,8}[.)]?\s")
_LABEL = re.compile(r"[^\W\d_a-zåäö][\w ]{1,24}:\s")
_SPACE = 0.25
"""Width of a space, in type sizes."""
_SAME = 0.1
_EQUAL = 0.02
_RAGGED = 0.7
_SEVERAL = 4
_TITLE = 1.2
"""Lines of large type stand this much further apart, in type sizes."""
_CLOSE = 1.25
_INDENT = 0.8
_WIDEST = 2.2
_FULL = 30
"""Letters of a line from which one that begins with a capital may be its rest: shorter ones are addresses, labels."""
_END = re.compile(r"[.!?:;…»”\"]['’)\]]*\d{0,2}$")


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph or some short lines that stand together; `size` is the type's, in points, and 0 for a table."""

    text: str
    size: float
    lines: int = 1

    def goes_on(self, after: "Block") -> bool:
        """Whether `after`, at the top of the next column or page, is the rest of this paragraph."""
        same = self.size > 0 and abs(self.size - after.size) <= _SAME * self.size
        return same and self.lines > 1 and not _END.search(self.text) and after.text[0].islower()


def blocks(lines: Sequence[Row], column: Sequence[Row], known: frozenset[str]) -> list[Block]:
    """Return the paragraphs of `lines`.

    Args:
        lines: Lines from the top.
        column: All lines of the column they stand in, which show how wide it is.
        known: The document's words, for those divided at a line's end.
    """
    found: list[Block] = []
    for group in _groups(lines):
        like = group if len(group) >= _SEVERAL else [row for row in (*column, *group) if _alike(row, group[0], _EQUAL)]
        width = (min(row.left for row in like), max(row.right for row in like))
        prose = 2 * sum(row.text[0].islower() for row in group[1:]) >= len(group) - 1
        text, start = group[0].text, group[0]
        for before, row in pairwise(group):
            if not _new_item(before, row, start) and _wrapped(before, row, width, prose=prose):
                text = hyphens.joined(text, row.text, known)
            else:
                text, start = f"{text}\n{row.text}", row
        found.append(Block(text, common_size([cell for row in group for cell in row.cells]), len(group)))
    return found


def _groups(lines: Sequence[Row]) -> Iterator[list[Row]]:
    """Lines of one size that stand as close as lines of a paragraph do."""
    group: list[Row] = []
    tight = _tight(lines)
    usual = common_size([cell for row in lines for cell in row.cells])
    for row in lines:
        if group:
            before = group[-1]
            gap = row.base - before.base
            indented = row.left > before.left + _INDENT * row.size and not _ITEM.match(row.text)
            begins = indented and before.left <= group[0].left and not _ITEM.match(before.text) and len(group) > 1
            large = row.size > (1 + _SAME) * usual
            room = _TITLE * row.size if large else max(tight, row.size)
            if not _alike(before, row) or gap > _CLOSE * room or begins:
                yield group
                group = []
        group.append(row)
    if group:
        yield group


def _tight(lines: Sequence[Row]) -> float:
    gaps = [after.base - before.base for before, after in pairwise(lines) if _alike(before, after)]
    size = lines[0].size
    return min(max(min(gaps, default=size), size), _WIDEST * size)


def _alike(one: Row, other: Row, differ: float = _SAME) -> bool:
    return abs(one.size - other.size) <= differ * max(one.size, other.size)


def _new_item(before: Row, row: Row, start: Row) -> bool:
    """Whether a list's item or a label begins, or the text goes on after the item that began with `start`."""
    if _ITEM.match(row.text) or (_NUMBERED.match(row.text) and _NUMBERED.match(start.text)):
        return True
    if _LABEL.match(row.text) and _END.search(before.text):
        return True
    return _ITEM.match(start.text) is not None and row.left <= start.left + 1 and not row.text[0].islower()


def _wrapped(before: Row, row: Row, width: tuple[float, float], *, prose: bool) -> bool:
    """Whether `before` had no room for the next word; with a ragged margin, whether it is near enough and goes on.

    `width` is where lines like these begin and end, `prose` whether most of them begin in lower case.
    """
    edge = width[1]
    share = (before.right - width[0]) / max(edge - width[0], 1)
    full = before.right + row.cells[0].first_word + _SPACE * row.size > edge - _SPACE * row.size
    if row.text[0].islower():
        return full or share > _RAGGED
    open_end = not _END.search(before.text)
    return len(before.text) >= _FULL and (full or (open_end and share > _RAGGED)) and (prose or not open_end)
