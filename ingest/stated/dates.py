"""One day out of what people put in a date field, a file name or the first line of a note."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from app.language.dates import MONTHS

_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_PATTERN = re.compile(
    rf"(?<!\d)(?P<y>{_YEAR})(?P<sep>[-/.])(?P<m>\d{{1,2}})(?P=sep)(?P<d>\d{{1,2}})(?!\d)"
    rf"|(?<!\d)(?P<cy>20\d\d)(?P<cm>0[1-9]|1[0-2])(?P<cd>[0-3]\d)(?!\d)"
    rf"|(?<!\d)(?:(?P<wy1>20\d\d)[-\s]?)?(?<![^\W\d])(?:(?:vecka|week|wk)[.\s]{{0,2}}|[vw](?:[.\s]{{1,2}}|(?=\d\d)))(?P<w>\d{{1,2}})(?!\d)(?:[\s,/-]{{1,3}}(?P<wy2>20\d\d))?"
    rf"|(?<!\d)(?P<nd>\d{{1,2}})(?:st|nd|rd|th|:[ea]|\.)?[\s-]{{0,3}}(?:of\s)?(?P<nm>{_MONTH})(?![^\W\d])\.?[\s,-]{{0,3}}(?:(?P<ny>{_YEAR})(?!\d))?"
    rf"|(?<![^\W\d])(?P<em>{_MONTH})\.?\s{{1,3}}(?P<ed>\d{{1,2}})(?!\d)(?:st|nd|rd|th)?(?:[\s,]{{1,3}}(?P<ey>{_YEAR})(?!\d))?"
    rf"|(?<![\d/.-])(?P<a>\d{{1,2}})(?P<s2>[/.-])(?P<b>\d{{1,2}})(?:(?:(?P=s2)|\s?-\s?|[\s-]{{1,3}}(?={_YEAR}))(?P<ly>{_YEAR}|\d\d)(?![\d:]))?(?!\d)",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    rf"(?P<y>{_YEAR})(?:[-/](?P<m>0[1-9]|1[0-2])|[\s-]*Q(?P<q>[1-4]))?|(?:(?P<name>{_MONTH})|Q(?P<q2>[1-4]))[\s-]+(?P<y2>{_YEAR})",
    re.IGNORECASE,
)
_SHORT = re.compile(r"(\d\d)(0[1-9]|1[0-2])([0-3]\d)")
_EPOCH = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?")
_WEEKDAY = re.compile(
    r"(?:(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag)?(?:en)?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?)?"
    r"[.,]?\s*(?:den\s+|the\s+)?",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"[T,\s]*(?:(?:kl|at)\.?\s*\d{1,2})?(?:(?:\d{1,2})?[:.]\d\d[\d:.,]*)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|GMT|CES?T|[+-]\d\d:?\d\d)?[\s.,;)]*",
    re.IGNORECASE,
)
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Calendar:
    """How to read a date that leaves something out.

    `today` is the day of reading; `year` a year the file name or folder tells; `month_first` the American order.
    A day without its year is never taken to be after `today`, unless `ahead` (an end of validity may be).
    """

    today: date
    year: int | None = None
    month_first: bool = False
    ahead: bool = False

    def day(self, month: int, day: int, year: int | None = None) -> date:
        """Return the day, its year guessed if not given; raises `ValueError` if there is no such day."""
        if year is not None:
            return date(year + 2000 if year < 100 else year, month, day)  # noqa: PLR2004 - a year of two digits
        return self._latest(lambda y: date(y, month, day))

    def monday(self, week: int, year: int | None = None) -> date:
        """Return the week's first day, its year guessed if not given; raises `ValueError` if there is no such week."""
        return date.fromisocalendar(year, week, 1) if year else self._latest(lambda y: date.fromisocalendar(y, week, 1))

    def _latest(self, make: Callable[[int], date]) -> date:
        guess = make(self.year or self.today.year)
        if self.ahead or guess <= self.today:
            return guess
        this_year = make(self.today.year)
        return this_year if this_year <= self.today else make(self.today.year - 1)


@dataclass(frozen=True, slots=True)
class Found:
    """A day and where in the text it stands."""

    day: date
    start: int
    end: int


def first(text: str, calendar: Calendar) -> Found | None:
    """Return the first date in `text` (its first 2,000 characters) that exists."""
    for match in _PATTERN.finditer(text[:2000]):
        day = _day(match, calendar)
        if day:
            return Found(day, *match.span())
    return None


def whole(text: str, calendar: Calendar) -> date | None:
    """Return the day when `text` is a date and nothing else: `mån 9/3`, `2026-03-09T14:00Z`, `March 9, 2026`."""
    text = text.strip()[:_LONGEST]
    if text.isdigit() or _EPOCH.fullmatch(text):
        return _digits(text, calendar)
    lead = _WEEKDAY.match(text)
    match = _PATTERN.match(text, lead.end() if lead else 0)
    if not match or not _CLOCK.fullmatch(text, match.end()):
        return None
    return _day(match, calendar)


def span(text: str, calendar: Calendar) -> tuple[date, date] | None:
    """Return first and last day of a date, month (`2026-03`, `mars 2026`), quarter (`Q3 2026`) or year."""
    day = whole(text, calendar)
    match = None if day else _PERIOD.fullmatch(text.strip()[:_LONGEST])
    if not match:
        return (day, day) if day else None
    year = int(match["y"] or match["y2"])
    quarter = match["q"] or match["q2"]
    if quarter:
        return date(year, int(quarter) * 3 - 2, 1), _month_end(year, int(quarter) * 3)
    month = int(match["m"] or 0) or MONTHS.get((match["name"] or "").lower())
    return (date(year, month, 1), _month_end(year, month)) if month else (date(year, 1, 1), date(year, 12, 31))


def american(values: list[str]) -> bool:
    """Whether a column of dates puts the month first: some day is beyond the twelfth, and always the second number."""
    pairs = [(int(m[1]), int(m[2])) for v in values if (m := re.match(r"\s*(\d{1,2})/(\d{1,2})(?!\d)", v))]
    return any(b > 12 for _, b in pairs) and all(a <= 12 for a, _ in pairs)  # noqa: PLR2004 - months in a year


def _digits(text: str, calendar: Calendar) -> date | None:
    """`20260309`, `260309`, or seconds or milliseconds since 1970, in UTC."""
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        day = datetime.fromtimestamp(int(epoch[1]), UTC).date()
        return day if day.year >= 2000 else None  # noqa: PLR2004 - a telephone number, rather
    match = _PATTERN.fullmatch(text)
    if match:
        return _day(match, calendar)
    short = _SHORT.fullmatch(text)
    return _try(lambda: date(2000 + int(short[1]), int(short[2]), int(short[3]))) if short else None


def _day(match: re.Match[str], calendar: Calendar) -> date | None:
    found = match.groupdict()
    if found["y"]:
        return _try(lambda: date(int(found["y"]), int(found["m"]), int(found["d"])))
    if found["cy"]:
        return _try(lambda: date(int(found["cy"]), int(found["cm"]), int(found["cd"])))
    if found["w"]:
        return _try(lambda: calendar.monday(int(found["w"]), _number(found["wy1"] or found["wy2"])))
    if found["nm"]:
        return _try(lambda: calendar.day(MONTHS[found["nm"].lower()], int(found["nd"]), _number(found["ny"])))
    if found["em"]:
        return _try(lambda: calendar.day(MONTHS[found["em"].lower()], int(found["ed"]), _number(found["ey"])))
    return _figures(int(found["a"]), int(found["b"]), found["s2"], found["ly"], calendar)


def _figures(one: int, two: int, separator: str, year: str | None, calendar: Calendar) -> date | None:
    """`9/3`, `9/3 2026`, `9.3.26`; day before month, unless that is no date or the column says otherwise."""
    if year is None and separator != "/":
        return None  # a range or a decimal
    if separator == "-" and year and len(year) == 2:  # noqa: PLR2004 - 26-03-09 and 9-3-26: the one not long past
        either = [_try(lambda: date(2000 + one, two, int(year))), _try(lambda: date(2000 + int(year), two, one))]
        past = [day for day in either if day and day <= calendar.today]
        if past:
            return max(past)
    pairs = [(one, two), (two, one)] if calendar.month_first else [(two, one), (one, two)]
    if year is None:
        pairs = pairs[:1]
    days = (_try(lambda m=month, d=day: calendar.day(m, d, _number(year))) for month, day in pairs)  # type: ignore[misc]
    return next((day for day in days if day), None)


def _number(text: str | None) -> int | None:
    return int(text) if text else None


def _month_end(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def _try(make: Callable[[], date]) -> date | None:
    """A date that does not exist is no date."""
    try:
        return make()
    except (ValueError, KeyError):
        return None


def hinted(calendar: Calendar, text: str) -> Calendar:
    """The calendar with the year that `text` (a path) names, if it names one."""
    years = re.findall(rf"(?<!\d)({_YEAR})(?!\d)|(?<!\d)(20\d\d)(?=(?:0[1-9]|1[0-2])[0-3]\d(?!\d))", text)
    return replace(calendar, year=int(years[-1][0] or years[-1][1])) if years else calendar
