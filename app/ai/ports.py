"""What the rest of Samsyn may ask of a model, whichever model it is."""

from collections.abc import Sequence
from typing import Protocol, TypeVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from app.ai.prompts import Prompt

Answer = TypeVar("Answer", bound=msgspec.Struct)


class Embedder(Protocol):
    """Texts to vectors whose dot product is their cosine similarity. Safe to call from several threads."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever vectors stop being comparable with those made before."""

    @property
    def dimension(self) -> int:
        """Length of each vector."""

    def encode(self, texts: Sequence[str], *, question: bool = False) -> NDArray[np.float32]:
        """Vectors of unit length, shape `(len(texts), dimension)`, in the order of `texts`.

        Some models want to be told a question from a passage: set `question` for what a user asks.
        Raises `EmbedderUnavailable`.
        """


class Llm(Protocol):
    """A language model that fills in a form. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """What an answer is signed with."""

    def complete(self, prompt: Prompt, schema: type[Answer]) -> Answer:
        """The model's answer to `prompt`, valid as a `schema`; raises `LlmUnavailable`."""
