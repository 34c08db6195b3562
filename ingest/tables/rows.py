"""Rows to documents: one note a row from a CRM, or one line a row of a price table."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.domain.errors import Unreadable
from app.domain.evidence import Document, Origin, stable_id
from ingest import markup
from ingest.reading import Raw, Reading, Refusal
from ingest.stated import accounts, dates
from ingest.stated.about import build, calendar_for
from ingest.stated.dates import Calendar
from ingest.stated.headers import head
from ingest.tables.columns import Columns, guess, is_true

_GENERIC = re.compile(
    r"(?:call|phone call|e-?mail|mail|meeting|task|note|notes|samtal|möte|mejl|uppgift|anteckning|besök|visit)"
    r"(?:\s*(?:with|med|hos|to|till|:|–|-).{0,80})?",
    re.IGNORECASE,
)
_PROSE = 60


@dataclass(frozen=True, slots=True)
class Row:
    """One record: the number a reader finds it by (a header is row 1) and its cells by column.

    `sheet` is the name of the one it stands on, where a file has several.
    """

    number: int
    cells: Mapping[str, str]
    sheet: str = ""

    @property
    def place(self) -> str:
        """`row 18`, `sheet Notes, row 18`."""
        return f"sheet {self.sheet}, row {self.number}" if self.sheet else f"row {self.number}"


def documents(
    raw: Raw,
    header: Sequence[str],
    rows: Sequence[Row],
    columns: Columns | None = None,
    refusals: tuple[Refusal, ...] = (),
    unstated: Mapping[str, str] | None = None,
) -> Reading:
    """Return a document for each row that says something; `unstated` holds for a row that does not say otherwise.

    Raises:
        Unreadable: No column holds the notes, or no row holds a word of text.
    """
    calendar = calendar_for(raw)
    cells = [row.cells for row in rows]
    columns = columns or guess(header, cells, calendar)
    if "date" in columns.of and dates.american([row.get(columns.of["date"], "") for row in cells]):
        calendar = replace(calendar, month_first=True)
    told = raw.origin is Origin.OFFICIAL and not _holds_prose(columns, cells)
    if not told and "text" not in columns.of and "title" not in columns.of:
        raise Unreadable(
            f"{raw.name} has no column that is clearly the note (columns: {', '.join(header)[:200]})",
            "Name the column with the notes `text`",
        )
    rows, gone = living(raw, rows, columns)
    keys = keys_of(rows, columns)
    of_row = functools.partial(_document, raw, columns=columns, calendar=calendar, told=told, unstated=unstated or {})
    found = [of_row(row, key) for row, key in zip(rows, keys, strict=True)]
    kept = tuple(document for document in found if document)
    if not kept:
        raise Unreadable(f"No row of {raw.name} holds a note", "Look whether the right columns were exported")
    return Reading(kept, columns.of, len(found) - len(kept), refusals, gone)


def living(raw: Raw, rows: Sequence[Row], columns: Columns) -> tuple[Sequence[Row], tuple[Refusal, ...]]:
    """The rows that are not marked as deleted, and those that are: what was deleted must not answer."""
    gone = [row for row in rows if any(map(is_true, columns.cells(row.cells, "deleted")))]
    numbers = {row.number for row in gone}
    skipped = tuple(Refusal(f"{raw.path}, row {row.number}", "marked as deleted") for row in gone)
    return [row for row in rows if row.number not in numbers], skipped


def _document(
    raw: Raw, row: Row, key: str, *, columns: Columns, calendar: Calendar, told: bool, unstated: Mapping[str, str]
) -> Document | None:
    cells = {name: markup.plain(value).strip() for name, value in row.cells.items()}
    values = _values(cells, columns, calendar)
    if told:
        values.pop("rep", None)  # in a price table "Users" is a figure
    if told and sum(map(bool, cells.values())) == 1:
        values = {}
    title = values.get("title", "")
    if told or _GENERIC.fullmatch(title):
        values.pop("title", None)
    text = (
        _told(cells, columns) if told else _note(values.get("title", ""), next(iter(columns.cells(cells, "text")), ""))
    )
    if accounts.only_names(text, values.get("account")):
        return None
    top = {} if told else head(text, raw.origin, calendar).values
    for name in ("call", "deal"):  # what a call or its deal is called names the note, and is no part of it
        if name in values and not _GENERIC.fullmatch(values[name]):
            values.setdefault("title", values[name])
    about = build({**unstated, **{k: v for k, v in top.items() if k != "headline"}, **values}, raw, calendar)
    return Document(raw.origin, raw.path, text, about, raw.source, raw.part(key), row.place)


def _values(cells: Mapping[str, str], columns: Columns, calendar: Calendar) -> dict[str, str]:
    """What the row says by field. Of several days the first that has been: a task may be due next month."""
    values = {
        field: found[0]
        for field in columns.of
        if field not in {"text", "id", "date"} and (found := columns.cells(cells, field))
    }
    days = [(day, cell) for cell in columns.cells(cells, "date") if (day := dates.whole(cell, calendar))]
    been = [cell for day, cell in days if day <= calendar.today + timedelta(days=1)]  # it may be tomorrow elsewhere
    if been:
        values["date"] = been[0]
    if "account" in values:
        values["account"] = values["account"].split(";", 1)[0]
    return values


def _note(subject: str, body: str) -> str:
    """The body, below its subject where that says something of its own."""
    if not subject or not body or body.casefold().startswith(subject.casefold()):
        return body or subject
    return f"{subject}\n\n{body}"


def _told(cells: Mapping[str, str], columns: Columns) -> str:
    """`Plan: Team; Price: 490 kr`: a row of a price table as a sentence can be cited. One cell alone is a remark."""
    filled = [value for value in cells.values() if value]
    if len(filled) == 1:
        return filled[0]
    return "; ".join(
        f"{name.strip()}: {value}" for name, value in cells.items() if value and name != columns.of.get("id")
    )


def _holds_prose(columns: Columns, rows: Iterable[Mapping[str, str]]) -> bool:
    name = columns.of.get("text")
    lengths = [len(row.get(name, "")) for row in rows] if name else []
    return bool(lengths) and sum(lengths) / len(lengths) >= _PROSE


def keys_of(rows: Sequence[Row], columns: Columns) -> list[str]:
    """A key for each row that stays when rows are added around it; equal rows are told apart by their order."""
    column = columns.of.get("id", "")
    seen: Counter[str] = Counter()
    keys = []
    for row in rows:
        stated = row.cells.get(column, "").strip()
        key = stated or stable_id(*(f"{name}={value}" for name, value in row.cells.items() if value))
        seen[key] += 1
        keys.append(key if seen[key] == 1 else f"{key}#{seen[key]}")
    return keys
