"""The job book: what was accepted, how far it is, what came of it. Any process may write in it at any time.

A library's queue would serve, had it not to survive a `kill -9` in the middle of a job: huey takes a task off its queue
before it runs, and a task whose process dies is gone. So the book is a table, and a job stands in it until its end.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, update
from sqlmodel import Session, col, select

from app.domain.errors import NotFound
from app.domain.evidence import Origin
from app.domain.job import Job, Problem, Progress, State
from app.store.database import Database
from app.store.tables import JobRow, UploadRow


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was handed in."""

    name: str
    origin: Origin
    data: bytes


@dataclass(frozen=True)
class JobBook:
    """Jobs, in the order they were accepted in."""

    database: Database

    def accept(self, request: str, who: str, uploads: Sequence[Upload] = ()) -> int:
        """Write a job down and return its number; from here on it survives a crash."""
        with self.database.writing() as session:
            row = JobRow(state=State.ACCEPTED.value, who=who, accepted=time.time(), request=request)
            session.add(row)
            session.flush()
            assert row.number is not None  # noqa: S101 - the database has just given it one
            for n, one in enumerate(uploads):
                session.add(UploadRow(job=row.number, number=n, name=one.name, origin=one.origin.value, data=one.data))
            return row.number

    def take(self) -> Job | None:
        """Begin the oldest job that waits, if one does."""
        with self.database.writing() as session:
            waiting = select(JobRow).where(JobRow.state == State.ACCEPTED.value).order_by(col(JobRow.number)).limit(1)
            row = session.exec(waiting).first()
            if row is None:
                return None
            row.state, row.started, row.attempts = State.RUNNING.value, time.time(), row.attempts + 1
            session.add(row)
            session.flush()
            return _job(row)

    def waiting(self) -> bool:
        """Whether a job waits to be begun."""
        with self.database.reading() as session:
            return session.exec(select(JobRow.number).where(JobRow.state == State.ACCEPTED.value)).first() is not None

    def put_back(self) -> None:
        """Let jobs wait again whose process died; only for a process that alone may work."""
        with self.database.writing() as session:
            statement = update(JobRow).where(col(JobRow.state) == State.RUNNING.value)
            session.exec(statement.values(state=State.ACCEPTED.value, progress=""))

    def tell(self, number: int, progress: Progress) -> None:
        """Write down how far a job is."""
        written = msgspec.json.encode(progress).decode()
        with self.database.writing(durable=False) as session:
            session.exec(update(JobRow).where(col(JobRow.number) == number).values(progress=written))

    def end(self, number: int, outcome: str) -> None:
        """Write down what came of a job, and forget its uploads."""
        self._end(number, State.DONE, outcome)

    def fail(self, number: int, problem: Problem) -> None:
        """Write down why nothing came of a job, and forget its uploads."""
        self._end(number, State.FAILED, msgspec.json.encode(problem).decode())

    def uploads(self, number: int) -> list[Upload]:
        """Return what a job was given, in order; nothing once it has ended."""
        statement = select(UploadRow).where(UploadRow.job == number).order_by(col(UploadRow.number))
        with self.database.reading() as session:
            return [Upload(row.name, Origin(row.origin), row.data) for row in session.exec(statement)]

    def job(self, number: int) -> Job:
        """Return one job; raises `NotFound`."""
        with self.database.reading() as session:
            row = session.get(JobRow, number)
            if row is None:
                raise NotFound(f"There is no job {number}", "`samsyn jobs` lists those there are")
            return _job(row)

    def latest(self, limit: int) -> list[Job]:
        """Return at most `limit` jobs, the latest first."""
        with self.database.reading() as session:
            return [_job(row) for row in session.exec(select(JobRow).order_by(col(JobRow.number).desc()).limit(limit))]

    def _end(self, number: int, state: State, outcome: str) -> None:
        with self.database.writing() as session:
            values = {"state": state.value, "ended": time.time(), "outcome": outcome}
            session.exec(update(JobRow).where(col(JobRow.number) == number).values(**values))
            _forget_uploads(session, number)


def _forget_uploads(session: Session, number: int) -> None:
    session.exec(delete(UploadRow).where(col(UploadRow.job) == number))


def _job(row: JobRow) -> Job:
    state = State(row.state)
    assert row.number is not None  # noqa: S101 - it was read from the database
    return Job(
        number=row.number,
        state=state,
        who=row.who,
        accepted=row.accepted,
        started=row.started,
        ended=row.ended,
        attempts=row.attempts,
        request=row.request,
        progress=msgspec.json.decode(row.progress, type=Progress) if row.progress else Progress(),
        outcome=row.outcome if state is State.DONE else "",
        problem=msgspec.json.decode(row.outcome, type=Problem) if state is State.FAILED else None,
    )
