"""What CRMs export, a table or an answer of their API: notes, calls, meetings, tasks and mails, or deals."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import islice

from app.domain.errors import Unreadable
from app.domain.evidence import Document, Origin
from ingest.reading import Raw, Reading, Refusal
from ingest.tables import deals, objects, rows
from ingest.tables.columns import Columns
from ingest.tables.rows import Row

WIDEST = 1000
"""Columns of a table; beyond them it is no list of notes or prices."""


def documents(
    raw: Raw,
    header: Sequence[str],
    found: Sequence[Row],
    columns: Columns | None = None,
    refusals: tuple[Refusal, ...] = (),
    unstated: Mapping[str, str] | None = None,
) -> Reading:
    """Return a document a row, from a table of deals or of notes; raises `Unreadable` if no row says anything."""
    table = None if columns or raw.origin is Origin.OFFICIAL else deals.columns_of(header, [row.cells for row in found])
    if table:
        return replace(deals.documents(raw, table, found), refusals=refusals)
    return rows.documents(raw, header, found, columns, refusals, unstated)


def objects_in(raw: Raw, found: Sequence[Row], refusals: tuple[Refusal, ...] = ()) -> Reading:
    """Return a document for each of some objects, whose fields need not be the same; raises as `documents` does."""
    header = list(islice(dict.fromkeys(name for row in found for name in row.cells), WIDEST))
    return documents(raw, header, found, refusals=refusals)


def answer(raw: Raw, thing: object) -> Reading:
    """Return the documents of a JSON file: every list of objects in it is read as a table of its own.

    Raises:
        Unreadable: It holds no list of objects, or none of them says anything.
    """
    readings: list[Reading] = []
    failed: list[Unreadable] = []
    number = 0
    for table in objects.tables(thing):
        found = [Row(number + n, objects.flat(one)) for n, one in enumerate(table, start=1)]
        number += len(table)
        try:
            readings.append(objects_in(raw, found))
        except Unreadable as error:
            failed.append(error)
    if not readings:
        raise failed[0] if failed else _unknown(raw.name)
    return Reading(
        distinct([document for reading in readings for document in reading.documents]),
        {field: name for reading in readings for field, name in reading.columns.items()},
        sum(reading.empty_rows for reading in readings),
        tuple(Refusal(raw.path, error.sentence()) for error in failed),
        tuple(refusal for reading in readings for refusal in reading.skipped),
    )


def distinct(found: Sequence[Document]) -> tuple[Document, ...]:
    """Documents whose keys differ: a note and a deal of one file may have the same number, two sheets equal rows."""
    taken: set[str] = set()
    kept: list[Document] = []
    for document in found:
        others = (document.about.kind or 2, *range(2, len(found) + 2))
        parts = (document.part, *(f"{document.part}.{other}" for other in others))
        part = next(part for part in parts if part not in taken)
        taken.add(part)
        kept.append(replace(document, part=part))
    return tuple(kept)


def _unknown(name: str) -> Unreadable:
    return Unreadable(
        f"{name} is JSON of a shape that is not known",
        "Readable are calls (Gong, Fireflies, Fathom, Teams), HubSpot, Salesforce and Pipedrive, and lists of objects "
        "with a field `text`",
    )
