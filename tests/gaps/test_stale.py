"""What is told as out of date, and what still holds although it looks old."""

from datetime import date

import pytest

from app.domain.gap import Gap, Kind
from tests.gaps.company import gaps_of, note, page

TODAY = date(2026, 10, 5)
TUNING = "Autumn tuning costs GBP 240 per piano."
TUNING_SV = "Höststämning kostar 2 400 kr per piano."
REPAIRS = "The Bristol workshop repairs grand pianos while you wait."


def stale(official: str, said: str = "", other: str = "") -> list[Gap]:
    texts = {"official/page.md": official}
    if other:
        texts["official/other.md"] = other
    if said:
        texts["field/note.md"] = note(said, day="2026-09-20")
    return [gap for gap in gaps_of(texts, TODAY) if gap.kind is Kind.STALE_CLAIM]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (page(TUNING, valid_until="2026-08-31"), "quoted the autumn tuning, 240 a piano"),
        (page(TUNING_SV, valid_until="2026-08-31"), "körde höststämningen, 2 400 per piano, de slog till"),
        (page("15 % rabatt på all stämning.", "Vårkampanj", valid_until="2026-05-31"), "gav dem 15 % på stämningen"),
    ],
)
def test_an_expired_page_somebody_still_quotes_is_told_with_the_note(official: str, said: str) -> None:
    (gap,) = stale(official, said)
    assert [e.quote for e in gap.field] == [said]


@pytest.mark.parametrize(
    "official",
    [
        page(TUNING, valid_until="2026-08-31"),
        page(TUNING_SV, valid_until="2026-08-31"),
        page("Keep the room at 45 percent humidity.", "Our advice", review_date="2026-06-30"),
        page("Håll rummet vid 45 procents luftfuktighet.", "Våra råd", översyn="2026-06-30"),
        page("Spring offer: 15 % off every tuning, ends 31 May 2026."),
        page("Introductory price, valid through 31 May 2026: GBP 200 per piano."),
        page("Kampanj: 15 % rabatt på stämning till och med den 31 maj 2026."),
        page("Under maj 2026 har vi kampanj: 15 % rabatt på stämning."),
    ],
)
def test_what_is_past_its_day_and_has_no_successor_is_stale(official: str) -> None:
    assert len(stale(official)) == 1


@pytest.mark.parametrize(
    ("official", "notice"),
    [
        ("The Model 40 stool is our best seller.", "The Model 40 stool was discontinued on 1 March 2026."),
        ("The Model 40 stool is our best seller.", "We have discontinued the Model 40 stool since 1 March 2026."),
        ("Pallen Lilla Ek passar alla pianon.", "Vi har slutat sälja Lilla Ek sedan den 1 mars 2026."),
        ("Lilla Ek är vår mest sålda pall.", "Lilla Ek har utgått den 1 mars 2026."),
    ],
)
def test_a_page_that_offers_what_another_page_says_is_no_more_is_stale(official: str, notice: str) -> None:
    (gap,) = stale(page(official), other=page(notice, "Nytt"))
    assert {e.quote for e in gap.official} == {official, notice}


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (REPAIRS, "the Bristol workshop closed in June, they drove there for nothing"),
        ("Verkstaden i Borås lagar flyglar på plats.", "verkstaden i Borås stängde i maj, flyglarna går till Kinna nu"),
        ("Pianos are moved by our own drivers from Leeds.", "we no longer have drivers in Leeds for the pianos"),
    ],
)
def test_what_the_field_saw_come_to_an_end_is_stale_and_no_contradiction(official: str, said: str) -> None:
    gaps = gaps_of({"official/page.md": page(official), "field/note.md": note(said)}, TODAY)
    assert [gap.kind for gap in gaps] == [Kind.STALE_CLAIM]


@pytest.mark.parametrize(
    "official",
    [
        page("Spring offer: 15 % off every tuning, ends 31 May 2027."),
        page("Offer: 15 % off until 5 October 2026."),
        page("The company ran a shop in Bath until March 2009."),
        page("Pianohuset låg på Storgatan till och med mars 2009."),
        page("Every year from May until September: open till eight."),
        page("Keep the room at 45 percent humidity.", "Our advice", review_date="2027-06-30"),
    ],
)
def test_what_has_days_left_or_tells_of_the_past_is_not_stale(official: str) -> None:
    assert stale(official) == []


def test_an_expired_list_with_a_successor_nobody_uses_is_nothing() -> None:
    old = page("Tuning costs GBP 240 per piano.", "Price list 2025", valid_until="2025-12-31")
    new = page("Tuning costs GBP 260 per piano.", "Price list 2026", valid_from="2026-01-01")
    assert stale(old, "quoted 260 per piano for the tuning", new) == []
    assert len(stale(old, "quoted 240 per piano for the tuning", new)) == 1


@pytest.mark.parametrize(
    "notice",
    [
        "The Model 40 stool will be discontinued on 1 March 2027.",
        "The Model 40 stool was closed to new customers on 1 March 2026, existing customers keep it.",
    ],
)
def test_an_end_that_lies_ahead_or_is_for_some_only_makes_nothing_stale(notice: str) -> None:
    assert stale(page("The Model 40 stool is our best seller."), other=page(notice, "News")) == []


@pytest.mark.parametrize(
    "said",
    [
        "their own canteen closed in June",
        "the Bristol workshop still repairs grand pianos",
        "is the Bristol workshop closed for good now?",
        "if the Bristol workshop closed in June we could not repair grand pianos",
    ],
)
def test_other_peoples_closings_questions_and_fancies_end_nothing(said: str) -> None:
    assert stale(page(REPAIRS), said) == []
