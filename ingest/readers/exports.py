"""JSON: recorded calls with what was said in them, or what a CRM's API gives. JSON Lines have a reader of their own."""

from app.domain.errors import Unreadable
from ingest.calls import gong, meetings, recordings
from ingest.reading import Raw, Reading
from ingest.tables import crm
from ingest.tables.objects import parsed

SUFFIXES = frozenset({".json"})


def read(raw: Raw) -> Reading:
    """Return a document a call, or a document a row; raises `Unreadable` for JSON of any other shape."""
    thing = parsed(raw)
    found = list(gong.calls(thing)) or list(meetings.calls(thing))
    if found:
        return recordings.documents(raw, found)
    if gong.silent(thing):
        raise Unreadable(f"{raw.name} holds calls without what was said", "Add the `callTranscripts` to the same file")
    return crm.answer(raw, thing)
