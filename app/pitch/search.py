"""Question → passages: two indexes asked separately for each origin, their ranks fused."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from app.domain.evidence import Origin, Passage
from app.language.senses import forms_of, senses_of_word
from app.language.stems import index_tokens
from app.pitch.alike import Groups
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
_WIDER = 3
"""Times as much is asked and looked through when passages that say the same have left many places free."""
_CROWDED = 0.25
"""Share of the passages found that need no place of their own from which more are asked for: it doubles the time."""


@dataclass(frozen=True, slots=True)
class Hits:
    """The passages found: fused `ranks` (higher is better) of all, `cosines` of those the vectors found.

    Those that say the same in the same words are one hit; `echoes` holds, by the id of each one left out, the id of
    the one that stands for it. `passages` are both. `freed` is whether those, and passages of documents that may not
    be cited, left many places free.
    """

    ranks: Mapping[str, float]
    cosines: Mapping[str, float]
    passages: Mapping[str, Passage]
    echoes: Mapping[str, str]
    freed: bool

    def standing(self, passage_id: str) -> str:
        """Return the passage that stands for this one, most often itself."""
        return self.echoes.get(passage_id, passage_id)


def search(library: Library, shelf: Shelf, understood: Understanding, vector: NDArray[np.float32], today: date) -> Hits:
    """Return the passages to read; in twice as many reads when many of them turn out to need no place."""
    hits = _searched(library, shelf, understood, vector, today, 1)
    return _searched(library, shelf, understood, vector, today, _WIDER) if hits.freed else hits


def _searched(
    library: Library, shelf: Shelf, understood: Understanding, vector: NDArray[np.float32], today: date, wider: int
) -> Hits:
    found = {origin: rank(library, origin, understood, vector, _ASKED * wider) for origin in Origin}
    every = {i: score for one in found.values() for i, score in one.scores.items()}
    cosines = {i: cosine for one in found.values() for i, cosine in one.cosines.items()}
    ranked = {origin: one.best()[: _KEPT[origin] * wider] for origin, one in found.items()}
    headed = shelf.headed(understood.units, every, _HEADED * wider)
    meant = library.matching(Origin.OFFICIAL, _meant(understood, shelf), _MEANT * wider)
    front = shelf.front if understood.general or understood.competitor else ()
    wanted = dict.fromkeys([*ranked[Origin.OFFICIAL], *ranked[Origin.FIELD], *headed, *meant, *front])
    known = library.passages(list(wanted))
    passages = {i: p for i, p in known.items() if p.origin is Origin.FIELD or shelf.in_play(p.document_id, today)}
    groups = Groups(shelf, today)
    ranks: dict[str, float] = {}
    for origin, ids in ranked.items():
        ranks.update((i, every[i]) for i in _taken(groups, passages, ids, _KEPT[origin]))
    for place, i in enumerate(_taken(groups, passages, headed, _HEADED), start=1):
        ranks[i] = ranks.get(i, 0.0) + 1.0 / (_RRF + place)
    for i in (*_taken(groups, passages, meant, _MEANT), *_taken(groups, passages, front, len(front))):
        ranks.setdefault(i, 0.0)
    standing = groups.standing()
    echoes = {i: chosen for i, chosen in standing.items() if chosen != i}
    return Hits(
        ranks={standing[i]: rank for i, rank in ranks.items()},
        cosines=_best(cosines, standing),
        passages={i: passages[i] for i in standing},
        echoes=echoes,
        freed=len(known) - len(passages) + len(echoes) > _CROWDED * len(known),
    )


@dataclass(frozen=True, slots=True)
class Ranking:
    """Passages of one origin: fused `scores` (higher is better) and `cosines` of those the vectors found, by id."""

    scores: Mapping[str, float]
    cosines: Mapping[str, float]

    def best(self) -> list[str]:
        """All of them, best first."""
        return sorted(self.scores, key=lambda i: (-self.scores[i], i))


def rank(
    library: Library, origin: Origin, understood: Understanding, vector: NDArray[np.float32], limit: int = _ASKED
) -> Ranking:
    """Ask both indexes for `limit` passages each and fuse what they say: the one ranking that all else begins with."""
    near = library.nearest(origin, vector, limit)
    words = library.matching(origin, tokens(understood), limit)
    return Ranking(fuse([[i for i, _ in near], words]), dict(near))


def _taken(groups: Groups, passages: Mapping[str, Passage], ids: Sequence[str], places: int) -> list[str]:
    """Return the first `places` of `ids` that each say something of their own, by those that said it first."""
    said: dict[str, None] = {}
    for i in ids:
        if i in passages:
            groups.take(passages[i])
            said[groups.first(i)] = None
        if len(said) == places:
            break
    return list(said)


def _best(cosines: Mapping[str, float], standing: Mapping[str, str]) -> dict[str, float]:
    """The best cosine of the passages that one stands for, by its id."""
    best: dict[str, float] = {}
    for i, cosine in cosines.items():
        chosen = standing.get(i, i)
        best[chosen] = max(best.get(chosen, cosine), cosine)
    return best


def fuse(rankings: Sequence[Sequence[str]]) -> dict[str, float]:
    """Reciprocal rank fusion: id → Σ 1 / (60 + rank), ranks counted from one."""
    scores: dict[str, float] = {}
    for ranking in rankings:
        for place, item in enumerate(ranking, start=1):
            scores[item] = scores.get(item, 0.0) + 1.0 / (_RRF + place)
    return scores


def tokens(understood: Understanding) -> list[str]:
    """Return what the lexical index is asked for: the question's words, whom and whose rival it is about, concepts."""
    words = " ".join(unit.word for unit in understood.units) or understood.question
    wanted = index_tokens(words)
    if understood.segment:
        wanted += index_tokens(understood.segment.names["sv"] + " " + understood.segment.names["en"])
    if understood.competitor:
        wanted += index_tokens(understood.competitor)
    wanted += [f"§{concept}" for concept in sorted(understood.wanted)]
    return list(dict.fromkeys(wanted))


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
