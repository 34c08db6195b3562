"""The vector index kept in step with SQL: opened when first needed, repaired or rebuilt by itself when it is not right.

SQL holds every vector and, in `index_changes`, every change the index has not made yet. A process that finds such
changes at its start follows one that died making them; Chroma 1.5.9 has been seen to take the next process down with it
then (a segmentation fault). So that index is not even opened: a new one is built in a fresh folder and pointed to. The
same happens to one that does not hold what SQL says. Nothing is ever embedded again for this.
"""

import logging
import os
import secrets
import shutil
import threading
from collections.abc import Collection, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.domain.errors import ModelChanged
from app.domain.evidence import Origin
from app.store import changes
from app.store.database import Database
from app.store.lock import FolderLock
from app.store.vectors import IndexBroken, Vectors

log = logging.getLogger(__name__)

SAMPLE = 16
"""Vectors looked up at every start, half of them the newest: those a crash would have taken."""
SAME = 0.999
"""Cosine similarity from which a vector counts as found again; float32 differs in the seventh digit."""


class Current(msgspec.Struct, frozen=True):
    """What `current.json` says: which folder is in use, and which embedding model its vectors come from."""

    folder: str
    fingerprint: str


class VectorIndex:
    """Nearest passages, for one process at a time. Safe to use from several threads."""

    def __init__(self, database: Database, fingerprint: str) -> None:
        self._database = database
        self._fingerprint = fingerprint
        self._folder = database.folder / "vectors"
        self._lock = FolderLock(self._folder)
        self._turn = threading.RLock()  # one thread at a time opens, changes or replaces it; a query needs no turn
        self._vectors: Vectors | None = None

    def hold(self) -> None:
        """Take the index for this process; raises `StoreBusy` when another one has it."""
        with self._turn:
            self._lock.acquire()

    def claim(self) -> None:
        """Make sure this process may change the index and has it open, before anything is written to SQL.

        Raises `StoreBusy` when another process has it, `ModelChanged` when what is stored comes from another model.
        """
        with self._turn:
            self._allow()
            self._ready()

    def settle(self) -> None:
        """Make all changes written to SQL so far."""
        with self._turn:
            vectors = self._ready()
            try:
                self._apply(vectors)
            except IndexBroken as error:
                log.warning("%s: it is rebuilt", error)
                self.rebuild()

    def nearest(
        self, origin: Origin, vector: NDArray[np.float32], limit: int, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return at most `limit` (passage id, cosine similarity), best first."""
        vectors = self._ready()
        try:
            return vectors.nearest(origin, vector[np.newaxis], limit, among)[0]
        except IndexBroken as error:
            with self._turn:
                if self._vectors is vectors:  # else another thread has replaced it meanwhile
                    log.warning("%s: it is rebuilt", error)
                    self.rebuild()
            return self._ready().nearest(origin, vector[np.newaxis], limit, among)[0]

    def ids(self, origin: Origin) -> set[str]:
        """Return the id of every vector in the index."""
        return self._ready().ids(origin)

    def vectors(self, origin: Origin, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors, of shape (dimension,), of those of `ids` that are in the index."""
        return self._ready().get(origin, ids)

    def leftovers(self) -> list[str]:
        """Return the folders of earlier indexes that are still on the disk."""
        current = self._current()
        return sorted(f.name for f in self._folder.glob("index-*") if current is None or f.name != current.folder)

    def rebuild(self) -> None:
        """Build the index from SQL into a fresh folder and use that; meanwhile the old one answers."""
        with self._turn:
            self._allow()
            old, self._vectors = self._vectors, self._rebuilt()
            current = self._current()
            if old is not None and current is not None:
                old.close()
                # While open it may have written into its folder again: erased vectors must not stay there.
                self._remove_all_but(current)

    def close(self) -> None:
        """Give index and folder back."""
        with self._turn:
            if self._vectors is not None:
                self._vectors.close()
                self._vectors = None
            self._lock.release()

    def _allow(self) -> None:
        self.hold()
        with self._database.reading() as session:
            stored = changes.fingerprint(session)
        if stored is not None and stored != self._fingerprint:
            raise ModelChanged(stored, self._fingerprint)

    def _ready(self) -> Vectors:
        """Return the open index, opened and put right if this is the first need of it."""
        if (vectors := self._vectors) is not None:  # no turn taken: a question must not wait for a long change
            return vectors
        with self._turn:
            if self._vectors is None:
                self._allow()
                self._vectors = self._opened() or self._rebuilt()
            return self._vectors

    def _opened(self) -> Vectors | None:
        """Return the index as it lies there; None if it is missing, left half-changed, or not what SQL says."""
        current = self._current()
        if current is None or current.fingerprint != self._fingerprint:
            return None
        with self._database.reading() as session:
            if changes.last(session):
                log.warning("the process that last changed the vector index did not finish: it is rebuilt")
                return None
        trial = self._folder / "trial"  # lies there while an index is tried: a damaged one can kill the process
        if trial.exists():
            log.warning("the process that last opened the vector index died of it: it is rebuilt")
            trial.unlink()
            return None
        trial.touch()
        vectors = None
        try:
            vectors = Vectors(self._folder / current.folder)
            self._check(vectors)
        except IndexBroken as error:
            log.warning("%s: it is rebuilt", error)
            if vectors is not None:
                vectors.close()
            return None
        finally:
            trial.unlink()
        self._remove_all_but(current)
        return vectors

    def _rebuilt(self) -> Vectors:
        """Return a new index of everything in SQL, which is now the one pointed to."""
        current = Current(f"index-{secrets.token_hex(4)}", self._fingerprint)
        fresh = Vectors(self._folder / current.folder)
        try:
            with self._database.reading() as session:  # one snapshot: the vectors, and the changes they contain
                last = changes.last(session)
                for origin in Origin:
                    for ids, vectors in changes.all_vectors(session, origin):
                        fresh.add(origin, ids, vectors)
            self._point_to(current)
        except BaseException:
            fresh.close()
            shutil.rmtree(self._folder / current.folder, ignore_errors=True)
            raise
        self._forget_changes(last)
        self._remove_all_but(current)
        return fresh

    def _apply(self, vectors: Vectors) -> None:
        with self._database.reading() as session:
            last, pending = changes.last(session), changes.pending(session)
            for origin, dropped, added in pending:
                vectors.drop(origin, dropped)
                vectors.add(origin, *changes.vectors(session, origin, added))
        self._forget_changes(last)

    def _forget_changes(self, last: int) -> None:
        if last:
            with self._database.writing() as session:
                changes.done(session, last)

    def _check(self, vectors: Vectors) -> None:
        """Raise `IndexBroken` unless the index holds as many vectors as SQL and finds a sample of them."""
        with self._database.reading() as session:
            for origin in Origin:
                expected, held = changes.count(session, origin), vectors.count(origin)
                if expected != held:
                    raise IndexBroken(f"{held} vectors of {origin}, {expected} expected")
                ids, wanted = changes.sample(session, origin, SAMPLE)
                if ids and any(found[0][1] < SAME for found in vectors.nearest(origin, wanted, 1)):
                    raise IndexBroken(f"stored vectors of {origin} are not found")

    def _current(self) -> Current | None:
        try:
            return msgspec.json.decode((self._folder / "current.json").read_bytes(), type=Current)
        except (FileNotFoundError, msgspec.DecodeError):
            return None

    def _point_to(self, current: Current) -> None:
        draft = self._folder / "current.json.new"
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(current))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._folder / "current.json")

    def _remove_all_but(self, current: Current) -> None:
        """Remove what an interrupted or finished rebuild has left behind."""
        for folder in self._folder.glob("index-*"):
            if folder.name != current.folder:
                shutil.rmtree(folder, ignore_errors=True)
