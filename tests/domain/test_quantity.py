from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.quantity import BARE, MONEY, Bound, Comparison, Quantity

SAME, DIFFERENT, INCOMPARABLE = Comparison.SAME, Comparison.DIFFERENT, Comparison.INCOMPARABLE


def of(
    low: float | str,
    unit: str,
    per: str = "",
    *,
    high: float | str | None = None,
    vat: bool | None = None,
    bound: Bound = Bound.EXACT,
    about: bool = False,
) -> Quantity:
    top = low if high is None else high
    return Quantity(Decimal(str(low)), Decimal(str(top)), unit, frozenset(per.split()), vat, bound, about)


def within(value: float, unit: str) -> Quantity:
    return of(value, unit, bound=Bound.AT_MOST)


def at_least(value: float, unit: str) -> Quantity:
    return of(value, unit, bound=Bound.AT_LEAST)


@pytest.mark.parametrize(
    ("stated", "said", "expected"),
    [
        (of(300, "SEK"), of(300, "SEK"), SAME),
        (of(300, "SEK"), of(301, "SEK"), SAME),
        (of(300, "SEK"), of(310, "SEK"), DIFFERENT),
        (of(300, "SEK"), of(300, "EUR"), INCOMPARABLE),
        (of(300, "SEK"), of(300, "%"), INCOMPARABLE),
        (of(30, "#user"), of(30, "#site"), INCOMPARABLE),
        (of(30, "#user"), of(40, "#user"), DIFFERENT),
        (of("99.9", "%"), of("99.5", "%"), DIFFERENT),
        (of("99.9", "%"), of("99.9", "%"), SAME),
        (of(5, "hour", high=7), of(6, "hour"), SAME),
        (of(5, "hour", high=7), of(9, "hour"), DIFFERENT),
    ],
)
def test_one_unit_is_compared_and_two_are_not(stated: Quantity, said: Quantity, expected: Comparison) -> None:
    assert stated.compare(said) is expected


@pytest.mark.parametrize(
    ("excluding", "including", "expected"),
    [
        (of(1000, "SEK", vat=False), of(1250, "SEK", vat=True), SAME),
        (of(1000, "SEK", vat=False), of(1000, "SEK", vat=True), DIFFERENT),
        (of(1000, "EUR", vat=False), of(1250, "EUR", vat=True), INCOMPARABLE),
        (of(1000, "EUR", vat=False), of(1250, "EUR", vat=False), DIFFERENT),
        (of(1000, BARE, vat=False), of(1250, "SEK", vat=True), SAME),
    ],
)
def test_swedish_vat_is_a_quarter_and_a_euro_s_is_not_known(
    excluding: Quantity, including: Quantity, expected: Comparison
) -> None:
    assert excluding.compare(including) is expected
    assert including.compare(excluding) is expected


def test_a_difference_that_vat_would_explain_is_none_while_one_side_does_not_say() -> None:
    assert of(1000, "SEK", vat=False).compare(of(1250, "SEK")) is INCOMPARABLE
    assert of(1000, "SEK", vat=False).compare(of(1400, "SEK")) is DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (of(100, "SEK", "month"), of(1200, "SEK", "year"), SAME),
        (of(100, "SEK", "month"), of(1000, "SEK", "year"), DIFFERENT),
        (of(100, "SEK", "user month"), of(1200, "SEK", "user year"), SAME),
        (of(100, "SEK", "user month"), of(120, "SEK", "month"), DIFFERENT),
        (of(100, "SEK", "user month"), of(5000, "SEK", "month"), INCOMPARABLE),
        (of(100, "SEK", "user"), of(100, "SEK", "order"), INCOMPARABLE),
        (of(100, "SEK", "month"), of(100, "SEK"), SAME),
        (of(100, "SEK", "month"), of(130, "SEK"), DIFFERENT),
        (of(100, "SEK", "month"), of(1200, "SEK"), INCOMPARABLE),
        (of(100, "SEK", "month year"), of(100, "SEK", "week"), INCOMPARABLE),
        (of(0, "SEK", "month"), of(100, "SEK"), INCOMPARABLE),
    ],
)
def test_denominators_are_brought_to_one_basis_or_not_compared(
    one: Quantity, other: Quantity, expected: Comparison
) -> None:
    assert one.compare(other) is expected


@pytest.mark.parametrize(
    ("stated", "observed", "expected"),
    [
        (within(4, "hour"), of(3, "hour"), SAME),
        (within(4, "hour"), of(4, "hour"), SAME),
        (within(4, "hour"), of(7, "hour"), DIFFERENT),
        (at_least(12, "hour"), of(30, "hour"), SAME),
        (at_least(12, "hour"), of(6, "hour"), DIFFERENT),
        (within(4, "hour"), within(8, "hour"), DIFFERENT),
        (within(4, "hour"), within(4, "hour"), SAME),
        (at_least(50, "#user"), at_least(100, "#user"), DIFFERENT),
        (within(10, "#user"), at_least(5, "#user"), SAME),
        (within(10, "#user"), at_least(20, "#user"), DIFFERENT),
    ],
)
def test_a_bound_is_kept_by_any_value_inside_it(stated: Quantity, observed: Quantity, expected: Comparison) -> None:
    assert stated.compare(observed) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (of(5, "hour", about=True), of("5.6", "hour"), SAME),
        (of(5, "hour", about=True), of("6.5", "hour"), DIFFERENT),
        (of(100, "SEK", about=True), of(114, "SEK"), SAME),
        (of(100, "SEK"), of(114, "SEK"), DIFFERENT),
        (of(30 * 24, "hour"), of(Decimal("30.4375") * 24, "hour"), SAME),
    ],
)
def test_about_and_rough_units_widen_what_counts_as_the_same(
    one: Quantity, other: Quantity, expected: Comparison
) -> None:
    assert one.compare(other) is expected


def test_what_lies_very_far_apart_measures_something_else() -> None:
    assert of(1, "hour").compare(of(59, "hour")) is DIFFERENT
    assert of(1, "hour").compare(of(100, "hour")) is INCOMPARABLE


@pytest.mark.parametrize(
    ("bare", "other", "expected"),
    [
        (550, of(550, "SEK"), SAME),
        (550, of(600, "SEK"), DIFFERENT),
        (550, of(5500, "SEK"), INCOMPARABLE),
        (550, of(550, "hour"), INCOMPARABLE),
    ],
)
def test_a_bare_price_is_held_against_money_of_its_own_size(bare: int, other: Quantity, expected: Comparison) -> None:
    assert of(bare, BARE).compare(other) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (of(8, "clock", high=17), of(8, "clock", high=17), SAME),
        (of(8, "clock", high=17), of(8, "clock", high=16), DIFFERENT),
        (of(14, "time"), of(15, "time"), DIFFERENT),
        (of(8, "clock", high=17), of(8, "time"), INCOMPARABLE),
    ],
)
def test_opening_hours_are_the_same_only_to_the_minute(one: Quantity, other: Quantity, expected: Comparison) -> None:
    assert one.compare(other) is expected


@pytest.mark.parametrize(
    ("waited", "expected"),
    [(of(10, "hour"), SAME), (of(24 * 4, "hour"), SAME), (of(24 * 10, "hour"), DIFFERENT)],
)
def test_two_working_days_may_span_a_weekend_but_not_ten_days(waited: Quantity, expected: Comparison) -> None:
    assert within(16, "workhour").compare(waited) is expected


def test_dates_differ_by_a_single_day() -> None:
    day = date(2026, 11, 23).toordinal()
    assert of(day, "date").compare(of(day, "date")) is SAME
    assert of(day, "date").compare(of(day + 1, "date")) is DIFFERENT
    assert of(day, "date", bound=Bound.AT_MOST).compare(of(day - 40, "date")) is SAME
    assert of(day, "date").compare(of(day + 4000, "date")) is DIFFERENT


quantity = st.builds(
    lambda low, width, unit, per, vat, bound, about: Quantity(low, low + width, unit, per, vat, bound, about),
    st.decimals(-1000, 100_000, places=2),
    st.decimals(0, 100, places=2),
    st.sampled_from(["SEK", "EUR", "%", "hour", "workhour", "byte", "date", "clock", "time", "#user", BARE]),
    st.frozensets(st.sampled_from(["user", "month", "year", "piece"])),
    st.sampled_from([True, False, None]),
    st.sampled_from(Bound),
    st.booleans(),
)


@given(quantity)
def test_every_quantity_is_the_same_as_itself_or_not_comparable(one: Quantity) -> None:
    assert one.compare(one) is not DIFFERENT


@given(quantity, quantity)
def test_only_quantities_of_one_measure_are_ever_called_same_or_different(one: Quantity, other: Quantity) -> None:
    units = {one.unit, other.unit}
    comparable = len(units) == 1 or units == {"hour", "workhour"} or (BARE in units and units - {BARE} <= MONEY)
    assert comparable or one.compare(other) is INCOMPARABLE
