"""Work that was accepted: written down before it is begun, and done whatever happens to the process that does it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How far a job is."""

    ACCEPTED = "accepted"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self in {State.DONE, State.FAILED}


@dataclass(frozen=True, slots=True)
class Progress:
    """What is done now (`read`, `embed`, `compare`), how much of it, and of how much as far as is known."""

    step: str = ""
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a job failed, in the words of the error it ended with, and what to do now."""

    message: str
    next_step: str = ""
    code: str = ""
    status: int = 500


@dataclass(frozen=True, slots=True)
class Job:
    """One job. Times are seconds since 1970; `request` and `outcome` are JSON of whoever asked and whoever did it."""

    number: int
    state: State
    who: str
    accepted: float
    started: float | None
    ended: float | None
    attempts: int
    request: str
    progress: Progress
    outcome: str = ""
    problem: Problem | None = None

    def rate(self, now: float) -> float | None:
        """Things a second in the present step, None before anything is done."""
        if self.started is None or not self.progress.done:
            return None
        return self.progress.done / max((self.ended or now) - self.started, 1e-3)

    def seconds_left(self, now: float) -> float | None:
        """How long the present step will go on at this rate, None when that cannot be told."""
        rate = self.rate(now)
        return None if not rate or self.state.ended else max(0, self.progress.total - self.progress.done) / rate
