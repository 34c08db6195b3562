"""Whether current official material answers a question: decided by what it speaks of, never by likeness alone."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.gap import Gap, Kind
from app.pitch.matching import Bag, Unit, coverage, met, text_bag, weights
from app.pitch.retrieve import Found
from app.pitch.shelf import Shelf
from app.pitch.understand import Understanding

RELEVANT = 0.5
"""Share of the question an official claim must speak of to be shown for it."""
CLOSE = 0.6
"""Cosine from which a passage counts as close: it may then share fewer words (one language only, in practice)."""
_ANSWERED = 0.6
"""Weighted share of the question that one official passage must speak of to answer it,
set on the questions of tests/pitch/questions.yaml."""
_ANSWERED_CLOSE = 0.45
"""The same when its vector is close as well."""
_FULL = 0.85
_SAME_QUESTION = 0.75
"""Share of the question that a customer's objection must speak of to be the same question."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether official material answers: `coverage` is `full`, `partial` or `none`, `missing` what it is silent on."""

    answered: bool
    coverage: str
    missing: tuple[str, ...] = ()


def standing(understood: Understanding, official: tuple[Found, ...], shelf: Shelf) -> Standing:
    """Decide whether current official material answers the question.

    A question about the product in general is answered by any official material; one that names a topic only by a
    passage that speaks of that topic, and of every name in it. A named competitor needs material about it.
    """
    passages = _passages(official)
    missing = _silent(understood, official, passages)
    if understood.general:
        if not passages or missing:
            return Standing(answered=False, coverage="none", missing=missing)
        return Standing(answered=True, coverage="full" if known_segment(understood, official) else "partial")
    best, best_close, parts = 0.0, 0.0, weights(understood.units, shelf.vocabulary)
    for bag, cosine in passages.values():
        share = coverage(understood.units, parts, bag)
        best = max(best, share)
        if cosine >= CLOSE:
            best_close = max(best_close, share)
    answered = bool(understood.units) and not missing and (best >= _ANSWERED or best_close >= _ANSWERED_CLOSE)
    if answered:
        return Standing(answered=True, coverage="full" if best >= _FULL else "partial")
    told = "partial" if best >= RELEVANT / 2 else "none"
    return Standing(answered=False, coverage=told, missing=missing or _unmet(understood.units, passages))


def unanswered(understood: Understanding, field: tuple[Found, ...], gaps: Iterable[Gap]) -> bool:
    """Whether the question is an objection, or asks for a topic, that an open gap says nothing official answers."""
    open_ones = {e.claim_id for g in gaps if g.kind in {Kind.UNANSWERED_OBJECTION, Kind.MISSING_TOPIC} for e in g.field}
    return any(f.claim.id in open_ones and f.coverage >= _SAME_QUESTION for f in field) and bool(understood.units)


def known_segment(understood: Understanding, official: tuple[Found, ...]) -> bool:
    """Whether any official material found is about the segment asked for; true when none was."""
    segment = understood.segment
    texts = (f"{f.document.document.about.segment or ''} {f.bag.text}".casefold() for f in official)
    return segment is None or any(segment.pattern.search(text) for text in texts)


def _passages(official: tuple[Found, ...]) -> dict[str, tuple[Bag, float]]:
    together: dict[str, tuple[Bag, float]] = {}
    for found in official:
        bag, _ = together.get(found.claim.passage_id, (text_bag(found.passage.text), 0.0))
        together[found.claim.passage_id] = (bag | found.bag, found.cosine)
    return together


def _silent(
    understood: Understanding, official: tuple[Found, ...], passages: Mapping[str, tuple[Bag, float]]
) -> tuple[str, ...]:
    """Names in the question that nothing official found speaks of."""
    names = [u for u in understood.units if u.name]
    silent = [u.shown for u in names if not any(met(u, bag) for bag, _ in passages.values())]
    rival = understood.competitor
    texts = (f"{f.document.document.about.title}\n{f.passage.text}".casefold() for f in official)
    if rival and not any(rival.casefold() in text for text in texts):
        silent.append(rival)
    return tuple(silent)


def _unmet(units: tuple[Unit, ...], passages: Mapping[str, tuple[Bag, float]]) -> tuple[str, ...]:
    return tuple(u.shown for u in units if not any(met(u, bag) for bag, _ in passages.values()))
