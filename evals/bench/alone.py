"""The embedding model and nothing else: what everything is held against."""

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from multiprocessing import get_context
from typing import TYPE_CHECKING

from app.ai.embedder import embedded_folder, yield_the_processor
from evals.bench.ours import timed

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class Alone:
    """`model.encode`, called directly, in a process of its own: the memory it takes is not counted as ours."""

    def __init__(self) -> None:
        self._process = ProcessPoolExecutor(1, get_context("spawn"))
        self.seconds(["."])

    def seconds(self, texts: Sequence[str]) -> float:
        """Return what the model takes for all these texts at once; it sorts them by length itself."""
        return self._process.submit(_seconds, list(texts)).result()

    def close(self) -> None:
        """End the process."""
        self._process.shutdown()


@cache
def bare() -> "SentenceTransformer":
    """Return the model as sentence-transformers loads it, in this process."""
    yield_the_processor()  # as ours does
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - not in the process that reads files
    from transformers.utils import logging  # noqa: PLC0415

    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    return SentenceTransformer(str(embedded_folder()))


def _seconds(texts: list[str]) -> float:
    return timed(partial(bare().encode, texts, normalize_embeddings=True, show_progress_bar=False))[1]
