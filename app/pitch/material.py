"""Everything a card is made of, gathered once, and how much of it bears on the question."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.claim import Claim
from app.domain.gap import Gap, Kind
from app.domain.people import Role
from app.domain.pitch import Citation
from app.pitch.draft import cited
from app.pitch.matching import Bag, Unit, met, text_bag
from app.pitch.retrieve import Found, Retrieved
from app.pitch.shelf import Shelf
from app.pitch.understand import Understanding

RELEVANT = 0.5
"""Share of the question a claim must speak of by itself to be shown for it."""
CLOSE = 0.6
"""Cosine from which a passage counts as relevant without sharing words (same language only, in practice)."""
ANSWERED = 0.6
"""Weighted share of the question that one official passage must speak of to answer it; set on evals/cases/pitch."""
_ANSWERED_CLOSE = 0.45
"""The same when its vector is close as well."""
FULL = 0.85
_TOP = 14
"""Claims of each origin that count as bearing on a question about the product in general."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Whether official material answers: `coverage` is `full`, `partial` or `none`, `missing` what it is silent on."""

    answered: bool
    coverage: str
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Material:
    """One question's material.

    `gaps` are the open ones that bear on it, `replies` official claims by the id of the objection they answer.
    """

    understood: Understanding
    found: Retrieved
    gaps: tuple[Gap, ...]
    shelf: Shelf
    standing: Standing
    today: date
    role: Role
    replies: Mapping[str, Found]

    @property
    def language(self) -> str:
        """The asker's."""
        return self.understood.language

    def cite(self, *found: Found) -> tuple[Citation, ...]:
        """The claims as sources still without numbers."""
        return tuple(cited(f.claim, f.document) for f in found)

    def bearing(self, found: tuple[Found, ...]) -> tuple[Found, ...]:
        """Those that bear on the question, in order."""
        if self.understood.general:
            return found[:_TOP]
        return tuple(f for f in found if bears(f))

    def concerns(self, gap: Gap) -> bool:
        """Whether the gap bears on the question, not merely on a claim that was found on the way."""
        understood, found = self.understood, {f.claim.id: f for f in self.found.every()}
        sides = [[found[e.claim_id] for e in side if e.claim_id in found] for side in (gap.official, gap.field) if side]
        touched = [f for side in sides for f in side]
        if gap.kind is Kind.COMPETITOR_CLAIM and not understood.competitor:
            return False
        if understood.general:
            wanted = understood.wanted
            told = any(f.claim.passage_id in self.shelf.front for f in touched)
            return gap.subject in wanted or any(f.claim.concepts & wanted for f in touched) or gap.accounts > 1 or told
        names = [u for u in understood.units if u.name]
        if not any(all(met(u, f.bag) for u in names) for f in touched):
            return False
        best = [max((f.coverage for f in side), default=0.0) for side in sides]
        return gap.subject in understood.topics or sum(best) >= RELEVANT * len(best)

    def disputed(self) -> frozenset[str]:
        """Claims of ours that other material of ours contradicts: not to be said until it is settled."""
        return frozenset(e.claim_id for g in self.gaps if g.kind is Kind.OFFICIAL_INCONSISTENCY for e in g.official)

    def gap_of(self, claim: Claim, kind: Kind) -> Gap | None:
        """The open gap of `kind` that rests on `claim`."""
        return next((g for g in self.gaps if g.kind is kind and any(e.claim_id == claim.id for e in g.field)), None)


def bears(found: Found) -> bool:
    """Whether a claim speaks of the question itself."""
    return found.coverage >= RELEVANT or (found.cosine >= CLOSE and found.coverage > 0)


def standing(understood: Understanding, official: tuple[Found, ...], shelf: Shelf) -> Standing:
    """Decide whether current official material answers the question.

    A question about the product in general is answered by any official material; one that names a topic only by a
    passage that speaks of that topic, and of every name in it. A named competitor needs material about it.
    """
    passages = _passages(official)
    missing = _silent(understood, official, passages)
    if understood.general:
        if not passages or missing:
            return Standing(False, "none", missing)
        return Standing(True, "full" if known_segment(understood, official) else "partial")
    best, best_close = 0.0, 0.0
    for bag, cosine in passages.values():
        weights = [shelf.vocabulary.weight(u) for u in understood.units]
        share = sum(w * met(u, bag) for w, u in zip(weights, understood.units, strict=True)) / (sum(weights) or 1.0)
        best = max(best, share)
        if cosine >= CLOSE:
            best_close = max(best_close, share)
    answered = bool(understood.units) and not missing and (best >= ANSWERED or best_close >= _ANSWERED_CLOSE)
    if answered:
        return Standing(True, "full" if best >= FULL else "partial")
    return Standing(False, "partial" if best >= RELEVANT / 2 else "none", missing or _unmet(understood.units, passages))


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
