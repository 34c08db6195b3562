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


def content(text: str) -> tuple[str, ...]:
    """Return the words of `text` that say what it is about, in order, in lower case."""
    return tuple(w for w in words(text) if len(w) > 1 and w not in STOP and w not in _EMPTY and not w.isdigit())


@functools.lru_cache(maxsize=100_000)
def akin(one: str, other: str) -> bool:
    """Whether two lowercase words speak of the same thing."""
    if one == other:
        return True
    mine, theirs = _stems(one), _stems(other)
    if mine & theirs or any(len(m) >= _ROOT and m[:_ROOT] == t[:_ROOT] for m in mine for t in theirs):
        return True
    if any(_heads(m, t) or _heads(t, m) for m in mine for t in theirs):
        return True
    concepts = glossary().of_word(one) & glossary().of_word(other)
    return bool(concepts or _senses(one) & _senses(other))


def shared_words(text: Iterable[str], others: Iterable[str]) -> frozenset[str]:
    """Return those of the words `text` that have kin among `others`."""
    known = tuple(others)
    return frozenset(word for word in text if any(akin(*sorted((word, other))) for other in known))


@functools.lru_cache(maxsize=50_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset({stem(word, "sv"), stem(word, "en")})


@functools.lru_cache(maxsize=50_000)
def _senses(word: str) -> frozenset[str]:
    found = senses_of_word(word)
    return (found.first | found.last) - _VAGUE


def _heads(compound: str, head: str) -> bool:
    """Whether `head` is the last part of `compound`, after at least three letters of its first one."""
    return len(head) >= _HEAD and len(compound) >= len(head) + _PART and compound.endswith(head)


def keys(text: Iterable[str]) -> frozenset[str]:
    """Return what words are looked up by: roots, roots of the later parts of compounds, concepts and senses.

    Words that are `akin` have a key in common, but for compounds whose head has four letters.
    """
    found: set[str] = set()
    for word in text:
        for one in _stems(word):
            found.add(one[:_ROOT])
            found.update(one[i : i + _ROOT] for i in range(_PART, len(one) - _ROOT + 1))
        found.update(f"§{concept}" for concept in glossary().of_word(word))
        found.update(f"={sense}" for sense in _senses(word))
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
