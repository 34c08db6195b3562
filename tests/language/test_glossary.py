from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.glossary import concepts_of, glossary, name_of, places_of
from app.language.lexicon import read

SHARED = {"enheter"}  # sites a customer has, and devices
CONCEPTS = sorted(read("glossary"))


@pytest.mark.parametrize("concept", CONCEPTS)
def test_a_concept_has_names_and_words_in_both_languages(concept: str) -> None:
    entry = read("glossary")[concept]
    assert set(entry) == {"name_sv", "name_en", "sv", "en"}
    assert all(name.strip() for name in (name_of(concept, "sv"), name_of(concept, "en")))
    assert entry["sv"]
    assert entry["en"]


@pytest.mark.parametrize("concept", CONCEPTS)
def test_every_word_of_a_concept_is_found_as_that_concept(concept: str) -> None:
    entry = read("glossary")[concept]
    missed = [w for w in (*entry["sv"], *entry["en"]) if concept not in concepts_of(f"({w.strip('*').upper()})")]
    assert missed == []


def test_no_word_stands_for_two_concepts_unless_meant() -> None:
    uses = Counter(
        word for entry in read("glossary").values() for word in {w.casefold() for w in (*entry["sv"], *entry["en"])}
    )
    assert {word for word, count in uses.items() if count > 1} == SHARED


@pytest.mark.parametrize("language", ["sv", "en"])
def test_no_concept_names_a_word_twice(language: str) -> None:
    twice = {c: [w for w, n in Counter(e[language]).items() if n > 1] for c, e in read("glossary").items()}
    assert {c: w for c, w in twice.items() if w} == {}


def test_names_are_told_apart_by_the_reader() -> None:
    for language in ("sv", "en"):
        names = Counter(name_of(concept, language) for concept in CONCEPTS)
        assert [name for name, count in names.items() if count > 1] == []


@pytest.mark.parametrize(
    ("swedish", "english", "concept"),
    [
        ("Vad är uppsägningstiden?", "What is the notice period?", "notice"),
        ("enkel inloggning med Entra ID", "single sign-on", "sso"),
        ("Provperioden är gratis", "a free trial", "trial"),
        ("årsabonnemangskostnad", "the price", "price"),
    ],
)
def test_both_languages_lead_to_one_concept(swedish: str, english: str, concept: str) -> None:
    assert concept in concepts_of(swedish) & concepts_of(english)


def test_a_phrase_is_found_over_a_hyphen_or_a_line_break() -> None:
    assert "trial" in concepts_of("free-trial")
    assert "notice" in concepts_of("the notice\nperiod")


def test_part_of_a_word_is_no_concept() -> None:
    assert concepts_of("rapid capsule") == frozenset()


def test_places_are_where_the_words_stand() -> None:
    text = "Priset och supporten"
    assert [(concept, text[start:end]) for concept, start, end in places_of(text)] == [
        ("price", "Priset"),
        ("support", "supporten"),
    ]


@given(st.text(alphabet="İIıßaå ", max_size=20))
def test_letters_that_grow_in_lower_case_do_not_move_the_places_after_them(lead: str) -> None:
    text = f"{lead} SUPPORT"
    assert [text[start:end] for concept, start, end in places_of(text) if concept == "support"] == ["SUPPORT"]


def test_an_endless_word_is_looked_up_by_its_ends_only() -> None:
    assert "support" in glossary().of_word("support" + "x" * 300)
    assert max(map(len, (*glossary().prefixes, *glossary().suffixes))) <= 40
