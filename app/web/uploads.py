"""Taking in what was uploaded: who may add what, and one summary for all files."""

from dataclasses import dataclass
from datetime import date

from anyio.to_thread import run_sync
from litestar.datastructures import UploadFile

from app.domain.errors import BadInput
from app.domain.evidence import Origin
from app.domain.people import Role
from app.store.jobs import Upload as Kept
from app.web.guards import NotAllowed
from app.web.handed_in import IngestJson, ended, ingest_json, keep, read_or_refused
from ingest.jobs import Foreman


@dataclass
class Upload:
    """The form: one file or several, all of one origin."""

    files: list[UploadFile]
    origin: Origin


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
    return await run_sync(keep, foreman, uploads, role, today)


async def take_in(foreman: Foreman, upload: Upload, role: Role, today: date) -> IngestJson:
    """Accept the files and wait until they are taken in; one that cannot be read stops no other.

    Raises what `accept` raises, `Unreadable` when none could be read, and what the job failed of.
    """
    number = await accept(foreman, upload, role, today)
    return ingest_json(read_or_refused(await ended(foreman, number)))
