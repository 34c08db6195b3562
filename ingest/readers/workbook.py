"""Excel: sheets of notes or of prices, one document a row, read as a stream with every cell as people see it."""

import warnings
from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from openpyxl import load_workbook

from app.domain.errors import TooLarge, Unreadable
from app.domain.evidence import Origin
from ingest.office import sheets
from ingest.office.package import Package, opened
from ingest.reading import Raw, Reading, Refusal
from ingest.stated import names
from ingest.stated.about import calendar_for
from ingest.stated.headers import head
from ingest.tables import columns, crm, records
from ingest.tables.records import Record

SUFFIXES = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm"})
_TOP = 15
"""Rows among which the names of the columns stand; a title and remarks may stand above them."""
_SEVERAL = 2
_SENTENCE = 4
"""Words from which a line above the table says something of its own."""


def read(raw: Raw) -> Reading:
    """Return a document a row of each sheet that is shown; one that holds no notes is passed over if another does."""
    with opened(raw) as package:
        tables, hidden, cut = _tables(raw, package)
    if not tables:
        only_hidden = "All its sheets are hidden. Show the one that counts" if hidden else "Remove it, or save it again"
        raise Unreadable(f"{raw.name} holds no rows", only_hidden)
    found: list[Reading] = []
    failed: list[tuple[str, Unreadable]] = []
    for name, table in tables.items():
        try:
            found.append(_sheet(raw, table, name if len(tables) > 1 else "", package.properties))
        except Unreadable as error:
            failed.append((name, error))
    if not found:
        raise failed[0][1]
    passed = tuple(Refusal(f"{raw.path}, sheet {name}", error.sentence()) for name, error in failed)
    return Reading(
        crm.distinct([document for one in found for document in one.documents]),
        _columns(found),
        sum(one.empty_rows for one in found),
        (*cut, *(refusal for one in found for refusal in one.refusals)),
        (*hidden, *passed),
    )


def _tables(raw: Raw, package: Package) -> tuple[dict[str, list[Record]], tuple[Refusal, ...], tuple[Refusal, ...]]:
    """The rows of each sheet that is shown and not empty; which are hidden; which are longer than is read."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles that are missing: nobody reads them
        book: Any = load_workbook(package.file, read_only=True, data_only=True, keep_links=False)
    if len(book.worksheets) > raw.limits.pages:
        raise TooLarge(
            f"{raw.name} has {len(book.worksheets):,} sheets, the limit is {raw.limits.pages:,}",
            "Split it, or raise SAMSYN_MAX_PAGES",
        )
    tables: dict[str, list[Record]] = {}
    hidden, cut = [], []
    for sheet in book.worksheets:
        where = f"{raw.path}, sheet {sheet.title}"
        if sheet.sheet_state != "visible":
            hidden.append(Refusal(where, "hidden in the workbook"))
            continue
        shape = sheets.layout(book._archive, sheet._worksheet_path)  # noqa: SLF001 - the stream knows no layout
        table: list[Record] = list(islice(sheets.rows(sheet, shape), sheets.LONGEST + 1))
        if len(table) > sheets.LONGEST:
            table.pop()
            cut.append(Refusal(where, f"Only its first {sheets.LONGEST:,} rows were read. Split it."))
        if table:
            tables[sheet.title] = table
    return tables, tuple(hidden), tuple(cut)


def _sheet(raw: Raw, table: Sequence[Record], sheet: str, properties: Mapping[str, str]) -> Reading:
    """The rows below the names of the columns; what stands above them holds for all."""
    start = _header(raw, table)
    above = [line for line in sheets.titles(table, start) if line]
    told = head("\n".join(above), raw.origin, calendar_for(raw)).values if above else {}
    # A workbook's author exported it; only of material is that its owner, and never whose notes they are.
    kept = {"date"} if raw.origin is Origin.FIELD else {"date", "rep"}
    day = names.of_file(raw).get("date")
    unstated = {
        **{field: value for field, value in properties.items() if field in kept},
        **({"date": day} if day else {}),
        **({"title": above[0]} if above and raw.origin is Origin.OFFICIAL else {}),
        **{field: value for field, value in told.items() if field != "headline"},
    }
    remarks = _remarks(table[:start]) if raw.origin is Origin.OFFICIAL else []
    return records.documents(raw, [_named(table[start]), *remarks, *table[start + 1 :]], sheet, unstated)


def _header(raw: Raw, table: Sequence[Record]) -> int:
    """Where the names of the columns stand; 0 if no row holds nothing but names.

    It is the first row with two known ones, else the first that is about as wide as any (a corner may be empty).
    """
    top = [[cell for cell in cells if cell] for _, cells in table[:_TOP]]
    known = next((n for n, row in enumerate(top) if sum(map(columns.knows, row)) >= _SEVERAL), None)
    if known is not None:
        return known
    wide = max(max(map(len, top)) - 1, _SEVERAL)
    calendar = calendar_for(raw)
    return next((n for n, row in enumerate(top) if len(row) >= wide and not columns.looks_like_data(row, calendar)), 0)


def _remarks(above: Sequence[Record]) -> list[Record]:
    """Sentences between the title and the names of the columns: "All prices exclude VAT"."""
    lines = [(number, " ".join(cell for cell in cells if cell)) for number, cells in above[1:]]
    return [(number, [line]) for number, line in lines if len(line.split()) >= _SENTENCE]


def _named(record: Record) -> Record:
    """The row of column names, an empty corner named as a column without a name is."""
    number, cells = record
    filled = sum(map(bool, cells)) >= _SEVERAL
    return number, [cell or f"column {n}" if filled else cell for n, cell in enumerate(cells, start=1)]


def _columns(found: Sequence[Reading]) -> Mapping[str, str]:
    """Which column was taken for what; where sheets name one differently, each name once."""
    names_of: dict[str, dict[str, None]] = {}
    for one in found:
        for field, name in one.columns.items():
            names_of.setdefault(field, {})[name] = None
    return {field: ", ".join(each) for field, each in names_of.items()}
