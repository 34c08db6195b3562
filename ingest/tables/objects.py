"""JSON as APIs and exports write it: its objects with every value as text, and the lists of them it holds."""

import json
from collections.abc import Iterator, Mapping, Sequence

from app.domain.errors import Unreadable
from ingest.encoding import clean, decode
from ingest.reading import Raw
from ingest.tables import columns

_DEEP = 3
_NESTED = 4
_WRAPPERS = ("results", "records", "data", "items", "value", "rows")


def parsed(raw: Raw) -> object:
    """Return what a JSON file holds; raises `Unreadable` for what is none."""
    try:
        return json.loads(decode(raw.data, raw.name))
    except RecursionError as error:
        raise Unreadable(f"{raw.name} is nested too deeply to be read", "Export it again") from error
    except ValueError as error:
        raise Unreadable(f"{raw.name} is no valid JSON ({error})"[:200], "Export it again") from error


def flat(thing: Mapping[str, object], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """`{"properties": {"hs_note_body": …}}` → `{"properties.hs_note_body": …}`, every value as text."""
    cells: dict[str, str] = {}
    for key, value in thing.items():
        name = clean(f"{prefix}{key}")
        if isinstance(value, dict) and depth < _DEEP:
            cells.update(flat(value, f"{name}.", depth + 1))
        elif isinstance(value, list):
            cells[name] = clean(", ".join(str(entry) for entry in value if isinstance(entry, str | int | float)))
        elif isinstance(value, bool):
            cells[name] = str(value).lower()
        elif isinstance(value, str | int | float):
            cells[name] = clean(str(value))
    return cells


def tables(thing: object, depth: int = 0) -> Iterator[Sequence[Mapping[str, object]]]:
    """Yield each list of objects in an answer of an API or an export: alone, under a name, or several; or one object.

    HubSpot has `results`, Salesforce `records`, Pipedrive `data`; what people put together has `notes` and `deals`.
    """
    if isinstance(thing, list):
        if found := [entry for entry in thing if isinstance(entry, dict)]:
            yield found
    elif isinstance(thing, dict) and thing:
        wrapped = [thing[key] for key in _WRAPPERS if isinstance(thing.get(key), list | dict)]
        named = [] if wrapped or _is_record(thing) else [v for v in thing.values() if isinstance(v, list | dict)]
        if depth < _NESTED and (wrapped or named):
            for value in wrapped or named:
                yield from tables(value, depth + 1)
        elif _is_record(thing):
            yield [thing]


def _is_record(thing: Mapping[str, object]) -> bool:
    """Whether an object is a row itself: one of its own texts stands under a name people give a column."""
    return any(isinstance(value, str | int) and columns.knows(key) for key, value in thing.items()) or isinstance(
        thing.get("properties"), dict
    )
