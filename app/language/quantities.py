"""Reading quantities in Swedish and English: `4 900 kr/mån exkl. moms` and `SEK 4,900 per month excl. VAT` are one.

No maintained library parses both languages with VAT, denominators and bounds (quantulum3 and pint were looked at:
English only, and no money with tax), so the small grammar stands here. It is linear in the length of the text.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Self

from app.domain.quantity import BARE, Quantity
from app.language.clocks import opening_hours, times_of_day
from app.language.dates import MONTHS, dates
from app.language.lexicon import any_of, read
from app.language.numbers import NAMES, Written, named, written
from app.language.qualifiers import qualified
from app.language.stems import STOP, stem
from app.language.units import (
    CURRENCY,
    DAY,
    DURATION,
    FIXED_DURATION,
    FIXED_WORKDAY,
    IMPLIED_CURRENCY,
    MEASURE,
    MULTIPLIER,
    PERCENT,
    SHORT_NOUN,
    WORKDAY,
)

_WORDS = read("quantities")
_UNIT = re.compile(
    r"[\s\-]?(?P<scale>(?:k|m|tusen|thousand|miljon(?:er)?|millions?|mn|bn|mdr|miljard(?:er)?|billion)\b)?[\s\-]?"
    r"(?P<unit>%|:-|°c|°|m²|[€$£]|km/h|per\s?cent|(?:helgfria\s)?[^\W\d_]+(?:['’]s?)?)?(?:[\s](?P<second>[^\W\d_]+['’]?))?",
    re.IGNORECASE,
)
_FIXED = re.compile(rf"\b(?:{any_of(FIXED_DURATION)})\b", re.IGNORECASE)
_NEXT_DAY = re.compile(any_of(FIXED_WORKDAY), re.IGNORECASE)
_COMPOUND = {
    language: re.compile(
        rf"\b(?P<n>\d{{1,3}}|{names})-?(?P<unit>dagars|veckors|månaders|månads|års|åriga?t?|timmars|minuters|day|week"
        rf"|month|year|hour|minute)(?=[\s\-]|(?:avtal|garanti|bindning|uppsägning|period|prov|test|retur|ånger|kontrakt|licens|leverans|svar|tid|pris))",
        re.IGNORECASE,
    )
    for language, names in NAMES.items()
}
_TAXED = re.compile(r"\s?(?:exkl|excl|inkl|incl|ex)\.?\s(?:moms|vat)", re.IGNORECASE)
_PRICED = re.compile(
    rf"\b(?:{'|'.join(_WORDS['before']['priced'])})\s(?:ca\s|about\s|them\s|dem\s)?$",
    re.IGNORECASE,
)
_MEANT = re.compile(rf"\b(?:{'|'.join(_WORDS['before']['meant'])})\s$", re.IGNORECASE)
_MEANT_REACH, _PRICED_REACH = 12, 30
"""Characters before a number in which such words belong to it."""
_ARTICLES = frozenset({"en", "ett", "a", "an"})
_NEVER_COUNTS = _ARTICLES | {"one", "half", "halv"}
_UNCOUNTED = STOP | MONTHS.keys() | frozenset(_WORDS["uncounted"]["words"])
_LOWEST_PRICE = 10
"""Below it a bare whole number after "said" is a count: "said 2 things"."""
_WORKDAY_HOURS = Decimal(8)


def quantities(text: str, language: str, near: date | None = None) -> tuple[Quantity, ...]:
    """Return every quantity `text` states, in order; dates without a year are read as those nearest to `near`."""
    found: list[Quantity] = []
    taken = bytearray(len(text))
    for source in (
        opening_hours(text),
        times_of_day(text),
        dates(text, near),
        _fixed(text),
        _compounds(text, language),
        _counted_in_units(text, language),
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
            yield qualified(text, *match.span(), _WORKDAY_HOURS, days * _WORKDAY_HOURS, "workhour")
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
        said = _Said.after(number, text, language)
        if reading := said.reading():
            low, high = number.low * reading.factor, number.high * reading.factor
            yield qualified(text, number.start, reading.end, low, high, reading.unit)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a number measures, how much one of it is in that base unit, and where the unit's words end."""

    unit: str
    factor: Decimal
    end: int


@dataclass(frozen=True, slots=True)
class _Said:
    """A written number with the words after it, in lower case."""

    number: Written
    text: str
    language: str
    scale: str
    unit: str
    second: str
    scale_end: int
    unit_start: int
    unit_end: int
    second_end: int

    @classmethod
    def after(cls, number: Written, text: str, language: str) -> Self:
        """Read what follows `number`; "k" and "m" scale money only, to anything else they are its unit."""
        match = _UNIT.match(text, number.end)
        groups = {g: (match[g] or "").lower() if match else "" for g in ("scale", "unit", "second")}
        ends = {g: match.end(g) if match and match[g] else number.end for g in groups}
        start = match.start("unit") if match and match["unit"] else number.end
        scale, unit = groups["scale"], groups["unit"]
        if scale in {"k", "m"} and not (number.currency or unit in CURRENCY):
            scale, unit = "", scale
        return cls(
            number, text, language, scale, unit, groups["second"], ends["scale"], start, ends["unit"], ends["second"]
        )

    def reading(self) -> _Reading | None:
        """Return the first reading whose words fit; None when the number measures nothing known."""
        return next((found for rule in _RULES if (found := rule(self))), None)

    @property
    def both(self) -> str:
        """The first two words after the number."""
        return f"{self.unit} {self.second}"

    @property
    def factor(self) -> Decimal:
        """What a word of size multiplies with ("tusen", "million")."""
        return Decimal(MULTIPLIER.get(self.scale, 1))

    @property
    def is_article(self) -> bool:
        """Whether it is no number: "for a day", "en dag", but "inom en dag"."""
        if self.number.word not in _ARTICLES or self.unit.endswith("s"):
            return False
        return not _MEANT.search(self.text, max(0, self.number.start - _MEANT_REACH), self.number.start)

    def money_before(self) -> _Reading | None:
        """`SEK 4 900`, `€12`, `MSEK 3`."""
        sign = self.number.currency
        currency = CURRENCY.get(sign.removeprefix("m"))
        if not currency:
            return None
        factor = Decimal(MULTIPLIER[sign]) if sign in MULTIPLIER else self.factor
        return _Reading(currency, factor, self.scale_end if self.scale else self.number.end)

    def money_after(self) -> _Reading | None:
        """`300 kr`, `4 tusen kronor`, `12 tkr`."""
        if self.unit in IMPLIED_CURRENCY:
            return _Reading(IMPLIED_CURRENCY[self.unit], Decimal(MULTIPLIER[self.unit]), self.unit_end)
        if self.unit not in CURRENCY:
            return None
        hundredth = MULTIPLIER[self.unit] if self.unit == "öre" else 1
        return _Reading(CURRENCY[self.unit], self.factor * hundredth, self.unit_end)

    def percent(self) -> _Reading | None:
        """`12 %`, `12 procent`."""
        is_percent = self.unit in PERCENT or self.unit.replace(" ", "") in PERCENT
        return _Reading("%", self.factor, self.unit_end) if is_percent else None

    def working_time(self) -> _Reading | None:
        """`4 arbetstimmar`, `two working days`."""
        if self.unit.startswith("arbetstim"):
            return _Reading("workhour", self.factor, self.unit_end)
        if self.both in {"working hours", "business hours"}:
            return _Reading("workhour", self.factor, self.second_end)
        if self.number.word in _ARTICLES or not {self.unit, self.both} & WORKDAY:
            return None
        return _Reading("workhour", _WORKDAY_HOURS, self.unit_end if self.unit in WORKDAY else self.second_end)

    def duration(self) -> _Reading | None:
        """`30 dagar`, `two months`."""
        if self.unit not in DURATION or self.is_article:
            return None
        return _Reading("hour", self.factor * DURATION[self.unit], self.unit_end)

    def measure(self) -> _Reading | None:
        """`50 GB`, `3 kg`."""
        if self.unit not in MEASURE or not self.number.digits:
            return None
        base, size = MEASURE[self.unit]
        return _Reading(base, self.factor * size, self.unit_end)

    def bare_price(self) -> _Reading | None:
        """`I quoted 550`, `550 exkl moms`."""
        digits = self.number.digits
        priceable = digits and (self.number.low >= _LOWEST_PRICE or "." in digits or "," in digits) and not self.scale
        start = self.number.start
        if priceable and (
            _TAXED.match(self.text, self.number.end) or _PRICED.search(self.text, max(0, start - _PRICED_REACH), start)
        ):
            return _Reading(BARE, Decimal(1), self.number.end)
        return None

    def count(self) -> _Reading | None:
        """`40 användare`: a noun in lower case right after the number, as `#stem`."""
        if not self.unit or self.unit in _UNCOUNTED or self.unit_start - self.number.end > 1:
            return None
        if not self.text[self.unit_start].islower() or self.number.word in _NEVER_COUNTS:
            return None
        noun = stem(SHORT_NOUN.get(self.unit, self.unit), self.language)
        return _Reading(f"#{noun}", self.factor, self.unit_end)


_RULES: tuple[Callable[[_Said], _Reading | None], ...] = (
    _Said.money_before,
    _Said.money_after,
    _Said.percent,
    _Said.working_time,
    _Said.duration,
    _Said.measure,
    _Said.bare_price,
    _Said.count,
)
