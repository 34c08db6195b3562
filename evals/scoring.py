"""Pure arithmetic of evaluations: counts, rates, rankings, and the interval beside every rate."""

import math
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20261123


@dataclass(frozen=True, slots=True)
class Counts:
    """What one case came to: right, false alarms, missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Sum two cases."""
        return Counts(self.right + other.right, self.false + other.false, self.missed + other.missed)

    def singly(self) -> "list[Counts]":
        """One for each gap and alarm."""
        return [Counts(right=1)] * self.right + [Counts(false=1)] * self.false + [Counts(missed=1)] * self.missed

    @property
    def precision(self) -> float | None:
        """Share of what was shown that is right; None when nothing was shown: no score, never 0."""
        shown = self.right + self.false
        return self.right / shown if shown else None

    @property
    def recall(self) -> float | None:
        """Share of what is there that was shown; None when nothing is there."""
        there = self.right + self.missed
        return self.right / there if there else None


@dataclass(frozen=True, slots=True)
class Verdicts:
    """How questions were called: those the material answers, near misses, and those whose answers were hidden."""

    answered_right: int = 0
    answered_wrong: int = 0
    near_right: int = 0
    near_wrong: int = 0
    hidden_right: int = 0
    hidden_wrong: int = 0

    def __add__(self, other: "Verdicts") -> "Verdicts":
        """Sum two cases."""
        return Verdicts(*(mine + theirs for mine, theirs in zip(astuple(self), astuple(other), strict=True)))

    @property
    def answered(self) -> float | None:
        """Share of the answered questions that are called so."""
        return _share(self.answered_right, self.answered_wrong)

    @property
    def near(self) -> float | None:
        """Share of the near misses called not known."""
        return _share(self.near_right, self.near_wrong)

    @property
    def hidden(self) -> float | None:
        """Share of the questions called not known once their answers are hidden."""
        return _share(self.hidden_right, self.hidden_wrong)

    @property
    def silent(self) -> float | None:
        """Share of near misses and hidden answers together called not known."""
        return _share(self.near_right + self.hidden_right, self.near_wrong + self.hidden_wrong)

    @property
    def balanced(self) -> float | None:
        """The mean of `answered` and `silent`: 0.5 for whoever always says the same."""
        if self.answered is None or self.silent is None:
            return None
        return (self.answered + self.silent) / 2


def _share(right: int, wrong: int) -> float | None:
    return right / (right + wrong) if right + wrong else None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of what was `asked` came out `right`."""

    right: int = 0
    asked: int = 0

    def __add__(self, other: "Share") -> "Share":
        """Sum two cases."""
        return Share(self.right + other.right, self.asked + other.asked)

    @property
    def value(self) -> float | None:
        """The share, 0..1; None when nothing was asked."""
        return self.right / self.asked if self.asked else None


class Summable(Protocol):
    """What cases come to: `start` of nothing, summed with `+`."""

    def __add__(self, other: Any, /) -> Any: ...


C = TypeVar("C", bound=Summable)


@dataclass(frozen=True, slots=True)
class Rate:
    """A figure with its 95 % bootstrap interval over cases; all None where no case is eligible."""

    value: float | None
    low: float | None
    high: float | None

    def __str__(self) -> str:
        """`0.83 [0.74, 0.91]`."""
        return "–" if self.value is None else f"{self.value:.2f} [{self.low:.2f}, {self.high:.2f}]"


def total(cases: Sequence[Counts]) -> Counts:
    """Sum all cases."""
    return sum(cases, start=Counts())


def rate(cases: Sequence[Counts], of: Callable[[Counts], float | None]) -> Rate:
    """Return `of` the summed cases, with the percentile interval of resampling whole cases, the same on every run.

    A single case, one whole company, is resampled by its gaps and alarms instead: it has no other spread to show.
    """
    return interval(cases[0].singly() if len(cases) == 1 else cases, Counts(), of)


def interval(cases: Sequence[C], nothing: C, of: Callable[[C], float | None]) -> Rate:
    """Return `of` the summed cases with the percentile interval of resampling them; `nothing` is the empty sum."""
    value = of(sum(cases, start=nothing))
    if value is None:
        return Rate(None, None, None)
    drawn = random.Random(SEED)  # noqa: S311 - resampling, not secrets
    resampled = (of(sum(drawn.choices(cases, k=len(cases)), start=nothing)) for _ in range(RESAMPLES))
    values = sorted(v for v in resampled if v is not None)
    return Rate(value, values[int(0.025 * len(values))], values[min(len(values) - 1, int(0.975 * len(values)))])


def ndcg(ranked: Sequence[str], gains: Mapping[str, float], places: int = 10) -> float:
    """Return the normalised discounted cumulative gain, 0..1, of the first `places` of `ranked`, best first.

    As trec_eval has it: the gain is the grade itself, discounted by log2 of the place plus one, over that of the best
    order there is (Järvelin and Kekäläinen, TOIS 2002). `gains` holds the grades, above nought; at least one.
    """
    return _discounted([gains.get(one, 0.0) for one in ranked[:places]]) / _discounted(
        sorted(gains.values(), reverse=True)[:places]
    )


def found_share(ranked: Sequence[str], gains: Mapping[str, float], places: int = 10) -> float:
    """Return the share, 0..1, of those in `gains` that stand among the first `places`: recall, not capped."""
    return len(gains.keys() & set(ranked[:places])) / len(gains)


def reciprocal_rank(ranked: Sequence[str], gains: Mapping[str, float]) -> float:
    """Return one over the place of the first of `ranked` that is in `gains`; 0 where none is."""
    return next((1.0 / place for place, one in enumerate(ranked, start=1) if one in gains), 0.0)


def _discounted(gains: Sequence[float]) -> float:
    return sum(gain / math.log2(place + 1) for place, gain in enumerate(gains, start=1))


def means(cases: NDArray[np.float64]) -> list[Rate]:
    """Return the mean of each column of `cases`, shape (cases, figures), with its percentile interval over cases.

    All columns are resampled together, so that a column of differences gives a paired interval.
    """
    drawn = np.random.default_rng(SEED)
    resampled = np.stack([cases[drawn.integers(len(cases), size=len(cases))].mean(axis=0) for _ in range(RESAMPLES)])
    low, high = np.quantile(resampled, (0.025, 0.975), axis=0)
    return [Rate(*map(float, figure)) for figure in zip(cases.mean(axis=0), low, high, strict=True)]
