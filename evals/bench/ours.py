"""Samsyn as it is measured: real files, real stores, the real reading process; with the real model or without any."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.ai.ports import Embedder
from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import Document, Passage
from app.gaps.finder import Finder
from app.sample import TODAY
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Library
from ingest.isolation import ReadingRoom
from ingest.pipeline import Pipeline

T = TypeVar("T")


@dataclass(frozen=True)
class Known:
    """Gives back vectors made before, so that what is timed is everything but the model."""

    vectors: dict[str, NDArray[np.float32]]
    fingerprint: str
    dimension: int

    def encode(self, texts: Sequence[str], *, question: bool = False) -> NDArray[np.float32]:
        """The vectors of texts seen before; `question` changes nothing for a model without prompts."""
        del question
        return np.stack([self.vectors[text] for text in texts])


@dataclass(frozen=True, slots=True)
class NoClaims(ClaimReader):
    """Reads no claims, so that storing and indexing can be timed alone."""

    def read(self, document: Document, document_id: str, passages: Sequence[Passage]) -> list[Claim]:
        """Nothing."""
        del document, document_id, passages
        return []


@contextmanager
def opened(data: Path, fingerprint: str) -> Iterator[Library]:
    """Lend the library in the folder `data`."""
    with closing(Database.open(data)) as database, closing(Library.open(database, fingerprint)) as library:
        yield library


def ingest(data: Path, roots: Sequence[Path], embedder: Embedder, reader: ClaimReader, room: ReadingRoom) -> float:
    """Take these folders into the store in `data` and return the seconds it took, opening and closing included."""

    def work() -> None:
        with opened(data, embedder.fingerprint) as library:
            pipeline(library, embedder, reader, room).ingest(roots, today=TODAY)

    return timed(work)[1]


def pipeline(library: Library, embedder: Embedder, reader: ClaimReader, room: ReadingRoom) -> Pipeline:
    """Return what takes folders into this library."""
    return Pipeline(library, embedder, reader, Finder(library, Ledger(library.database)), room)


def timed(work: Callable[[], T]) -> tuple[T, float]:
    """Return what `work` returns, and the seconds it took."""
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def resident() -> float | None:
    """Megabytes of memory this process takes now; None where the system does not say."""
    try:
        lines = Path("/proc/self/status").read_text().splitlines()
    except OSError:
        return None
    return next(int(line.split()[1]) / 1000 for line in lines if line.startswith("VmRSS:"))
