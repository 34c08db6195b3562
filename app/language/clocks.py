"""Opening hours and times of day."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.domain.quantity import Quantity
from app.language.lexicon import read

_WORDS = {name: "|".join(fragments) for name, fragments in read("quantities")["clock"].items()}
_AT = r"(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)?"
_HOURS = re.compile(
    rf"(?<![\d.,:/-])(?:kl\.?\s?)?{_AT}\s?(?:-|–|till|to)\s?(?:kl\.?\s?)?{_AT}(?![\d%]|\s?(?:{_WORDS['not_hours']}))",
    re.IGNORECASE,
)
_TIME = re.compile(
    rf"\b(?:klockan|kl\.?|by|at|before|före|innan|senast)\s?{_AT}\b(?!\s?(?:{_WORDS['not_time']}))"
    r"|\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)\b",
    re.IGNORECASE,
)
_HINT = re.compile(rf"\b(?:{_WORDS['hint']})\b", re.IGNORECASE)
_ROUND = re.compile(rf"\b(?:{_WORDS['round']})\b", re.IGNORECASE)
_NOON, _MIDNIGHT = Decimal(12), Decimal(24)
_SHIFT = 4
"""Hours two bare numbers must lie apart to be opening hours: a shorter span is a count or a date."""


def opening_hours(text: str) -> Iterator[Quantity]:
    """Yield `24/7` and, in a text that speaks of hours, `8–17`, `kl. 08.00–17.00`, `9am to 5pm`; unit `clock`."""
    for match in _ROUND.finditer(text):
        yield Quantity(Decimal(0), _MIDNIGHT, "clock", start=match.start(), end=match.end(), text=match[0])
    if not _HINT.search(text):
        return
    for match in _HOURS.finditer(text):
        opens, closes = _hour(match[1], match[2], match[3]), _hour(match[4], match[5], match[6])
        if closes <= opens < _NOON and not (match[3] or match[5] or match[6]):
            closes += _NOON  # "9 to 5"
        said_as_hours = match[2] or match[3] or match[6] or closes - opens >= _SHIFT
        if opens < closes <= _MIDNIGHT and said_as_hours:
            yield Quantity(opens, closes, "clock", start=match.start(), end=match.end(), text=match[0])


def times_of_day(text: str) -> Iterator[Quantity]:
    """Yield `kl. 14`, `klockan 10.00`, `by 2 pm` with unit `time`."""
    for match in _TIME.finditer(text):
        hour, minutes, half = match.groups()[:3] if match[1] else match.groups()[3:]
        said_as_time = half or minutes or match[0].lower().startswith("k")
        at = _hour(hour, minutes, half)
        if said_as_time and at <= _MIDNIGHT:
            yield Quantity(at, at, "time", start=match.start(), end=match.end(), text=match[0])


def _hour(hour: str, minutes: str | None, half: str | None) -> Decimal:
    value = Decimal(hour) + Decimal(minutes or 0) / 60
    return value + _NOON if (half or "").lower() == "pm" and value < _NOON else value
