"""Figures as they are said in passing: a price with no currency, when it closes, how long it lasts."""

from decimal import Decimal

import pytest

from app.domain.quantity import BARE, Bound, Comparison, Quantity
from app.language.metrics import with_metrics
from app.language.quantities import quantities


def only(text: str, language: str) -> Quantity:
    (found,) = with_metrics(quantities(text, language), text, "")
    return found


@pytest.mark.parametrize(
    ("text", "language", "low", "per"),
    [
        ("Jag tog 1 250 i månaden.", "sv", 1250, "month"),
        ("Det landade på 18 000 om året.", "sv", 18000, "year"),
        ("They pay 85 a month for it.", "en", 85, "month"),
        ("It comes to 1,200 per year.", "en", 1200, "year"),
    ],
)
def test_a_price_needs_no_currency_where_it_is_said_or_paid_by_the_month(
    text: str, language: str, low: int, per: str
) -> None:
    found = only(text, language)
    assert (found.unit, found.low, found.per, found.metric) == (BARE, Decimal(low), {per}, "price")


@pytest.mark.parametrize(
    ("text", "language"),
    [("De kör 1 250 stopp i månaden.", "sv"), ("They see 85 patients a month.", "en"), ("Drygt 300 i veckan.", "sv")],
)
def test_what_is_counted_or_done_so_often_is_no_price(text: str, language: str) -> None:
    assert all(q.unit != BARE for q in quantities(text, language))


@pytest.mark.parametrize(
    ("text", "language", "closes"),
    [
        ("Supporten stängde kl 15.", "sv", 15),
        ("Kundtjänsten stänger redan klockan 16.30.", "sv", Decimal("16.5")),
        ("Our helpdesk closes at 5 pm.", "en", 17),
    ],
)
def test_when_it_closes_is_held_against_the_opening_hours(text: str, language: str, closes: int | Decimal) -> None:
    found = only(text, language)
    assert (found.unit, found.high, found.bound) == ("clock", Decimal(closes), Bound.AT_MOST)
    hours = only("Supporten har öppet 7–18.", "sv")
    assert hours.compare(found) is Comparison.DIFFERENT
    assert hours.compare(only("Supporten stänger klockan 18.", "sv")) is Comparison.SAME


@pytest.mark.parametrize("text", ["Supporten stänger kl 13 på julafton.", "Our helpdesk closes at 2 pm on Fridays."])
def test_the_hours_of_one_special_day_are_not_the_usual_ones(text: str) -> None:
    assert all(q.unit != "clock" for q in quantities(text, "sv" if "kl" in text else "en"))


@pytest.mark.parametrize(
    ("text", "language", "metric"),
    [
        ("The certificate lasts two years before it has to be renewed.", "en", "certification"),
        ("Certifikatet gäller i två år innan det måste förnyas.", "sv", "certification"),
        ("Avboka senast 24 timmar före besöket.", "sv", "cancellation"),
        ("Gratis i 14 dagar.", "sv", "trial"),
        ("Free for 14 days.", "en", "trial"),
        ("Three months after go-live we meet.", "en", ""),
    ],
)
def test_a_length_of_time_measures_what_lasts_so_long(text: str, language: str, metric: str) -> None:
    assert only(text, language).metric == metric
