"""The rows of a workbook's sheets, every cell as the text a person sees in it."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

from lxml import etree
from openpyxl.utils import range_boundaries

from ingest.encoding import clean
from ingest.office.figures import shown
from ingest.tables.crm import WIDEST

LONGEST = 50_000
"""Rows read from one sheet: about half a minute's work, within the time one file may take."""
_GAP = 1000
"""Empty rows in a row after which a sheet has ended, whatever its dimensions say."""
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TALLEST = 1000
"""Rows that one merged cell may cover and still stand for each of them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What a sheet's cells do not say: columns that are not shown, and cells that stand for those below them."""

    hidden: frozenset[int]
    covered: dict[tuple[int, int], int]
    """Row and column (from 1) of each cell that a merged one covers downwards, and the row that one begins in."""


def layout(archive: ZipFile, path: str) -> Layout:
    """Read a sheet's layout from its part of the file, without keeping its cells."""
    hidden: set[int] = set()
    covered: dict[tuple[int, int], int] = {}
    with archive.open(path) as part:
        tags = (f"{_MAIN}col", f"{_MAIN}row", f"{_MAIN}mergeCell")
        for _, element in etree.iterparse(part, tag=tags, resolve_entities=False, no_network=True):
            if element.tag == tags[0] and element.get("hidden") in {"1", "true"}:
                last = min(int(element.get("max", "0")), WIDEST)
                hidden.update(range(int(element.get("min", "1")), last + 1))
            elif element.tag == tags[2]:
                left, top, right, bottom = (side or 0 for side in range_boundaries(element.get("ref", "A1")))
                if left == right and bottom - top < _TALLEST and len(covered) < LONGEST:
                    covered |= {(row, left): top for row in range(top + 1, bottom + 1)}
            _forget(element)
    return Layout(frozenset(hidden), covered)


def rows(sheet: Any, shape: Layout) -> Iterator[tuple[int, list[str]]]:
    """Yield the number and the cells of each row that holds something, hidden columns left out.

    A cell merged over several rows stands in each of them: a plan beside three prices belongs to all three. `sheet` is
    one of openpyxl's that are read as a stream.
    """
    sheet.reset_dimensions()
    tops = set(shape.covered.values())
    above: dict[tuple[int, int], str] = {}
    empty = 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        texts = [shown_in(cell) for cell in cells[: WIDEST + 1]]
        if any(texts) and number in tops:
            above |= {(number, column): text for column, text in enumerate(texts, start=1)}
        if any(texts) and shape.covered:
            covers = ((number, column) for column in range(1, len(texts) + 1))
            texts = [above.get((shape.covered.get(at, 0), at[1]), text) for at, text in zip(covers, texts, strict=True)]
        kept = [text for column, text in enumerate(texts, start=1) if column not in shape.hidden]
        while kept and not kept[-1]:
            kept.pop()
        empty = 0 if kept else empty + 1
        if kept:
            yield number, kept
        elif empty > _GAP:
            return


def shown_in(cell: Any) -> str:
    """Return the text a person sees in a cell: days in ISO, figures as formatted, nothing for an error."""
    value = cell.value
    if value is None or cell.data_type == "e":
        return ""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, dt.time):
        return value.isoformat("minutes")
    if isinstance(value, int | float):
        return shown(value, cell.number_format or "General")
    return clean(_ESCAPED.sub(_character, str(value))).strip()


def titles(table: Sequence[tuple[int, Sequence[str]]], header: int) -> list[str]:
    """Return what stands above the row of column names, a line a row."""
    return [" ".join(cell for cell in cells if cell) for _, cells in table[:header]]


def _forget(element: Any) -> None:
    """Let go of what has been parsed: a sheet's tree takes twenty times its bytes."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _character(match: re.Match[str]) -> str:
    """`_x000D_` is how Office writes a line break it cannot write as itself."""
    code = int(match[1], 16)
    return "\n" if code in {10, 13} else " " if code < 32 else match[0]  # noqa: PLR2004 - control characters
