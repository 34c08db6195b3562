"""Jobs as a visitor sees them: how far they are, what came of them. Sales see those that sales have asked for."""

import time
from typing import TypedDict

from app.domain.errors import NotFound
from app.domain.job import Job
from app.domain.people import Role
from app.store.jobs import JobBook
from app.web.handed_in import IngestJson, ingest_json
from ingest.jobs import outcome


class ProblemJson(TypedDict):
    """Why nothing came of a job, and what to do now."""

    detail: str
    next_step: str


class JobJson(TypedDict):
    """One job. `rate` is things a second in the present step; times are seconds since 1970."""

    id: int
    state: str
    who: str
    accepted: float
    started: float | None
    ended: float | None
    step: str
    done: int
    total: int
    rate: float | None
    seconds_left: float | None
    outcome: IngestJson | None
    problem: ProblemJson | None


def job_json(job: Job) -> JobJson:
    """The job for programs."""
    now = time.time()
    rate, left = job.rate(now), job.seconds_left(now)
    return {
        "id": job.number,
        "state": job.state.value,
        "who": job.who,
        "accepted": job.accepted,
        "started": job.started,
        "ended": job.ended,
        "step": job.progress.step,
        "done": job.progress.done,
        "total": job.progress.total,
        "rate": None if rate is None else round(rate, 2),
        "seconds_left": None if left is None else round(left, 1),
        "outcome": ingest_json(outcome(job)) if job.outcome else None,
        "problem": {"detail": job.problem.message, "next_step": job.problem.next_step} if job.problem else None,
    }


def seen(book: JobBook, role: Role, number: int) -> Job:
    """Return one job; raises `NotFound` also when it is not for this role."""
    job = book.job(number)
    if role is Role.SALES and job.who != Role.SALES.value:
        raise NotFound(f"There is no job {number}", "GET /api/jobs lists those there are")
    return job


def latest(book: JobBook, role: Role, limit: int) -> list[Job]:
    """Return the latest jobs this role may see."""
    return [job for job in book.latest(limit) if role is not Role.SALES or job.who == Role.SALES.value]
