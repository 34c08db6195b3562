import pytest

from app.domain.evidence import About, Origin
from tests.ingest.reading_a_file import only, texts

SAID = "De tycker att priset är för högt."


def about(text: str, path: str = "field/note.txt") -> About:
    return only(text, path).about


@pytest.mark.parametrize(
    "head",
    [
        "Kund: Hotell Fjorden  Datum: 9/3 2026  Säljare: Anna Berg",
        "Kund: Hotell Fjorden Datum: 9/3 Säljare: Anna Berg",
        "Account: Hotell Fjorden / Rep: Anna Berg / Date: March 9, 2026",
        "Account: Hotell Fjorden / Rep: Anna Berg / 9 Mar 2026 / stage: closing",
        "**Kund:** Hotell Fjorden\n**Säljare:** Anna Berg\n**Datum:** 2026-03-09",
        "- Customer: Hotell Fjorden AB\n- Rep: Anna Berg\n- Date: 9/3",
        "KUND: Hotell Fjorden | Närvarande: Lena, Bo | saljare: Anna Berg | datum: v. 11",
        "Samtalsanteckning\n=================\n\nKund: Hotell Fjorden\nSäljare: Anna Berg\nDatum: 9 mars",
        "Kund: Hotell Fjorden, 9/3 -26, Anna Berg",
        "Hotell Fjorden 9/3 / Anna Berg",
        "Möte med Hotell Fjorden, mån 9 mars, Anna Berg",
        "# Hotell Fjorden – 2026-03-09 – Anna Berg",
        "Kund: Hotell Fjorden (nykund)\n9 mars, Anna Berg",
        "9/3 Hotell Fjorden, Lena + bokaren, Anna Berg",
    ],
)
def test_the_head_of_a_note_is_understood_and_is_no_passage(head: str) -> None:
    document = only(f"{head}\n\n{SAID}\n", "field/note.md")
    assert (document.about.account, document.about.rep, str(document.about.date)) == (
        "Hotell Fjorden",
        "Anna Berg",
        "2026-03-09",
    )
    assert texts(document) == [SAID]


@pytest.mark.parametrize(
    "line",
    [
        "Kund: Vi har redan Outlook, varför betala?",
        "Kund: vill ha rabatt",
        "Rep: told them SSO lands in Q3",
        "Säljare: Jag sa att det kostar 490 kr. De tvekade.",
        "Kontakt: hon var arg och sa att det är för dyrt.",
        "Pris: 490 kr",
        "Ringde Lena på Hotell Fjorden 9/3",
        "Torvalla: påskrivet 7/10. 11 planerare Team.",
    ],
)
def test_somebody_speaking_is_no_label(line: str) -> None:
    document = only(f"{line}\n{SAID}", "field/note.txt")
    assert document.about.account is None
    assert texts(document) == [f"{line}\n{SAID}"]


def test_words_after_a_bold_label_are_text() -> None:
    text = "# Two shops\n\n**Segment: retail.** Vintergatans Mode sells clothes in 42 shops.\n"
    document = only(text, "cases.md", Origin.OFFICIAL)
    assert document.about.segment is None
    assert "Vintergatans Mode sells clothes" in texts(document)[0]


def test_the_day_a_note_begins_with_counts_and_a_day_inside_it_does_not() -> None:
    assert str(about("9/3 ringde Lena. Hon vill ha SSO till hösten.").date) == "2026-03-09"
    assert str(about("Samtal m Lena på kommunen 14/10\nHon vill ha SSO").date) == "2026-10-14"
    assert about("Hon vill ha SSO före 14/10, annars blir det inget alls av med den saken sa hon.").date is None


def test_official_text_says_how_long_it_is_valid() -> None:
    text = "# Prislista\n\nGäller från 1 januari 2026. Alla priser exklusive moms.\n\nTeam kostar 490 kr."
    document = only(text, "prislista.md", Origin.OFFICIAL)
    assert str(document.about.valid_from) == "2026-01-01"
    assert "Gäller från 1 januari 2026." in texts(document)[0]
    expired = only("Prices valid through 31 Dec 2024.\nTeam is SEK 450.", "list.txt", Origin.OFFICIAL)
    assert str(expired.about.valid_until) == "2024-12-31"
    offer = only("# One page\n\nFree onboarding, offer valid through 30 June 2026.", "page.md", Origin.OFFICIAL)
    assert offer.about.valid_until is None
