"""Which pairs are worth a slower judge, what makes one suspicious, and how much harm a real difference would do."""

from app.domain.claim import Claim
from app.gaps.subjects import Weights, distinct, shared
from app.language.stances import attributes, opposed

_ASKED, _SUSPECTED = 1, 2
"""Distinct telling things two statements must share for a judge to read them, and to matter where none does."""
_BRIEF, _LONG = 3, 80
"""Words a statement needs to be judged by itself, and those beyond which it is not one statement."""
_GRAVE = frozenset(
    {"price", "fee", "setup_fee", "contract", "notice", "minimum_term", "cancellation", "payment_terms", "price_change"}
    | {"data_location", "gdpr", "security", "certification", "compliance", "retention", "backup", "mfa", "ownership"}
)
"""Concepts of price, law, security and privacy: harm starts at 4."""
_HARM, _GRAVE_HARM = 3, 4


def subject(official: Claim, other: Claim, weights: Weights) -> float:
    """Return the weight of what both statements speak of; 0 where that is too little, or no judge's matter.

    Where both measure the same thing arithmetic decides, and where they take the same position there is nothing to
    decide.
    """
    if official.document_id == other.document_id or official.stances & other.stances:
        return 0.0
    if _measured(official) & _measured(other):
        return 0.0
    if not all(_BRIEF <= len(claim.quote.split()) <= _LONG for claim in (official, other)):
        return 0.0
    common = weights.telling(shared(other, official))
    return weights.sum(common) if distinct(common) >= _ASKED else 0.0


def suspicion(official: Claim, other: Claim, weights: Weights) -> str:
    """Return what looks like a difference where no judge has read the pair.

    `opposed` positions, or a subject of which the other one `denied` something; else nothing.
    """
    if distinct(weights.telling(shared(other, official))) < _SUSPECTED:
        return ""
    if opposed(official.stances, other.stances):
        return "opposed"
    return "denied" if other.negated and not official.negated else ""


def harm(official: Claim, other: Claim) -> int:
    """Return how bad a difference between the two would be, 1..5, by what they are about."""
    known = [attributes()[one].severity for one in opposed(official.stances, other.stances)]
    return max([_GRAVE_HARM if (official.concepts | other.concepts) & _GRAVE else _HARM, *known])


def _measured(claim: Claim) -> frozenset[str]:
    return frozenset(quantity.metric or quantity.unit for quantity in claim.quantities)
