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
_OVERNIGHT = 16
"""Hours from closing to opening: what "within four working hours" may take when asked in the afternoon."""
_WEEKEND = 48
BARE = "bare"
"""A number said as a price with no currency ("I quoted 550")."""
_ALIKE, _ALIKE_BARE = (Decimal("0.6"), Decimal("1.7")), (Decimal("0.5"), Decimal(2))
"""Ratios at which two prices are still of one thing, though not all of their basis is said."""
_WORKDAY_HOURS = 8
_UNLIMITED = Decimal("1e15")


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
        it; two bounds are compared as limits, but a shorter time keeps a longer one. "About" widens both sides by
        `ABOUT_TOLERANCE`.
        """
        if {self.unit, other.unit} == {"hour", "workhour"}:
            return _elapsed(self).compare(_elapsed(other))
        factor = _factor(self, other)
        if factor is None:
            return Comparison.INCOMPARABLE
        mine, theirs = _interval(self, factor), _interval(other, Decimal(1))
        if self.unit == "clock" and (edge := {self.bound, other.bound} - {Bound.EXACT}):
            closing = Bound.AT_MOST in edge
            same = self.high == other.high if closing else self.low == other.low
            return Comparison.SAME if same else Comparison.DIFFERENT
        if self.unit in {"clock", "time"}:
            return Comparison.SAME if mine == theirs else Comparison.DIFFERENT
        if self.bound is not Bound.EXACT and other.bound is self.bound and not _kept(self, other, factor):
            mine, theirs = (self.low * factor, self.high * factor), (other.low, other.high)
        slack = _slack(self, other)
        if theirs[0] > mine[1] + abs(mine[1]) * slack or theirs[1] < mine[0] - abs(mine[0]) * slack:
            unsaid = self.vat is None or other.vat is None
            another = _are_far(self, other, factor) or (unsaid and _differ_by_tax(self, other, factor))
            return Comparison.INCOMPARABLE if another else Comparison.DIFFERENT
        return Comparison.SAME


def _kept(one: Quantity, other: Quantity, factor: Decimal) -> bool:
    """Whether both are times at most and the other is the shorter: "within three hours" keeps "within four"."""
    return one.unit == "hour" and one.bound is Bound.AT_MOST and other.high <= one.high * factor


def _elapsed(quantity: Quantity) -> Quantity:
    """Working hours as the time that passes on the clock: those hours on end, up to nights and weekends between."""
    if quantity.unit == "hour":
        return quantity
    days = quantity.high / _WORKDAY_HOURS
    return replace(quantity, unit="hour", high=days * 24 * Decimal(7) / 5 + (_OVERNIGHT if days < 1 else _WEEKEND))


def _interval(quantity: Quantity, factor: Decimal) -> tuple[Decimal, Decimal]:
    low, high = quantity.low * factor, quantity.high * factor
    if quantity.bound is Bound.AT_MOST:
        return -_UNLIMITED, high
    return (low, _UNLIMITED) if quantity.bound is Bound.AT_LEAST else (low, high)


def _slack(one: Quantity, other: Quantity) -> Decimal:
    if one.unit == "date":
        return Decimal(0)
    if one.approximate or other.approximate:
        return ABOUT_TOLERANCE if one.unit != "%" else UNIT_TOLERANCE
    if one.unit == "%":
        return Decimal(0)
    return UNIT_TOLERANCE if one.unit == "hour" else EXACT_TOLERANCE


def _factor(one: Quantity, other: Quantity) -> Decimal | None:
    """What to multiply `one` with to stand on the other's basis; None when they cannot be compared."""
    if BARE in {one.unit, other.unit}:
        return _bare_factor(one, other)
    if one.unit != other.unit:
        return None
    factor = _period_factor(one, other)
    if factor is None or one.unit not in MONEY or not _taxed_differently(one, other):
        return factor
    rate = VAT_FACTORS.get(one.unit)
    if rate is None:
        return None
    return factor / rate if one.vat else factor * rate


def _bare_factor(one: Quantity, other: Quantity) -> Decimal | None:
    if not {one.unit, other.unit} - {BARE} <= MONEY:
        return None
    if _taxed_differently(one, other):
        rate = VAT_FACTORS["SEK"]
        return 1 / rate if one.vat else rate
    ratio = other.low / one.low if one.low else Decimal(0)
    return Decimal(1) if _ALIKE_BARE[0] <= ratio <= _ALIKE_BARE[1] else None


def _taxed_differently(one: Quantity, other: Quantity) -> bool:
    return one.vat is not None and other.vat is not None and one.vat is not other.vat


def _period_factor(one: Quantity, other: Quantity) -> Decimal | None:
    mine, theirs = one.per & PER_YEAR.keys(), other.per & PER_YEAR.keys()
    if (one.per - mine) != (other.per - theirs) and one.per - mine and other.per - theirs:
        return None
    unshared = (one.per - mine) ^ (other.per - theirs)
    if mine == theirs:
        factor = Decimal(1)
    elif len(mine) == len(theirs) == 1:
        factor = PER_YEAR[next(iter(mine))] / PER_YEAR[next(iter(theirs))]
    elif not theirs or not mine:
        factor = Decimal(1)
        unshared |= mine ^ theirs
    else:
        return None
    # A denominator only one side names is taken for left out, as people do, when the sizes are alike.
    ratio = other.low / (one.low * factor) if one.low else Decimal(0)
    return factor if not unshared or _ALIKE[0] <= ratio <= _ALIKE[1] else None


def _are_far(one: Quantity, other: Quantity, factor: Decimal) -> bool:
    """Whether the two are so far apart that they hardly measure the same thing (ten minutes, twelve months)."""
    small, large = sorted((abs(one.low * factor), abs(other.low)))
    return one.unit != "date" and bool(small) and large / small > FAR


def _differ_by_tax(one: Quantity, other: Quantity, factor: Decimal) -> bool:
    rate = VAT_FACTORS.get(one.unit)
    if rate is None or not one.low or not other.low:
        return False
    ratio = other.low / (one.low * factor)
    return any(abs(ratio / expected - 1) < EXACT_TOLERANCE for expected in (rate, 1 / rate))
