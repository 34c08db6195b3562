import pytest

from app.pitch.matching import Vocabulary, coverage, met, text_bag, unit_of, weights


@pytest.mark.parametrize(
    ("word", "text", "low", "high"),
    [
        ("kostar", "Priset är 490 kr", 0.8, 0.9),  # one concept
        ("price", "Priset är 490 kr", 0.8, 0.9),  # in two languages
        ("datan", "All data lagras i Sverige", 0.7, 0.9),  # another form
        ("rabatt", "Volymrabatt: 10 %", 0.7, 1.0),  # part of a compound
        ("studentrabatt", "Vi ger rabatt från 25 användare", 0.3, 0.55),  # only the head of the compound
        ("bananer", "Priset är 490 kr", 0.0, 0.0),
    ],
)
def test_a_word_is_met_as_far_as_the_text_speaks_of_it(word: str, text: str, low: float, high: float) -> None:
    assert low <= met(unit_of(word), text_bag(text)) <= high


@pytest.mark.parametrize(
    ("name", "text", "answered"),
    [
        ("SAP", "Export to any payroll system", False),
        ("SOC 2", "Certified to ISO 27001", False),
        ("ISO 27001", "Certified to ISO 27001 since 2024", True),
        ("Outlook", "Works with your calendar", False),
        ("SSO", "Enkel inloggning ingår i Enterprise", True),
        ("API", "An open API is included", True),
    ],
)
def test_a_name_is_met_by_itself_or_by_another_name_of_the_same_thing(name: str, text: str, answered: bool) -> None:  # noqa: FBT001 - a table
    assert bool(met(unit_of(name, name=True), text_bag(text))) is answered


def test_rare_words_weigh_more_than_common_ones() -> None:
    vocabulary = Vocabulary(100, {"user": 60, "export": 1})
    units = (unit_of("users"), unit_of("export"))
    parts = weights(units, vocabulary)
    assert sum(parts) == pytest.approx(1.0)
    assert coverage(units, parts, text_bag("users")) < 0.3
    assert coverage(units, parts, text_bag("export")) > 0.7
    assert coverage(units, parts, text_bag("users"), text_bag("export")) == pytest.approx(1.0)
    assert coverage((), (), text_bag("export")) == 0.0
