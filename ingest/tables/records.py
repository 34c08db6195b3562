"""A table to documents, wherever it comes from: which row names the columns, and what to say when none does."""

from collections.abc import Mapping, Sequence

from app.domain.errors import Unreadable
from ingest.reading import Raw, Reading
from ingest.stated.about import calendar_for
from ingest.tables import columns, crm
from ingest.tables.rows import Row

Record = tuple[int, Sequence[str]]
"""The number a reader finds a row by, and its cells."""


def documents(raw: Raw, table: Sequence[Record], sheet: str = "", unstated: Mapping[str, str] | None = None) -> Reading:
    """Return a document a row. A table without a header is understood only when it cannot be misunderstood.

    Args:
        raw: The file.
        table: Its rows, empty ones left out; the first names the columns.
        sheet: The sheet's name, where a reader needs it to find a row.
        unstated: What holds for a row that says nothing else, by field.

    Raises:
        Unreadable: There are no rows, or none that says what it holds.
    """
    if not table:
        raise Unreadable(f"{raw.name} holds no rows", "Export it again")
    first = table[0][1]
    if len(first) > crm.WIDEST:
        raise Unreadable(
            f"{raw.name} has {len(first):,} columns", "Export only those that say something about the notes"
        )
    calendar = calendar_for(raw)
    if columns.looks_like_data(first, calendar):
        header = [f"column {n}" for n in range(1, len(first) + 1)]
        found = _rows(header, table, sheet)
        told = columns.unmistakable(header, [row.cells for row in found], calendar)
        if told is None:
            raise Unreadable(
                f"{raw.name} has no header row", "Put names such as `date;account;rep;text` into its first row"
            )
        return crm.documents(raw, header, found, told, unstated=unstated)
    header = _unique(first)
    if not table[1:]:
        raise Unreadable(f"{raw.name} has a header and no rows", "Export it again")
    return crm.documents(raw, header, _rows(header, table[1:], sheet), unstated=unstated)


def _rows(header: Sequence[str], table: Sequence[Record], sheet: str) -> list[Row]:
    """Cells by column; what an unquoted comma has pushed beyond the last column belongs to the last one."""
    width = len(header)
    found = []
    for number, cells in table:
        fitting = cells if len(cells) <= width else [*cells[: width - 1], ", ".join(c for c in cells[width - 1 :] if c)]
        found.append(Row(number, dict(zip(header, fitting, strict=False)), sheet))
    return found


def _unique(header: Sequence[str]) -> list[str]:
    """Column names without two alike: a second `date` becomes `date 2`, an empty one `column 3`."""
    names: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = " ".join(cell.split())[:100] or f"column {number}"
        names.append(name if name not in names else f"{name} {number}")
    return names
