from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest

from app.domain.quantity import Bound, Quantity
from app.language.quantities import quantities

TODAY = date(2026, 11, 23)
MINUTE, DAY, MONTH = Decimal(1) / 60, 24, Decimal("730.5")


def only(text: str, language: str) -> Quantity:
    found = quantities(text, language, TODAY)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit", "per", "vat"),
    [
        ("sv", "4 900 kr/mån exkl. moms", "4900", "SEK", "month", False),
        ("en", "SEK 4,900 per month excl. VAT", "4900", "SEK", "month", False),
        ("sv", "4\u00a0900 kr", "4900", "SEK", "", None),
        ("sv", "4\u202f900 kr", "4900", "SEK", "", None),
        ("sv", "4 900 kronor i månaden plus moms", "4900", "SEK", "month", False),
        ("sv", "1 250 kr inkl. moms", "1250", "SEK", "", True),
        ("en", "SEK 1,250 including VAT", "1250", "SEK", "", True),
        ("sv", "4.900:- per användare och månad", "4900", "SEK", "user month", None),
        ("sv", "295 kr per användare och månad exkl moms", "295", "SEK", "user month", False),
        ("sv", "295 kr per användare och månad, exklusive moms", "295", "SEK", "user month", False),
        ("sv", "100 kr idag", "100", "SEK", "", None),
        ("sv", "49,50 kr", "49.5", "SEK", "", None),
        ("en", "1,234.50 SEK", "1234.5", "SEK", "", None),
        ("en", "€12.50 per user/month", "12.5", "EUR", "user month", None),
        ("en", "$12 per user per month", "12", "USD", "user month", None),
        ("en", "£1,450 plus VAT", "1450", "GBP", "", False),
        ("sv", "12 tkr", "12000", "SEK", "", None),
        ("sv", "MSEK 3", "3000000", "SEK", "", None),
        ("sv", "3 miljoner kronor", "3000000", "SEK", "", None),
        ("en", "$2 million", "2000000", "USD", "", None),
        ("en", "5k SEK", "5000", "SEK", "", None),
        ("sv", "50 öre", "0.5", "SEK", "", None),
        ("sv", "300 kr/st", "300", "SEK", "piece", None),
        ("en", "300 SEK each", "300", "SEK", "piece", None),
        ("sv", "månadsavgift 4 900 kr", "4900", "SEK", "month", None),
        ("en", "annual fee of SEK 4,900", "4900", "SEK", "year", None),
        ("sv", "12 miljoner nok per år", "12000000", "NOK", "year", None),
    ],
)
def test_money_is_read_with_its_tax_and_what_it_is_per(
    language: str, text: str, value: str, unit: str, per: str, *, vat: bool | None
) -> None:
    found = only(text, language)
    assert (found.low, found.high, found.unit) == (Decimal(value), Decimal(value), unit)
    assert found.per == frozenset(per.split())
    assert found.vat is vat


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("sv", "30 dagars provperiod", 30 * DAY),
        ("sv", "14-dagars provperiod", 14 * DAY),
        ("en", "a 30-day trial", 30 * DAY),
        ("sv", "tvåårsavtal", 24 * MONTH),
        ("en", "12-month contract", 12 * MONTH),
        ("sv", "tre månaders uppsägningstid", 3 * MONTH),
        ("en", "3 months' notice", 3 * MONTH),
        ("sv", "en kvart", 15 * MINUTE),
        ("sv", "en halvtimme", 30 * MINUTE),
        ("en", "half an hour", 30 * MINUTE),
        ("en", "a quarter of an hour", 15 * MINUTE),
        ("en", "a fortnight", 14 * DAY),
        ("sv", "ett dygn", DAY),
        ("sv", "ett halvår", 6 * MONTH),
        ("sv", "2,5 timmar", Decimal("2.5")),
        ("en", "2.5 hours", Decimal("2.5")),
        ("sv", "elva minuter", 11 * MINUTE),
        ("en", "eleven minutes", 11 * MINUTE),
        ("en", "2 thousand hours", 2000),
        ("sv", "ett kvartal", 3 * MONTH),
    ],
)
def test_durations_are_hours(language: str, text: str, hours: Decimal) -> None:
    found = only(text, language)
    assert (found.unit, found.per) == ("hour", frozenset())
    assert found.low == found.high == pytest.approx(Decimal(hours))


@pytest.mark.parametrize(
    ("language", "text", "hours"),
    [
        ("sv", "5–7 arbetsdagar", (40, 56)),
        ("sv", "inom två helgfria vardagar", (16, 16)),
        ("en", "within 2 working days", (16, 16)),
        ("en", "three business days", (24, 24)),
        ("en", "4 business hours", (4, 4)),
        ("sv", "inom 4 arbetstimmar", (4, 4)),
        ("sv", "nästa vardag", (8, 16)),
        ("en", "the next working day", (8, 16)),
    ],
)
def test_a_working_day_is_eight_working_hours(language: str, text: str, hours: tuple[int, int]) -> None:
    found = only(text, language)
    assert (found.unit, (found.low, found.high)) == ("workhour", hours)


@pytest.mark.parametrize(
    ("language", "text", "low", "high"),
    [
        ("sv", "20-30 minuter", 20 * MINUTE, 30 * MINUTE),
        ("sv", "20 till 30 minuter", 20 * MINUTE, 30 * MINUTE),
        ("en", "between 5 and 7 days", 5 * DAY, 7 * DAY),
        ("en", "5–7 days", 5 * DAY, 7 * DAY),
    ],
)
def test_a_range_is_one_quantity(language: str, text: str, low: Decimal, high: Decimal) -> None:
    found = only(text, language)
    assert (found.low, found.high) == (pytest.approx(Decimal(low)), pytest.approx(Decimal(high)))


@pytest.mark.parametrize(
    ("language", "text", "bound", "about"),
    [
        ("sv", "cirka 300 kr", Bound.EXACT, True),
        ("sv", "ca 20 minuter", Bound.EXACT, True),
        ("en", "about 5 hours", Bound.EXACT, True),
        ("en", "roughly 10%", Bound.EXACT, True),
        ("en", "5 hours or so", Bound.EXACT, True),
        ("en", "exactly 5 hours", Bound.EXACT, False),
        ("sv", "minst 12 månader", Bound.AT_LEAST, False),
        ("en", "at least 12 months", Bound.AT_LEAST, False),
        ("en", "more than 12 months", Bound.AT_LEAST, False),
        ("sv", "från 300 kr", Bound.AT_LEAST, False),
        ("sv", "upp till 50 användare", Bound.AT_MOST, False),
        ("en", "up to 50 users", Bound.AT_MOST, False),
        ("en", "within 4 hours", Bound.AT_MOST, False),
        ("sv", "inom en kvart", Bound.AT_MOST, False),
        ("sv", "max 10 GB", Bound.AT_MOST, False),
        ("en", "the limit is 10 GB", Bound.AT_MOST, False),
    ],
)
def test_bounds_and_vagueness_stand_before_the_number(language: str, text: str, bound: Bound, *, about: bool) -> None:
    found = only(text, language)
    assert (found.bound, found.approximate) == (bound, about)


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("sv", "99,9 % tillgänglighet", "99.9", "%"),
        ("en", "99.95% uptime", "99.95", "%"),
        ("en", "12 per cent", "12", "%"),
        ("sv", "tjugo procents rabatt", "20", "%"),
        ("en", "-5%", "-5", "%"),
        ("sv", "–10 °C", "-10", "degree"),
        ("en", "50 GB", "50000000000", "byte"),
        ("sv", "3 ton", "3000000", "gram"),
        ("en", "1,200 users", "1200", "#user"),
        ("sv", "1 200 användare", "1200", "#använd"),
        ("en", "seven users", "7", "#user"),
    ],
)
def test_shares_measures_and_counts(language: str, text: str, value: str, unit: str) -> None:
    found = only(text, language)
    assert (found.low, found.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "I quoted 550", 550),
        ("en", "told them 550 excl. VAT", 550),
        ("sv", "jag sa 550", 550),
        ("sv", "offererade 12 500", 12_500),
    ],
)
def test_a_number_said_as_a_price_is_one_without_a_currency(language: str, text: str, value: int) -> None:
    found = only(text, language)
    assert (found.unit, found.low) == ("bare", value)


@pytest.mark.parametrize(
    ("language", "text", "opens", "closes"),
    [
        ("sv", "Supporten är öppen vardagar 8–17", 8, 17),
        ("sv", "Öppet kl. 08.00–17.30", 8, Decimal("17.5")),
        ("en", "9am to 5pm support", 9, 17),
        ("en", "Support is open 9:00-17:00", 9, 17),
        ("en", "open 24/7", 0, 24),
        ("sv", "bemannat dygnet runt", 0, 24),
    ],
)
def test_opening_hours_are_hours_of_the_clock(language: str, text: str, opens: Decimal, closes: Decimal) -> None:
    found = only(text, language)
    assert (found.unit, found.low, found.high) == ("clock", opens, closes)


@pytest.mark.parametrize(
    ("language", "text", "hour"),
    [("sv", "ring klockan 14", 14), ("en", "by 2 pm", 14), ("en", "at 9:30", Decimal("9.5")), ("en", "12 pm", 12)],
)
def test_a_time_of_day_is_read(language: str, text: str, hour: Decimal) -> None:
    found = only(text, language)
    assert (found.unit, found.low) == ("time", hour)


@pytest.mark.parametrize(
    ("language", "text", "first", "last", "bound"),
    [
        ("sv", "vecka 47", date(2026, 11, 16), date(2026, 11, 22), Bound.EXACT),
        ("sv", "v. 2", date(2027, 1, 11), date(2027, 1, 17), Bound.EXACT),
        ("en", "week 12", date(2027, 3, 22), date(2027, 3, 28), Bound.EXACT),
        ("en", "Q1 2027", date(2027, 1, 1), date(2027, 3, 31), Bound.EXACT),
        ("sv", "Q4", date(2026, 10, 1), date(2026, 12, 31), Bound.EXACT),
        ("sv", "senast 15 januari", date(2027, 1, 15), date(2027, 1, 15), Bound.AT_MOST),
        ("en", "before 1 March 2027", date(2027, 3, 1), date(2027, 3, 1), Bound.AT_MOST),
        ("en", "from the 3rd of December", date(2026, 12, 3), date(2026, 12, 3), Bound.AT_LEAST),
        ("en", "2026-12-01", date(2026, 12, 1), date(2026, 12, 1), Bound.EXACT),
        ("sv", "i mars", date(2027, 3, 1), date(2027, 3, 31), Bound.EXACT),
        ("en", "December 2026", date(2026, 12, 1), date(2026, 12, 31), Bound.EXACT),
    ],
)
def test_a_date_is_the_range_of_its_days_nearest_to_the_note_s(
    language: str, text: str, first: date, last: date, bound: Bound
) -> None:
    found = only(text, language)
    assert (found.unit, date.fromordinal(int(found.low)), date.fromordinal(int(found.high))) == ("date", first, last)
    assert found.bound is bound


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "for a day"),
        ("sv", "en dag"),
        ("sv", "2026-02-30"),
        ("sv", "40 st"),
        ("en", "call 0701234567"),
        ("en", "version 1.2.3.4"),
        ("en", "ſeven users"),
        ("en", "nothing here"),
        ("en", ""),
    ],
)
def test_what_is_no_quantity_is_left_alone(language: str, text: str) -> None:
    assert quantities(text, language, TODAY) == ()


def test_digits_too_many_for_a_number_are_not_cut_to_a_smaller_one() -> None:
    assert [q.low for q in quantities("SEK 12345678901", "en")] == []
    assert [q.low for q in quantities("0.00015 %", "en")] == []


def test_a_date_without_a_year_needs_a_day_to_be_near_to() -> None:
    assert quantities("senast 15 januari", "sv") == ()


def test_quantities_come_in_order_and_never_share_a_character() -> None:
    text = "Från 1 mars 2027: 300 kr per månad, 30 dagars provperiod och svar inom 2 arbetsdagar, vardagar 8–17."
    found = quantities(text, "sv", TODAY)
    assert [q.unit for q in found] == ["date", "SEK", "hour", "workhour", "clock"]
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[q.start : q.end] == q.text for q in found)
