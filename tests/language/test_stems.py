import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.stems import STOP, index_tokens, stem, terms, words


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("sv", "rapporterna", "rapport"),
        ("sv", "fakturor", "faktura"),
        ("en", "invoices", "invoice"),
        ("en", "priced", "prices"),
    ],
)
def test_inflections_of_a_word_share_its_stem(language: str, one: str, other: str) -> None:
    assert stem(one, language) == stem(other, language)


def test_words_are_letters_and_digits_in_lower_case_and_in_order() -> None:
    assert words("Åsa's SSO-krav, v2!") == ["åsa's", "sso", "krav", "v2"]


def test_terms_leave_out_what_carries_nothing() -> None:
    assert terms("Kunden vill att vi 2026 exporterar x till kalendern", "sv") == {"exporter", "kalend"}
    assert terms("The customer said that we export to the calendar", "en") == {"export", "calendar"}


def test_terms_of_only_function_words_are_none() -> None:
    assert terms("och att det the of 300", "sv") == frozenset()


def test_both_languages_stand_in_the_index_with_the_concepts_they_name() -> None:
    tokens = index_tokens("Vad kostar faktureringen 4 900")
    assert {"kost", "4", "900", "§price", "§invoice"} <= set(tokens)
    assert not set(tokens) & STOP


def test_a_question_meets_material_in_the_other_language_on_the_concept() -> None:
    assert set(index_tokens("uppsägningstid")) & set(index_tokens("notice period")) == {"§notice"}


@given(st.text(max_size=80))
def test_any_text_has_tokens_without_white_space(text: str) -> None:
    assert all(token and not any(c.isspace() for c in token) for token in index_tokens(text))
