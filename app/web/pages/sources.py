"""The documents everything rests on, and the form to hand in more."""

from collections.abc import Callable
from datetime import date

from anyio.to_thread import run_sync
from litestar import get, post
from litestar.params import FromQuery, MultipartBody
from litestar.response import Template

from app.store.library import Library
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.pages.rendering import page
from app.web.shelf import shelf
from app.web.uploads import IngestJson, Upload, origins, take_in
from app.web.visitor import Visitor
from ingest.jobs import Foreman

_SHOWN = 200
_MEGABYTE = 1_000_000


@get("/sources", sync_to_thread=True, guards=[allow(*EVERYONE)])
def sources(
    request: Visitor,
    library: Given[Library],
    today: Given[Callable[[], date]],
    max_upload_bytes: Given[int],
    q: FromQuery[str] = "",
) -> Template:
    """The form and the list."""
    return _page(request, library, today(), max_upload_bytes, q, None)


@post("/sources", guards=[allow(*EVERYONE)], status_code=200)
async def add(
    request: Visitor,
    data: MultipartBody[Upload],
    library: Given[Library],
    foreman: Given[Foreman],
    today: Given[Callable[[], date]],
    max_upload_bytes: Given[int],
) -> Template:
    """Take in the files and say what became of them, above the list."""
    summary = await take_in(foreman, data, role_of(request), today())
    return await run_sync(_page, request, library, today(), max_upload_bytes, "", summary)


def _page(request: Visitor, library: Library, today: date, limit: int, q: str, summary: IngestJson | None) -> Template:
    found = shelf(library, q, limit=_SHOWN)
    return page(
        request,
        "sources.html",
        documents=found.documents,
        total=found.total,
        more=found.more,
        q=q,
        origins=origins(role_of(request)),
        limit=f"{limit / _MEGABYTE:.0f} MB",
        summary=summary,
        today=today,
    )
