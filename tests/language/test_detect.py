import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.detect import is_mixed, language_of


@pytest.mark.parametrize(
    "text",
    [
        "Kunden vill att vi återkommer på tisdag",
        "ringde anna, vill ha pris o sso",
        "för dyrt enl ekonomichefen",
        "Supporten är öppen vardagar",
        "De tyckte att our platform var för dyr men de vill ha en demo",
    ],
)
def test_swedish_is_known_however_short_or_mixed(text: str) -> None:
    assert language_of(text) == "sv"


@pytest.mark.parametrize(
    "text",
    [
        "The customer wants us to call back on Tuesday",
        "called anna, wants price and sso",
        "too expensive says the CFO",
        "Support is open on weekdays",
        "They asked about lagom pricing and the contract",
    ],
)
def test_english_is_known_however_short_or_mixed(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "123 456", "--- !"])
def test_a_text_without_words_is_taken_for_english(text: str) -> None:
    assert language_of(text) == "en"


@given(st.text(max_size=60))
def test_any_text_is_one_of_the_two(text: str) -> None:
    assert language_of(text) in {"sv", "en"}


def test_a_text_that_goes_from_one_language_to_the_other_is_mixed() -> None:
    assert is_mixed("Vi pratade om priset och hur det ser ut för dem. They said that they have to ask the board first.")
    assert not is_mixed("Vi pratade om priset. De vill ha en one-pager, och go-live ska vara i mars.")
    assert not is_mixed("We met the team in Älvsjö. They have the same question as in the last meeting.")
    assert not is_mixed("")
