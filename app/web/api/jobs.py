"""Work that was accepted and goes on: ingestions, each with its progress and what came of it."""

from litestar import Router, get
from litestar.params import FromPath

from app.store.jobs import JobBook
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.jobs import JobJson, job_json, latest, seen
from app.web.visitor import Visitor

_SHOWN = 50


@get("/", sync_to_thread=True, summary="The latest jobs", responses=refusals())
def jobs(request: Visitor, book: Given[JobBook]) -> list[JobJson]:
    """The latest fifty this role may see, newest first."""
    return [job_json(job) for job in latest(book, role_of(request), _SHOWN)]


@get("/{number:int}", sync_to_thread=True, summary="One job", responses=refusals(404))
def job(request: Visitor, number: FromPath[int], book: Given[JobBook]) -> JobJson:
    """How far it is: counts, rate, time left; when it has ended, its outcome with every refusal and its reason."""
    return job_json(seen(book, role_of(request), number))


router = Router(path="/api/jobs", route_handlers=[jobs, job], guards=[allow(*EVERYONE)], tags=["Jobs"])
