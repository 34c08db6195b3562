"""Which column of a table is the note, the day, the customer: by its name in both languages, else by what it holds."""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ingest import vocabulary
from ingest.stated import accounts, dates
from ingest.stated.dates import Calendar
from ingest.vocabulary import plain, without_accents

_PREFIX = re.compile(r"^(?:property|properties|fields|attributes|data)_(?=.)")
_PARTS = re.compile(r"\.|\s[-–]\s")
_CUSTOM = re.compile(r"_{1,2}c$")
_PEOPLE = frozenset({"who", "contact", "person", "person_id", "lead", "kontakt", "kontaktperson"})
_OWN = frozenset({"properties", "fields", "item", "engagement", "deal", "affar", "activity", "aktivitet", "note"})
_NAMES = frozenset({"account", "rep"})
_SAMPLE = 200
_PROSE = 25
_UNMISTAKABLE = 1.5
_MOSTLY = 0.8
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column serves as what (field → name of the column), and what else may.

    `spare` has, for each field, every column whose name fits it, the best first: an export of notes, calls and
    meetings in one table has a column for the text of each.
    """

    of: Mapping[str, str]
    spare: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def cells(self, row: Mapping[str, str], name: str) -> list[str]:
        """Return what a row holds for a field, the best column first; for a customer or a person never an id."""
        names = self.spare.get(name) or tuple(filter(None, [self.of.get(name)]))
        found = [value for column in names if (value := row.get(column, "").strip())]
        return [value for value in found if not accounts.is_id(value)] if name in _NAMES else found


def guess(header: Sequence[str], rows: Sequence[Mapping[str, str]], calendar: Calendar) -> Columns:
    """Return what each column is for; of several with fitting names the best one that is not empty."""
    spare = named(header, rows)
    chosen = {field: names[0] for field, names in spare.items()}
    taken = {name for names in spare.values() for name in names}
    if "date" not in chosen and (day := _days(header, rows[:_SAMPLE], calendar, taken)):
        chosen["date"] = day
        taken.add(day)
    if "text" not in chosen and (prose := _prose(header, rows[:_SAMPLE], taken)):
        chosen["text"] = prose
    return Columns(chosen, spare)


def named(
    header: Sequence[str], rows: Sequence[Mapping[str, str]], table: str = "columns"
) -> dict[str, tuple[str, ...]]:
    """Return, for each field of a table of names, the columns that are called so and not empty, the best first.

    A column that holds nothing but ids names no customer and no seller.
    """
    ranked: dict[str, list[tuple[int, int, str]]] = {}
    for place, name in enumerate(header):
        field_name, rank = _meaning(name, table)
        values = [value for row in rows if (value := row.get(name, "").strip())]
        if field_name in _NAMES:
            values = [value for value in values if not accounts.is_id(value)]
        if field_name and values:
            ranked.setdefault(field_name, []).append((rank, place, name))
    return {meaning: tuple(name for *_, name in sorted(found)) for meaning, found in ranked.items()}


def meaning(name: str, table: str = "columns") -> str | None:
    """Return the field a column of this name stands for, in either language."""
    return _meaning(name, table)[0]


def knows(name: str) -> bool:
    """Whether a column of this name is known, in either language."""
    return meaning(name) is not None


def is_true(cell: str) -> bool:
    """Whether a cell of a yes-or-no column says yes."""
    return cell.strip().casefold() in {"true", "1", "yes", "ja", "sant"}


def looks_like_data(row: Sequence[str], calendar: Calendar) -> bool:
    """Whether a first row is no header: it holds a date, a number, a sentence or nothing where a name should be."""
    cells = [cell.strip() for cell in row]
    if any(knows(cell) for cell in cells):
        return False
    return any(
        not cell
        or len(cell) > _LONGEST_NAME
        or "@" in cell
        or re.fullmatch(r"[\d\s.,:%-]+", cell)
        or dates.whole(cell, calendar)
        for cell in cells
    )


def unmistakable(header: Sequence[str], rows: Sequence[Mapping[str, str]], calendar: Calendar) -> Columns | None:
    """Return the columns of a table without a header if one clearly holds days and one clearly holds notes."""
    sample = rows[:_SAMPLE]
    day = _days(header, sample, calendar, set())
    prose = _prose(header, sample, {day} if day else set())
    if not day or not prose:
        return None
    return Columns({"date": day, "text": prose})


@functools.cache
def _ranks(table: str) -> dict[str, tuple[str, int]]:
    """Each known column name without accents and underscores, with its field and how good a name for it it is."""
    found: dict[str, tuple[str, int]] = {}
    for meaning, words in vocabulary.table(table).items():
        for rank, word in enumerate(words):
            found.setdefault(without_accents(word).replace("_", ""), (meaning, rank))
    return found


def _meaning(name: str, table: str = "columns") -> tuple[str | None, int]:
    """`ActivityDate`, `properties.hs_timestamp`, `Säljare`, `Deal - Owner` → the field and the rank of the name.

    `Account.Name` is the customer's name, `Person - Name` nobody's we keep, `owner.id` not the row's own.
    """
    *above, last = [plain(without_accents(p)) for p in _PARTS.split(_CUSTOM.sub("", name.strip())) if p] or [""]
    whose = above[-1] if above else ""
    spellings = [f"{whose}_{last}"] if whose else []
    if not whose or not (whose in _PEOPLE or (last == "id" and whose not in _OWN)):
        spellings += [last, _PREFIX.sub("", last), _PREFIX.sub("", last).removeprefix("hs_")]
    for spelling in spellings:
        if found := _ranks(table).get(spelling.replace("_", "")):
            return found
    return None, 0


def _days(header: Sequence[str], rows: Sequence[Mapping[str, str]], calendar: Calendar, taken: set[str]) -> str | None:
    for name in header:
        values = [value for row in rows if (value := row.get(name, "").strip())]
        if (
            name not in taken
            and values
            and sum(bool(dates.whole(v, calendar)) for v in values) >= _MOSTLY * len(values)
        ):
            return name
    return None


def _prose(header: Sequence[str], rows: Sequence[Mapping[str, str]], taken: set[str]) -> str | None:
    """The column of sentences: long on average, with spaces, and clearly longer than the next."""
    lengths = sorted(
        (
            (sum(len(v) for row in rows if " " in (v := row.get(name, "").strip())) / len(rows), name)
            for name in header
            if name not in taken
        )
        if rows
        else (),
        reverse=True,
    )
    if not lengths or lengths[0][0] < _PROSE or (len(lengths) > 1 and lengths[0][0] < _UNMISTAKABLE * lengths[1][0]):
        return None
    return lengths[0][1]
