"""Quantities and their arithmetic: numbers, prices, dates and limits are decided here, never by similarity."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

EXACT_TOLERANCE = Decimal("0.005")
"""Half a per cent: what rounding an amount does."""
UNIT_TOLERANCE = Decimal("0.09")
"""A month is four weeks to one and 31 days to another."""
ABOUT_TOLERANCE = Decimal("0.15")
""""About five hours" is kept by 4.8 and 5.5; wider would hide a real difference."""
FAR = 60
"""Times one value may be the other and still be a disagreement: four hours promised, a week waited."""
VAT_FACTORS = {"SEK": Decimal("1.25"), "NOK": Decimal("1.25"), "DKK": Decimal("1.25")}
"""Standard rates; the euro and the pound have none that can be told without knowing the country."""
PER_YEAR = {"hour": Decimal(8766), "day": Decimal("365.25"), "week": Decimal("52.18"), "month": Decimal(12),
            "quarter": Decimal(4), "year": Decimal(1)}  # fmt: skip
MONEY = frozenset({"SEK", "EUR", "USD", "GBP", "NOK", "DKK"})
BARE = "bare"
"""A number said as a price with no currency ("I quoted 550")."""


class Comparison(StrEnum):
    """The outcome of holding one quantity against another."""

    SAME = "same"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"


class Bound(StrEnum):
    """Which way a stated limit points."""

    EXACT = "exact"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value with its unit.

    `low`..`high` is the stated range (equal for a single value), in the unit's base: money in the currency's main
    unit, percent in points, duration in hours (`hour`; `workhour` for working
    time, a working day being eight), size in bytes, date as proleptic ordinal, clock in hours of the day.
    `unit` is the base: `SEK`, `%`, `hour`, `byte`, `date`, `clock`, `#stem` for a counted noun, or `bare`. `per` are
    the denominators (`user`, `month`). `vat` is True when stated inclusive, False when exclusive, None when unsaid.
    `metric` is what is measured (`price`, `trial`, `uptime`), "" when it could not be told. `start`/`end` are
    offsets in the claim's quote and `text` that stretch.
    """

    low: Decimal
    high: Decimal
    unit: str
    per: frozenset[str] = frozenset()
    vat: bool | None = None
    bound: Bound = Bound.EXACT
    approximate: bool = False
    metric: str = ""
    start: int = 0
    end: int = 0
    text: str = ""

    def compare(self, other: "Quantity") -> Comparison:
        """Hold `self` (what is stated) against `other` (what was observed or said), by arithmetic alone.

        The two must measure the same thing: units, denominators and tax are brought to one basis, and where that
        takes a guess the answer is `INCOMPARABLE`. A stated bound ("within 4 hours") is kept by any value inside
        it; two bounds are compared as limits. "About" widens both sides by `ABOUT_TOLERANCE`.
        """
        if {self.unit, other.unit} == {"hour", "workhour"}:
            return self._elapsed().compare(other._elapsed())
        factor = self._factor_to(other)
        if factor is None:
            return Comparison.INCOMPARABLE
        mine, theirs = self._interval(factor), other._interval(Decimal(1))
        if self.unit in {"clock", "time"}:
            return Comparison.SAME if mine == theirs else Comparison.DIFFERENT
        if self.bound is Bound.AT_MOST and other.bound is Bound.AT_MOST and self.unit == "hour" and other.high <= self.high * factor:
            return Comparison.SAME  # "within three hours" keeps "within four"
        if self.bound is not Bound.EXACT and other.bound is self.bound:
            mine, theirs = (self.low * factor, self.high * factor), (other.low, other.high)
        slack = self._slack(other)
        if theirs[0] > mine[1] + abs(mine[1]) * slack or theirs[1] < mine[0] - abs(mine[0]) * slack:
            unsaid = self.vat is None or other.vat is None
            another = self._far_from(other, factor) or (unsaid and self._is_tax(other, factor))
            return Comparison.INCOMPARABLE if another else Comparison.DIFFERENT
        return Comparison.SAME

    def _elapsed(self) -> "Quantity":
        """Working hours as the time that passes on the clock: from those hours on end to nights and a weekend between."""
        if self.unit == "hour":
            return self
        longest = self.high / 8 * 24 * Decimal(7) / 5 + 48
        return replace(self, unit="hour", low=self.low, high=longest)

    def _interval(self, factor: Decimal) -> tuple[Decimal, Decimal]:
        low, high = self.low * factor, self.high * factor
        infinite = Decimal("1e15")
        if self.bound is Bound.AT_MOST:
            return -infinite, high
        return (low, infinite) if self.bound is Bound.AT_LEAST else (low, high)

    def _slack(self, other: "Quantity") -> Decimal:
        if self.unit == "date":
            return Decimal(0)
        if self.approximate or other.approximate:
            return ABOUT_TOLERANCE if self.unit != "%" else UNIT_TOLERANCE
        if self.unit == "%":
            return Decimal(0)
        return UNIT_TOLERANCE if self.unit == "hour" else EXACT_TOLERANCE

    def _factor_to(self, other: "Quantity") -> Decimal | None:
        """What to multiply mine with to stand on the other's basis; None when they cannot be compared."""
        if BARE in {self.unit, other.unit}:
            money = {self.unit, other.unit} - {BARE} <= MONEY
            ratio = other.low / self.low if self.low else Decimal(0)
            if money and self.vat is not None and other.vat is not None and self.vat is not other.vat:
                rate = VAT_FACTORS["SEK"]
                return 1 / rate if self.vat else rate
            return Decimal(1) if money and Decimal("0.5") <= ratio <= 2 else None  # noqa: PLR2004 - else another thing is priced
        if self.unit != other.unit:
            return None
        factor = self._period_factor(other)
        if factor is None or self.unit not in MONEY:
            return factor
        if self.vat is not None and other.vat is not None and self.vat is not other.vat:
            rate = VAT_FACTORS.get(self.unit)
            if rate is None:
                return None
            factor = factor / rate if self.vat else factor * rate
        return factor

    def _period_factor(self, other: "Quantity") -> Decimal | None:
        mine, theirs = self.per & PER_YEAR.keys(), other.per & PER_YEAR.keys()
        if (self.per - mine) != (other.per - theirs) and self.per - mine and other.per - theirs:
            return None
        counted = (self.per - mine) ^ (other.per - theirs)
        if mine == theirs:
            factor = Decimal(1)
        elif len(mine) == len(theirs) == 1:
            factor = PER_YEAR[next(iter(mine))] / PER_YEAR[next(iter(theirs))]
        elif not theirs or not mine:
            factor = Decimal(1)
            counted |= mine ^ theirs
        else:
            return None
        # A denominator only one side names is taken for left out, as people do, when the sizes are alike.
        ratio = other.low / (self.low * factor) if self.low else Decimal(0)
        return factor if not counted or Decimal("0.6") <= ratio <= Decimal("1.7") else None

    def _far_from(self, other: "Quantity", factor: Decimal) -> bool:
        """Whether the two are so far apart that they hardly measure the same thing (ten minutes, twelve months)."""
        small, large = sorted((abs(self.low * factor), abs(other.low)))
        return self.unit != "date" and bool(small) and large / small > FAR

    def _is_tax(self, other: "Quantity", factor: Decimal) -> bool:
        rate = VAT_FACTORS.get(self.unit)
        if rate is None or not self.low or not other.low:
            return False
        ratio = other.low / (self.low * factor)
        return any(abs(ratio / expected - 1) < EXACT_TOLERANCE for expected in (rate, 1 / rate))
