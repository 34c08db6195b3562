"""The steps an assistant works with, and what it gets from them."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from app.gaps.finder import Finder
from app.pitch.pitcher import Pitcher
from app.store.library import Library
from ingest.jobs import Foreman
from ingest.summary import Summary


@dataclass(frozen=True, slots=True)
class Steps:
    """What the tools use. `see_through` waits until a job, by its number, has been done here or elsewhere."""

    pitcher: Pitcher
    finder: Finder
    library: Library
    foreman: Foreman
    today: Callable[[], date]
    see_through: Callable[[int], Awaitable[Summary]]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a tool says: `text` for the assistant to read, `data` the same for a program."""

    text: str
    data: Mapping[str, Any] = field(default_factory=dict)
