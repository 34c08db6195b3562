"""Question → ranked claims of each origin, valid on the day asked, each with its passage."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import Origin, Passage, StoredDocument
from app.domain.quantity import Bound
from app.pitch.alike import exactly
from app.pitch.matching import Bag, Unit, bag_of, coverage, text_bag, title_of, weights
from app.pitch.search import Hits, search
from app.pitch.shelf import Shelf
from app.pitch.understand import Understanding
from app.store.library import Library


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
    line by itself, only the way to the gaps that warn of it. `echoes` holds, by the id of each claim left out because
    another says it word for word in a passage like its own, the one that stands for it.
    """

    official: tuple[Found, ...]
    field: tuple[Found, ...]
    expired: tuple[Found, ...]
    promised: tuple[Found, ...]
    echoes: Mapping[str, Found]

    def every(self) -> tuple[Found, ...]:
        """All of them."""
        return (*self.official, *self.field, *self.expired, *self.promised)


def retrieve(
    library: Library, shelf: Shelf, understood: Understanding, vector: NDArray[np.float32], today: date
) -> Retrieved:
    """Rank what the library holds on the question, in as few reads however much that is."""
    hits = search(library, shelf, understood, vector, today)
    admitted = [c for c in library.claims_of(hits.passages) if _admitted(c, shelf, understood, today)]
    spoken = _spoken_for(admitted, hits)
    parts = weights(understood.units, shelf.vocabulary)
    found = [
        _found(claim, shelf.documents[claim.document_id], understood.units, parts, hits)
        for claim in admitted
        if claim.id not in spoken
    ]
    found.sort(key=lambda f: (-_weight(f), f.claim.id))
    by_id = {f.claim.id: f for f in found}
    official = [f for f in found if f.claim.origin is Origin.OFFICIAL]
    current = [f for f in official if shelf.usable(f.claim.document_id, today) and _holds(f.claim, today)]
    heard = [f for f in found if f.claim.origin is Origin.FIELD]
    return Retrieved(
        official=tuple(_newest(current, shelf, today)),
        field=tuple(f for f in heard if not _promise(f.claim)),
        promised=tuple(f for f in heard if _promise(f.claim)),
        expired=tuple(f for f in official if shelf.expired(f.claim.document_id, today) or _ended(f.claim, today)),
        echoes={one: by_id[other] for one, other in spoken.items()},
    )


def _spoken_for(claims: Iterable[Claim], hits: Hits) -> dict[str, str]:
    """Return by id the claims that one of the passage standing for theirs makes in the same words.

    What such a passage says beyond them stays a claim of its own: nothing is lost with the place.
    """
    if not hits.echoes:
        return {}
    chosen = frozenset(hits.echoes.values())
    standing: dict[tuple[object, ...], str] = {}
    left_out: list[tuple[str, tuple[object, ...]]] = []
    for claim in claims:
        passage = hits.standing(claim.passage_id)
        if passage in chosen:
            said = (passage, claim.speaker, claim.mood, claim.scope, exactly(claim.quote))
            if claim.passage_id == passage:
                standing.setdefault(said, claim.id)
            else:
                left_out.append((claim.id, said))
    return {one: standing[said] for one, said in left_out if said in standing}


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
        return shelf.in_play(claim.document_id, today)
    day = claim.said or about.date
    return day is None or day <= today


def _holds(claim: Claim, today: date) -> bool:
    return claim.in_force(today) and not _ended(claim, today)


def _ended(claim: Claim, today: date) -> bool:
    """Whether the register, or the sentence itself, says that it held until a day now past ("valid through June")."""
    ends = [q.high for q in claim.quantities if q.unit == "date" and q.bound is Bound.AT_MOST]
    return claim.ended(today) or (bool(ends) and max(ends) < today.toordinal())


def _promise(claim: Claim) -> bool:
    return claim.mood is Mood.PROMISE and claim.speaker in {Speaker.REP, Speaker.COMPANY}


def _found(
    claim: Claim,
    stored: StoredDocument,
    units: tuple[Unit, ...],
    parts: tuple[float, ...],
    hits: Hits,
) -> Found:
    passage, standing = hits.passages[claim.passage_id], hits.standing(claim.passage_id)
    own, heading = bag_of(claim, passage), text_bag(title_of(claim.heading))
    share = (coverage(units, parts, own) + coverage(units, parts, own, heading)) / 2
    cosine, rank = hits.cosines.get(standing, 0.0), hits.ranks[standing]
    return Found(claim, stored, passage, own | heading, share, cosine, rank)


def _weight(found: Found) -> float:
    return found.coverage + 0.5 * found.cosine + 15 * found.rank


def _newest(current: Iterable[Found], shelf: Shelf, today: date) -> list[Found]:
    """Drop claims of an older edition where its successor speaks of the same thing: never both side by side."""
    found = list(current)
    spoken: dict[str, frozenset[str]] = {}
    for item in found:
        spoken[item.claim.document_id] = spoken.get(item.claim.document_id, frozenset()) | item.claim.concepts
    newer = {document_id: shelf.replaced(document_id, today) for document_id in spoken}
    return [
        item for item in found if not item.claim.concepts & spoken.get(newer[item.claim.document_id] or "", frozenset())
    ]
