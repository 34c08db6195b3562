"""Waits that somebody tells as a story, with no length named."""

from decimal import Decimal

import pytest

from app.language.quantities import quantities
from app.language.waits import waits


@pytest.mark.parametrize(
    ("text", "metric", "low", "high"),
    [
        ("Anmälde felet i måndags, tekniker på plats först på torsdagen.", "response_time", 60, 84),
        ("Reported it on Tuesday and somebody came on Friday.", "response_time", 60, 84),
        ("De beställde på fredagen och pallarna kom på tisdag.", "delivery", 84, 108),
        ("Ordered on Monday, delivered on Wednesday.", "delivery", 36, 60),
        ("Larmet gick 04.10 och väktaren var framme 05.40.", "response_time", "1.5", "1.5"),
        ("Alarm at 23:30, our guard on site 00:15.", "response_time", "0.75", "0.75"),
        ("Svaret dröjde till dagen efter.", "response_time", 12, 40),
        ("No reply until the following morning.", "response_time", 12, 40),
        ("Leveransen kom först nästa dag.", "delivery", 12, 40),
    ],
)
def test_a_wait_is_read_from_its_two_ends(text: str, metric: str, low: float | str, high: float | str) -> None:
    (wait,) = waits(text)
    assert (wait.metric, wait.low, wait.high, wait.unit) == (metric, Decimal(low), Decimal(high), "hour")


@pytest.mark.parametrize(
    "text",
    [
        "Ringde på måndag, möte på torsdag.",
        "Called on Monday, lunch on Thursday.",
        "Öppet 8.00 och stängt 17.00.",
        "Mejlade 09.15, går hem 17.00.",
        "Vi ses dagen efter.",
        "The next day was sunny.",
        "Reported on Monday. On Friday she came for lunch.",
    ],
)
def test_two_things_that_happened_are_no_wait(text: str) -> None:
    assert list(waits(text)) == []


def test_a_wait_stands_among_the_other_figures_of_its_sentence() -> None:
    found = quantities("Anmälde 2 fel i måndags, någon kom på torsdag, kostade 900 kr.", "sv")
    assert [q.unit for q in found] == ["#fel", "hour", "SEK"]
