"""The only module that knows chromadb: one folder with two collections of vectors, made to be thrown away.

Nothing but ids and vectors goes in. A stored vector is never changed, only dropped and added: Chroma 1.5.9 takes up to
25 ms to move a vector that is there already.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.domain.errors import SamsynError
from app.domain.evidence import Origin

# Measured at 5,000 and 20,000 vectors of 384 numbers. A higher `sync_threshold` makes every start replay up to so many
# vectors (20,000: 3.3 s) and a lower one writes the whole graph more often. A kill while it is written can wedge the
# collection, which costs a rebuild (0.2 s per 1,000) and nothing else. Of the 50 nearest of 5,000 real texts, an
# `ef_search` of 100 (the default) misses 2.7 in 100, one of 400 misses 0.3, for half a millisecond more.
_HNSW = {"space": "cosine", "sync_threshold": 2000, "batch_size": 2000, "ef_search": 400}


class IndexBroken(SamsynError):
    """The vector index fails, whatever the reason. Its vectors are safe in SQL."""

    status = 500
    code = "index-broken"

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The vector index does not work ({reason})",
            "Look for a full disk or missing rights in the data folder, then run `samsyn reindex`",
        )


class Vectors:
    """The two collections in one folder, open in this process until `close`. Every method may raise `IndexBroken`."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        # `_env_file`: chromadb would read a `.env` that happens to lie in the working directory.
        settings = Settings(_env_file=None, anonymized_telemetry=False)
        with _failing_as_broken():
            self._client = chromadb.PersistentClient(path=str(folder), settings=settings)
            self._collections = {
                origin: self._client.get_or_create_collection(
                    origin.value, embedding_function=None, configuration={"hnsw": _HNSW}
                )
                for origin in Origin
            }
            self._batch = self._client.get_max_batch_size()

    def add(self, origin: Origin, ids: Sequence[str], vectors: NDArray[np.float32]) -> None:
        """Store vectors of shape (len(ids), dimension); ids that are there already are left as they are."""
        collection = self._collections[origin]
        for start in range(0, len(ids), self._batch):
            part = list(ids[start : start + self._batch])
            with _failing_as_broken():
                known = set(collection.get(ids=part, include=[])["ids"])
                new = [at for at, one in enumerate(part, start) if one not in known]
                if new:
                    collection.upsert(ids=[ids[at] for at in new], embeddings=vectors[new])

    def drop(self, origin: Origin, ids: Sequence[str]) -> None:
        """Forget these ids; unknown ones are fine."""
        for start in range(0, len(ids), self._batch):
            with _failing_as_broken():
                self._collections[origin].delete(ids=list(ids[start : start + self._batch]))

    def count(self, origin: Origin) -> int:
        """How many vectors there are."""
        with _failing_as_broken():
            return int(self._collections[origin].count())

    def ids(self, origin: Origin) -> set[str]:
        """Every id there is."""
        with _failing_as_broken():
            return set(self._collections[origin].get(include=[])["ids"])

    def get(self, origin: Origin, ids: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """The vectors, of shape (dimension,), of those of `ids` that are there."""
        with _failing_as_broken():
            found = self._collections[origin].get(ids=list(ids), include=["embeddings"])
        return dict(zip(found["ids"], np.asarray(found["embeddings"], np.float32), strict=True))

    def nearest(
        self, origin: Origin, queries: NDArray[np.float32], limit: int, among: Collection[str] | None = None
    ) -> list[list[tuple[str, float]]]:
        """For each row of `queries`, return at most `limit` (id, cosine similarity), best first; `among` narrows."""
        with _failing_as_broken():
            found = self._collections[origin].query(
                query_embeddings=queries,
                n_results=limit,
                ids=None if among is None else list(among),
                include=["distances"],
            )
        return [
            [(one, 1.0 - distance) for one, distance in zip(ids, distances, strict=True)]
            for ids, distances in zip(found["ids"], found["distances"], strict=True)
        ]

    def close(self) -> None:
        """Close the files; the object is of no use afterwards."""
        with _failing_as_broken():
            self._client.close()


@contextmanager
def _failing_as_broken() -> Iterator[None]:
    try:
        yield
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # a panic in chromadb's Rust is no `Exception`
        raise IndexBroken(f"{type(error).__name__}: {error}") from error
