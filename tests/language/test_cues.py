import re

import pytest

from app.language import cues
from app.language.lexicon import read

LISTS = read("cues")


@pytest.mark.parametrize("name", sorted(LISTS))
def test_a_list_of_cues_is_written_out_once_each(name: str) -> None:
    assert LISTS[name]
    assert len(set(LISTS[name])) == len(LISTS[name])


@pytest.mark.parametrize(
    ("name", "swedish", "english"),
    [
        ("negation", "Det ingår inte", "It isn't included"),
        ("question", "Hon undrar när det kommer", "She asked whether it is coming"),
        ("promise", "Jag lovade rabatt", "I promised a discount"),
        ("belief", "Kunden tror att det ingår", "They think it is included"),
        ("objection", "Det är för dyrt", "It is too expensive"),
        ("hypothetical", "Tänk om vi kunde exportera", "Imagine we could export"),
        ("followup", "Ska återkomma på tisdag", "Will follow up on Tuesday"),
        ("older", "Så var det i fjol", "That was last year"),
        ("exempt", "Chefen godkände det", "Approved by the manager"),
        ("competitor", "Konkurrenten är billigare", "The competitor is cheaper"),
    ],
)
def test_both_languages_carry_the_cue(name: str, swedish: str, english: str) -> None:
    assert cues.has(name, swedish)
    assert cues.has(name, english)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("negation", "Noterat om priset"),
        ("negation", "Inte bara billigt"),
        ("promise", "The compromise is good"),
        ("pilot", "copilot"),
        ("worry", "storordig"),
    ],
)
def test_a_cue_inside_another_word_is_none(name: str, text: str) -> None:
    assert not cues.has(name, text)


def test_the_first_cue_is_found_where_it_stands() -> None:
    found = cues.find("promise", "Hon är glad och jag lovade rabatt")
    assert isinstance(found, re.Match)
    assert found[0] == "lovade"
    assert cues.find("promise", "Hon är glad") is None


@pytest.mark.parametrize(
    ("text", "negations"),
    [
        ("Det ingår", 0),
        ("Det ingår inte", 1),
        ("It doesn't", 1),
        ("It’s not that it doesn’t work", 2),
        ("Not just here", 0),
    ],
)
def test_two_negations_cancel_each_other(text: str, negations: int) -> None:
    assert cues.count("negation", text) == negations
    assert cues.negated(text) is (negations == 1)
