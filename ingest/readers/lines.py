"""JSON Lines: one object, hence one note, a line."""

import json
from itertools import islice

from app.domain.errors import Unreadable
from ingest import rows
from ingest.encoding import clean, decode
from ingest.reading import Raw, Reading, Refusal
from ingest.rows import Row

SUFFIXES = frozenset({".jsonl", ".ndjson"})
_DEEP = 3
_WIDEST = 1000


def read(raw: Raw) -> Reading:
    """Return a document a line; a line that is no object is refused by itself."""
    found: list[Row] = []
    refusals: list[Refusal] = []
    for number, line in enumerate(decode(raw.data, raw.name).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            thing = json.loads(line)
        except (ValueError, RecursionError):
            thing = None
        if isinstance(thing, dict):
            found.append(Row(number, _flat(thing)))
        else:
            refusals.append(Refusal(f"{raw.path}, row {number}", "It is not a JSON object. Write one object a line."))
    if not found:
        raise Unreadable(
            f"{raw.name} holds no JSON objects, one a line", "Write one object a line, with a field `text`"
        )
    header = list(islice(dict.fromkeys(name for row in found for name in row.cells), _WIDEST))
    return rows.documents(raw, header, found, refusals=tuple(refusals))


def _flat(thing: dict[str, object], prefix: str = "", depth: int = 0) -> dict[str, str]:
    """`{"properties": {"hs_note_body": …}}` → `{"properties.hs_note_body": …}`, every value as text."""
    cells: dict[str, str] = {}
    for key, value in thing.items():
        name = clean(f"{prefix}{key}")
        if isinstance(value, dict) and depth < _DEEP:
            cells.update(_flat(value, f"{name}.", depth + 1))
        elif isinstance(value, list):
            cells[name] = clean(", ".join(str(entry) for entry in value if isinstance(entry, str | int | float)))
        elif isinstance(value, str | int | float) and not isinstance(value, bool):
            cells[name] = clean(str(value))
    return cells
