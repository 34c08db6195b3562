"""How much two claims speak of the same thing: shared words and concepts, rare ones weighing more."""

import functools
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.claim import Claim

COMMON = frozenset({"users", "email", "limit", "invoice", "employees", "support", "price", "performance", "capacity"})
"""Concepts too wide to make two statements about the same subject by themselves."""
_GENERIC = frozenset(
    [
        "cost",
        "costs",
        "price",
        "pris",
        "priset",
        "kost",
        "kosta",
        "time",
        "tids",
        "tider",
        "month",
        "månad",
        "week",
        "vecka",
        "veck",
        "year",
        "åren",
        "hour",
        "timm",
        "timme",
        "work",
        "jobb",
        "arbet",
        "compa",
        "föret",
        "servi",
        "tjäns",
        "peopl",
        "perso",
        "thing",
        "sak",
        "saker",
        "good",
        "bra",
        "need",
        "behöv",
        "custo",
        "help",
        "hjälp",
        "promi",
        "lova",
        "lovad",
        "start",
        "five",
        "happe",
        "janua",
        "febru",
        "march",
        "april",
        "juni",
        "juli",
        "augus",
        "septe",
        "oktob",
        "octob",
        "novem",
        "decem",
        "january",
        "mars",
        "first",
        "andra",
        "nya",
    ]
)
_FEW = 6
_EVERYWHERE = 0.02
"""Share of all claims from which a word is common."""
_ROOT = 5
"""Letters of a stem that tell it: Swedish compounds and derivations share their beginning (laddplats, laddbox)."""


def tokens(claim: Claim) -> frozenset[str]:
    """Stems of the claim's own language and concepts (as `§price`), which no language binds."""
    return claim.terms | {f"§{concept}" for concept in claim.concepts}


@functools.lru_cache(maxsize=50_000)
def roots(terms: frozenset[str]) -> frozenset[str]:
    """Return the stems cut to what derivations and compounds share."""
    return frozenset(term[:_ROOT] for term in terms if len(term) >= _ROOT - 1) - _GENERIC


@dataclass(frozen=True, slots=True)
class Weights:
    """How telling each token is in this corpus: the inverse of how many claims use it."""

    total: int
    seen: dict[str, int]

    @classmethod
    def over(cls, claims: Iterable[Claim]) -> "Weights":
        """Count the tokens of `claims`."""
        listed = list(claims)
        return cls(len(listed), Counter(token for claim in listed for token in tokens(claim)))

    def common(self, token: str) -> bool:
        """Whether the token is everywhere in this corpus, like the product's own name, and so ties nothing together."""
        return self.seen.get(token, 0) > max(_FEW, _EVERYWHERE * self.total)

    def telling(self, found: Iterable[str]) -> frozenset[str]:
        """The tokens that are not common."""
        return frozenset(token for token in found if not self.common(token))

    def of(self, token: str) -> float:
        """Weight of one token, 0.5 for a word in every claim, more the rarer; a common concept counts little."""
        if token[1:] in COMMON and token.startswith("§"):
            return 0.5
        return 0.5 + math.log((1 + self.total) / (1 + self.seen.get(token, 0)))

    def sum(self, found: Iterable[str]) -> float:
        """Weight of several tokens together."""
        return sum(self.of(token) for token in found)


def shared(one: Claim, other: Claim, *, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """Tokens both speak of, counting what stands around a fragment (its heading, the sentence before)."""
    context = one.context | {f"§{t}" for t in one.context}
    return ((tokens(one) | context) & tokens(other)) - without


def distinct(found: frozenset[str]) -> int:
    """How many separate things the tokens name: a concept and the stem that carries it are one."""
    concepts = {t for t in found if t.startswith("§")}
    return max(len(concepts - {f"§{c}" for c in COMMON}), len(found) - len(concepts))


def narrow(concepts: frozenset[str]) -> frozenset[str]:
    """The concepts that are narrow enough to make two statements about the same subject."""
    return concepts - COMMON


def touches(claim: Claim, spoken: frozenset[str], concepts: frozenset[str]) -> int:
    """In how many ways `claim` speaks of what a passage with these roots and concepts speaks of."""
    return max(len(roots(claim.terms) & spoken), len((claim.concepts & concepts) - COMMON))
