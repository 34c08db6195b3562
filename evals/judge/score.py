"""Pure arithmetic of a judge's figures, over labels and probabilities."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike, NDArray

from app.ai.judge.weights import LABELS


def accuracy(wanted: Sequence[str], said: Sequence[str]) -> float:
    """Share said as wanted."""
    return sum(a == b for a, b in zip(wanted, said, strict=True)) / len(wanted)


def macro_f1(wanted: Sequence[str], said: Sequence[str]) -> float:
    """Mean F1 of the labels that occur in `wanted`."""
    return float(np.mean([_f1(wanted, said, label) for label in LABELS if label in wanted]))


def _f1(wanted: Sequence[str], said: Sequence[str], label: str) -> float:
    right = sum(a == b == label for a, b in zip(wanted, said, strict=True))
    there, shown = sum(a == label for a in wanted), sum(b == label for b in said)
    return 2 * right / (there + shown)


def curve(true: ArrayLike, score: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Precision, recall and threshold for each distinct score, the highest first; equal scores are shown together."""
    hits, scores = np.asarray(true, dtype=float), np.asarray(score, dtype=float)
    order = np.argsort(-scores, kind="stable")
    hits, scores = hits[order], scores[order]
    last_of_equals = np.append(np.nonzero(np.diff(scores))[0], len(scores) - 1)
    right = np.cumsum(hits)[last_of_equals]
    return right / (last_of_equals + 1), right / max(hits.sum(), 1), scores[last_of_equals]


def average_precision(true: ArrayLike, score: ArrayLike) -> float | None:
    """Area under precision over recall, by steps; None where nothing is true."""
    if not np.any(true):
        return None
    precision, recall, _ = curve(true, score)
    return float(np.sum(np.diff(recall, prepend=0.0) * precision))


def recall_at(true: ArrayLike, score: ArrayLike, precision: float) -> float:
    """The most that is found by any threshold at which at least `precision` of what is shown is right."""
    reached, recall, _ = curve(true, score)
    return float(max(recall[reached >= precision], default=0.0))


def threshold_for(true: ArrayLike, score: ArrayLike, precision: float, least: int = 10) -> float | None:
    """The lowest score from which `precision` holds, there and at every stricter threshold that shows `least` or more.

    None if it never does. Stricter thresholds count too, so that one lucky place in a noisy curve is not chosen.
    """
    reached, _, scores = curve(true, score)
    shown = np.array([np.sum(np.asarray(score) >= at) for at in scores])
    found = None
    for share, count, at in zip(reached, shown, scores, strict=True):
        if count < least:
            continue
        if share < precision:
            break
        found = float(at)
    return found
