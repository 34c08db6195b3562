import pytest

from app.language.lexicon import read
from app.language.senses import forms_of, senses_of, senses_of_word


@pytest.mark.parametrize(
    ("swedish", "english"),
    [
        ("Hur mycket väger den?", "It weighs 38 grams."),
        ("Var ligger säkerhetskopiorna?", "Backups are taken every hour."),
        ("Vem betalar returfrakten?", "We pay the freight."),
        ("en tvist", "Disputes are settled in court."),
        ("Skyddsombudet", "the safety rep"),
    ],
)
def test_plain_words_meet_across_languages(swedish: str, english: str) -> None:
    assert senses_of(swedish) & senses_of(english)


def test_a_compound_needs_both_its_parts() -> None:
    centre = senses_of_word("larmcentralen")
    assert centre.shared(senses_of("our alarm centre")) == 1.0
    assert 0 < centre.shared(senses_of("the alarm goes out")) < 1.0


def test_a_compound_that_begins_with_something_unknown_is_met_only_in_part() -> None:
    assert 0 < senses_of_word("studentrabatt").shared(senses_of("a discount of 10 %")) < 1.0
    assert 0 < senses_of_word("testmiljö").shared(senses_of("a free trial")) < 1.0


def test_another_form_of_a_word_is_the_word() -> None:
    for word in ("utbildningarna", "kalibreras", "planerarna", "levererar", "invoicing", "publicering"):
        assert not senses_of_word(word).part, word


def test_one_language_is_never_met_by_another() -> None:
    assert senses_of_word("finska").name
    assert not senses_of_word("finska").first & senses_of("Operators speak Swedish and English.")
    assert senses_of_word("finska").first & senses_of("in Finnish")


def test_every_sense_can_be_looked_for() -> None:
    assert all(forms_of(frozenset({sense})) for sense in read("senses")["senses"])
