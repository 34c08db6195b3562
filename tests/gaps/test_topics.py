"""What is asked for and nothing official is about, in both languages, and what is no such thing."""

from datetime import date

import pytest

from app.domain.demand import Asked
from app.domain.gap import Gap, Kind
from app.gaps.comparing import differences
from tests.gaps.company import TODAY, claims_of, note, page

MATS_SV = page("Vi hyr ut entrémattor och byter dem varannan vecka. Leverans före klockan nio.", "Mattor")
MATS_EN = page("We rent out entrance mats and change them every other week. Delivered before nine.", "Mats")
BURNS_SV = "Husvärden frågade om mattan är brandklassad, försäkringsbolaget tjatar."
BURNS_EN = "Caretaker wants to know whether the mat is flammable."


def missing(official: str, *notes: str, asked: tuple[Asked, ...] = ()) -> list[Gap]:
    """Gaps of the kind among one page and notes of as many accounts."""
    texts = {"official/page.md": official} | {
        f"field/n{i}.md": note(text, account=f"Konto {i}") for i, text in enumerate(notes)
    }
    return [g for g in differences(*claims_of(texts), TODAY, asked) if g.kind is Kind.MISSING_TOPIC]


def put(question: str, language: str = "sv", *, answered: bool | None = False) -> Asked:
    """A question put to Samsyn."""
    return Asked(question, language, date(2026, 3, 2), answered)


@pytest.mark.parametrize(
    ("official", "one", "other"),
    [
        (MATS_SV, BURNS_SV, "Fråga från skyddsombudet: kan den börja brinna?"),
        (MATS_EN, BURNS_EN, "She asked if your mats are fire-rated."),
        (MATS_EN, BURNS_SV, BURNS_EN),
        (MATS_SV, "De undrar vad ni gör med uttjänta mattor.", "Miljöchefen: återvinner ni dem sen?"),
        (MATS_SV, "hon ville veta om gummit innehåller ftalater", '"Hur är det med ftalater?" sa inköparen.'),
    ],
)
def test_what_two_accounts_ask_about_in_different_words_is_one_missing_topic(
    official: str, one: str, other: str
) -> None:
    (gap,) = missing(official, one, other)
    assert gap.accounts == 2
    assert not gap.official


@pytest.mark.parametrize(
    ("official", "one", "other"),
    [
        # answered, in the same words, in others, in the other language, or with a no
        (page("Mattan brinner inte: den är provad enligt Cfl-s1.", "Mattor"), BURNS_SV, "Kan den börja brinna?"),
        (page("The mat is fire-rated to Cfl-s1.", "Mats"), BURNS_SV, BURNS_EN),
        (page("Vi tar inte hand om gamla mattor, dem kasserar ni själva.", "Mattor"),
         "De undrar vad ni gör med uttjänta mattor.", "Miljöchefen: återvinner ni dem sen?"),
        # the seller's own question, a dream, another's product, small talk
        (MATS_SV, "Undrar själv om mattan är brandklassad, måste fråga Bo.", "Minns inte om den brinner? kolla upp"),
        (MATS_SV, "Tänk om den vore brandklassad, sa hon.", "Om ni skulle göra en brandklassad köper vi den."),
        (MATS_EN, "He asked if I'd seen the fire on the news.", "She wondered whether I had a fire at home."),
        # the message taken for something else, proof or material asked for: other kinds of gap
        (MATS_SV, '"Jaha, alltså en dörrklocka?" sa hon.', "Då frågar han: är det en dörrklocka?"),
        (MATS_EN, "Wonders if there is a brochure for glasshouses.", "Asked for a leaflet for a glasshouse."),
        (MATS_EN, "Asked if we have figures from a brewery.", "Wants to know if there are results from brewers."),
        # one account, or two that ask about different things
        (MATS_SV, BURNS_SV, "Receptionen vill ha mattan i onsdags."),
        (MATS_SV, BURNS_SV, "De frågade om hon kan pausa hyran i juli."),
    ],
)  # fmt: skip
def test_answered_own_idle_and_single_questions_are_no_missing_topic(official: str, one: str, other: str) -> None:
    assert missing(official, one, other) == []


def test_two_notes_of_one_account_are_one_witness() -> None:
    texts = {
        "official/page.md": MATS_SV,
        "field/a.md": note(BURNS_SV, account="Brf Näs", rep="Eva"),
        "field/b.md": note("Samma fråga igen: kan mattan brinna?", account="Brf Näs", rep="Bo", day="2026-02-27"),
    }
    assert [g for g in differences(*claims_of(texts), TODAY) if g.kind is Kind.MISSING_TOPIC] == []


def test_a_question_put_to_samsyn_is_enough_where_the_material_did_not_answer_it() -> None:
    (gap,) = missing(MATS_SV, asked=(put("Är mattorna brandklassade?"),))
    assert [e.quote for e in gap.field] == ["Är mattorna brandklassade?"]
    assert (gap.accounts, gap.asked, gap.emerging) == (0, 1, True)


def test_a_question_the_card_answered_or_that_prepares_a_talk_is_no_missing_topic() -> None:
    assert missing(MATS_SV, asked=(put("Är mattorna brandklassade?", answered=True),)) == []
    assert missing(MATS_EN, asked=(put("How should I pitch this to a fire brigade?", "en"),)) == []


def test_a_leaflet_is_not_taken_for_silent_on_what_nobody_tried_to_answer() -> None:
    assert missing(MATS_SV, asked=(put("Är mattorna brandklassade?", answered=None),)) == []


def test_a_customer_and_somebody_who_asks_samsyn_are_two_witnesses() -> None:
    (gap,) = missing(MATS_EN, BURNS_EN, asked=(put("Are the mats flammable?", "en", answered=None),))
    assert (gap.accounts, gap.asked, gap.emerging) == (1, 1, False)


def test_the_answer_closes_it() -> None:
    answered = page("Mattan är brandklassad enligt Cfl-s1.", "Mattor")
    assert missing(answered, asked=(put("Är mattorna brandklassade?"),)) == []
