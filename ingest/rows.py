"""Rows to documents: one note a row from a CRM, or one line a row of a price table."""

import functools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.errors import Unreadable
from app.domain.evidence import Document, Origin, stable_id
from ingest import accounts, dates, markup
from ingest.about import build, calendar_for
from ingest.columns import Columns, guess
from ingest.dates import Calendar
from ingest.headers import head
from ingest.reading import Raw, Reading, Refusal

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
    keys = _keys(rows, columns)
    of_row = functools.partial(_document, raw, columns=columns, calendar=calendar, told=told, unstated=unstated or {})
    found = [of_row(row, key) for row, key in zip(rows, keys, strict=True)]
    kept = tuple(document for document in found if document)
    if not kept:
        raise Unreadable(f"No row of {raw.name} holds a note", "Look whether the right columns were exported")
    return Reading(kept, columns.of, len(found) - len(kept), refusals)


def _document(
    raw: Raw, row: Row, key: str, *, columns: Columns, calendar: Calendar, told: bool, unstated: Mapping[str, str]
) -> Document | None:
    cells = {name: markup.plain(value).strip() for name, value in row.cells.items()}
    values = {
        field: cells[name] for field, name in columns.of.items() if field not in {"text", "id"} and cells.get(name)
    }
    if told:
        values.pop("rep", None)  # in a price table "Users" is a figure
    if told and sum(map(bool, cells.values())) == 1:
        values = {}
    title = values.get("title", "")
    if told or _GENERIC.fullmatch(title):
        values.pop("title", None)
    text = _told(cells, columns) if told else _note(values.get("title", ""), cells.get(columns.of.get("text", ""), ""))
    if accounts.only_names(text, values.get("account")):
        return None
    top = {} if told else head(text, raw.origin, calendar).values
    about = build({**unstated, **{k: v for k, v in top.items() if k != "headline"}, **values}, raw, calendar)
    return Document(raw.origin, raw.path, text, about, raw.source, raw.part(key), row.place)


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


def _keys(rows: Sequence[Row], columns: Columns) -> list[str]:
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
