"""The documents everything rests on, and the form to hand in more."""

from collections.abc import Callable
from datetime import date

from litestar import get, post
from litestar.params import FromPath, FromQuery, MultipartBody
from litestar.response import Redirect, Template

from app.store.jobs import JobBook
from app.store.library import Library
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.jobs import job_json, seen
from app.web.pages.rendering import page
from app.web.shelf import shelf
from app.web.uploads import Upload, accept, origins
from app.web.visitor import Visitor
from ingest.jobs import Foreman

_SHOWN = 200
_MEGABYTE = 1_000_000


@get("/sources", sync_to_thread=True, guards=[allow(*EVERYONE)])
def sources(
    request: Visitor,
    library: Given[Library],
    book: Given[JobBook],
    today: Given[Callable[[], date]],
    max_upload_bytes: Given[int],
    q: FromQuery[str] = "",
    job: FromQuery[int | None] = None,
) -> Template:
    """The form, how what was handed in is doing, and the list."""
    found, role = shelf(library, q, limit=_SHOWN), role_of(request)
    return page(
        request,
        "sources.html",
        documents=found.documents,
        total=found.total,
        more=found.more,
        q=q,
        job=None if job is None else job_json(seen(book, role, job)),
        origins=origins(role),
        reads_notes=role.sees_promises,
        limit=f"{max_upload_bytes / _MEGABYTE:.0f} MB",
        today=today(),
    )


@post("/sources", guards=[allow(*EVERYONE)])
async def add(
    request: Visitor, data: MultipartBody[Upload], foreman: Given[Foreman], today: Given[Callable[[], date]]
) -> Redirect:
    """Write down what was handed in and show how it is doing."""
    number = await accept(foreman, data, role_of(request), today())
    return Redirect(f"/sources?job={number}", status_code=303)


@get("/sources/jobs/{number:int}", sync_to_thread=True, guards=[allow(*EVERYONE)])
def job(request: Visitor, number: FromPath[int], book: Given[JobBook]) -> Template:
    """How a job is doing, as a part of a page."""
    return page(request, "job.html", job=job_json(seen(book, role_of(request), number)))
