"""Deals as CRMs export them: why one was won or lost, and what comes next, in the words somebody put there."""

import re
from collections.abc import Iterable, Mapping, Sequence

from app.domain.claim import Speaker
from app.domain.errors import Unreadable
from app.domain.evidence import Document, Turn
from app.language.detect import language_of
from ingest import markup
from ingest.reading import Raw, Reading
from ingest.stated import accounts, dates
from ingest.stated.about import build, calendar_for
from ingest.stated.dates import Calendar
from ingest.tables import columns, rows
from ingest.tables.columns import Columns
from ingest.tables.rows import Row

_LABELS = {
    "en": {"name": "Deal", "stage": "Stage", "amount": "Amount", "outcome": "Outcome", "reason": "Reason",
           "next": "Next step", "description": "Description", "won": "won", "lost": "lost"},
    "sv": {"name": "Affär", "stage": "Fas", "amount": "Belopp", "outcome": "Utfall", "reason": "Orsak",
           "next": "Nästa steg", "description": "Beskrivning", "won": "vunnen", "lost": "förlorad"},
}  # fmt: skip
_SAID = ("reason", "next", "description")
"""What is worth citing; the lines above it are labels, which no passage holds."""
_WON = re.compile(r"won\b|vunn|closed\s?won|closedwon", re.IGNORECASE)
_LOST = re.compile(r"lost\b|förlor|forlor|closedlost", re.IGNORECASE)
_KEPT = frozenset({"account", "rep", "id", "date", "deleted", "product", "segment", "market"})
_ABOUT = ("account", "rep", "stage", "product", "segment", "market")


def columns_of(header: Sequence[str], cells: Sequence[Mapping[str, str]]) -> Columns | None:
    """Return which column of a table of deals is which; `None` for a table of anything else.

    A note may name its deal, that deal's stage and amount; a table of deals also knows when or why they close.
    """
    found = columns.named(header, cells, "deals")
    known = {name for title in header if (name := columns.meaning(title, "deals"))}
    if not {"reason", "closed", "won"} & known or not {"stage", "amount", "outcome"} & known:
        return None
    kept = {field: names for field, names in columns.named(header, cells).items() if field in _KEPT}
    spare = {**kept, **found}
    return Columns({field: names[0] for field, names in spare.items()}, spare)


def documents(raw: Raw, table: Columns, found: Sequence[Row]) -> Reading:
    """Return a document for each deal that holds something to cite; raises `Unreadable` if none does.

    Above what is cited stand the deal's name, stage, amount and outcome as lines of labels, which a reader sees and
    no passage and no claim holds: an amount is what this customer would pay, and no price to hold against a price list.
    """
    calendar = calendar_for(raw)
    living, gone = rows.living(raw, found, table)
    made = [
        _document(raw, row, key, table, calendar) for row, key in zip(living, rows.keys_of(living, table), strict=True)
    ]
    kept = tuple(document for document in made if document)
    if not kept:
        raise Unreadable(
            f"None of the {len(found)} deals in {raw.name} says why it was won or lost, or what comes next",
            "Export the columns with the reason, the next step and the description, too",
        )
    return Reading(kept, table.of, len(made) - len(kept), skipped=gone)


def _document(raw: Raw, row: Row, key: str, table: Columns, calendar: Calendar) -> Document | None:
    cells = {name: markup.plain(value).strip() for name, value in row.cells.items()}
    said = [
        (field, value) for field in _SAID for value in dict.fromkeys(table.cells(cells, field)) if _says(field, value)
    ]
    if not said:
        return None
    words = _LABELS["sv" if language_of(" ".join(value for _, value in said)) == "sv" else "en"]
    outcome = _outcome(cells, table)
    top = [
        f"{words[field]}: {' '.join(value.split())}"
        for field, value in _top(cells, table, words.get(outcome, ""))
        if value
    ]
    text, turns = "\n".join(top), []
    for field, value in said:
        start = len(text) + (2 if text else 0)
        lead = f"{words[field]}: "
        # Why a deal ended is the customer's view, whoever typed it; the rest may be anybody's.
        turns.append(Turn(start + len(lead), side=Speaker.CUSTOMER.value if field == "reason" else ""))
        text = "\n\n".join(filter(None, [text, lead + value]))
    values = {
        "kind": "deal",
        "title": _first(table.cells(cells, "name")),
        "date": _day(cells, table, outcome, calendar),
    }
    values |= {field: _first(table.cells(cells, field)) for field in _ABOUT}
    values["account"] = values["account"].split(";", 1)[0]
    about = build({field: value for field, value in values.items() if value}, raw, calendar)
    part, place = raw.part(key), row.place
    return Document(raw.origin, raw.path, text, about, raw.source, part, place, turns=tuple(turns))


def _says(field: str, value: str) -> bool:
    """A reason may be one word of a list; a next step or a description that is but names says nothing."""
    return (
        any(map(str.isalpha, value))
        and not accounts.is_id(value)
        and (field == "reason" or not accounts.only_names(value, None))
    )


def _top(cells: Mapping[str, str], table: Columns, outcome: str) -> Iterable[tuple[str, str]]:
    currency = _first(table.cells(cells, "currency"))
    amount = _figure(_first(table.cells(cells, "amount")))
    yield "name", _first(table.cells(cells, "name"))
    yield "stage", _first(table.cells(cells, "stage"))
    yield "amount", f"{amount} {currency}".strip() if amount else ""
    yield "outcome", outcome


def _figure(value: str) -> str:
    """`120000.00` → `120 000`; anything else as it stands."""
    whole = re.fullmatch(r"(\d{1,15})(?:\.\d+)?", value)
    return f"{int(whole[1]):,}".replace(",", " ") if whole else value


def _outcome(cells: Mapping[str, str], table: Columns) -> str:
    """Return `won`, `lost` or nothing, from the outcome, the flag or the stage, whichever tells."""
    for value in [*table.cells(cells, "outcome"), *table.cells(cells, "stage")]:
        if _LOST.search(value):
            return "lost"
        if _WON.search(value):
            return "won"
    return "won" if any(map(columns.is_true, table.cells(cells, "won"))) else ""


def _day(cells: Mapping[str, str], table: Columns, outcome: str, calendar: Calendar) -> str:
    """The day it was said: that of the close if it is closed, else the last change; never a day to come."""
    fields = ("closed", "changed") if outcome else ("changed", "date")
    for value in (value for field in fields for value in table.cells(cells, field)):
        day = dates.whole(value, calendar)
        if day and day <= calendar.today:
            return value
    return ""


def _first(found: Sequence[str]) -> str:
    return found[0] if found else ""
