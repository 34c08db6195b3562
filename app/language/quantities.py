"""Reading quantities in Swedish and English: `4 900 kr/mån exkl. moms` and `SEK 4,900 per month excl. VAT` are one.

No maintained library parses both languages with VAT, denominators and bounds (quantulum3 and pint were looked at:
English only, and no money with tax), so the small grammar stands here. It is linear in the length of the text.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.quantity import Bound, Quantity
from app.language.clocks import closing_times, opening_hours, times_of_day
from app.language.dates import dates
from app.language.lexicon import any_word
from app.language.measured import WORKDAY_HOURS, Said
from app.language.numbers import NAMES, named, written
from app.language.qualifiers import qualified
from app.language.units import DAY, DURATION, FIXED_DURATION, FIXED_WORKDAY
from app.language.waits import waits

_FIXED = re.compile(rf"\b(?:{any_word(FIXED_DURATION)})\b", re.IGNORECASE)
_NEXT_DAY = re.compile(rf"\b(?:{any_word(FIXED_WORKDAY)})\b", re.IGNORECASE)
_COMPOUND = {
    language: re.compile(
        rf"\b(?P<n>\d{{1,3}}|{names})-?(?P<unit>dagars|veckors|månaders|månads|års|åriga?t?|timmars|minuters|day|week"
        rf"|month|year|hour|minute)(?=[\s\-]|(?:avtal|garanti|bindning|uppsägning|period|prov|test|retur|ånger|kontrakt|licens|leverans|svar|tid|pris))",
        re.IGNORECASE,
    )
    for language, names in NAMES.items()
}
_FROM = re.compile(r"\b(?:from|från)\s$", re.IGNORECASE)
_FROM_REACH = 5
_SMALLER = Decimal("0.93")
"""Fifty-five minutes of an hour; "three months and 90 days" are two."""
_JOINED = re.compile(r"\s?(?:and\s|och\s)?")


def quantities(text: str, language: str, near: date | None = None) -> tuple[Quantity, ...]:
    """Return every quantity `text` states, in order; dates without a year are read as those nearest to `near`."""
    found: list[Quantity] = []
    taken = bytearray(len(text))
    for source in (
        waits(text),
        opening_hours(text),
        closing_times(text),
        times_of_day(text),
        dates(text, near, language),
        _fixed(text),
        _compounds(text, language),
        _joined(_counted_in_units(text, language), text),
    ):
        for quantity in source:
            if not any(taken[quantity.start : quantity.end]):
                found.append(quantity)
                taken[quantity.start : quantity.end] = b"\x01" * (quantity.end - quantity.start)
    return tuple(sorted(found, key=lambda q: q.start))


def _fixed(text: str) -> Iterator[Quantity]:
    """`en kvart`, `next working day`: durations that name no number."""
    for match in _NEXT_DAY.finditer(text):
        days = FIXED_WORKDAY.get(match[0].lower())
        if days:
            yield qualified(text, *match.span(), WORKDAY_HOURS, days * WORKDAY_HOURS, "workhour")
    for match in _FIXED.finditer(text):
        hours = FIXED_DURATION.get(match[0].lower())
        if hours:
            yield qualified(text, *match.span(), hours, hours, "hour")


def _compounds(text: str, language: str) -> Iterator[Quantity]:
    """`30-dagars`, `tvåårsavtal`, `10-minute`: number and unit grown together, and into a third word that it measures.

    A "tremånadersmöte" measures nothing, it is held after three months.
    """
    for match in _COMPOUND[language].finditer(text):
        value = Decimal(match["n"]) if match["n"].isdigit() else named(match["n"], language)
        if value is None:
            continue
        unit = match["unit"].lower().replace("månads", "månad").replace("åriga", "årig")
        hours = value * DURATION.get(unit, DURATION["år"] if unit.startswith("år") else DAY)
        yield qualified(text, *match.span(), hours, hours, "hour")


def _counted_in_units(text: str, language: str) -> Iterator[Quantity]:
    for number in written(text, language):
        said = Said.after(number, text, language)
        if reading := said.reading():
            low, high = number.low * reading.factor, number.high * reading.factor
            found = qualified(text, number.start, reading.end, low, high, reading.unit)
            if number.or_more:
                found = replace(found, bound=Bound.AT_LEAST)
            elif low < high and _FROM.search(text, max(0, number.start - _FROM_REACH), number.start):
                found = replace(found, bound=Bound.EXACT)  # "from 10 to 15" is no lower bound
            yield found


def _joined(found: Iterable[Quantity], text: str) -> Iterator[Quantity]:
    """Make `1 h 30 min`, `två år och tre månader` one length of time: a longer unit, then a shorter one."""
    last: Quantity | None = None
    for one in found:
        if (
            last is not None
            and last.unit == one.unit == "hour"
            and not (last.per or last.low != last.high or one.low != one.high)
            and one.high <= _SMALLER * last.high
            and one.bound is Bound.EXACT
            and not one.approximate
            and _JOINED.fullmatch(text, last.end, one.start)
        ):
            low = last.low + one.low
            last = replace(last, low=low, high=low, per=one.per, end=one.end, text=text[last.start : one.end])
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
