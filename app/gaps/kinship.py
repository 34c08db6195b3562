"""Which words of two texts mean the same: one stem, one root, the head of a compound, one sense in two languages.

Wider than `app.gaps.subjects`, which counts what two claims share among many: two texts are held word against word.
"""

import functools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from app.domain.claim import Claim
from app.gaps.subjects import Weights
from app.language.glossary import glossary
from app.language.lexicon import word_list
from app.language.senses import senses_of_word
from app.language.stems import STOP, stem, words

_ROOT = 5
_HEAD, _PART = 4, 3
"""Letters of the shortest word that counts as the head of a compound (larm + dosa), and of what stands before it."""
_CROWD = 120
"""Claims that share a key from which it says too little to find one of them by."""
_VAGUE = word_list("vague")
"""Senses too wide to tie two statements together."""
_EMPTY = word_list("empty")
"""Words that say nothing of what a statement is about."""


@functools.lru_cache(maxsize=20_000)
def content(text: str) -> tuple[str, ...]:
    """Return the words of `text` that say what it is about, in order, in lower case."""
    return tuple(w for w in words(text) if len(w) > 1 and w not in STOP and w not in _EMPTY and not w.isdigit())


def shared_words(text: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Return those of the words `text` that speak of the same thing as one of `others`."""
    known = _family(tuple(others))
    return frozenset(word for word in text if _kin(word).meets(known))


@dataclass(frozen=True, slots=True)
class _Kin:
    """What words are known to each other by.

    `names` are stems, their roots, concepts and senses; `tails` the last parts that a compound may have for its head.
    """

    names: frozenset[str]
    stems: frozenset[str]
    tails: frozenset[str]

    def meets(self, other: "_Kin") -> bool:
        """Whether a word of the one is akin to a word of the other."""
        return not (
            self.names.isdisjoint(other.names)
            and self.tails.isdisjoint(other.stems)
            and self.stems.isdisjoint(other.tails)
        )


@functools.lru_cache(maxsize=50_000)
def _kin(word: str) -> _Kin:
    stems = _stems(word)
    roots = {f"√{one[:_ROOT]}" for one in stems if len(one) >= _ROOT}
    tails = frozenset(one[at:] for one in stems for at in range(_PART, len(one) - _HEAD + 1))
    return _Kin(stems | roots | _meanings(word), stems, tails)


@functools.lru_cache(maxsize=20_000)
def _family(of: tuple[str, ...]) -> _Kin:
    """The kin of several words together."""
    all_of = [_kin(word) for word in of]
    return _Kin(
        frozenset().union(*(one.names for one in all_of)),
        frozenset().union(*(one.stems for one in all_of)),
        frozenset().union(*(one.tails for one in all_of)),
    )


@functools.lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset({stem(word, "sv"), stem(word, "en")})


@functools.lru_cache(maxsize=50_000)
def _meanings(word: str) -> frozenset[str]:
    """Its concepts and senses, marked so that none is taken for a word."""
    senses = senses_of_word(word)
    told = (senses.first | senses.last) - _VAGUE
    return frozenset(f"§{concept}" for concept in glossary().of_word(word)) | frozenset(f"={sense}" for sense in told)


def keys(text: Iterable[str]) -> frozenset[str]:
    """Return what words are looked up by: roots, roots of the later parts of compounds, concepts and senses.

    Words that `shared_words` finds have a key in common, but for compounds whose head has four letters.
    """
    found: set[str] = set()
    for word in text:
        for one in _stems(word):
            found.add(one[:_ROOT])
            found.update(one[i : i + _ROOT] for i in range(_PART, len(one) - _ROOT + 1))
        found |= _meanings(word)
    return frozenset(found)


@dataclass(frozen=True, slots=True)
class Index:
    """Claims by what their words are looked up by."""

    by_key: Mapping[str, Sequence[Claim]]

    @classmethod
    def over(cls, claims: Iterable[Claim]) -> "Index":
        """Index `claims` by the words of their quotes."""
        found: dict[str, list[Claim]] = defaultdict(list)
        for claim in claims:
            for key in keys(content(claim.quote)):
                found[key].append(claim)
        return cls(found)

    def near(self, claim: Claim, limit: int) -> list[Claim]:
        """Return up to `limit` claims that share most with `claim`; a word of very many claims finds none."""
        shared: Counter[str] = Counter()
        known: dict[str, Claim] = {}
        for key in keys(content(claim.quote)):
            claims = self.by_key.get(key, ())
            if len(claims) <= _CROWD:
                for one in claims:
                    shared[one.id] += 1
                    known[one.id] = one
        best = sorted(shared, key=lambda i: (-shared[i], i))[:limit]
        return [known[i] for i in best]


def tells(word: str, weights: Weights) -> bool:
    """Whether the word is not one that is everywhere in this corpus, like the product's own name."""
    return not any(weights.common(one) for one in _stems(word))
