"""Taking in what was uploaded: who may add what, and one summary for all files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypedDict

from anyio import sleep
from anyio.to_thread import run_sync
from litestar.datastructures import UploadFile

from app.domain.errors import BadInput, Unreadable
from app.domain.evidence import Origin
from app.domain.people import Role
from app.store.jobs import Upload as Kept
from app.web.guards import NotAllowed
from ingest import sources
from ingest.jobs import Foreman, outcome
from ingest.summary import Summary

_BREATH = 0.05
"""Seconds between two looks at a job somebody waits for."""


@dataclass
class Upload:
    """The form: one file or several, all of one origin."""

    files: list[UploadFile]
    origin: Origin


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


def origins(role: Role) -> tuple[Origin, ...]:
    """What a role may add: sellers report from the field, the official voice is marketing's."""
    return (Origin.FIELD,) if role is Role.SALES else tuple(Origin)


async def accept(foreman: Foreman, upload: Upload, role: Role, today: date) -> int:
    """Write down what was handed in, and return the number of its job. A single file nobody can read is refused now.

    Raises `NotAllowed` for official material from sales, `BadInput` for no file at all.
    """
    if upload.origin not in origins(role):
        raise NotAllowed("Only marketing and admin add official material", "Ask them, or add it as field notes")
    named = [(file.filename, await file.read()) for file in upload.files if file.filename]
    if not named:
        raise BadInput("There is no file in the request", "Choose at least one file")
    uploads = [Kept(name, upload.origin, data) for name, data in named]
    return await run_sync(_checked_and_kept, foreman, uploads, role, today)


async def take_in(foreman: Foreman, upload: Upload, role: Role, today: date) -> IngestJson:
    """Accept the files and wait until they are taken in; one that cannot be read stops no other.

    Raises what `accept` raises, `Unreadable` when none could be read, and what the job failed of.
    """
    number = await accept(foreman, upload, role, today)
    while not (job := await run_sync(foreman.book.job, number)).state.ended:  # noqa: ASYNC110 - another thread ends it
        await sleep(_BREATH)
    summary = outcome(job)
    if summary.refusals and not summary.read_anything:
        raise Unreadable(
            "None of the files could be read: " + "; ".join(f"{r.document}: {r.reason}" for r in summary.refusals),
            "Send them in another form",
        )
    return ingest_json(summary)


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


def _checked_and_kept(foreman: Foreman, uploads: Sequence[Kept], role: Role, today: date) -> int:
    if len(uploads) == 1:
        room, (one,) = foreman.pipeline.room, uploads
        found = sources.unpacked(sources.upload(one.name, one.data, one.origin), room.limits)
        if len(found.files) == 1:
            room.read(found.files[0], today)
    return foreman.accept_uploads(uploads, today, role.value)
