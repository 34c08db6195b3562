import pytest

from app.pitch.figures import figures, unsupported


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("4 900 kr", "SEK 4,900"),
        ("4 900 kr", "4900 SEK"),
        ("99,9 %", "99.9 %"),
        ("5.0 hours", "5 h"),
        ("five hours", "5 timmar"),
        ("tjugotre butiker", "23 shops"),
        ("twenty-three shops", "tjugotre butiker"),
        ("1.500 enheter", "1,500 units"),
        ("07.00–18.00", "07:00-18:00"),
        ("12 400 000 kr", "12,400,000"),
    ],
)
def test_a_figure_is_the_same_in_either_notation(one: str, other: str) -> None:
    assert unsupported(one, other) == []
    assert unsupported(other, one) == []


@pytest.mark.parametrize(
    ("text", "quote", "missing"),
    [
        ("590 kr", "490 kr", ["590"]),
        ("99.9 %", "99.5 %", ["99.9"]),
        ("six hours", "five hours", ["6"]),
        ("14 dagar och 30 dagar", "30 dagar", ["14"]),
        ("TLS 1.3 och AES-256", "AES-256", ["1.3"]),
        ("2026", "no figure at all", ["2026"]),
        ("4 900 kr", "49 kr", ["4900"]),
    ],
)
def test_a_figure_that_stands_nowhere_is_named(text: str, quote: str, missing: list[str]) -> None:
    assert unsupported(text, quote) == missing


def test_one_is_an_article_and_no_figure() -> None:
    assert figures("en butik, ett konto, one shop") == []
