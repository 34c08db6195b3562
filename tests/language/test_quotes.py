import pytest

from app.language.quotes import unmarked
from app.language.reasons import figures
from app.language.statements import shortened


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Kan vi koppla ihop dem?** Ja, utan\nextra kostnad.", "Kan vi koppla ihop dem? Ja, utan extra kostnad."),
        ("| Bas | 2 900 kr/mån |", "Bas, 2 900 kr/mån"),
        ("- see [the price list](https://example.com/p_1)", "see the price list"),
        ("upp till 5*3 m, 2 * 3 m, snake_case", "upp till 5*3 m, 2 * 3 m, snake_case"),
        ("* *Team* kostar **490** kr", "Team kostar 490 kr"),
    ],
)
def test_a_quote_is_read_without_the_mark_up_of_its_source(written: str, read: str) -> None:
    assert unmarked(written) == read


def test_a_gap_and_its_reason_are_told_without_mark_up() -> None:
    quote = "**Ingår påfyllning?** Ja, " + "alltid " * 60
    assert "*" not in figures(quote, "> nej").en
    assert shortened(quote).startswith("Ingår påfyllning? Ja, alltid")
    assert shortened(quote).endswith(" …")
