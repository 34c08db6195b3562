"""Everything a card is made of, gathered once, and how much of it bears on the question."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from app.domain.claim import Claim
from app.domain.gap import Gap, Kind
from app.domain.people import Role
from app.domain.pitch import Citation
from app.pitch.answered import CLOSE, RELEVANT, Standing
from app.pitch.draft import cited
from app.pitch.matching import met
from app.pitch.retrieve import Found, Retrieved
from app.pitch.shelf import Shelf
from app.pitch.sorts import Sort
from app.pitch.understand import Understanding

_RELEVANT_NOTE = 0.6
"""Share of the question a note must speak of to be shown for it."""
_RELEVANT_WORD = 0.45
"""The same when what the field says is the question: it says it in its own words."""
_TOP = 14
"""Claims of each origin that count as bearing on a question about the product in general."""


@dataclass(frozen=True)
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
    fits: dict[str, float] = field(default_factory=dict, compare=False, repr=False)
    """How fit each claim looked at is to be said, filled by `fitness`."""

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

    def heard(self) -> tuple[Found, ...]:
        """The field claims that bear on the question; a word in common is not enough in a note."""
        if self.understood.general:
            return self.found.field[:_TOP]
        least = _RELEVANT_WORD if self.understood.sort is Sort.FIELD else _RELEVANT_NOTE
        return tuple(f for f in self.found.field if f.coverage >= least)

    @property
    def of_field(self) -> bool:
        """Whether the question asks what the field says, and the field has said something."""
        return self.understood.sort is Sort.FIELD and bool(self.heard())

    def concerns(self, gap: Gap) -> bool:
        """Whether the gap bears on the question, not merely on a claim that was found on the way."""
        understood, found = self.understood, {f.claim.id: f for f in self.found.every()}
        sides = [[found[e.claim_id] for e in side if e.claim_id in found] for side in (gap.official, gap.field) if side]
        touched = [f for side in sides for f in side]
        if gap.kind is Kind.COMPETITOR_CLAIM and not understood.competitor:
            return False
        if understood.general:
            wanted = understood.wanted
            if gap.subject in wanted or any(f.claim.concepts & wanted for f in touched):
                return True
            return not wanted and (gap.accounts > 1 or any(f.claim.passage_id in self.shelf.front for f in touched))
        names = [u for u in understood.units if u.name]
        if not any(all(met(u, f.bag) for u in names) for f in touched):
            return False
        best = [max((f.coverage for f in side), default=0.0) for side in sides]
        return gap.subject in understood.topics or sum(best) >= RELEVANT * len(best)

    @cached_property
    def disputed(self) -> frozenset[str]:
        """Claims of ours that other material of ours, or what several accounts saw, contradicts: not to be said."""
        contested = {
            e.claim_id
            for g in self.gaps
            if g.kind is Kind.OFFICIAL_INCONSISTENCY or (g.kind is Kind.CONTRADICTION and not g.emerging)
            for e in g.official
        }
        told = [f.claim for f in self.found.official if f.claim.id in contested]
        return frozenset(contested | {f.claim.id for f in self.found.official if any(_same(f.claim, c) for c in told)})

    def gap_of(self, claim: Claim, kind: Kind) -> Gap | None:
        """The open gap of `kind` that rests on `claim`."""
        return next((g for g in self.gaps if g.kind is kind and any(e.claim_id == claim.id for e in g.field)), None)


def _same(one: Claim, other: Claim) -> bool:
    """Whether a claim says what a contested one says: takes the same stand, or speaks of the same few things."""
    shared = one.concepts & other.concepts
    return bool(one.stances & other.stances) or (len(shared) > 1 and 2 * len(shared) >= len(one.concepts))


def bears(found: Found) -> bool:
    """Whether a claim speaks of the question itself."""
    return found.coverage >= RELEVANT or (found.cosine >= CLOSE and found.coverage > 0)
