"""Pairs of texts to opinions: the embedded judge, or any NLI model that sentence-transformers can load."""

import hashlib
import re
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from app.ai.embedder import quiet, yield_the_processor
from app.ai.hub import local_or_fetched
from app.ai.judge import weights
from app.ai.judge.weights import LABELS, Calibration
from app.ai.ports import Opinion
from app.domain.errors import JudgeUnavailable

if TYPE_CHECKING:
    pass

EMBEDDED_NAME = "samsyn-judge"
STRANGER = Calibration(contradicts_from=0.9, supports_from=0.9)
"""For a model that nobody has calibrated here: NLI models are surer than they are right."""

_BATCH = 32
_REMEMBERED = 50_000
"""Pairs whose answers are kept: a night's run asks for most of them again. About 20 MB with their texts."""
_CALLED = {"contradicts": r"contra|refut", "supports": r"^entail|^support", "neither": r"neutral|neither|not.?enough"}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """A model in memory: `answers(pairs)`, not yet probabilities, shape `(len(pairs), 3)`, in the order of `LABELS`."""

    answers: Callable[[Sequence[tuple[str, str]]], NDArray[np.float64]]
    calibration: Calibration


class SentenceJudge:
    """The `PairModel` of `app.ai.ports`.

    `model` is a folder, or a name on the Hugging Face hub, of a cross-encoder with labels for contradiction, entailment
    and neutral; without it the judge that comes with Samsyn, which never touches the network. Nothing is loaded before
    the first pair. `weights_file` is for those who train it.

    A pair is read from evidence to claim, and where that could be believed also the other way round. A contradiction
    holds in both directions, so that its probability is the smaller of the two; support must not be contradicted the
    other way round. What is left is `neither`: a model that disagrees with itself abstains.
    """

    def __init__(self, model: str | None = None, *, weights_file: Path = weights.FILE) -> None:
        self.model = model
        self.weights_file = weights_file
        self._loading = threading.Lock()
        self._loaded: _Loaded | None = None
        self._read: dict[tuple[str, str], NDArray[np.float64]] = {}

    @cached_property
    def name(self) -> str:
        """The model's name, the embedded one's with a hash of its weights."""
        if self.model is not None:
            return self.model
        if not self.weights_file.exists():
            return EMBEDDED_NAME
        return f"{EMBEDDED_NAME}+{hashlib.sha256(self.weights_file.read_bytes()).hexdigest()[:12]}"

    @property
    def contradicts_from(self) -> float:
        """Least `Opinion.contradicts` that may be believed; loads the model."""
        return self._ready().calibration.contradicts_from

    @property
    def supports_from(self) -> float:
        """Least `Opinion.supports` that may be believed; loads the model."""
        return self._ready().calibration.supports_from

    def opinions(self, pairs: Sequence[tuple[str, str]], *, thorough: bool = False) -> list[Opinion]:
        """One opinion for each pair (evidence, claim), in their order; equal pairs are read once.

        `thorough` reads every pair in both directions, for figures over whole rankings. Raises `JudgeUnavailable`.
        """
        if not pairs:
            return []
        unlike = list(dict.fromkeys(pairs))
        there = self.probabilities(unlike)
        contradicts, supports = there[:, 0].copy(), there[:, 1].copy()
        again = (contradicts >= self.contradicts_from) | (supports >= self.supports_from) | thorough
        if again.any():
            turned = [(claim, evidence) for (evidence, claim), asked in zip(unlike, again, strict=True) if asked]
            against = self.probabilities(turned)[:, 0]
            contradicts[again] = np.minimum(contradicts[again], against)
            supports[again] = np.minimum(supports[again], 1 - against)
        formed = {
            pair: Opinion(float(against), float(beside), max(0.0, 1 - float(against) - float(beside)))
            for pair, against, beside in zip(unlike, contradicts, supports, strict=True)
        }
        return [formed[pair] for pair in pairs]

    def probabilities(self, pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        """What the model says when asked in this direction only, shape `(len(pairs), 3)`, in the order of `LABELS`."""
        known = {pair: row for pair in pairs if (row := self._read.get(pair)) is not None}
        if missing := [pair for pair in dict.fromkeys(pairs) if pair not in known]:
            loaded = self._ready()
            rows = _softmax(loaded.answers(missing) / loaded.calibration.temperature)
            known.update(zip(missing, rows, strict=True))
            if len(self._read) + len(missing) > _REMEMBERED:
                self._read.clear()
            self._read.update(zip(missing[:_REMEMBERED], rows, strict=False))
        return np.array([known[pair] for pair in pairs]).reshape(-1, len(LABELS))

    def _ready(self) -> _Loaded:
        if self._loaded is None:
            with self._loading:
                if self._loaded is None:
                    yield_the_processor()
                    with quiet():
                        self._loaded = _embedded(self.weights_file) if self.model is None else _stranger(self.model)
        return self._loaded


def _softmax(raw: NDArray[np.float64]) -> NDArray[np.float64]:
    grown = np.exp(raw - raw.max(axis=1, keepdims=True))
    shares: NDArray[np.float64] = grown / grown.sum(axis=1, keepdims=True)
    return shares


def _embedded(file: Path) -> _Loaded:
    if not file.exists():
        raise JudgeUnavailable(
            "No judge comes with this version: the one that was trained read the notes and not the lines",
            "Name an NLI cross-encoder in SAMSYN_JUDGE_MODEL, or train one with python -m evals.judge.train",
        )
    try:
        from app.ai.judge.network import PairReader

        network = PairReader()
        calibration = weights.load(network, file)
    except Exception as error:  # safetensors, torch and the loaders have no common base
        raise _unavailable(EMBEDDED_NAME, error) from error
    return _Loaded(network.answers, calibration)


def _stranger(name: str) -> _Loaded:
    from sentence_transformers import CrossEncoder
    from torch.nn import Identity

    encoder = local_or_fetched(name, CrossEncoder, _unavailable)
    ours = columns(name, encoder.model.config.id2label)

    def answers(pairs: Sequence[tuple[str, str]]) -> NDArray[np.float64]:
        raw = encoder.predict(list(pairs), batch_size=_BATCH, activation_fn=Identity(), show_progress_bar=False)
        return np.asarray(raw, dtype=np.float64)[:, ours]

    return _Loaded(answers, STRANGER)


def columns(name: str, labels: Mapping[int, str]) -> list[int]:
    """Where a model answers each of `LABELS`, by what it calls them; raises `JudgeUnavailable` if it tells fewer."""
    found = [_column(labels.items(), _CALLED[label]) for label in LABELS]
    if None in found or len(labels) != len(LABELS):
        raise JudgeUnavailable(
            f"The model {name!r} answers {', '.join(labels.values())}, not the three labels of NLI",
            "Name a cross-encoder that tells contradiction, entailment and neutral, or none to leave it to the rules",
        )
    return [column for column in found if column is not None]


def _column(labels: Iterable[tuple[int, str]], called: str) -> int | None:
    return next((at for at, label in labels if re.search(called, label.lower())), None)


def _unavailable(name: str, error: Exception) -> JudgeUnavailable:
    cause = str(error).partition("\n")[0]
    return JudgeUnavailable(
        f"The judge {name!r} could not be loaded ({cause})",
        "Name a folder or a model of the hub (which needs the network once), or none to leave it to the rules",
    )
