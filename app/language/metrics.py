"""What a number measures: the concept that stands nearest to it and fits its unit."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from itertools import accumulate

from app.domain.quantity import BARE, MONEY, Quantity
from app.language.glossary import places_of

_FOR_MONEY = ("setup_fee", "delivery", "training", "installation", "storage", "consultant", "insurance", "hardware",
              "support", "maintenance")  # fmt: skip
_FOR_DURATION = (
    "minimum_term",
    "trial", "notice", "contract", "payment_terms", "response_time", "onboarding", "delivery", "installation",
    "training", "warranty", "retention", "time_saved", "sync", "backup", "returns", "certification", "renewal",
    "maintenance", "performance", "cancellation",
)  # fmt: skip
_FOR_WORKING_TIME = ("response_time", "delivery", "onboarding", "installation", "backup", "support")
_FOR_PERCENT = ("uptime", "fee", "discount", "time_saved", "price_change", "quality", "capacity")
_FOR_DATE = ("roadmap", "delivery", "onboarding", "minimum_term", "trial", "contract", "notice")
_OFFSET = re.compile(r"\s?(?:after|efter|ago|sedan|before|före|innan)\b", re.IGNORECASE)
_LASTS = re.compile(
    r"\b(?:lasts?|valid|good for|holds?|gäller|giltig\w*|räcker|håller)"
    r"\s(?:(?:i|in|for|about|ca|upp till|up to)\s){0,2}$",
    re.IGNORECASE,
)
"""What lasts "two years before it has to be renewed" lasts two years."""
_LASTS_REACH = 24
_BEFOREHAND = re.compile(r"\s?(?:before|före|innan|i förväg|in advance|ahead|dessförinnan)\b", re.IGNORECASE)
"""A booking is called off so long before."""
_FREE_FOR = re.compile(
    r"\b(?:gratis|kostnadsfritt?|free(?: of charge)?|fritt)\s(?:i|for|under|the first|de första)\s(?:the first\s)?$",
    re.IGNORECASE,
)
"""Free for so long: a trial, where nothing else is named."""
_CHANGING, _FEE = r"(?:adjust|increas|chang|justera|höj|ändr)", r"(?:pri[cs]|avgift|fee)"
_AFTER = re.compile(r"\b(?:after|efter)\s$", re.IGNORECASE)
_WAITED = re.compile(
    r"svar|repl|answer|wait|vänta|fick|got|\bkom\b|came|arriv|levere|deliver|raderas|rensas|gallras|delet|eras",
    re.IGNORECASE,
)
_PRICE_NOTICE = re.compile(
    rf"\b{_CHANGING}\w*\W+(?:\w+\W+){{0,6}}{_FEE}|\b{_FEE}\w*\W+(?:\w+\W+){{0,6}}{_CHANGING}",
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
_REACH = _NEAR + _SPECIFIC + 1


def with_metrics(found: tuple[Quantity, ...], text: str, heading: str) -> tuple[Quantity, ...]:
    """Return `found` with each metric filled in from `text`, else from the `heading` above, else left empty.

    Money measures the price unless something else that is bought stands beside it; a counted noun measures itself.
    """
    surroundings = _Surroundings(text, heading, found)
    return tuple(q if q.metric else replace(q, metric=_metric(q, surroundings)) for q in found)


class _Surroundings:
    """The concepts and numbers of one text, by where they stand: each quantity looks only at those in reach."""

    def __init__(self, text: str, heading: str, found: Iterable[Quantity]) -> None:
        self.text = text
        self._heading = dict.fromkeys(concept for concept, _, _ in places_of(heading))
        self._places = places_of(text)
        self._starts = [start for _, start, _ in self._places]
        self._ends = list(accumulate((end for _, _, end in self._places), max))
        self._numbers = sorted((q.start, q.end) for q in found)

    def near(self, quantity: Quantity) -> tuple[tuple[str, int, int], ...]:
        """Mentions that may be near enough, in order."""
        first = bisect_left(self._ends, quantity.start - _REACH)
        return self._places[first : bisect_right(self._starts, quantity.end + _REACH)]

    def number_between(self, start: int, end: int) -> bool:
        """Whether another quantity stands wholly between the two offsets."""
        first = bisect_left(self._numbers, (start, start))
        return first < len(self._numbers) and self._numbers[first][1] <= end

    def speaks_of(self, concept: str) -> bool:
        """Whether the text names the concept at all."""
        return any(named == concept for named, _, _ in self._places)

    def headed(self, allowed: tuple[str, ...]) -> str:
        """The first of the concepts the heading names."""
        return next((concept for concept in self._heading if concept in allowed), "")

    @cached_property
    def speaks_of_availability(self) -> bool:
        return _AVAILABLE.search(self.text) is not None

    @cached_property
    def announces_price_change(self) -> bool:
        return _PRICE_NOTICE.search(self.text) is not None


def _allowed(quantity: Quantity) -> tuple[str, ...]:
    if _is_money(quantity):
        return _FOR_MONEY
    return {
        "hour": _FOR_DURATION,
        "workhour": _FOR_WORKING_TIME,
        "%": _FOR_PERCENT,
        "date": _FOR_DATE,
        "clock": ("support",),
    }.get(quantity.unit, ())


def _is_money(quantity: Quantity) -> bool:
    return quantity.unit in MONEY or quantity.unit == BARE


def _metric(quantity: Quantity, around: _Surroundings) -> str:
    if quantity.unit in {"hour", "workhour"} and (known := _dated(quantity, around)) is not None:
        return known
    if quantity.unit.startswith("#"):
        return quantity.unit
    best = _nearest(quantity, around)
    if _is_money(quantity):
        return best or "price"
    if not best and quantity.unit == "hour" and _FREE_FOR.search(around.text[: quantity.start]):
        best = "trial"
    best = best or around.headed(_allowed(quantity))
    if not best and quantity.unit == "%" and quantity.low >= _HIGH and around.speaks_of_availability:
        return "uptime"
    return "price_change" if best == "notice" and around.announces_price_change else best


def _dated(quantity: Quantity, around: _Surroundings) -> str | None:
    """What a time measures that is counted from something: a notice, or "" (nothing by itself); None for another."""
    if _BEFOREHAND.match(around.text, quantity.end) and around.speaks_of("cancellation"):
        return "cancellation"
    return "" if _dates_another(around.text, quantity) else None  # "three months after go-live" dates something else


def _nearest(quantity: Quantity, around: _Surroundings) -> str:
    """The concept nearest to the quantity among those it can measure, "" where none is near enough."""
    allowed, money = _allowed(quantity), _is_money(quantity)
    best, best_distance = "", _NEAR + 1
    for concept, start, end in around.near(quantity):
        if concept not in allowed:
            continue
        before = end <= quantity.start
        distance = quantity.start - end if before else max(0, start - quantity.end)
        gap = (end, quantity.start) if before else (quantity.end, start)
        if around.number_between(*gap):
            distance += _LEADING  # the word belongs to that one
        if money and distance > (_BESIDE if before else _RIGHT_AFTER):
            continue
        distance -= _SPECIFIC * (not money and concept in {"minimum_term", "trial", "notice", "warranty"})
        if distance < best_distance:
            best, best_distance = concept, distance
    return best


def _dates_another(text: str, quantity: Quantity) -> bool:
    """Whether "two weeks after", "after two weeks" dates something else; a wait for a reply is the time itself."""
    before = text[: quantity.start]
    if _OFFSET.match(text, quantity.end):
        return _LASTS.search(before[-_LASTS_REACH:]) is None
    return _AFTER.search(before) is not None and _WAITED.search(before) is None
