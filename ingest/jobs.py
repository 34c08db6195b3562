"""Ingestion as jobs: accepted means written down, and what a killed process left is taken up by the next one."""

import logging
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from app.domain.errors import SamsynError, StoreBusy
from app.domain.evidence import Origin
from app.domain.job import Job, Problem, Progress, State
from app.store.jobs import JobBook, Upload
from ingest import sources
from ingest.pipeline import Pipeline, silent
from ingest.pipeline import Progress as Told
from ingest.summary import Summary

log = logging.getLogger(__name__)

ATTEMPTS = 10
"""How often a job is begun; one that takes its process down each time must not do so for ever."""
_BREATH = 0.25
"""Seconds between two looks into the book, and between two entries of progress."""
_LOOK = 1.0
"""Seconds after which a server looks whether another process has written a job into the book."""
_PATIENCE = 10
"""Seconds a job may wait while another process holds the store without doing any."""


class Failed(SamsynError):
    """A job that ended in an error, told again to whoever waited for it."""

    code = "failed"

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message, problem.next_step)
        self.status, self.code = problem.status, problem.code


class Request(msgspec.Struct, frozen=True):
    """What was asked: paths as typed in the folder `base`, or nothing but the uploads kept beside it."""

    today: date
    paths: tuple[str, ...] = ()
    base: str = ""
    origin: Origin | None = None
    prune: bool = False
    restore: bool = False


@dataclass(frozen=True)
class Foreman:
    """Accepts ingestions from any thread and process, and does them one after the other in the one that may write."""

    book: JobBook
    pipeline: Pipeline
    _bell: threading.Event = field(default_factory=threading.Event, init=False, repr=False, compare=False)

    def accept(self, request: Request, who: str = "") -> int:
        """Write down that paths shall be taken in, and return the job's number; raises what `sources.find` raises."""
        sources.find(request.paths, request.origin, Path(request.base), self.pipeline.room.limits)
        return self.book.accept(msgspec.json.encode(request).decode(), who)

    def accept_uploads(self, uploads: Sequence[Upload], today: date, who: str = "") -> int:
        """Write down the uploads themselves, and return the job's number."""
        number = self.book.accept(msgspec.json.encode(Request(today)).decode(), who, uploads)
        self._bell.set()
        return number

    def see_through(self, number: int, told: Told = silent) -> Summary:
        """Do the jobs up to this one, or wait until whoever holds the store has done it.

        Raises:
            Failed: It ended in an error.
            StoreBusy: Another process holds the store and takes up no jobs.
        """
        since = time.monotonic()
        while not (job := self.book.job(number)).state.ended:
            try:
                self.work(told, up_to=number)
            except StoreBusy:
                if self._somebody_works():
                    since = time.monotonic()
                    told(job.progress.step or "wait", job.progress.done, job.progress.total)
                elif time.monotonic() - since > _PATIENCE:
                    raise
                time.sleep(_BREATH)
        return outcome(job)

    def work(self, told: Told = silent, up_to: int | None = None) -> None:
        """Do the jobs that wait, oldest first; raises `StoreBusy` when another process holds the store."""
        self.pipeline.library.index.hold()
        self.book.put_back()
        while (up_to is None or not self.book.job(up_to).state.ended) and (job := self.book.take()):
            self._do(job, told)

    def work_until(self, stop: threading.Event) -> None:
        """Do jobs as they come, from this and other processes, until `stop` is set and `wake` called."""
        self.pipeline.library.index.hold()
        self.book.put_back()
        while not stop.is_set():
            try:
                while not stop.is_set() and self.book.waiting() and (job := self.book.take()):
                    self._do(job, silent)
            except SamsynError:
                log.exception("the job book cannot be written")  # a full disk, say: the job stays in the book
            self._bell.wait(_LOOK)
            self._bell.clear()

    def wake(self) -> None:
        """Let `work_until` look into the book, or at `stop`, at once."""
        self._bell.set()

    def _somebody_works(self) -> bool:
        return any(job.state is State.RUNNING for job in self.book.latest(100))

    def _do(self, job: Job, told: Told) -> None:
        if job.attempts > ATTEMPTS:
            said = f"The process that did this job died of it {ATTEMPTS} times"
            self.book.fail(job.number, Problem(said, "Ingest its files a few at a time to find which one it is"))
            return
        try:
            summary = self._summary(job, self._noting(job, told))
        except SamsynError as error:
            self.book.fail(job.number, Problem(str(error), error.next_step, error.code, error.status))
        except Exception:
            log.exception("job %s", job.number)
            self.book.fail(job.number, Problem("It could not be taken in", "The log says why"))
        else:
            self.book.end(job.number, msgspec.json.encode(summary).decode())

    def _summary(self, job: Job, told: Told) -> Summary:
        request = msgspec.json.decode(job.request, type=Request)
        if not request.paths:
            uploads = self.book.uploads(job.number)
            return self.pipeline.accept(
                [sources.upload(u.name, u.data, u.origin) for u in uploads], request.today, told
            )
        return self.pipeline.ingest(
            request.paths,
            request.origin,
            base=Path(request.base),
            prune=request.prune,
            restore=request.restore,
            today=request.today,
            progress=told,
        )

    def _noting(self, job: Job, told: Told) -> Callable[[str, int, int], None]:
        """Tell progress to `told`, and to the book every now and then."""
        last: dict[str, Any] = {"at": 0.0, "step": ""}

        def note(step: str, done: int, total: int) -> None:
            told(step, done, total)
            now = time.monotonic()
            if now - last["at"] >= _BREATH or step != last["step"]:
                last.update(at=now, step=step)
                self.book.tell(job.number, Progress(step, done, total))

        return note


def outcome(job: Job) -> Summary:
    """Return what came of a job that is done; raises `Failed` for one that failed."""
    if job.problem is not None:
        raise Failed(job.problem)
    return msgspec.json.decode(job.outcome, type=Summary)
