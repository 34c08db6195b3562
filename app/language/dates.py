"""Dates as people write them, as quantities: a week, a month or a quarter is the range of its days."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from app.domain.quantity import Bound, Quantity
from app.language.lexicon import any_of

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "mars march mar", "april apr", "maj may", "juni june jun",
            "juli july jul", "augusti august aug", "september sept sep", "oktober october okt oct",
            "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = any_of(MONTHS)
_ABBREVIATED = 3
_FULL_MONTH = any_of(m for m in MONTHS if len(m) > _ABBREVIATED)
_DATE = re.compile(
    r"\b(?P<iso>20\d\d-\d\d-\d\d)\b"
    rf"|\b(?P<d1>\d{{1,2}})(?:st|nd|rd|th|:e)?\s(?:of\s)?(?P<m1>{_MONTH})\b\.?,?(?:\s(?P<y1>20\d\d))?"
    rf"|\b(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s?(?:%|kr|tim|dag))(?:,?\s(?P<y2>20\d\d))?"
    rf"|\bQ(?P<q>[1-4])(?:[\s\-]?(?P<yq>20\d\d))?\b"
    r"|\b(?:v\.?|vecka|week|wk)\s?(?P<w>[1-9]|[1-4]\d|5[0-3])\b(?!\s?(?:%|kr|[.,]\d))"
    rf"|\b(?P<m3>{_MONTH})\s(?P<y3>20\d\d)\b"
    r"|\b(?:i|in|till|by|before|före|innan|until|senast|end of|slutet av|during|under)\s"
    rf"(?P<m4>{_FULL_MONTH})\b(?!\s\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:before|by|until|till|through|senast|innan|före|t\.?o\.?m\.?|fram till|no later than)\s*(?:the\s|den\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:from|after|since|from och med|fr\.?o\.?m\.?|från|efter|tidigast)\s*(?:the\s|den\s)?$", re.IGNORECASE
)


def dates(text: str, near: date | None) -> Iterator[Quantity]:
    """Yield each date in `text` with unit `date` and ordinals as values; one that does not exist is passed over."""
    for match in _DATE.finditer(text):
        try:
            first, last = _days(match, near)
        except (ValueError, KeyError):
            continue
        lead = text[max(0, match.start() - 20) : match.start()]
        bound = Bound.AT_MOST if _BEFORE.search(lead) else Bound.AT_LEAST if _AFTER.search(lead) else Bound.EXACT
        yield Quantity(
            Decimal(first.toordinal()), Decimal(last.toordinal()), "date", bound=bound,
            start=match.start(), end=match.end(), text=match[0],
        )  # fmt: skip


def _days(match: re.Match[str], near: date | None) -> tuple[date, date]:
    if match["iso"]:
        day = date.fromisoformat(match["iso"])
        return day, day
    if match["q"]:
        month = int(match["q"]) * 3 - 2
        year = int(match["yq"]) if match["yq"] else _year(near, month + 1, 15)
        return date(year, month, 1), _month_end(year, month + 2)
    if match["w"]:
        week = int(match["w"])
        year = _year(near, min(12, 1 + week * 7 // 31), 15)
        monday = date.fromisocalendar(year, week, 1)
        return monday, monday + timedelta(days=6)
    if match["m3"]:
        year, month = int(match["y3"]), MONTHS[match["m3"].lower()]
        return date(year, month, 1), _month_end(year, month)
    if match["m4"]:
        month = MONTHS[match["m4"].lower()]
        year = _year(near, month, 15)
        return date(year, month, 1), _month_end(year, month)
    month = MONTHS[(match["m1"] or match["m2"]).lower()]
    day_number = int(match["d1"] or match["d2"])
    year = int(match["y1"] or match["y2"] or _year(near, month, min(day_number, 28)))
    day = date(year, month, day_number)
    return day, day


def _year(near: date | None, month: int, day: int) -> int:
    """The year that brings the day nearest to `near`."""
    if near is None:
        raise ValueError
    candidates = (date(near.year + shift, month, day) for shift in (-1, 0, 1))
    return min(candidates, key=lambda c: abs((c - near).days)).year


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
