"""Documents onto the shelves: split, embedded, claims read, and kept; one batch is kept while the next is read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.ai.ports import Embedder
from app.claims import ClaimReader
from app.domain.evidence import Document, Passage
from app.store.library import Indexed, Library
from ingest.passages import passages

AT_ONCE = 512
"""Texts embedded between two reports of progress."""

Split = tuple[str, Document, list[Passage]]
"""A document with its id and its passages."""


def quietly(done: int, total: int) -> None:
    """Report progress to nobody."""


@dataclass
class Shelver:
    """Puts documents into the library, in the order given.

    A batch is embedded at once and written down in a thread of its own, while the next one is read and embedded.
    `settle` waits for that; what it raises is why the last batch could not be kept.
    """

    library: Library
    embedder: Embedder
    claim_reader: ClaimReader
    today: date
    thread: ThreadPoolExecutor
    embedded: int = 0
    """Texts that the model has embedded."""
    _writing: Future[None] | None = None
    _batch: Sequence[tuple[str, Document]] = ()
    _known: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    """What is being written, and its vectors."""

    def put(self, fresh: Sequence[tuple[str, Document]], progress: Callable[[int, int], None] = quietly) -> None:
        """Take in documents, given with their ids; `progress` is told how many texts are embedded, of how many."""
        if fresh:
            split = [(one, document, passages(document, one)) for one, document in fresh]
            vectors = self._vectors([passage.indexed_text for _, _, parts in split for passage in parts], progress)
            self.settle()
            self._writing, self._batch, self._known = self.thread.submit(self._write, split, vectors), fresh, vectors

    def settle(self) -> None:
        """Wait until all that was put is kept; raises what `Library.put` does."""
        writing, self._writing, self._batch, self._known = self._writing, None, (), {}
        if writing is not None:
            writing.result()

    def settle_for(self, documents: Iterable[Document]) -> None:
        """Wait as `settle` does, if one of these stands where one of the last batch stood: it may be the same one."""
        places = {place for _, document in self._batch for place in (document.path, document.source)}
        if any(document.path in places or document.source in places for document in documents):
            self.settle()

    def _write(self, split: Sequence[Split], vectors: dict[str, NDArray[np.float32]]) -> None:
        self.library.put([self._indexed(*one, vectors) for one in split], self.today)

    def _indexed(
        self, one: str, document: Document, parts: Sequence[Passage], vectors: dict[str, NDArray[np.float32]]
    ) -> Indexed:
        rows = [vectors[passage.indexed_text] for passage in parts]
        matrix = np.stack(rows) if rows else np.empty((0, self.embedder.dimension), np.float32)
        return Indexed(one, document, tuple(parts), matrix, tuple(self.claim_reader.read(document, one, parts)))

    def _vectors(self, texts: Sequence[str], progress: Callable[[int, int], None]) -> dict[str, NDArray[np.float32]]:
        """Return each text's vector; what was embedded before is looked up, the rest goes through by length."""
        vectors = self.library.known_vectors(list(dict.fromkeys(texts)))
        vectors |= {text: self._known[text] for text in texts if text in self._known}
        missing = sorted({text for text in texts if text not in vectors}, key=lambda text: (len(text), text))
        for start in range(0, len(missing), AT_ONCE):
            batch = missing[start : start + AT_ONCE]
            vectors.update(zip(batch, self.embedder.encode(batch), strict=True))
            self.embedded += len(batch)
            progress(start + len(batch), len(missing))
        return vectors


@contextmanager
def shelving(library: Library, embedder: Embedder, claim_reader: ClaimReader, today: date) -> Iterator[Shelver]:
    """Lend a shelver; at the end everything put is kept, or the reason why not is raised."""
    with ThreadPoolExecutor(1, "shelving") as thread:
        shelver = Shelver(library, embedder, claim_reader, today, thread)
        yield shelver
        shelver.settle()
