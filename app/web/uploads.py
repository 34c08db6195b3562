"""Taking in what was uploaded: who may add what, and one summary for all files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TypedDict

from anyio.to_thread import run_sync
from litestar.datastructures import UploadFile

from app.domain.errors import BadInput, SamsynError, Unreadable
from app.domain.evidence import Origin
from app.domain.people import Role
from app.web.guards import NotAllowed
from ingest.pipeline import Pipeline
from ingest.reading import Refusal
from ingest.summary import Summary


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
    seconds: float


def origins(role: Role) -> tuple[Origin, ...]:
    """What a role may add: sellers report from the field, the official voice is marketing's."""
    return (Origin.FIELD,) if role is Role.SALES else tuple(Origin)


async def take_in(pipeline: Pipeline, upload: Upload, role: Role, today: date) -> IngestJson:
    """Take in every file; one that cannot be read stops no other, but a single one is refused as such.

    Raises `NotAllowed` for official material from sales, `BadInput` for no file at all.
    """
    if upload.origin not in origins(role):
        raise NotAllowed("Only marketing and admin add official material", "Ask them, or add it as field notes")
    named = [file for file in upload.files if file.filename]
    if not named:
        raise BadInput("There is no file in the request", "Choose at least one file")
    done: list[Summary] = []
    refused: list[Refusal] = []
    for file in named:
        data = await file.read()
        try:
            done.append(await run_sync(partial(pipeline.accept, file.filename, data, upload.origin, today)))
        except SamsynError as error:
            if len(named) == 1:
                raise
            refused.append(Refusal(file.filename, error.sentence()))
    if not done:
        raise Unreadable(
            "None of the files could be read: " + "; ".join(f"{r.document}: {r.reason}" for r in refused),
            "Send text, Markdown, HTML, CSV or JSONL",
        )
    return _together(done, refused)


def _together(done: Sequence[Summary], refused: Sequence[Refusal]) -> IngestJson:
    refusals = [*(one for summary in done for one in summary.refusals), *refused]
    now = done[-1]
    return {
        "documents": {
            "added": sum(s.added for s in done),
            "changed": sum(s.changed for s in done),
            "unchanged": sum(s.unchanged for s in done),
            "removed": sum(s.removed for s in done),
            "refused": len(refusals),
        },
        "passages": now.passages,
        "claims": now.claims,
        "gaps": now.gaps,
        "refusals": [{"document": one.document, "reason": one.reason} for one in refusals],
        "seconds": round(sum(s.seconds for s in done), 3),
    }
