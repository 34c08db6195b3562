"""The ladder: who decides one pair of claims. Rules come first; what they leave open is never guessed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.gap import Relation, Rung, Verdict
from app.gaps.subjects import Weights, distinct, roots, shared
from app.language import cues
from app.language.stances import attributes, opposed
from app.language.stems import terms

_UNDECIDED = Verdict(Relation.UNSURE, Rung.RULE, 0.0, "")
_ENOUGH_WORDS = 3
_STATEMENT = 5
"""Words from which an official line is a statement and not a heading."""
_WITHOUT = re.compile(r"\b(?:without|utan)\b", re.IGNORECASE)
_TELLING_WORDS = 2
_ENOUGH_SHARE = 0.5
_CLAUSE = re.compile(r"[,;:–—]|\s-\s|\b(?:och att|and that|but|men|fast|although)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judges:
    """The ladder of one run. `prepare` lets slow rungs judge many pairs at once; `verdict` then costs nothing."""

    weights: Weights

    def prepare(self, pairs: Iterable[tuple[Claim, Claim]]) -> None:
        """Have these pairs (official claim, other claim) judged by every rung that can."""

    def verdict(self, official: Claim, other: Claim) -> Verdict:
        """Return what the first rung that is sure says of one pair; `UNSURE` where none is."""
        return judge_words(official, other, self.weights)


def judge_words(official: Claim, other: Claim, weights: Weights) -> Verdict:
    """Decide from what is said, not from how alike it sounds.

    First positions on an attribute that exclude each other (`app.language.stances`), then the same words with and
    without a negation. Everything else is `UNSURE`: the next rung's to decide, never guessed.
    """
    for attribute_id in opposed(official.stances, other.stances):
        attribute = attributes()[attribute_id]
        own_words = frozenset({f"§{attribute_id}"})
        if distinct(weights.telling(shared(other, official, without=own_words))) >= attribute.shared:
            return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.85, attribute.name(official.language), attribute_id)
    if _same_words_denied(official, other, weights):
        return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.7, "", "negation")
    return _UNDECIDED


def _same_words_denied(official: Claim, other: Claim, weights: Weights) -> bool:
    # "No more spreadsheets" is a manner of speaking: only a denial by the field is taken at its word.
    if official.negated or not other.negated or official.language != other.language:
        return False
    if len(official.quote.split()) < _STATEMENT or _WITHOUT.search(official.quote):
        return False
    stated = roots(official.terms)
    telling = roots(weights.telling(official.terms))
    if len(telling & roots(other.terms)) < _TELLING_WORDS:
        return False
    return any(
        len(common := stated & roots(terms(clause, other.language))) >= _ENOUGH_WORDS
        and len(common & telling) >= _TELLING_WORDS
        and len(common) >= _ENOUGH_SHARE * len(stated)
        for clause in _CLAUSE.split(other.quote)
        if cues.negated(clause)
    )
