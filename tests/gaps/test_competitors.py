"""What heard about a competitor is told, and what is no news or nothing one could look up."""

from datetime import date

import pytest

from app.domain.gap import Gap, Kind
from tests.gaps.company import gaps_of, note, page

TODAY = date(2026, 10, 5)


def heard(card: str, said: str, title: str = "Battlecard Klangia") -> list[Gap]:
    texts = {"official/card.md": page(card, title), "field/note.md": note(said, day="2026-09-20")}
    return [gap for gap in gaps_of(texts, TODAY) if gap.kind is Kind.COMPETITOR_CLAIM]


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("Klangia has no workshop of its own.", "Klangia showed them round their new workshop in Gävle."),
        ("Klangia saknar egen verkstad.", "Klangias säljare sa att de har egen verkstad i Gävle numera."),
        ("Klangia charges GBP 180 per tuning.", "Klangia quoted her GBP 150 per tuning."),
        ("Klangia stämmer bara pianon i Norrland.", "Klangia kör pianon i Skåne också nu, han visade kalendern."),
    ],
)
def test_what_a_battlecard_contradicts_is_told_with_the_card(card: str, said: str) -> None:
    (gap,) = heard(card, said)
    assert [e.quote for e in gap.official] == [card]


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("Klangia stämmer pianon i Norrland.", "Klangia lovar flygelstämning inom 24 timmar, stod i broschyren."),
        (
            "Klangia is based in Falun.",
            "Had Klangia in last week. They told her they guarantee every string for ten years.",
        ),
    ],
)
def test_a_checkable_statement_no_card_speaks_of_is_told(card: str, said: str) -> None:
    (gap,) = heard(card, said)
    assert gap.official == ()


@pytest.mark.parametrize(
    ("card", "said"),
    [
        ("Klangia charges GBP 180 per tuning.", "Klangia charges 180 a tuning, same as before."),
        ("Klangia answers within two days.", "Klangia answered within 48 hours, she says."),
        ("Klangia has no workshop of its own.", "Does Klangia have a workshop of its own?"),
        ("Klangia has no workshop of its own.", "If Klangia had a workshop of their own she would leave us."),
        ("Klangia has no workshop of its own.", "Klangia were in last week. Nice people, she said."),
        (
            "Klangia har ingen egen verkstad.",
            "Klangia kör allt till en annan firma, ingen egen verkstad, som vi trodde.",
        ),
        ("Klangia har ingen egen verkstad.", "Träffade Klangia på mässan, de hälsade."),
        ("Klangia charges GBP 180 per tuning.", "We charge GBP 150 per tuning, I told her."),
    ],
)
def test_agreement_questions_fancies_and_mere_mentions_are_not_told(card: str, said: str) -> None:
    assert heard(card, said) == []


def test_a_note_older_than_the_card_contradicts_nothing() -> None:
    texts = {
        "official/card.md": page("Klangia has no workshop of its own.", "Battlecard Klangia", day="2026-09-01"),
        "field/note.md": note("Klangia showed them round their workshop in Gävle.", day="2026-03-01"),
    }
    assert [gap for gap in gaps_of(texts, TODAY) if gap.official] == []


def test_without_any_battlecard_nothing_is_said_to_be_missing_from_one() -> None:
    assert heard("We tune pianos.", "Klangia told her they guarantee every string for ten years.", "About us") == []


def test_a_name_that_is_also_a_word_is_met_with_its_capital_only() -> None:
    card = "Lugnet vattnar var tredje vecka."
    said = "De sa att lugnet i väntrummet är certifierat av chefen själv, 24 timmar om dygnet."
    assert heard(card, said, "Stridskort Lugnet") == []
