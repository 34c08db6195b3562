"""A message does not land when it was used and met confusion or rejection in two accounts."""

import pytest

from app.domain.gap import Gap, Kind
from tests.gaps.company import gaps_of, note, page

EN = page('Lead line: "Heat you can trust with a spare key".\n\nWe hold a key and fix the boiler.', "Spring campaign")
SV = page("Vår devis: Värme med samvete.\n\nDet betyder att all el är märkt.", "Budskap vinter")
DECK = page("## Bild 1\n\nEn bank som ringer först\n\n## Bild 2\n\nVi hör av oss innan räntan ändras.", "Presentation")


def found(official: str, *notes: str, account: str = "", day: str = "2026-02-20") -> list[Gap]:
    texts = {"official/line.md": official}
    for number, text in enumerate(notes):
        texts[f"field/{number}.md"] = note(text, account=account or f"Account {number}", day=day)
    return [gap for gap in gaps_of(texts) if gap.kind is Kind.RESONANCE_GAP]


@pytest.mark.parametrize(
    ("official", "one", "other"),
    [
        (EN, "Used the spare key line. Blank looks all round.", "The spare key slogan bombed, asked to leave it out."),
        (
            EN,
            "Tried the spare key thing. She asked what keys had to do with us.",
            "spare key line: winced",
        ),
        (
            SV,
            'Körde "värme med samvete". Han undrade om vi var ett samfund.',
            '"Samvete?" sa hon, "har ni gjort fel?"',
        ),
        (
            SV,
            "Samvetsraden igen. Hon bara suckade åt den.",
            "visade affischen med samvete, styrelsen fattade inte",
        ),
        (DECK, "Första bilden väckte mest frågetecken hos dem.", "Drog bild 1. Tystnad runt bordet."),
        (SV, 'Sa "värme med samvete". "Så det är en kyrka?"', "Raden om samvete föll platt på mötet."),
    ],
)
def test_confusion_and_rejection_in_two_accounts_show_it(official: str, one: str, other: str) -> None:
    (gap,) = found(official, one, other)
    assert gap.accounts == 2


@pytest.mark.parametrize(
    ("official", "harmless"),
    [
        (EN, "used the spare key line, he smiled and got it at once"),
        (EN, "The spare key is under the mat, confusing set-up, took ages to get in"),
        (EN, "Was braced for blank looks at the spare key line. Nobody asked."),
        (EN, "Didn't dare use the spare key line, they would surely have laughed at it."),
        (SV, "Värme med samvete satt direkt, hon skrev upp det."),
        (SV, "Dåligt samvete för att jag var sen. Hon förstod inte parkeringen heller."),
        (DECK, "Telefonen ringde hela tiden så jag förstod inte allt de sa"),
    ],
)
def test_liking_other_confusion_and_a_line_never_used_do_not(official: str, harmless: str) -> None:
    puzzled = {
        EN: "Used the spare key line. Blank looks.",
        SV: "Samvetsraden. Hon bara suckade åt den.",
        DECK: "Drog bild 1. Tystnad runt bordet.",
    }
    assert found(official, harmless, puzzled[official]) == []


def test_two_notes_of_one_account_are_one_witness() -> None:
    assert found(EN, "Used the spare key line. Blank looks.", "spare key line again: winced", account="Hallmoor") == []


def test_notes_from_before_the_line_are_no_witnesses() -> None:
    assert found(EN, "Used the spare key line. Blank looks.", "spare key line: winced", day="2025-11-02") == []
