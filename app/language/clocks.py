"""Opening hours and times of day."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.domain.quantity import Bound, Quantity
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
_CLOSES = re.compile(
    rf"\b(?:stäng(?:er|de|s|t|ning(?:en)?)?|closes?|closed|closing|shuts?|shut)\b[^.;:!?\d]{{0,30}}?(?:klockan|kl\.?|at|vid|redan|är)"
    rf"\s(?:kl\.?\s|redan\s)?{_AT}\b(?!\s?(?:{_WORDS['not_time']}))",
    re.IGNORECASE,
)
_ONCE = re.compile(rf"\b(?:{_WORDS['not_every_day']})", re.IGNORECASE)
"""On such a day the usual hours do not hold."""
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


def closing_times(text: str) -> Iterator[Quantity]:
    """Yield `stängde kl 16`, `closes at 4 pm` with unit `clock` and at most that hour; none of one special day."""
    for match in () if _ONCE.search(text) else _CLOSES.finditer(text):
        at = _hour(match[1], match[2], match[3])
        if match[3] or match[2] or at > _NOON:
            yield Quantity(at, at, "clock", bound=Bound.AT_MOST, start=match.start(1), end=match.end(), text=match[0])


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
