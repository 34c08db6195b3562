"""Claims whose proof is asked for where there is none, in both languages, and what closes that."""

import pytest

from app.domain.gap import Gap, Kind
from app.gaps.comparing import differences
from tests.gaps.company import TODAY, claims_of, note, page

SAVES_SV = page("Tavlan minskar väntetiden med 30 procent. Så gick det hos Tandverket, 14 tandläkare.", "Tavlan")
SAVES_EN = page("The board cuts waiting by 30 percent. Result from Toothworks, 14 dentists.", "The board")


def unproved(official: str, *notes: str) -> list[Gap]:
    """Gaps of the kind among one page and notes of as many accounts."""
    texts = {"official/page.md": official} | {
        f"field/n{i}.md": note(text, account=f"Konto {i}") for i, text in enumerate(notes)
    }
    return [g for g in differences(*claims_of(texts), TODAY) if g.kind is Kind.PROOF_GAP]


@pytest.mark.parametrize(
    ("official", "said", "asks", "claim"),
    [
        (SAVES_SV, "30 procent vore guld. Visa mig ett sjukhus, sa hon.", "Visa mig", "Tavlan minskar"),
        (SAVES_SV, "Väntetiden är deras plåga. Han ber om siffror från ett bibliotek.", "Han ber om", "Tavlan minskar"),
        (
            SAVES_EN,
            "Thirty would do, 30 percent! She needs evidence from a hotel, dentists are no use.",
            "She needs",
            "The board",
        ),
        (SAVES_EN, "Loves the waiting bit. Who else has used it in a museum? he asked.", "Who else", "The board"),
        (SAVES_EN, "Väntetiden intresserar. Undrar om det finns resultat från kommuner.", "Undrar", "The board"),
    ],
)  # fmt: skip
def test_evidence_asked_for_from_where_there_is_none_is_a_proof_gap(
    official: str, said: str, asks: str, claim: str
) -> None:
    (gap,) = unproved(official, said)
    assert gap.field[0].quote.startswith(asks)
    assert gap.official[0].quote.startswith(claim)


@pytest.mark.parametrize(
    ("official", "said"),
    [
        # there is one, in the other language too, or under another word
        (SAVES_SV, "30 procent vore guld. Visa mig en tandläkare, sa hon."),
        (SAVES_EN, "30 procent vore guld. Finns det siffror från nån tandklinik?"),
        (page("Tavlan minskar väntetiden. På Norra lasarettet sjönk den från 40 till 28 minuter.", "Tavlan"),
         "Väntetiden är deras plåga. Visa mig ett sjukhus, sa hon."),
        # nobody asks for evidence of a claim
        (SAVES_EN, "Security wants proof of insurance at the hotel before the fitters come."),
        (SAVES_EN, "30 percent, great. I'd have liked a hotel example up my sleeve."),
        (SAVES_EN, "If we ever ran a hotel we'd want to see figures from a hotel first."),
        (SAVES_SV, "30 procent bryr sig sjukhuset inte om, bevis behövs inte."),
        (SAVES_SV, "Vill se kontoret i Umeå nästa gång."),
    ],
)  # fmt: skip
def test_proof_that_exists_and_what_is_no_demand_for_it_is_no_gap(official: str, said: str) -> None:
    assert unproved(official, said) == []


def test_a_case_from_there_closes_it() -> None:
    case = page("Museum Väst: väntetiden sjönk från 20 till 12 minuter.", "Kundcase")
    texts = {
        "official/page.md": SAVES_SV,
        "official/case.md": case,
        "field/n.md": note("Väntetiden lockar. Finns det siffror från ett museum?"),
    }
    assert [g for g in differences(*claims_of(texts), TODAY) if g.kind is Kind.PROOF_GAP] == []


def test_two_accounts_of_one_trade_are_one_gap() -> None:
    (gap,) = unproved(
        SAVES_EN, "30 percent! Show me a hospital.", "30 procent lockar. Finns siffror från ett lasarett?"
    )
    assert gap.accounts == 2
