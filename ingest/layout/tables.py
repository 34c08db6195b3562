"""Rows of a table without its borders: cells that stand below each other."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.layout.shapes import Row, Segment

_MARK = re.compile(r"[•·▪●○■□✓✔–*-]|\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]")
_SIGN = re.compile(r"[$€£]|kr|SEK|EUR|USD")
_CLOSE = re.compile(r"[%)]{1,2}|kr|SEK|EUR|USD")
_FIGURE = re.compile(r"[(+\-–−$€£~<>]?\s?(?:ca\s|SEK\s|EUR\s|USD\s)?\d")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NEAR = 2.6
"""Rows further apart than this many times the closest ones belong to different tables."""
_TIGHT = 1.35
"""Baselines at most this many type sizes apart are lines of one cell, if the table's rows stand wider."""
_THIRD = 3
_TITLES = 3


@dataclass(frozen=True, slots=True)
class Table:
    """Cells by row, one for each column, empty where nothing stands; `headed` if the first row names the columns."""

    cells: tuple[tuple[str, ...], ...]
    headed: bool

    @property
    def text(self) -> str:
        """The table in Markdown, one line a row."""
        lines = ["| " + " | ".join(cell.replace("|", "¦") for cell in row) + " |" for row in self.cells]
        if self.headed:
            lines.insert(1, "|" + " --- |" * len(self.cells[0]))
        return "\n".join(lines)


def joined(row: Row) -> Row:
    """The row with what only looks like cells of their own made one: a bullet, a heading's number, a currency."""
    cells: list[Segment] = []
    for cell in row.cells:
        before = cells[-1] if cells else None
        near = before is not None and cell.left - before.right < 4 * cell.size
        mark = before is not None and len(cells) == 1 and _MARK.fullmatch(before.text) and not _figure(cell.text)
        sign = before is not None and _SIGN.fullmatch(before.text) and _figure(cell.text)
        if before and (sign or (near and (mark or _CLOSE.fullmatch(cell.text)))):
            cells[-1] = Segment(before.left, cell.right, before.base, cell.size, f"{before.text} {cell.text}")
        else:
            cells.append(cell)
    return Row(tuple(cells))


def parts(lines: Sequence[Row]) -> Iterator[Table | list[Row]]:
    """Yield the tables among `lines` and the lines between them, in order."""
    text: list[Row] = []
    start = 0
    while start < len(lines):
        stop = _reach(lines, start)
        above, table = _below_titles(lines[start:stop])
        text += lines[start : start + above]
        if table:
            yield from [text] if text else []
            text = []
            yield table
        start = stop
    yield from [text] if text else []


def _below_titles(lines: Sequence[Row]) -> tuple[int, Table | None]:
    """The table, and how many lines stand above it that span several of its columns."""
    for above in range(min(_TITLES, len(lines) - 1)):
        if table := _table(lines[above:]):
            return above, table
    return len(lines), None


def _reach(lines: Sequence[Row], start: int) -> int:
    """Where the rows of several cells that begin at `start` end; a row of one cell between two of them is inside."""
    if len(lines[start].cells) < 2:  # noqa: PLR2004 - one cell is a line
        return start + 1
    stop, pitch = start + 1, float("inf")
    while stop < len(lines):
        gap = lines[stop].base - lines[stop - 1].base
        if gap > _NEAR * max(min(pitch, gap), lines[stop].size):
            break
        single = len(lines[stop].cells) == 1
        if single and not (_cell_like(lines, start, stop) and _goes_on(lines, stop, gap)):
            break
        pitch = min(pitch, gap)
        stop += 1
    return stop


def _goes_on(lines: Sequence[Row], at: int, gap: float) -> bool:
    """Whether the row of one cell is the rest of the one above, or another row of the table follows at once."""
    if gap <= _TIGHT * lines[at].size and lines[at].left > lines[at - 1].left + lines[at].size:
        return True
    after = lines[at + 1] if at + 1 < len(lines) else None
    return after is not None and len(after.cells) > 1 and after.base - lines[at].base <= _NEAR * lines[at].size


def _cell_like(lines: Sequence[Row], start: int, at: int) -> bool:
    """Whether a single cell stands within one column of the rows above it."""
    cell = lines[at].cells[0]
    under = [other for row in lines[start:at] for other in row.cells if len(row.cells) > 1]
    touched = [other for other in under if other.left < cell.right and cell.left < other.right]
    edge = min(other.left for other in under)
    return all(abs(other.left - edge) < cell.size for other in touched) or cell.left > edge + cell.size


def _table(lines: Sequence[Row]) -> Table | None:
    columns = _columns(lines)
    placed = [_placed(row, columns) for row in lines]
    if len(columns) < 2 or any(row is None for row in placed):  # noqa: PLR2004 - one column is no table
        return None
    cells = [list(row) for row in placed if row is not None]
    if sum(sum(map(bool, row)) > 1 for row in cells) < 2:  # noqa: PLR2004 - one row is no table
        return None
    whole = _unwrapped(lines, cells)
    return Table(tuple(map(tuple, whole)), _headed(whole))


def _columns(lines: Sequence[Row]) -> list[tuple[float, float]]:
    """The stretches of the page's width that cells cover, one for each column."""
    merged: list[tuple[float, float]] = []
    for left, right in sorted((cell.left, cell.right) for row in lines for cell in row.cells):
        if merged and left < merged[-1][1] - 0.5:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _placed(row: Row, columns: Sequence[tuple[float, float]]) -> list[str] | None:
    """The row's text by column; `None` where two cells would stand in one."""
    cells = [""] * len(columns)
    for cell in row.cells:
        at = next(n for n, (left, right) in enumerate(columns) if left - 1 <= cell.left <= right)
        if cells[at]:
            return None
        cells[at] = cell.text
    return cells


def _unwrapped(lines: Sequence[Row], cells: Sequence[list[str]]) -> list[list[str]]:
    """The rows, with the second and later lines of a cell put behind its first."""
    gaps = [after.base - before.base for before, after in pairwise(lines)]
    wide = sum(gap > _TIGHT * row.size for gap, row in zip(gaps, lines[1:], strict=True))
    result = [cells[0]]
    for gap, row, below in zip(gaps, lines[1:], cells[1:], strict=True):
        above = result[-1]
        close = gap <= _TIGHT * row.size
        rest = close and _THIRD * wide >= len(gaps) and _continues(above, below)
        rest = rest or (close and not any(above[1:]) and above[0] != "" and below[0][:1].islower())
        names = close and len(result) == 1 and _all_words(above) and _all_words(below)
        if rest or (names and not all(below) and any(map(_is_figure_row, cells))):
            result[-1] = [" ".join(filter(None, pair)) for pair in zip(above, below, strict=True)]
        else:
            result.append(below)
    return result


def _continues(above: Sequence[str], below: Sequence[str]) -> bool:
    filled = [(a, b) for a, b in zip(above, below, strict=True) if b]
    return all(a for a, _ in filled) and (not below[0] or all(b[0].islower() for _, b in filled))


def _all_words(row: Sequence[str]) -> bool:
    return not _is_figure_row(row)


def _is_figure_row(row: Sequence[str]) -> bool:
    return any(_figure(cell) for cell in row)


def _figure(cell: str) -> bool:
    return _FIGURE.match(cell) is not None and not _YEAR.fullmatch(cell)


def _headed(cells: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names columns: words alone, above figures."""
    first = cells[0]
    below = sum(map(_is_figure_row, cells[1:]))
    return (
        not _is_figure_row(first) and sum(map(bool, first[1:])) >= (len(first) - 1) / 2 and 2 * below >= len(cells) - 1
    )
