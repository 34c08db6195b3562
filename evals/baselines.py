"""What a simpler system would flag: every pair on the same topic, and every pair whose vectors are near.

A baseline cannot tell kinds apart: it flags pairs of an official and a field sentence, and is right where both quotes
are those of an expected gap. It is measured on the gaps that have two sides.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.claim import Claim
from app.domain.evidence import Origin
from evals.gaps import Case, Expected, claims_of
from evals.scoring import Counts

_SHARED = 2
"""Stems or concepts two sentences share to be on the same topic."""
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Pair:
    """A field sentence and the official one most like it, with how like they are, larger for more."""

    official: str
    field: str
    likeness: float


def same_topic(case: Case) -> Iterator[Pair]:
    """Yield each field sentence with the official one that shares most with it, counted in stems and concepts."""
    official, field = _sides(case)
    for heard in field:
        likeness, best = max(((_common(heard, o), o.quote) for o in official), default=(0, ""))
        if likeness:
            yield Pair(best, heard.quote, likeness)


def nearest(case: Case, encode: Callable[[Sequence[str]], NDArray[np.float32]]) -> Iterator[Pair]:
    """Yield each field sentence with the official one whose vector is nearest, by cosine."""
    official, field = _sides(case)
    if official and field:
        cosines = encode([c.quote for c in field]) @ encode([c.quote for c in official]).T
        for heard, row in zip(field, cosines, strict=True):
            yield Pair(official[int(row.argmax())].quote, heard.quote, float(row.max()))


def counted(case: Case, pairs: Iterable[Pair], threshold: float) -> Counts:
    """Return what flagging every pair from `threshold` on comes to, on the gaps of a case that have two sides."""
    left = [e for e in case.expected if e.two_sided]
    right = false = 0
    for pair in (p for p in pairs if p.likeness >= threshold):
        met = [e for e in case.expected if e.two_sided and _meets(case, pair, e)]
        false += not met
        for expected in met:
            if expected in left:
                left.remove(expected)
                right += 1
    return Counts(right, false, len(left))


def best_threshold(found: Sequence[tuple[Case, Sequence[Pair]]]) -> float:
    """Return the threshold with the best F1 on these cases: the baseline may be tuned too."""
    values = sorted({pair.likeness for _, pairs in found for pair in pairs})
    steps = values[:: max(1, len(values) // _STEPS)] or [1.0]
    return max(steps, key=lambda t: _f1(sum((counted(case, pairs, t) for case, pairs in found), start=Counts())))


def _f1(counts: Counts) -> float:
    return 2 * counts.right / max(1, 2 * counts.right + counts.false + counts.missed)


def _sides(case: Case) -> tuple[list[Claim], list[Claim]]:
    _, claims = claims_of(case)
    return [c for c in claims if c.origin is Origin.OFFICIAL], [c for c in claims if c.origin is Origin.FIELD]


def _common(one: Claim, other: Claim) -> int:
    common = len(one.terms & other.terms) + len(one.concepts & other.concepts)
    return common if common >= _SHARED else 0


def _meets(case: Case, pair: Pair, expected: Expected) -> bool:
    documents = {d.path: d.text for d in case.documents}
    official = all(_same(text, pair.official) for text in expected.official) and (
        not expected.official_in or pair.official in documents[expected.official_in]
    )
    return official and any(_same(text, pair.field) for text in expected.field)


def _same(one: str, other: str) -> bool:
    one, other = (" ".join(text.split()) for text in (one, other))
    return one in other or other in one
