"""What is a gap and what is none, in both languages, for the kinds that are looked for."""

import pytest

from app.domain.gap import Kind
from tests.gaps.company import gaps_of, note, page

PRICE_SV = page("Team kostar 490 kr per användare och månad exkl. moms.", "Prislista")
PRICE_EN = page("Team costs SEK 490 per user and month excl. VAT.", "Price list")


def kinds(official: str, *notes: str) -> list[Kind]:
    texts = {"official/page.md": official} | {f"field/n{i}.md": text for i, text in enumerate(notes)}
    return [gap.kind for gap in gaps_of(texts)]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (PRICE_SV, "Offererade Team, jag sa 550 kr per användare och månad."),
        (PRICE_EN, "I quoted Team at SEK 550 per user and month, they were fine with it."),
        (PRICE_EN, "Offererade Team på 7 200 kr per användare och år exkl. moms."),
        (page("Testperioden är 30 dagar."), "sa att provtiden är två veckor"),
        (page("We reply within 4 hours.", "Support"), "First reply took two days, she showed me the ticket."),
        (page("Uppsägningstiden är en månad."), "told him our notice period is three months"),
    ],
)
def test_a_figure_the_official_material_does_not_allow_is_a_value_mismatch(official: str, said: str) -> None:
    assert kinds(official, note(said)) == [Kind.VALUE_MISMATCH]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (PRICE_SV, "Offererade Team, 5 880 kr per användare och år exkl. moms."),
        (PRICE_SV, "Offererade Team, 612,50 kr per användare och månad inkl. moms."),
        (PRICE_SV, "Tempo tar 390 kr per användare och månad säger deras säljare."),
        (PRICE_SV, "Om de kunde få Team för 400 kr per användare och månad skulle de slå till."),
        (PRICE_SV, "Team 390 kr per användare och månad, undantag signerat av Torun (säljchef) 18/2."),
        (PRICE_SV, "Är det 550 kr per användare och månad vi tar för Team nu?"),
        (page("Planners save about five hours a week."), "They measured it: 4.8 hours a week saved."),
        (page("We reply within 4 hours.", "Support"), "They always get a reply within three hours."),
    ],
)
def test_agreement_exceptions_others_words_and_questions_are_no_value_mismatch(official: str, said: str) -> None:
    assert Kind.VALUE_MISMATCH not in kinds(official, note(said))


def test_a_note_older_than_the_price_list_is_no_gap() -> None:
    assert kinds(PRICE_SV, note("Offererade Team, 450 kr per användare och månad.", day="2025-11-02")) == []


def test_an_expired_price_list_contradicts_nobody() -> None:
    expired = page("Team kostar 450 kr per användare och månad.", "Prislista 2025", valid_until="2025-12-31")
    assert kinds(expired, note("Offererade Team, 490 kr per användare och månad.")) == [Kind.STALE_CLAIM]


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("Kairos syncs changes to payroll in real time.", "They measured a 15 minute delay to payroll."),
        ("Kairos synkar lönerna i realtid.", "Mätte själva: synken till lönerna är fördröjd en kvart."),
        ("Kairos synkar lönerna i realtid.", "Support confirmed that the payroll sync runs in batches."),
        ("All kunddata lagras i Sverige.", "Vår tekniker bekräftade att loggarna ligger på en server i USA."),
        ("The contract has no lock-in.", "Legal confirmed they are locked in till the end of 2027."),
        ("Inloggning med BankID ingår i alla paket.", "BankID kostar extra för Start enligt fakturan."),
        ("Support is staffed around the clock.", "Rang support on Saturday night, closed at weekends."),
    ],
)
def test_a_fact_that_excludes_the_official_claim_is_a_contradiction(official: str, said: str) -> None:
    assert kinds(page(official), note(said)) == [Kind.CONTRADICTION]


@pytest.mark.parametrize(
    "said",
    [
        "IT-chefen tror att loggarna ligger på en server i USA.",
        "Konkurrenten har sina loggar på en server i USA.",
        "Frågade om loggarna ligger på en server i USA.",
        "Om loggarna skulle ligga på en server i USA vore det stopp.",
        "2019 låg loggarna på en server i USA.",
        "Kunden nöjd med att allt ligger i Sverige.",
    ],
)
def test_beliefs_rivals_questions_suppositions_and_old_days_are_no_contradiction(said: str) -> None:
    assert Kind.CONTRADICTION not in kinds(page("All kunddata lagras i Sverige."), note(said))


def test_two_official_pages_that_disagree_are_one_inconsistency() -> None:
    gaps = gaps_of(
        {
            "official/web.md": page("Prova gratis i 30 dagar."),
            "official/deck.md": page("Free trial for 14 days.", "Deck"),
        }
    )
    assert [gap.kind for gap in gaps] == [Kind.OFFICIAL_INCONSISTENCY]
    assert {e.quote for e in gaps[0].official} == {"Prova gratis i 30 dagar.", "Free trial for 14 days."}


def test_two_plans_with_two_prices_do_not_disagree() -> None:
    texts = {
        "official/team.md": page("Team kostar 490 kr per användare och månad.", "Prislista Team"),
        "official/start.md": page("Start kostar 290 kr per användare och månad.", "Prislista Start"),
    }
    assert gaps_of(texts) == []


@pytest.mark.parametrize(
    "said",
    [
        'CFO: "why pay for yet another calendar, we already have Outlook"',
        'Inköparen: "vad händer med våra scheman om ni går i konkurs?"',
    ],
)
def test_an_objection_nothing_official_speaks_to_is_unanswered(said: str) -> None:
    assert kinds(page("The weekly report is mailed every Monday."), note(said)) == [Kind.UNANSWERED_OBJECTION]


def test_an_objection_the_official_material_answers_is_no_gap() -> None:
    answer = page("Why not just Outlook? Unlike Outlook, which is a calendar, Kairos plans whole teams.", "FAQ")
    assert kinds(answer, note('CFO: "why pay for yet another calendar, we already have Outlook"')) == []


@pytest.mark.parametrize(
    "said",
    [
        "Lovade att vi bygger en Heroma-koppling till januari.",
        "I promised them single sign-on lands in Q3.",
        "Gave them my word there would be a loan device at the door within a day.",
    ],
)
def test_a_commitment_no_official_source_states_is_an_unsupported_promise(said: str) -> None:
    assert kinds(page("Kairos has 24 integrations."), note(said)) == [Kind.UNSUPPORTED_PROMISE]


@pytest.mark.parametrize(
    "said",
    [
        "Lovade att ringa på torsdag.",
        "Promised to send the slides and book a demo.",
        "Kunden lovade att återkomma efter styrelsemötet.",
        "Lovade inget om leverans.",
        "Promised him handouts in Polish at no extra cost.",
    ],
)
def test_courtesy_customers_promises_and_supported_ones_are_no_gap(said: str) -> None:
    assert kinds(page("Handouts come in English and Polish at no extra cost."), note(said)) == []
