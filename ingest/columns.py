"""Which column of a table is the note, the day, the customer: by its name in both languages, else by what it holds."""

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest import dates, vocabulary
from ingest.dates import Calendar
from ingest.vocabulary import plain, without_accents

_PREFIX = re.compile(r"^(?:property|properties|fields|attributes|data)_(?=.)")
_SAMPLE = 200
_PROSE = 25
_UNMISTAKABLE = 1.5
_MOSTLY = 0.8
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column serves as what (field → name of the column), and which are not taken for anything."""

    of: Mapping[str, str]
    others: tuple[str, ...] = ()


def guess(header: Sequence[str], rows: Sequence[Mapping[str, str]], calendar: Calendar) -> Columns:
    """Return what each column is for; of several with fitting names the best one that is not empty."""
    sample = rows[:_SAMPLE]
    filled = {name: sum(bool(row.get(name, "").strip()) for row in sample) for name in header}
    best: dict[str, tuple[int, str]] = {}
    for name in header:
        field, rank = _meaning(name)
        if field and filled[name] and (field not in best or rank < best[field][0]):
            best[field] = (rank, name)
    chosen = {field: name for field, (_, name) in best.items()}
    taken = set(chosen.values())
    if "date" not in chosen and (day := _days(header, sample, calendar, taken)):
        chosen["date"] = day
        taken.add(day)
    if "text" not in chosen and (prose := _prose(header, sample, taken)):
        chosen["text"] = prose
        taken.add(prose)
    return Columns(chosen, tuple(name for name in header if name not in taken))


def knows(name: str) -> bool:
    """Whether a column of this name is known, in either language."""
    return _meaning(name)[0] is not None


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
    return Columns({"date": day, "text": prose}, tuple(name for name in header if name not in {day, prose}))


@functools.cache
def _ranks() -> dict[str, tuple[str, int]]:
    """Each known column name without accents and underscores, with its field and how good a name for it it is."""
    found: dict[str, tuple[str, int]] = {}
    for field, words in vocabulary.table("columns").items():
        for rank, word in enumerate(words):
            found.setdefault(without_accents(word).replace("_", ""), (field, rank))
    return found


def _meaning(name: str) -> tuple[str | None, int]:
    """`ActivityDate`, `properties.hs_timestamp`, `Säljare` → the field and the rank of the name, or `None`."""
    bare = plain(without_accents(re.sub(r"__c$", "", name.strip().rsplit(".", 1)[-1])))
    bare = _PREFIX.sub("", bare)
    for spelling in (bare, bare.removeprefix("hs_")):
        if found := _ranks().get(spelling.replace("_", "")):
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
