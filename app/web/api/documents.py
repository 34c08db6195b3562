"""What there is to answer from, and handing in more."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypedDict

from anyio.to_thread import run_sync
from litestar import Response, Router, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromQuery, MultipartBody, QueryParameter

from app.domain.evidence import Origin, StoredDocument
from app.store.library import Library
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.handed_in import IngestJson
from app.web.jobs import JobJson, job_json
from app.web.shelf import shelf
from app.web.uploads import Upload, accept, take_in
from app.web.visitor import Visitor
from ingest.jobs import Foreman


class DocumentJson(TypedDict):
    """One document; `current` is whether it may be cited as valid today."""

    id: str
    origin: str
    document: str
    title: str
    place: str
    date: str | None
    account: str | None
    valid_until: str | None
    current: bool
    ingested: str


class DocumentsJson(TypedDict):
    """Some documents, and how many there are."""

    total: int
    documents: list[DocumentJson]


@get(
    "/",
    sync_to_thread=True,
    summary="Documents",
    responses=refusals(400),
    description="By origin and path. `q` searches title, path, account.",
)
def documents(
    library: Given[Library],
    today: Given[Callable[[], date]],
    origin: FromQuery[Origin | None] = None,
    q: FromQuery[str] = "",
    limit: Annotated[int, QueryParameter(name="limit", ge=1, le=1000)] = 200,
    offset: Annotated[int, QueryParameter(name="offset", ge=0)] = 0,
) -> DocumentsJson:
    """What answers and gaps are built on."""
    found = shelf(library, q, origin, limit=limit, offset=offset)
    return {"total": found.total, "documents": [_document_json(one, today()) for one in found.documents]}


@post(
    "/",
    status_code=200,
    summary="Hand in documents",
    responses={
        **refusals(400, 403, 409, 413, 422),
        202: ResponseSpec(data_container=JobJson, description="Accepted: written down, and done even after a crash."),
    },
    description="`files` (one or several) and their `origin`. Sales may add field notes; marketing and admin anything. "
    "Answers with the outcome, or with `wait=false` at once with the job that will have it.",
)
async def add(
    request: Visitor,
    data: MultipartBody[Upload],
    foreman: Given[Foreman],
    today: Given[Callable[[], date]],
    wait: FromQuery[bool] = True,  # noqa: FBT002 - a query has no positions
) -> Response[IngestJson | JobJson]:
    """Read, index and compare what was sent; a file of the same name and origin replaces the one before."""
    if wait:
        return Response(await take_in(foreman, data, role_of(request), today()))
    number = await accept(foreman, data, role_of(request), today())
    return Response(job_json(await run_sync(foreman.book.job, number)), status_code=202)


def _document_json(stored: StoredDocument, today: date) -> DocumentJson:
    document, about = stored.document, stored.document.about
    return {
        "id": stored.id,
        "origin": document.origin.value,
        "document": document.path,
        "title": about.title,
        "place": document.place,
        "date": about.date.isoformat() if about.date else None,
        "account": about.account,
        "valid_until": about.valid_until.isoformat() if about.valid_until else None,
        "current": stored.current(today),
        "ingested": stored.ingested.isoformat(),
    }


router = Router(path="/api/documents", route_handlers=[documents, add], guards=[allow(*EVERYONE)], tags=["Documents"])
