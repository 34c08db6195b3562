"""Whether official material says anything to a field claim: the passages that speak of what it speaks of."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.quantity import Comparison
from app.gaps.subjects import roots, touches

_EVERYWHERE = 0.12
"""Share of the passages from which a word is the company's own (schedule, Kairos) and ties nothing together."""
_FEW = 3
ENOUGH = 2
"""Separate things a passage must share with a claim to be an answer and not a mention."""


@dataclass(frozen=True, slots=True)
class Passage:
    """The official claims of one passage taken together: an answer often takes two sentences."""

    claims: tuple[Claim, ...]
    roots: frozenset[str]
    concepts: frozenset[str]
    stances: frozenset[str]
    headings: frozenset[str]
    """What its headings and the sentences say, the company's own words included."""


def passages_of(official: tuple[Claim, ...]) -> tuple[Passage, ...]:
    """Group official claims by their passage; what passages everywhere say tells nothing and is left out."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in official:
        grouped[claim.passage_id].append(claim)
    spoken = {i: roots(frozenset().union(*(c.terms for c in claims))) for i, claims in grouped.items()}
    often = Counter(root for found in spoken.values() for root in found)
    meant = {i: frozenset().union(*(c.concepts | c.context for c in claims)) for i, claims in grouped.items()}
    often.update(concept for found in meant.values() for concept in found)
    everywhere = {said for said, count in often.items() if count > max(_FEW, _EVERYWHERE * len(spoken))}
    return tuple(
        Passage(
            tuple(claims),
            spoken[i] - everywhere,
            meant[i] - everywhere,
            frozenset().union(*(c.stances for c in claims)),
            meant[i],
        )
        for i, claims in grouped.items()
    )


def answering(claim: Claim, official: tuple[Passage, ...]) -> list[Passage]:
    """Return the passages that say something to `claim`, the most telling first."""
    scored = [
        (touches(claim, p.roots, p.concepts) + len(claim.stances & p.stances) + _figures(claim, p), p) for p in official
    ]
    best = sorted((item for item in scored if item[0] >= ENOUGH), key=lambda item: (-item[0], item[1].claims[0].id))
    return [passage for _, passage in best]


def _figures(claim: Claim, passage: Passage) -> int:
    """How many of the claim's figures the passage states too."""
    stated = [q for official in passage.claims for q in official.quantities]
    return sum(any(s.unit == q.unit and s.compare(q) is Comparison.SAME for s in stated) for q in claim.quantities)
