"""What a number measures, told from the words after it: money, a share, working time, a length of time, a count."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Self

from app.domain.quantity import BARE
from app.language.dates import MONTHS
from app.language.lexicon import read
from app.language.numbers import Written
from app.language.stems import STOP, stem
from app.language.units import (
    CURRENCY,
    DAY,
    DURATION,
    IMPLIED_CURRENCY,
    MEASURE,
    MULTIPLIER,
    PERCENT,
    SHORT_NOUN,
    WORKDAY,
    WORKHOUR,
)

WORKDAY_HOURS = Decimal(8)
_WORDS = read("quantities")
_UNIT = re.compile(
    r"[\s\-]?(?P<scale>(?:k|m|hundra|hundred|tusen|thousand|miljon(?:er)?|millions?|mn|bn|mdr|miljard(?:er)?|billion)\b)?[\s\-]?"
    r"(?P<unit>%|:-|,-(?!\d)|arb\.\s?(?:dgr|dagar)|°c|°|m²|[€$£]|km/h|per\s?cent|(?:helgfria\s)?[^\W\d_]+(?:['’]s?)?)?(?:[\s](?P<second>[^\W\d_]+['’]?))?",
    re.IGNORECASE,
)
_TAXED = re.compile(r"\s?(?:exkl|excl|inkl|incl|ex)\.?\s(?:moms|vat)", re.IGNORECASE)
_PRICED = re.compile(
    rf"\b(?:{'|'.join(_WORDS['before']['priced'])})\s(?:ca\s|about\s|them\s|dem\s)?$",
    re.IGNORECASE,
)
_MEANT = re.compile(rf"\b(?:{'|'.join(_WORDS['before']['meant'])})\s$", re.IGNORECASE)
_PER_USER = re.compile(
    r"\s?/\s?(?:user|seat|agent|head|anv(?:ändare)?|licen[sc]e?|lic|pers(?:on)?|säte|plats)\b", re.IGNORECASE
)
_PER_PERIOD = re.compile(
    r"(?:\s?/\s?|\s(?:per|i|a|om|each|every|varje)\s)(?:månad(?:en)?|mån|month|mth|år(?:et)?|year|annum|kvartal(?:et)?|quarter)\b",
    re.IGNORECASE,
)
_SAID_OF_IT = re.compile(rf"\b(?:{'|'.join(_WORDS['before']['charged'])})\s(?:[^\W\d_]+\s){{0,2}}$", re.IGNORECASE)
"""Somebody names or pays a price: "sa 3 400 i månaden", "quoted Basic at 59 a month"."""
_WHOLE_EUROS = re.compile(r"[1-9]\d{0,2}\.\d{3}")
_SHORT_WEEKS, _NO_DAYS = {"en": ("w", 12), "sv": ("v", 10)}, (2, 3)
"""A letter that means weeks up to so many, and watt or volt beyond; "2d" and "3d" are drawings."""
_WAITED = re.compile(r"\b(?:inom|tar|tog|efter|vänta\w*)\s(?:ca\s)?$", re.IGNORECASE)
_MEANT_REACH, _PRICED_REACH = 12, 30
"""Characters before a number in which such words belong to it."""
_ARTICLES = frozenset({"en", "ett", "a", "an"})
_NEVER_COUNTS = _ARTICLES | {"one", "half", "halv"}
_UNCOUNTED = STOP | MONTHS.keys() | frozenset(_WORDS["uncounted"]["words"])
_LOWEST_PRICE = 10
"""Below it a bare whole number after "said" is a count: "said 2 things"."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a number measures, how much one of it is in that base unit, and where the unit's words end."""

    unit: str
    factor: Decimal
    end: int


@dataclass(frozen=True, slots=True)
class Said:
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
        close = text[number.end : number.end + 1].casefold() == scale == "k"  # "10k rows", "quoted 15k"
        if scale in {"k", "m"} and not (number.currency or unit in CURRENCY or close):
            scale, unit = "", scale
        return cls(
            number, text, language, scale, unit, groups["second"], ends["scale"], start, ends["unit"], ends["second"]
        )

    def reading(self) -> Reading | None:
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

    def money_before(self) -> Reading | None:
        """`SEK 4 900`, `€12`, `MSEK 3`."""
        sign = self.number.currency
        currency = CURRENCY.get(sign) or IMPLIED_CURRENCY.get(sign)
        if not currency:
            return None
        factor = Decimal(MULTIPLIER[sign]) if sign in MULTIPLIER else self.factor * self._grouped(sign)
        return Reading(currency, factor, self.scale_end if self.scale else self.number.end)

    def money_after(self) -> Reading | None:
        """`300 kr`, `4 tusen kronor`, `12 tkr`."""
        if self.unit in IMPLIED_CURRENCY:
            return Reading(IMPLIED_CURRENCY[self.unit], Decimal(MULTIPLIER[self.unit]), self.unit_end)
        if self.both in CURRENCY:
            return Reading(CURRENCY[self.both], self.factor, self.second_end)
        if self.unit == ",-" and self.language == "sv":
            return Reading("SEK", self.factor, self.unit_end)
        if self.unit not in CURRENCY or self._seconds:
            return None
        hundredth = MULTIPLIER[self.unit] if self.unit == "öre" else self._grouped(self.unit)
        return Reading(CURRENCY[self.unit], self.factor * hundredth, self.unit_end)

    @property
    def _seconds(self) -> bool:
        """Whether "sek" is a time and no money: "tog 90 sek"."""
        small = self.language == "sv" and self.text[self.unit_start : self.unit_end] == "sek"
        return small and bool(_WAITED.search(self.text, max(0, self.number.start - _MEANT_REACH), self.number.start))

    def _grouped(self, currency: str) -> int:
        """1000 for "€1.500" in English: no price of that kind has three decimals; dollars and pounds may."""
        group = self.language == "en" and currency not in {"$", "£", "us$"} and self.number.low == self.number.high
        return 1000 if group and _WHOLE_EUROS.fullmatch(self.number.digits) else 1

    def percent(self) -> Reading | None:
        """`12 %`, `12 procent`."""
        is_percent = self.unit in PERCENT or self.unit.replace(" ", "") in PERCENT
        return Reading("%", self.factor, self.unit_end) if is_percent else None

    def working_time(self) -> Reading | None:
        """`4 arbetstimmar`, `two working days`."""
        if self.unit.startswith("arbetstim"):
            return Reading("workhour", self.factor, self.unit_end)
        if self.both in WORKHOUR:
            return Reading("workhour", self.factor, self.second_end)
        if self.number.word in _ARTICLES or not {self.unit, self.both} & WORKDAY:
            return None
        return Reading("workhour", WORKDAY_HOURS, self.unit_end if self.unit in WORKDAY else self.second_end)

    def duration(self) -> Reading | None:
        """`30 dagar`, `two months`."""
        if self.unit == "h" and self.text[self.unit_end : self.unit_end + 1].isdigit():
            return None  # "1h30"
        if self.unit not in DURATION or self.is_article:
            return self._short_duration()
        return Reading("hour", self.factor * DURATION[self.unit], self.unit_end)

    def _short_duration(self) -> Reading | None:
        """`30d`, `2w`, `3 v`: a small letter after digits."""
        if not self.number.digits or self.scale or self.text[self.unit_start : self.unit_end] != self.unit:
            return None
        letter, most = _SHORT_WEEKS[self.language]
        if self.unit == letter and self.number.high <= most:
            return Reading("hour", DURATION["week"], self.unit_end)
        days = self.unit == "d" and self.number.high not in _NO_DAYS
        return Reading("hour", DAY, self.unit_end) if days else None

    def measure(self) -> Reading | None:
        """`50 GB`, `3 kg`."""
        if self.unit not in MEASURE or not self.number.digits or self.text[self.unit_start : self.unit_end] == "G":
            return None  # "5G" is a network
        base, size = MEASURE[self.unit]
        return Reading(base, self.factor * size, self.unit_end)

    def bare_price(self) -> Reading | None:
        """`I quoted 550`, `quoted 15k`, `550 exkl moms`, `49/user`, `two grand`."""
        if self.unit == "grand":
            return Reading(BARE, Decimal(MULTIPLIER[self.unit]), self.unit_end)
        digits, start = self.number.digits, self.number.start
        end = self.scale_end if self.scale == "k" else self.number.end
        high_enough = self.number.low >= _LOWEST_PRICE or "." in digits or "," in digits or self.scale
        if not digits or not high_enough or self.scale not in {"", "k"}:
            return None
        beside = _TAXED.match(self.text, end) or _PER_USER.match(self.text, end)
        if beside or _PRICED.search(self.text, max(0, start - _PRICED_REACH), start):
            return Reading(BARE, self.factor, end)
        if _PER_PERIOD.match(self.text, end) and _SAID_OF_IT.search(self.text, max(0, start - _PRICED_REACH), start):
            return Reading(BARE, self.factor, end)
        return None

    def count(self) -> Reading | None:
        """`40 användare`: a noun in lower case right after the number, as `#stem`."""
        if (
            not self.unit
            or self.unit in _UNCOUNTED
            or self.unit_start - (self.scale_end if self.scale else self.number.end) > 1
        ):
            return None
        if not self.text[self.unit_start].islower() or self.number.word in _NEVER_COUNTS:
            return None
        noun = stem(SHORT_NOUN.get(self.unit, self.unit), self.language)
        return Reading(f"#{noun}", self.factor, self.unit_end)


_RULES: tuple[Callable[[Said], Reading | None], ...] = (
    Said.money_before,
    Said.money_after,
    Said.percent,
    Said.working_time,
    Said.duration,
    Said.measure,
    Said.bare_price,
    Said.count,
)
