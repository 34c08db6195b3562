"""Buyers keep using another word: what they say of it, or of ours, shows that both mean the same."""

from app.domain.gap import Gap, Kind
from tests.gaps.company import gaps_of, note, page

SHEET = page(
    "## Vertical Storage Array\n\nOur vertical storage array has steel pegs, a drip tray and a lock. "
    "It hangs six bicycles on one wall.",
    "Range",
)
BLAD = page(
    "## Förtäringsenhet\n\nFörtäringsenheten har fällbart bord, eluttag och hjul. Den rymmer åtta gäster på altanen.",
    "Sortiment",
)
WORDS = page("## We call it\n\n*Shore power hub* (landströmsnav).", "Message map")


def found(official: str, *notes: str, account: str = "") -> list[Gap]:
    texts = {"official/sheet.md": official}
    for number, text in enumerate(notes):
        texts[f"field/{number}.md"] = note(text, account=account or f"Konto {number}")
    return [gap for gap in gaps_of(texts) if gap.kind is Kind.VOCABULARY_GAP]


def test_another_word_with_the_same_attributes_in_two_accounts_is_a_gap() -> None:
    (english,) = found(
        SHEET,
        'wants two racks with a drip tray, "a rack with steel pegs please". Rained all day.',
        "Facilities asked for a rack that takes six bicycles. Nice dog.",
    )
    (swedish,) = found(
        BLAD,
        "De vill ha en matvagn med fällbart bord till altanen.",
        'Hovmästaren: "två matvagnar med hjul, inget mer". Matvagnen ska rymma åtta gäster.',
    )
    assert (english.subject, swedish.subject) == ("Vertical Storage Array", "Förtäringsenhet")


def test_buyers_who_turn_away_our_word_in_two_accounts_are_a_gap() -> None:
    (gap,) = found(
        WORDS,
        "Nobody at the marina says shore power hub, they say pedestal.",
        'Ingen i hamnen fattade ordet landströmsnav, "säg eluttag".',
    )
    assert gap.accounts == 2


def test_buyers_who_rename_what_they_are_shown_are_a_gap() -> None:
    sheet = page("Fördelningsdiagrammet visar vem som kör vilken tur.", "Handbok")
    (gap,) = found(
        sheet,
        'Visade fördelningsdiagrammet. "Jaha, körlistan! Den har vi redan."',
        "Hon gillade fördelningsdiagrammet men kallade det körlistan hela mötet.",
    )
    assert gap.subject.casefold() == "fördelningsdiagrammet"


def test_our_own_word_inflected_a_sellers_word_and_a_filler_are_none() -> None:
    assert found(SHEET, "wants two storage arrays with a drip tray", "asked for arrays with pegs, six bicycles") == []
    assert found(SHEET, "rack x 2, drip tray, pegs (rack = my word)", "rack again, six bicycles, dry") == []
    assert found(SHEET, "she loves the thing with the drip tray", "wants the thing with pegs for six bicycles") == []


def test_one_account_is_none() -> None:
    assert (
        found(SHEET, "wants a rack with a drip tray and steel pegs", "asked for a rack for six bicycles", account="Ett")
        == []
    )


def test_a_word_our_material_also_uses_is_none() -> None:
    also = SHEET + "\nMost buyers say rack.\n"
    assert found(also, "wants a rack with a drip tray and pegs, the rack now", "asked for a rack, six bicycles") == []
