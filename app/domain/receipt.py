"""A receipt: what the reporter of a note is told when a gap that rests on it moves."""

import datetime as dt
from dataclasses import dataclass

from app.domain.gap import Event, Gap, Kind


@dataclass(frozen=True, slots=True)
class Receipt:
    """One note, one move of one gap. `note` is its title, `said` its day, `event` what became of the gap."""

    rep: str
    document_id: str
    note: str
    account: str | None
    said: dt.date | None
    gap_id: str
    kind: Kind
    event: Event


def receipts(before: Gap | None, after: Gap) -> list[Receipt]:
    """Return a receipt for each note behind the gap and each change of its status since `before`, oldest first.

    That a gap was found is no news to who reported it, and neither is who it was given to: nothing is settled by that.
    """
    if before is None:
        return []
    known = len(before.events)
    moves = [
        event
        for earlier, event in zip(after.events[known - 1 :] if known else (), after.events[known:], strict=False)
        if event.status is not earlier.status
    ]
    notes = {(e.rep, e.document_id): e for e in reversed(after.field) if e.rep and e.document_id}
    return [
        Receipt(e.rep or "", e.document_id, e.title, e.account, e.date, after.id, after.kind, event)
        for event in moves
        for e in sorted(notes.values(), key=lambda e: (e.date or dt.date.min, e.document_id))
    ]
