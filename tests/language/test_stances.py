import pytest

from app.language.lexicon import read
from app.language.stances import attributes, opposed, stances


@pytest.mark.parametrize("attribute", sorted(read("stances")))
def test_an_attribute_has_two_positions_that_a_negation_can_turn_into_each_other(attribute: str) -> None:
    found = attributes()[attribute]
    assert len(found.positions) == 2
    assert found.name("sv") != found.name("en")
    assert 1 <= found.severity <= 5
    assert found.shared in {0, 1}


@pytest.mark.parametrize(
    ("swedish", "english", "position"),
    [
        ("SSO ingår i priset", "SSO is included", "inclusion:included"),
        ("SSO kostar extra", "SSO costs extra", "inclusion:extra"),
        ("Data lagras i Sverige", "Data is stored in Sweden", "data_location:in_europe"),
        ("Loggarna lagras i USA", "Logs are stored in the United States", "data_location:outside_europe"),
        ("Uppdateras i realtid", "Updates in real time", "freshness:instant"),
        ("Fungerar offline", "Works offline", "connectivity:offline"),
        ("Ingen bindningstid", "No lock-in", "commitment:free_to_leave"),
        ("Support dygnet runt", "Support around the clock", "support_hours:always"),
        ("Obegränsat antal", "Unlimited", "amount:unlimited"),
        ("Allt är krypterat", "Everything is encrypted", "encryption:encrypted"),
    ],
)
def test_both_languages_take_the_same_position(swedish: str, english: str, position: str) -> None:
    assert position in stances(swedish)
    assert position in stances(english)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("SSO ingår inte", "inclusion:extra"),
        ("SSO is not included", "inclusion:extra"),
        ("SSO isn't included", "inclusion:extra"),
        ("The data is not encrypted", "encryption:plain"),
        ("Det sker inte i realtid", "freshness:delayed"),
        ("It does not update in real time", "freshness:delayed"),
        ("utan fördröjning", "freshness:instant"),
        ("without delay", "freshness:instant"),
    ],
)
def test_a_negation_turns_the_position_and_the_longer_cue_wins(text: str, position: str) -> None:
    attribute, _ = position.split(":")
    assert {s for s in stances(text) if s.startswith(attribute)} == {position}


def test_a_negation_in_another_clause_does_not_reach_the_cue() -> None:
    assert "inclusion:included" in stances("Det var inte så svårt, SSO ingår")


def test_a_statement_that_says_both_says_neither() -> None:
    assert not [s for s in stances("SSO ingår men kurser kostar extra") if s.startswith("inclusion")]


@pytest.mark.parametrize("text", ["", "Vi ses på tisdag", "See you on Tuesday"])
def test_small_talk_takes_no_position(text: str) -> None:
    assert stances(text) == frozenset()


def test_two_sides_are_opposed_where_their_positions_differ() -> None:
    one = frozenset({"inclusion:included", "encryption:encrypted", "amount:limited"})
    other = frozenset({"inclusion:extra", "encryption:encrypted", "plans:all_plans"})
    assert opposed(one, other) == opposed(other, one) == ["inclusion"]
    assert opposed(one, one) == []
