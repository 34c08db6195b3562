"""A process that takes a folder in as a job, and may kill itself at a named point. Run by test_killed.

    python killed.py DATA FOLDER POINT

The job is accepted unless one stands in the book already. Says `accepted` once that is so, `ended` when it is done.
"""

import os
import signal
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from app.claims import ClaimReader
from app.gaps.finder import Finder
from app.store import facts
from app.store.database import Database
from app.store.index import VectorIndex
from app.store.jobs import JobBook
from app.store.ledger import Ledger
from app.store.library import Library
from app.store.vectors import Vectors
from ingest import pipeline as pipeline_module
from ingest.isolation import ReadingRoom
from ingest.jobs import Foreman, Request
from ingest.pipeline import Pipeline
from tests.ingest.reading_a_file import TODAY
from tests.store.samples import DIMENSION, HashEncoder

POINTS: dict[str, tuple[Any, str, int]] = {
    "accepted, not begun": (JobBook, "take", 0),
    "half read": (JobBook, "tell", 1),
    "first part embedded, not stored": (Library, "put", 0),
    "being written": (facts, "grow", 1),
    "written, not in the vector index": (VectorIndex, "settle", 1),
    "half in the vector index": (Vectors, "add", 1),
    "all stored, rows that are gone still there": (Pipeline, "_forget", 0),
    "gaps found, not recorded": (Ledger, "settling", 0),
    "done, not written down": (JobBook, "end", 0),
}
"""Where to die: in which call of what, after so many calls that were let through."""


class Embedder(HashEncoder):
    """Vectors without a model."""

    dimension = DIMENSION

    def encode(self, texts: Any, *, question: bool = False) -> Any:
        del question
        return super().encode(texts)


def die_at(point: str) -> None:
    owner, name, after = POINTS[point]
    original: Callable[..., Any] = getattr(owner, name)
    calls = 0

    def interrupted(*arguments: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls > after:
            if name == "add":
                vectors, origin, ids, rows = arguments
                original(vectors, origin, ids[: len(ids) // 2], rows[: len(ids) // 2])
            os.kill(os.getpid(), signal.SIGKILL)
        return original(*arguments, **named)

    setattr(owner, name, interrupted)


def open_foreman(data: Path) -> Foreman:
    embedder = Embedder()
    database = Database.open(data)
    library = Library.open(database, embedder.fingerprint)
    finder = Finder(library, Ledger(database))
    return Foreman(JobBook(database), Pipeline(library, embedder, ClaimReader(), finder, ReadingRoom()))


def say(word: str) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def main(data: Path, folder: str, point: str, today: date = TODAY) -> None:
    pipeline_module.WINDOW = 4000  # several parts of a few documents each
    foreman = open_foreman(data)
    known = foreman.book.latest(1)
    number = known[0].number if known else foreman.accept(Request(today, (folder,)))
    say("accepted")
    if point:
        die_at(point)
    foreman.see_through(number)
    say("ended")
    foreman.pipeline.library.close()
    foreman.pipeline.room.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
