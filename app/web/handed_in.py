"""Documents handed in by a visitor, whichever way: kept as a job, seen through to its end, told in numbers."""

from collections.abc import Sequence
from datetime import date
from typing import TypedDict

from anyio import sleep
from anyio.to_thread import run_sync

from app.domain.errors import Unreadable
from app.domain.people import Role
from app.store.jobs import Upload
from ingest import sources
from ingest.jobs import Foreman, outcome
from ingest.summary import Summary

_BREATH = 0.05
"""Seconds between two looks at a job somebody waits for."""


class Counts(TypedDict):
    """Documents, not files: a table has one a row."""

    added: int
    changed: int
    unchanged: int
    removed: int
    refused: int


class RefusalJson(TypedDict):
    """What could not be read, and why."""

    document: str
    reason: str


class IngestJson(TypedDict):
    """The contract of `samsyn ingest --json`; `passages`, `claims` and `gaps` are how many there are now in all."""

    documents: Counts
    passages: int
    claims: int
    gaps: int
    refusals: list[RefusalJson]
    skipped: list[RefusalJson]
    seconds: float


def keep(foreman: Foreman, uploads: Sequence[Upload], role: Role, today: date) -> int:
    """Write down what was handed in, and return the number of its job. A single file nobody can read is refused now."""
    if len(uploads) == 1:
        room, (one,) = foreman.pipeline.room, uploads
        found = sources.unpacked(sources.upload(one.name, one.data, one.origin), room.limits)
        if len(found.files) == 1:
            room.read(found.files[0], today)
    return foreman.accept_uploads(uploads, today, role.value)


async def ended(foreman: Foreman, number: int) -> Summary:
    """Wait until a job has been done by the thread that does them, and return what came of it.

    Raises what the job failed of.
    """
    while not (job := await run_sync(foreman.book.job, number)).state.ended:  # noqa: ASYNC110 - another thread ends it
        await sleep(_BREATH)
    return outcome(job)


def read_or_refused(summary: Summary) -> Summary:
    """Return the outcome; raises `Unreadable` when nothing at all could be read."""
    if summary.refusals and not summary.read_anything:
        raise Unreadable(
            "None of the files could be read: " + "; ".join(f"{r.document}: {r.reason}" for r in summary.refusals),
            "Send them in another form",
        )
    return summary


def ingest_json(summary: Summary) -> IngestJson:
    """The outcome for programs."""
    return {
        "documents": {
            "added": summary.added,
            "changed": summary.changed,
            "unchanged": summary.unchanged,
            "removed": summary.removed,
            "refused": len(summary.refusals),
        },
        "passages": summary.passages,
        "claims": summary.claims,
        "gaps": summary.gaps,
        "refusals": [{"document": one.document, "reason": one.reason} for one in summary.refusals],
        "skipped": [{"document": one.document, "reason": one.reason} for one in summary.skipped],
        "seconds": round(summary.seconds, 3),
    }
