"""Colleagues who say different things, and differences that are none of our offer or settled already."""

from datetime import date

import pytest

from app.domain.gap import Gap, Kind
from tests.gaps.company import gaps_of, note, page

TODAY = date(2026, 10, 5)
TRUCKS, TENTS = "We lease forklifts.", "Vi hyr ut tält."


def inconsistent(official: str, one: str, other: str, reps: tuple[str, str] = ("Eva", "Adam")) -> list[Gap]:
    texts = {
        "official/page.md": page(official),
        "field/one.md": note(one, "Alfa", reps[0], "2026-05-20"),
        "field/other.md": note(other, "Beta", reps[1], "2026-06-20"),
    }
    return [gap for gap in gaps_of(texts, TODAY) if gap.kind is Kind.FIELD_INCONSISTENCY]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("told them descaling is done by our engineer twice a year", "said our engineer descales it every month"),
        ("Explained that a spare truck arrives within 24 hours.", "told her the spare truck takes a week, as always"),
        ("sa att lånetrucken kommer inom 4 timmar", "förklarade att lånetruck tar tre dagar hos oss"),
        ("batteries last eight hours on our trucks, always", "our truck batteries last about four hours, the norm"),
        ("vi tar 200 kr per stol som försvinner", "sa att vi tar 350 kr per stol om den försvinner"),
        ("Filtren byter vi alltid varje månad", "sa till honom att vi byter filtren en gång per kvartal"),
    ],
)
def test_two_reps_with_different_figures_for_one_thing_are_told_together(one: str, other: str) -> None:
    (gap,) = inconsistent(TRUCKS, one, other)
    assert [e.quote for e in gap.field] == [one, other]
    assert gap.official == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("windows are done by our own people, every time", "we send the windows to a subcontractor, always have"),
        ("told them all our trucks have a camera", "only the big trucks have a camera at our place"),
        ("våra städare har egen nyckel, alltid", "sa att våra städare aldrig har egen nyckel, kunden öppnar"),
        ("man kan ändra antalet stolar till dagen innan", "antalet stolar kan inte ändras när vi har packat"),
        ("Vaserna ska lämnas tillbaka till oss", "kunden behåller vaserna, vi tar inga åter"),
    ],
)
def test_two_reps_whose_words_exclude_each_other_are_told_together(one: str, other: str) -> None:
    assert len(inconsistent(TENTS, one, other)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("they have 14 trucks in the hall", "they have 3 trucks in the yard"),
        ("waited 20 minutes in reception, truck parked outside", "meeting took two hours, reception was closed"),
        ("batteries last eight hours on our trucks", "the buyer reckons our truck batteries last two hours"),
        ("batteries last 8 hours on our trucks", "our truck batteries last 480 minutes"),
        ("told them we deliver the truck in week 20", "told her we deliver the truck in week 34"),
        ("our T20 batteries last eight hours", "our T60 batteries last four hours"),
        ("offererade 12 000 kr för stora tältet", "offererade 18 500 kr för tältet till bröllopet"),
        ("vi tar 200 kr per stol som försvinner", "sen i maj tar vi 350 kr per stol som försvinner"),
        ("if we had cranes our trucks would last four hours", "our trucks last eight hours"),
        ("de ska ha 40 stolar till festen", "vi ställer fram 120 stolar hos dem"),
    ],
)
def test_accounts_beliefs_agreement_models_and_periods_are_no_inconsistency(one: str, other: str) -> None:
    assert inconsistent(TRUCKS, one, other) == []


def test_a_rep_who_puts_a_note_right_disagrees_with_nobody() -> None:
    said = ("batteries last eight hours on our trucks", "scrap that, our truck batteries last four hours")
    assert inconsistent(TRUCKS, *said, ("Eva", "Eva")) == []
    assert inconsistent(TRUCKS, said[0], "our truck batteries last four hours", ("Eva", "eva")) == []


def test_what_an_official_page_settles_is_no_inconsistency() -> None:
    official = "Truck batteries last eight hours."
    assert (
        inconsistent(official, "batteries last eight hours on our trucks", "our truck batteries last four hours") == []
    )
