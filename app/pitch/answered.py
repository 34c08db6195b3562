"""Whether current official material answers a question: a sentence must speak of it and carry what it asks for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.gap import Gap, Kind
from app.pitch.asked import asked
from app.pitch.matching import Bag, Unit, met, text_bag
from app.pitch.retrieve import Found
from app.pitch.shelf import Shelf
from app.pitch.understand import Understanding
from app.pitch.windows import ANSWERS, windows

RELEVANT = 0.5
"""Share of the question an official claim must speak of to be shown for it."""
CLOSE = 0.6
"""Cosine from which a passage counts as close: it may then share fewer words (one language only, in practice)."""
_FULL = 0.85
_SAME_QUESTION = 0.75
"""Share of the question that a customer's objection must speak of to be the same question."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether official material answers: `coverage` is `full`, `partial` or `none`, `missing` what it is silent on.

    `by` is the share of the question, 0..1, that each claim which answers it speaks of; empty for a question about
    the product in general.
    """

    answered: bool
    coverage: str
    missing: tuple[str, ...] = ()
    by: Mapping[str, float] = field(default_factory=dict)


def standing(understood: Understanding, official: tuple[Found, ...], shelf: Shelf) -> Standing:
    """Decide whether current official material answers the question.

    A question about the product in general is answered by any official material; any other by a sentence that speaks
    of its topic, leaves no rare word or name of it out, and carries the kind of thing asked for (see `windows`). A
    named competitor needs material about it.
    """
    passages = _passages(official)
    known = asked(understood)
    if understood.general and known.open:
        missing = _silent(understood, official, passages)
        if not passages or missing:
            return Standing(answered=False, coverage="none", missing=missing)
        return Standing(answered=True, coverage="full" if known_segment(understood, official) else "partial")
    seen = tuple(windows(known, understood, official, shelf))
    by = {window.found.claim.id: window.share for window in seen if window.score >= ANSWERS}
    if by:
        return Standing(answered=True, coverage="full" if max(by.values()) >= _FULL else "partial", by=by)
    best = max((window.share for window in seen), default=0.0)
    missing = _silent(understood, official, passages) or _unmet(known.units, passages)
    return Standing(answered=False, coverage="partial" if best >= RELEVANT / 2 else "none", missing=missing)


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
