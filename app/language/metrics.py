"""What a number measures: the concept that stands nearest to it and fits its unit."""

import re
from dataclasses import replace

from app.domain.quantity import BARE, MONEY, Quantity
from app.language.glossary import places_of

_FOR_MONEY = ("setup_fee", "delivery", "training", "installation", "storage", "consultant", "insurance", "hardware",
              "support", "maintenance")  # fmt: skip
_FOR_DURATION = (
    "trial", "notice", "contract", "payment_terms", "response_time", "onboarding", "delivery", "installation",
    "training", "warranty", "retention", "time_saved", "sync", "backup", "returns", "certification", "renewal",
    "maintenance", "performance", "cancellation",
)  # fmt: skip
_FOR_WORKING_TIME = ("response_time", "delivery", "onboarding", "installation", "backup", "support")
_FOR_PERCENT = ("uptime", "fee", "discount", "time_saved", "price_change", "quality", "capacity")
_FOR_DATE = ("roadmap", "delivery", "onboarding", "trial", "contract", "notice")
_OFFSET = re.compile(r"\s?(?:after|efter|ago|sedan|before|före|innan)\b", re.IGNORECASE)
_PRICE_NOTICE = re.compile(
    r"\b(?:adjust|increas|chang|justera|höj|ändr)\w*\W+(?:\w+\W+){0,6}(?:pri[cs]|avgift|fee)|\b(?:pri[cs]|avgift|fee)\w*\W+(?:\w+\W+){0,6}(?:adjust|increas|chang|justera|höj|ändr)",
    re.IGNORECASE,
)
_HIGH = 90
_AVAILABLE = re.compile(r"\b(?:available|tillgänglig\w*|upp[eå]?|down|nere)\b", re.IGNORECASE)
_LEADING = 60
_BESIDE = 18
"""The same for money, where almost everything is the price: only a word right beside it names another thing."""
_SPECIFIC = 20
"""Head start of a word that only ever names a length of time over one that often stands near it (contract)."""
_RIGHT_AFTER = 8
_NEAR = 45
"""Characters between a number and what it measures; farther apart they seldom belong together in a sentence."""


def _allowed(quantity: Quantity) -> tuple[str, ...]:
    if quantity.unit in MONEY or quantity.unit == BARE:
        return _FOR_MONEY
    return {
        "hour": _FOR_DURATION,
        "workhour": _FOR_WORKING_TIME,
        "%": _FOR_PERCENT,
        "date": _FOR_DATE,
        "clock": ("support",),
    }.get(quantity.unit, ())


def with_metrics(found: tuple[Quantity, ...], text: str, heading: str) -> tuple[Quantity, ...]:
    """Return `found` with each metric filled in from `text`, else from the `heading` above, else left empty.

    Money measures the price unless something else that is bought stands beside it; a counted noun measures itself.
    """
    return tuple(replace(q, metric=_metric(q, found, text, heading)) for q in found)


def _metric(quantity: Quantity, every: tuple[Quantity, ...], text: str, heading: str) -> str:
    if quantity.unit in {"hour", "workhour"} and _OFFSET.match(text, quantity.end):
        return ""  # "three months after go-live" dates something else
    if quantity.unit.startswith("#"):
        return quantity.unit
    allowed = _allowed(quantity)
    best, best_distance = "", _NEAR + 1
    for concept, start, end in places_of(text):
        if concept not in allowed:
            continue
        before = quantity.start - end
        distance = before if before >= 0 else max(0, start - quantity.end)
        gap = (end, quantity.start) if before >= 0 else (quantity.end, start)
        if any(gap[0] <= other.start and other.end <= gap[1] for other in every if other is not quantity):
            distance += _LEADING  # another number stands between: the word belongs to that one
        distance -= _SPECIFIC * (allowed is not _FOR_MONEY and concept in {"trial", "notice", "warranty"})
        if allowed is _FOR_MONEY and distance > (_BESIDE if before >= 0 else _RIGHT_AFTER):
            continue
        if distance < best_distance:
            best, best_distance = concept, distance
    if not best and allowed is not _FOR_MONEY:
        best = next((c for c, _, _ in places_of(heading) if c in allowed), "")
    if not best and (quantity.unit in MONEY or quantity.unit == BARE):
        return "price"
    if not best and quantity.unit == "%" and quantity.low >= _HIGH and _AVAILABLE.search(text):
        return "uptime"
    if best == "notice" and _PRICE_NOTICE.search(text):
        return "price_change"
    return best
