"""Which official claims the field repeats or supports, and when it last did: says the same, in these or other words."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from app.domain.claim import Claim, Mood, Speaker
from app.domain.quantity import Comparison, Quantity
from app.gaps.subjects import Weights, distinct, roots, shared, tokens
from app.language.stances import opposed

_SAID = frozenset({Mood.FACT, Mood.PROMISE, Mood.PRAISE, Mood.BELIEF, Mood.OPINION})
_DOUBTED = frozenset({"older", "irony"})
_WORDS = 3
"""Telling words in common from which a sentence without figures is said again; all of them where it has fewer."""
_SHARE = 0.5
_CONCEPTS = 2


def last_repeated(official: Sequence[Claim], heard: Iterable[Claim], today: date) -> dict[str, Claim]:
    """Return by its id, for each official claim that the field repeats, the latest claim that does.

    Only what was said on a known day up to `today` counts.
    """
    said = [c for c in heard if c.said is not None and c.said <= today and _is_statement(c)]
    weights = Weights.over([*official, *said])
    by_token: dict[str, list[Claim]] = defaultdict(list)
    for claim in official:
        for token in weights.telling(tokens(claim)):
            by_token[token].append(claim)
    latest: dict[str, Claim] = {}
    for claim in sorted(said, key=lambda c: (c.said or date.min, c.id), reverse=True):
        candidates = {o.id: o for token in tokens(claim) for o in by_token.get(token, ())}
        for one, candidate in candidates.items():
            if one not in latest and repeats(claim, candidate, weights):
                latest[one] = claim
    return latest


def repeats(heard: Claim, official: Claim, weights: Weights) -> bool:
    """Whether a field claim says what an official one says: no figure, position or negation sets them apart."""
    if heard.negated is not official.negated or not heard.scope.overlaps(official.scope):
        return False
    if opposed(heard.stances, official.stances):
        return False
    common = weights.telling(shared(heard, official))
    figures = _figures(official.quantities, heard.quantities)
    if figures is False:
        return False
    if figures:
        return distinct(common) > (0 if _metrics(official) & _metrics(heard) else 1)
    if official.stances & heard.stances and distinct(common) > 1:
        return True
    return _same_words(heard, official, weights)


def _is_statement(claim: Claim) -> bool:
    return claim.mood in _SAID and claim.speaker is not Speaker.COMPETITOR and claim.exempt not in _DOUBTED


def _figures(stated: Iterable[Quantity], said: Sequence[Quantity]) -> bool | None:
    """Whether the figures agree: None where the two have none that can be compared."""
    outcomes = {one.compare(other) for one in stated for other in said if one.unit == other.unit}
    if Comparison.SAME in outcomes:
        return True
    return False if Comparison.DIFFERENT in outcomes else None


def _metrics(claim: Claim) -> frozenset[str]:
    return frozenset(q.metric for q in claim.quantities if q.metric)


def _same_words(heard: Claim, official: Claim, weights: Weights) -> bool:
    if heard.language == official.language:
        stated = roots(weights.telling(official.terms))
        common = stated & roots(heard.terms)
        return len(common) >= max(2, min(_WORDS, len(stated))) and len(common) >= _SHARE * len(stated)
    meant = official.concepts & heard.concepts
    named = weights.telling(f"§{concept}" for concept in meant)
    return len(named) >= _CONCEPTS and len(meant) > _SHARE * len(official.concepts | heard.concepts)
