"""What our own people, or somebody who saw it, say against the official material; and what only looks like it."""

from datetime import date

import pytest

from app.domain.gap import Kind
from tests.gaps.company import gaps_of, note, page

TODAY = date(2026, 10, 5)


def kinds(official: str, said: str) -> list[Kind]:
    texts = {"official/page.md": page(official), "field/note.md": note(said, day="2026-09-20")}
    return [gap.kind for gap in gaps_of(texts, TODAY)]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Every trailer has a brake sensor fitted.", "Our yard mgr admitted the short trailers have no brake sensor."),
        ("Alla våra hytter har brandvarnare.", "Vår platschef bekräftade att de små hytterna inte har brandvarnare."),
        ("Monteringen görs alltid av egen personal.", "Vår projektledare sa att monteringen görs av inhyrda."),
        ("Every nurse is employed by us; we never use agencies.", "Our ops confirmed the night nurse is agency staff."),
        ("Filter ingår i serviceavtalet.", "Kyrkan fick betala filter separat på serviceavtalet, såg fakturan."),
        ("Filters are included in the service plan.", "They paid for filters separately, I saw the service plan bill."),
        ("Den som bokar behöver inget konto.", "Gästen fick skapa konto innan bokningen gick igenom, såg det själv."),
        ("Whoever books needs no account.", "Watched her try it: she had to create an account before booking."),
        ("Pumpen levereras med full tank.", "Kollade på plats: pumpen levererades med tom tank."),
    ],
)  # fmt: skip
def test_a_denial_by_ours_or_by_a_witness_contradicts(official: str, said: str) -> None:
    assert kinds(official, said) == [Kind.CONTRADICTION]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Every trailer has a brake sensor fitted.", "They have trailers of their own with no brake sensor."),
        ("Alla våra hytter har brandvarnare.", "De har själva hytter som inte har brandvarnare."),
        ("Monteringen görs alltid av egen personal.", "De brukar anlita en underentreprenör för monteringen."),
        ("Filters are included in the service plan.", "Their current supplier bills filters separately."),
        ("Whoever books needs no account.", "Asked whether guests need an account, told him no."),
        ("Pumpen levereras med full tank.", "Pumpen lämnades tillbaka tom, som den ska."),
    ],
)
def test_what_is_so_elsewhere_contradicts_nothing(official: str, said: str) -> None:
    assert Kind.CONTRADICTION not in kinds(official, said)


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Paketet Lugn kostar 2 400 kr/mån.", "Gick igenom Lugn. Sa 2 900 i månaden."),
        ("The Calm plan is £40 per month.", "quoted Calm at 55 a month"),
        ("Vi svarar på felanmälningar inom fyra timmar.", "Felanmälan i tisdags, svaret dröjde till dagen därpå."),
        ("We deliver within five working days.", "It took us three weeks to deliver the racks."),
        ("Kundtjänst har öppet vardagar 7–18.", "Kundtjänst stängde klockan 16, de hann inte."),
        ("Varje kurs tar högst 12 deltagare.", "Sa att vi kan ta 16 deltagare på kursen."),
    ],
)
def test_a_figure_told_in_passing_is_held_against_the_official_one(official: str, said: str) -> None:
    assert kinds(official, said) == [Kind.VALUE_MISMATCH]


@pytest.mark.parametrize(
    "said",
    [
        "bra snack, Lova nöjd med tidiga leveranserna. vill ha ny katalog till våren",
        "Två buskar har dött. sa att vi vattnar, de läser",
        "sa att det är grönt i februari med",
        "Lovade ta med kanelbullar till hela gänget nästa gång i mars",
        'Har inte vågat dra "Bilen är ett löfte" än, kanske i maj',
        "lifetime guarantee is what got him, the roof next door is 40 years old",
    ],
)
def test_a_name_a_noun_and_a_courtesy_promise_nothing(said: str) -> None:
    assert kinds("Vi sköter planteringar.", said) == []


@pytest.mark.parametrize(
    "said",
    [
        "Prova gåbordet för damerna på avdelningen. har redan rollatorer och bingo på torsdagar i salen",
        "Hon har redan bokat semester hela juli och augusti med familjen i Grekland",
        "He wants to know who pays if kids get in at night and wreck the whole stand.",
        "Undrade vem som står för det och vem betalar om någon går in på natten och slår sönder allt",
    ],
)
def test_what_somebody_has_or_asks_is_no_objection(said: str) -> None:
    assert Kind.UNANSWERED_OBJECTION not in kinds("We put up stands.", said)


@pytest.mark.parametrize(
    "said",
    [
        '"Vi har redan ett system, varför ska vi betala två gånger?"',
        "De har redan Rotaplan för schemat i alla butiker och ser ingen poäng med att byta till vårt.",
    ],
)
def test_what_they_have_already_still_is_one(said: str) -> None:
    assert kinds("We put up stands.", said) == [Kind.UNANSWERED_OBJECTION]
