"""Dates as people write them, as quantities: a week, a month or a quarter is the range of its days."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from app.domain.quantity import Bound, Quantity
from app.language.lexicon import any_word

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
_MONTH = any_word(MONTHS)
_ABBREVIATED = 3
_CENTURY, _MONTHS_OF_A_YEAR = 2000, 12
_FULL_MONTH = any_word(m for m in MONTHS if len(m) > _ABBREVIATED)
_NO_AMOUNT = r"(?!\s?(?:%|kr|tim|dag|[.,]\d))"
_SHORT_YEAR = rf"[-'’/](?P<{{name}}>[2-4]\d)\b(?!\s?(?:%|kr|{_MONTH})|[-/.:]\d)"
"""`-26` after a day, a month or a quarter; `-15 april` is the end of a range."""
_LEAD = r"t\.?\s?o\.?\s?m\.?|fr\.?\s?o\.?\s?m\.?|senast|den|innan|före|fram till|by|until|before|from|through|due"
_ORDINALS = {name: number for number, names in enumerate(
    ("första first 1st", "andra second 2nd", "tredje third 3rd", "fjärde fourth 4th"), start=1
) for name in names.split()}  # fmt: skip
_ORDINAL = any_word(_ORDINALS)
_DATE = re.compile(
    r"\b(?P<iso>20\d\d([-/])\d\d\2\d\d)\b"
    rf"|\b(?:(?P<d0>\d{{1,2}})\s?(?:-|–|till|to)\s?)?(?P<d1>\d{{1,2}})(?:st|nd|rd|th|:[ae])?\s(?:of\s)?(?P<m1>{_MONTH})\b\.?,?"
    rf"(?:\s(?P<y1>20\d\d)|\s?{_SHORT_YEAR.format(name='s1')})?"
    rf"|\b(?P<m2>{_MONTH})\s(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?\b{_NO_AMOUNT}(?:,?\s(?P<y2>20\d\d))?"
    rf"|\bQ(?P<q>[1-4])(?:[\s\-/'’]?(?P<yq>20\d\d)|{_SHORT_YEAR.format(name='sq')})?\b"
    r"|\b(?P<yq2>20\d\d)[\s\-]?Q(?P<q2>[1-4])\b|\b(?P<q3>[1-4])Q(?P<s3>[2-4]\d)\b"
    r"|\b(?:kv\.?|kvartal)\s?(?P<q4>[1-4])\b(?:\s(?P<yq4>20\d\d))?"
    rf"|\b(?P<o>{_ORDINAL})\s(?:(?P<oq>kvartalet|quarter)|(?:halvåret|half))(?:\s(?:av\s|of\s)?(?P<yo>20\d\d))?\b"
    r"|\bH(?P<h>[12])[\s\-/]?(?P<yh>20\d\d)\b"
    r"|\b(?:v\.?|veckor(?:na)?|vecka|weeks?|wk|cw)\s?(?P<w>[1-9]|[1-4]\d|5[0-3])"
    r"(?:\s?(?:-|–|till|to)\s?(?P<w2>[1-9]|[1-4]\d|5[0-3]))?\b(?:,?\s(?P<yw>20\d\d))?(?!\s?(?:%|kr|[.,]\d))"
    rf"|\b(?P<m3>{_MONTH})(?:\s(?P<y3>20\d\d)|(?:\s|(?=['’])){_SHORT_YEAR.format(name='s3m')})\b"
    r"|(?<![\d/.])(?P<n1>\d{1,2})(?P<mark>[/.])(?P<n2>\d{1,2})(?:(?P=mark)|\s)(?P<yn>20\d\d)\b"
    rf"|(?<=\s)(?P<n3>\d{{1,2}})/(?P<n4>\d{{1,2}})(?![\d/]|\s?%)"
    r"|\b(?:EOY|end of (?:the )?year|year[- ]end|slutet (?:av|på) året|årets slut|årsskiftet)(?:\s(?P<ye>20\d\d))?\b"
    r"|\b(?:end of|slutet (?:av|på))\s(?P<ye2>20\d\d)\b"
    r"|\b(?:i|in|till|by|before|före|innan|until|senast|end of|slutet (?:av|på)|during|under)\s"
    rf"(?P<m4>{_FULL_MONTH})\b(?!\s\d)",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"\b(?:before|by|until|till|through|senast|innan|före|t\.?\s?o\.?\s?m\.?|fram till|no later than|due)"
    r"\s*(?:the\s|den\s)?$",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"\b(?:from|after|since|from och med|fr\.?\s?o\.?\s?m\.?|från|efter|tidigast|as of|effective|med start|starting)"
    r"\s*(?:the\s|den\s)?$",
    re.IGNORECASE,
)
_LEADS = re.compile(rf"\b(?:{_LEAD})\s(?:the\s|den\s)?$", re.IGNORECASE)
_REACH = 20
_TO = re.compile(r"\s?(?:-|–|\btill\b|\bto\b)\s?")
_RELATIVE = re.compile(
    r",?\s(?:(?P<next>next year|nästa år)|(?P<this>this year|i år)|(?P<last>last year|förra året|i fjol))\b",
    re.IGNORECASE,
)
_SHIFT = {"next": 1, "this": 0, "last": -1}


def dates(text: str, near: date | None, language: str) -> Iterator[Quantity]:
    """Yield each date in `text` with unit `date` and ordinals as values; one that does not exist is passed over.

    `3/4/2026` is a day in Swedish and could be two in English, where it is passed over.
    """
    last: tuple[re.Match[str], Quantity] | None = None
    for match in _DATE.finditer(text):
        found = _read(text, match, near, language)
        if found is None:
            continue
        if last and _TO.fullmatch(text, last[1].end, found.start):
            until = found
            # "1 mars–15 april 2028", "Q1–Q2": the first is of the second's year.
            first = _read(text, last[0], date.fromordinal(int(found.low)), language) or last[1]
            if first.low <= until.high:
                joined = text[first.start : until.end]
                last = match, replace(first, high=until.high, bound=Bound.EXACT, end=until.end, text=joined)
                continue
        if last:
            yield last[1]
        last = match, found
    if last:
        yield last[1]


def _read(text: str, match: re.Match[str], near: date | None, language: str) -> Quantity | None:
    lead = text[max(0, match.start() - _REACH) : match.start()]
    if match["n3"] and not _LEADS.search(lead):
        return None  # a fraction, a ratio
    relative = _RELATIVE.match(text, match.end())
    if near and relative and relative.lastgroup:
        near = date(near.year + _SHIFT[relative.lastgroup], 7, 2)  # the middle: every day of that year is nearest
    try:
        first, last = _days(match, near, language)
    except (ValueError, KeyError):
        return None
    bound = Bound.AT_MOST if _BEFORE.search(lead) else Bound.AT_LEAST if _AFTER.search(lead) else Bound.EXACT
    low, high = Decimal(first.toordinal()), Decimal(last.toordinal())
    return Quantity(low, high, "date", bound=bound, start=match.start(), end=match.end(), text=match[0])


def _days(match: re.Match[str], near: date | None, language: str) -> tuple[date, date]:
    """The first and last day of a date; raises `ValueError` or `KeyError` where there is none."""
    for rule in (_quarter, _week, _month, _end_of_year):
        if found := rule(match, near):
            return found
    day = date.fromisoformat(match["iso"].replace("/", "-")) if match["iso"] else _day(match, near, language)
    return (day.replace(day=int(match["d0"])) if match["d0"] and int(match["d0"]) < day.day else day), day


def _quarter(match: re.Match[str], near: date | None) -> tuple[date, date] | None:
    """Quarters and halves of a year."""
    number = _first(match, "q", "q2", "q3", "q4", "h") or (match["o"] and str(_ORDINALS[match["o"].lower()]))
    if not number:
        return None
    months = 6 if match["h"] or (match["o"] and not match["oq"]) else 3
    month = int(number) * months - months + 1
    year = _stated(match, "yq", "yq2", "yq4", "yo", "yh", "sq", "s3") or _year(near, month + months // 2, 15)
    return date(year, month, 1), _month_end(year, month + months - 1)


def _week(match: re.Match[str], near: date | None) -> tuple[date, date] | None:
    if not match["w"]:
        return None
    first, last = int(match["w"]), int(match["w2"] or match["w"])
    year = _stated(match, "yw") or _year(near, min(12, 1 + first * 7 // 31), 15)
    monday = date.fromisocalendar(year, first, 1)
    return monday, date.fromisocalendar(year + (last < first), last, 7)


def _month(match: re.Match[str], near: date | None) -> tuple[date, date] | None:
    name = _first(match, "m3", "m4")
    if not name:
        return None
    month = MONTHS[name.lower()]
    year = _stated(match, "y3", "s3m") or _year(near, month, 15)
    return date(year, month, 1), _month_end(year, month)


def _end_of_year(match: re.Match[str], near: date | None) -> tuple[date, date] | None:
    if _first(match, "iso", "d1", "d2", "n1", "n3"):
        return None
    if near is None and not _stated(match, "ye", "ye2"):
        raise ValueError
    last = date(_stated(match, "ye", "ye2") or (near or date.max).year, 12, 31)
    return last, last


def _day(match: re.Match[str], near: date | None, language: str) -> date:
    if one := _first(match, "n1", "n3"):
        number, month = int(one), int(match["n2"] or match["n4"])
        if language == "en" and number != month:
            if max(number, month) <= _MONTHS_OF_A_YEAR and match["mark"] != ".":
                raise ValueError  # an American's March or a Briton's April
            number, month = (month, number) if month > _MONTHS_OF_A_YEAR else (number, month)
    else:
        number, month = int(match["d1"] or match["d2"]), MONTHS[(match["m1"] or match["m2"]).lower()]
    year = _stated(match, "y1", "y2", "s1", "yn") or _year(near, month, min(number, 28))
    return date(year, month, number)


def _first(match: re.Match[str], *groups: str) -> str:
    return next((found for group in groups if (found := match[group])), "")


def _stated(match: re.Match[str], *groups: str) -> int:
    """The year that is written, with or without its century; 0 for none."""
    year = int(_first(match, *groups) or 0)
    return year + _CENTURY if 0 < year < 100 else year  # noqa: PLR2004 - two digits


def _year(near: date | None, month: int, day: int) -> int:
    """The year that brings the day nearest to `near`."""
    if near is None:
        raise ValueError
    candidates = (date(near.year + shift, month, day) for shift in (-1, 0, 1))
    return min(candidates, key=lambda c: abs((c - near).days)).year


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
