"""Question → passages: two indexes asked separately for each origin, their ranks fused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.domain.evidence import Origin
from app.language.senses import forms_of, senses_of_word
from app.language.stems import index_tokens
from app.pitch.asked import asked
from app.pitch.shelf import Shelf
from app.pitch.understand import Understanding
from app.store.library import Library

_RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009)."""
_HEADED = 8
"""Official passages added because their heading speaks of the question: what stands below may not say it again."""
_MEANT = 10
"""Official passages added because they say in other plain words, of either language, what the question says."""
_KEPT = {Origin.OFFICIAL: 14, Origin.FIELD: 12}
"""Passages kept of each origin after fusion: their claims are read."""
_ASKED = 25
"""Passages asked of each index and origin."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The passages found: fused `ranks` (higher is better) of all, `cosines` of those the vectors found."""

    ranks: Mapping[str, float]
    cosines: Mapping[str, float]


def search(library: Library, shelf: Shelf, understood: Understanding, vector: NDArray[np.float32]) -> Hits:
    """Return the passages to read, in five reads."""
    tokens = _tokens(understood)
    ranks: dict[str, float] = {}
    every: dict[str, float] = {}
    cosines: dict[str, float] = {}
    for origin in Origin:
        near = library.nearest(origin, vector, _ASKED)
        cosines.update(near)
        fused = fuse([[i for i, _ in near], library.matching(origin, tokens, _ASKED)])
        every.update(fused)
        ranks.update(sorted(fused.items(), key=lambda item: (-item[1], item[0]))[: _KEPT[origin]])
    for place, passage in enumerate(shelf.headed(understood.units, every, _HEADED), start=1):
        ranks[passage] = ranks.get(passage, 0.0) + 1.0 / (_RRF + place)
    for passage in library.matching(Origin.OFFICIAL, _meant(understood, shelf), _MEANT):
        ranks.setdefault(passage, 0.0)
    if understood.general or understood.competitor:
        ranks.update({passage: 0.0 for passage in shelf.front if passage not in ranks})
    return Hits(ranks, cosines)


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


def _meant(understood: Understanding, shelf: Shelf) -> list[str]:
    """Stems in both languages of what those words mean which official material never uses.

    All of them where there is no other; none for a question about the product in general.
    """
    known = asked(understood)
    if understood.general and known.open:
        return []
    units = [unit for unit in known.units if not unit.name]
    unused = [unit for unit in units if not any(stem in shelf.vocabulary.seen for stem in unit.stems)]
    if known.light.issuperset(unit.word for unit in units):
        unused = units
    each = [senses_of_word(unit.word) for unit in unused]
    return list(dict.fromkeys(form for senses in each for form in forms_of(senses.first | senses.last)))
