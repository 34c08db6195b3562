"""Question → ranked claims of each origin: two indexes asked separately, their ranks fused, then claims weighed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import Origin, Passage, StoredDocument
from app.domain.quantity import Bound
from app.language.stems import index_tokens
from app.pitch.matching import Bag, bag_of, coverage, text_bag, title_of
from app.pitch.shelf import Shelf
from app.pitch.understand import Understanding
from app.store.library import Library

_ASKED = 40
"""Passages asked of each index and origin."""
_KEPT = {Origin.OFFICIAL: 24, Origin.FIELD: 20}
"""Passages kept of each origin after fusion: their claims are read."""
_HEADED = 5
"""Official passages added because their heading speaks of the question: what stands below may not say it again."""
_RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with what it was ranked by.

    `coverage` 0..1 is how much of the question it speaks of, half by itself and half with its heading; `cosine` and
    fused `rank` are its passage's.
    """

    claim: Claim
    document: StoredDocument
    passage: Passage
    bag: Bag
    coverage: float
    cosine: float
    rank: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The claims an answer may rest on, best first.

    `expired` are official ones of documents no longer valid. `promised` is what reps promised: never material for a
    line by itself, only the way to the gaps that warn of it.
    """

    official: tuple[Found, ...]
    field: tuple[Found, ...]
    expired: tuple[Found, ...]
    promised: tuple[Found, ...]

    def every(self) -> tuple[Found, ...]:
        """All of them."""
        return (*self.official, *self.field, *self.expired, *self.promised)


def retrieve(
    library: Library, shelf: Shelf, understood: Understanding, vector: NDArray[np.float32], today: date
) -> Retrieved:
    """Rank what the library holds on the question, in seven reads whatever its size."""
    tokens = _tokens(understood)
    ranks: dict[str, float] = {}
    cosines: dict[str, float] = {}
    for origin in Origin:
        near = library.nearest(origin, vector, _ASKED)
        cosines.update(near)
        fused = fuse([[i for i, _ in near], library.matching(origin, tokens, _ASKED)])
        ranks.update(sorted(fused.items(), key=lambda item: (-item[1], item[0]))[: _KEPT[origin]])
    for place, passage in enumerate(shelf.headed(understood.units, _HEADED), start=1):
        ranks[passage] = ranks.get(passage, 0.0) + 1.0 / (_RRF + place)
    if understood.general or understood.competitor:
        ranks.update({passage: 0.0 for passage in shelf.front if passage not in ranks})
    claims, passages = library.claims_of(ranks), library.passages(list(ranks))
    found = [
        _found(claim, passages[claim.passage_id], shelf, understood, cosines.get(claim.passage_id, 0.0), ranks)
        for claim in claims
        if claim.passage_id in passages and _admitted(claim, shelf, understood, today)
    ]
    found.sort(key=lambda f: (-_weight(f), f.claim.id))
    official = [f for f in found if f.claim.origin is Origin.OFFICIAL]
    current = [f for f in official if shelf.usable(f.claim.document_id, today) and not _lapsed(f.claim, today)]
    heard = [f for f in found if f.claim.origin is Origin.FIELD]
    return Retrieved(
        official=tuple(_newest(current, shelf, today)),
        field=tuple(f for f in heard if not _promise(f.claim)),
        promised=tuple(f for f in heard if _promise(f.claim)),
        expired=tuple(f for f in official if shelf.expired(f.claim.document_id, today) or _lapsed(f.claim, today)),
    )


def fuse(rankings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Reciprocal rank fusion: id → Σ 1 / (60 + rank), ranks counted from one."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (_RRF + place)
    return scores


def _tokens(understood: Understanding) -> list[str]:
    words = " ".join(unit.word for unit in understood.units) or understood.question
    tokens = index_tokens(words)
    if understood.segment:
        tokens += index_tokens(understood.segment.names["sv"] + " " + understood.segment.names["en"])
    if understood.competitor:
        tokens += index_tokens(understood.competitor)
    tokens += [f"§{concept}" for concept in sorted(understood.wanted)]
    return list(dict.fromkeys(tokens))


def _admitted(claim: Claim, shelf: Shelf, understood: Understanding, today: date) -> bool:
    """Whether the claim may play any part: no notes of a later day, no other products."""
    stored = shelf.documents.get(claim.document_id)
    if stored is None:
        return False
    about = stored.document.about
    if understood.product and about.product and not understood.product_assumed:
        mine, theirs = understood.product.casefold(), about.product.casefold()
        if mine not in theirs and theirs not in mine:
            return False
    if claim.origin is Origin.OFFICIAL:
        return shelf.usable(claim.document_id, today) or shelf.expired(claim.document_id, today)
    day = claim.said or about.date
    return day is None or day <= today


def _lapsed(claim: Claim, today: date) -> bool:
    """Whether the sentence itself says that it held until a day now past ("offer valid through 30 June")."""
    ends = [q.high for q in claim.quantities if q.unit == "date" and q.bound is Bound.AT_MOST]
    return bool(ends) and max(ends) < today.toordinal()


def _promise(claim: Claim) -> bool:
    return claim.mood is Mood.PROMISE and claim.speaker in {Speaker.REP, Speaker.COMPANY}


def _found(
    claim: Claim, passage: Passage, shelf: Shelf, understood: Understanding, cosine: float, ranks: Mapping[str, float]
) -> Found:
    stored = shelf.documents[claim.document_id]
    bag = bag_of(claim, passage)
    alone = coverage(understood.units, bag, shelf.vocabulary)
    bag |= text_bag(title_of(claim.heading))
    share = (alone + coverage(understood.units, bag, shelf.vocabulary)) / 2 if understood.units else 0.0
    return Found(claim, stored, passage, bag, share, cosine, ranks[claim.passage_id])


def _weight(found: Found) -> float:
    return found.coverage + 0.5 * found.cosine + _RRF / 4 * found.rank


def _newest(current: Iterable[Found], shelf: Shelf, today: date) -> list[Found]:
    """Drop claims of an older edition where its successor speaks of the same thing: never both side by side."""
    found = list(current)
    spoken: dict[str, frozenset[str]] = {}
    for item in found:
        spoken[item.claim.document_id] = spoken.get(item.claim.document_id, frozenset()) | item.claim.concepts
    kept = []
    for item in found:
        newer = shelf.replaced(item.claim.document_id, today)
        if newer is None or not (item.claim.concepts & spoken.get(newer, frozenset())):
            kept.append(item)
    return kept
