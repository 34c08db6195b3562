"""What the rest of Samsyn may ask of a model, whichever model it is."""

from collections.abc import Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a model thinks of a pair of texts: three probabilities in 0..1 that sum to one."""

    contradicts: float
    supports: float
    neither: float


class PairModel(Protocol):
    """A small model that reads two texts together. Safe to call from several threads."""

    @property
    def name(self) -> str:
        """What a verdict is signed with: changes whenever opinions do, so that it may be part of a cache's key."""

    @property
    def contradicts_from(self) -> float:
        """Least `Opinion.contradicts` that may be believed; below it the model is only guessing."""

    @property
    def supports_from(self) -> float:
        """Least `Opinion.supports` that may be believed."""

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        """One opinion for each pair (evidence, claim), in their order: does the first contradict or support the second?

        Evidence is a note or a cited passage, the claim an official line or a sentence that cites.
        Raises `JudgeUnavailable`.
        """
