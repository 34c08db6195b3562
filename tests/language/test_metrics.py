from datetime import date
from decimal import Decimal

import pytest

from app.domain.quantity import Bound
from app.language.metrics import with_metrics
from app.language.quantities import quantities
from app.language.tables import header_of, is_row, row_quantities

TODAY = date(2026, 11, 23)
MINUTE, DAY, MONTH = Decimal(1) / 60, 24, Decimal("730.5")


@pytest.mark.parametrize(
    ("language", "text", "metric"),
    [
        ("sv", "30 dagars provperiod", "trial"),
        ("en", "a contract of 12 months", "contract"),
        ("en", "3 months' notice", "notice"),
        ("en", "We give 3 months notice before we increase the price", "price_change"),
        ("en", "99.9% uptime", "uptime"),
        ("en", "99.9% available", "uptime"),
        ("sv", "20 % rabatt", "discount"),
        ("sv", "startavgift 4 900 kr", "setup_fee"),
        ("sv", "det kostar 4 900 kr", "price"),
        ("en", "up to 50 users", "#user"),
        ("en", "three months after the trial", ""),
        ("en", "5 hours", ""),
    ],
)
def test_a_quantity_measures_the_concept_beside_it(language: str, text: str, metric: str) -> None:
    assert [q.metric for q in with_metrics(quantities(text, language), text, "")] == [metric]


def test_each_of_two_durations_measures_the_word_beside_it() -> None:
    text = "Trial 30 days, notice period 3 months."
    assert [q.metric for q in with_metrics(quantities(text, "en"), text, "")] == ["trial", "notice"]


def test_the_heading_says_what_a_lone_duration_measures() -> None:
    assert [q.metric for q in with_metrics(quantities("14 days", "en"), "14 days", "Free trial")] == ["trial"]


TABLE = """Våra priser

| Plan | Pris per användare och månad | Användare |
|------|-----------------------------|-----------|
| Start | 99 kr | 40 |
| Pro | 199 kr | upp till 200 |
"""


def test_a_cell_is_read_with_its_column_s_heading() -> None:
    start = TABLE.index("| Pro")
    row = TABLE[start : TABLE.index("\n", start)]
    header = header_of(TABLE, start)
    price, users = row_quantities(row, header, "sv", TODAY)
    assert header == ["Plan", "Pris per användare och månad", "Användare"]
    assert (price.low, price.unit, price.per, price.metric) == (199, "SEK", {"user", "month"}, "price")
    assert (users.low, users.unit, users.bound) == (200, "#använd", Bound.AT_MOST)
    assert row[price.start : price.end].strip() == "199 kr"


def test_rows_without_a_rule_below_the_headings_have_none() -> None:
    assert header_of("| a | b |\n| 1 | 2 |\n| 3 | 4 |\n", len("| a | b |\n| 1 | 2 |\n")) == []
    assert is_row("| a | b |")
    assert not is_row("a | b")
