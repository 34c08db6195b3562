"""How often something is said to be done."""

import pytest

from app.language.frequencies import times_a_year


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("töms varje vecka", 52),
        ("töms en gång i veckan", 52),
        ("tvättas en gång om året", 1),
        ("var fjortonde dag", 26),
        ("twice a year", 2),
        ("three times per month", 36),
        ("every other week", 26),
        ("serviced quarterly", 4),
        ("två gånger per kvartal", 8),
    ],
)
def test_a_frequency_is_told_as_times_a_year(text: str, expected: int) -> None:
    times = times_a_year(text)
    assert times is not None
    assert round(times) == expected


@pytest.mark.parametrize("text", ["a week later", "två veckor", "every customer", "weekly in May, monthly in June"])
def test_what_is_no_frequency_or_two_of_them_is_not_told(text: str) -> None:
    assert times_a_year(text) is None
