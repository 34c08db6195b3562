"""A process that puts and removes documents until it is killed, or kills itself at a named point. Run by test_crash.

    python writer.py FOLDER ROUND POINT

Says `ready` when the library is open, `put ID...` and `removed ID...` when that call has returned, and `removing ID...`
before it: from then on the documents may be there or not.
"""

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.store import facts
from app.store.database import Database
from app.store.index import VectorIndex
from app.store.library import Library
from app.store.vectors import Vectors
from tests.store.samples import REMOVED, TODAY, HashEncoder, document, indexed

DOCUMENTS = 25  # a batch
LINES = 20  # passages a document

POINTS: dict[str, tuple[Any, str]] = {
    "written, not committed": (facts, "grow"),
    "committed, not in the index": (VectorIndex, "settle"),
    "half in the index": (Vectors, "add"),
    "committed, about to be dropped": (Vectors, "drop"),
    "in the index, still noted": (VectorIndex, "_forget_changes"),
    "rebuilt, not pointed to": (VectorIndex, "_point_to"),
    "pointed to, old one still there": (VectorIndex, "_remove_all_but"),
}


def die_at(point: str, after: int) -> None:
    """Kill this process in the call after the next `after` calls of the point's function, one that adds half-way."""
    owner, name = POINTS[point]
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


def say(*words: str) -> None:
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def main(folder: Path, turn: str, point: str) -> None:
    encoder = HashEncoder()
    library = Library.open(Database.open(folder), encoder.fingerprint)
    library.index.claim()
    say("ready")
    before: list[str] = []
    for batch in range(100):
        if point and batch == 2:
            die_at(point, after=1 if "rebuilt" not in point and "pointed" not in point else 0)
        documents = [
            document(f"{turn}/{batch}/{n}.md", *(f"text {turn} {batch} {n} {line}" for line in range(LINES)))
            for n in range(DOCUMENTS)
        ]
        ids = [one for one, _ in library.identify(documents)]
        library.put([indexed(one, d, encoder) for one, d in zip(ids, documents, strict=True)], TODAY)
        say("put", *ids)
        say("removing", *before)
        library.remove(before, REMOVED)
        say("removed", *before)
        before = ids[: DOCUMENTS // 2]
        if point and batch >= 2:
            library.reindex()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3])
