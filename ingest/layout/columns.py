"""The order a page is read in: what spans it from the top, and column by column in between."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.layout.shapes import Row, Segment, rows

_DEEPEST = 5
_LINES = 3
"""Lines each of two columns must have."""
_TRIED = 40
_PROSE = 24
"""Letters a line, on average, from which a column holds prose rather than the cells of a table."""
_CELL = 12
_WRAPPED = 0.25
"""Share of lines that begin in lower case, as the wrapped lines of a paragraph do and cells do not."""
_ALIGNED = 0.6
_ROWS = 0.8
_GUTTER = 0.7
"""Width of the space between two columns, in type sizes."""
_HANGING = 0.6
_MARGIN = 0.15
_ITEM = re.compile(r"(?:[-–•·▪●○*]|\d{1,2}[.)])\s")


def stretches(segments: Sequence[Segment], depth: int = 0) -> Iterator[list[Row]]:
    """Yield the lines of each column, or of each part that spans the page, in the order they are read."""
    lines = rows(segments)
    parts = _parted(lines) if depth < _DEEPEST else []
    if not parts:
        if lines:
            yield lines
        return
    for part in parts:
        yield from stretches(part, depth + 1)


def _parted(lines: Sequence[Row]) -> list[list[Segment]]:
    """What is read one after the other, or nothing if the lines stand in one column."""
    best: list[list[Segment]] = []
    most = 0
    for gutter in _gutters(lines):
        parts, inside = _along(lines, gutter)
        if inside > most:
            best, most = parts, inside
    return best


def _gutters(lines: Sequence[Row]) -> list[float]:
    """Where columns may begin: left edges that several lines share, a little before them."""
    leftmost = min((row.left for row in lines), default=0.0)
    edges = Counter(round(cell.left / 2) * 2 for row in lines for cell in row.cells if cell.left > leftmost + cell.size)
    return [edge - 2.0 for edge, times in edges.most_common(_TRIED) if times >= _LINES]


def _along(lines: Sequence[Row], gutter: float) -> tuple[list[list[Segment]], int]:
    """Part the lines at `gutter`; also return how many letters stand in columns then."""
    parts: list[list[Segment]] = []
    wide: list[Segment] = []
    inside = 0
    for run, crossed in _runs(lines, gutter):
        left = [cell for row in run for cell in row.cells if cell.left + cell.right < 2 * gutter]
        right = [cell for row in run for cell in row.cells if cell.left + cell.right >= 2 * gutter]
        if crossed or not _are_columns(rows(left), rows(right)):
            wide += [*left, *right]
            continue
        parts += [wide] if wide else []
        parts += [left, right]
        wide = []
        inside += sum(len(cell.text) for cell in (*left, *right))
    parts += [wide] if wide else []
    return parts, inside


def _runs(lines: Sequence[Row], gutter: float) -> Iterator[tuple[list[Row], bool]]:
    """Lines that follow each other and all cross `gutter`, or all do not."""
    run: list[Row] = []
    before = False
    for row in lines:
        crossed = any(_crosses(cell, gutter) for cell in row.cells)
        if run and crossed != before:
            yield run, before
            run = []
        run.append(row)
        before = crossed
    if run:
        yield run, before


def _crosses(cell: Segment, gutter: float) -> bool:
    """Whether a cell stands on both sides; a quotation mark or a hyphen may hang out."""
    return cell.left < gutter - _HANGING * cell.size and cell.right > gutter + _HANGING * cell.size


def _are_columns(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether two sides are read one after the other; the columns of a table are read across.

    A table taken for columns would part a price from its label, so that it must look like text: whole lines of prose,
    or lists, or lines whose baselines have nothing to do with the other side's.
    """
    if min(len(left), len(right)) < _LINES or _gap(left, right) < _GUTTER * right[0].size:
        return False
    if any(_figures(side) for side in (left, right)) or min(map(_letters, (left, right))) < _CELL:
        return False
    if _together(left, right) < _ALIGNED * min(len(left), len(right)):
        return True
    if _same_starts(left, right):
        return False
    dense = len(left) + len(right) < 3 * _together(left, right)
    if dense and any(map(_full, (left, right))):
        return True
    return all(_letters(side) >= _PROSE or _items(side) or _wrapped(side) for side in (left, right))


def _gap(left: Sequence[Row], right: Sequence[Row]) -> float:
    """The space between most of the lines: one may hang over."""
    starts, ends = sorted(row.left for row in right), sorted(row.right for row in left)
    return starts[len(starts) // 10] - ends[-1 - len(ends) // 10]


def _letters(side: Sequence[Row]) -> float:
    return sum(len(row.text) for row in side) / len(side)


def _figures(side: Sequence[Row]) -> bool:
    """Whether most lines are mainly figures."""
    figures = sum(2 * sum(map(str.isdigit, row.text)) >= sum(map(str.isalpha, row.text)) for row in side)
    return 2 * figures > len(side)


def _items(side: Sequence[Row]) -> bool:
    return 3 * sum(_ITEM.match(row.text) is not None for row in side) > len(side)


def _wrapped(side: Sequence[Row]) -> bool:
    return sum(row.text[0].islower() for row in side) >= _WRAPPED * len(side)


def _full(side: Sequence[Row]) -> bool:
    """Whether it is wrapped prose beyond doubt: most lines reach the edge."""
    start, edge = min(row.left for row in side), max(row.right for row in side)
    reach = sum(row.right > edge - _MARGIN * (edge - start) for row in side)
    return _letters(side) >= _PROSE and _wrapped(side) and 2 * reach > len(side)


def _together(left: Sequence[Row], right: Sequence[Row]) -> int:
    """How many lines of the sparser side stand on a baseline of the other."""
    few, many = sorted((left, right), key=len)
    bases = [row.base for row in many]
    return sum(any(abs(base - row.base) < 1 for base in bases) for row in few)


def _same_starts(left: Sequence[Row], right: Sequence[Row]) -> bool:
    """Whether paragraphs begin side by side, as the cells of a row do whose text takes several lines."""
    first, second = _starts(left), _starts(right)
    if min(len(first), len(second)) < _LINES:
        return False
    together = sum(any(abs(a - b) < 1 for b in second) for a in first)
    return together >= _ROWS * max(len(first), len(second))


def _starts(side: Sequence[Row]) -> list[float]:
    gaps = [row.base - before.base for before, row in pairwise(side)]
    tight = min(gaps)
    return [side[0].base, *(row.base for gap, row in zip(gaps, side[1:], strict=True) if gap > 1.25 * tight)]
