"""JSON Lines: one object, hence one note, a line."""

import json

from app.domain.errors import Unreadable
from ingest.encoding import decode
from ingest.reading import Raw, Reading, Refusal
from ingest.tables import crm
from ingest.tables.objects import flat
from ingest.tables.rows import Row

SUFFIXES = frozenset({".jsonl", ".ndjson"})


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
            found.append(Row(number, flat(thing)))
        else:
            refusals.append(Refusal(f"{raw.path}, row {number}", "It is not a JSON object. Write one object a line."))
    if not found:
        raise Unreadable(
            f"{raw.name} holds no JSON objects, one a line", "Write one object a line, with a field `text`"
        )
    return crm.objects_in(raw, found, tuple(refusals))
