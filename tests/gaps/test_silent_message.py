"""A pillar is silent when its audience was met, other pillars were heard, and it was not."""

from app.domain.gap import Gap, Kind
from tests.gaps.company import gaps_of, note, page

EN = "Pillar 1: Boats ready at dawn\n\nPillar 2: Nets that float\n\nPillar 3: Insurance without paperwork"
SV = "Pelare 1: Båten klar i gryningen\n\nPelare 2: Nät som flyter\n\nPelare 3 (kommuner): Försäkring utan papper"
SAID_EN = (
    "told him the boat is out at dawn",
    "floating nets again, he laughed",
    "dawn start sold it",
    "they like that the nets float",
)
SAID_SV = (
    "sa att båten ligger klar",
    "flytande nät, det gick hem",
    "gryningen avgjorde för dem",
    "visade näten i bassängen",
)


def silent(told: str, notes: tuple[str, ...], account: str = "Quay", day: str = "2026-02-", **more: str) -> list[Gap]:
    texts = {"official/map.md": page(told, "Message map", day="2025-11-03", **more)}
    for number, text in enumerate(notes):
        texts[f"field/{number}.md"] = note(text, account=f"{account} {number}", day=f"{day}{number + 10}")
    return [gap for gap in gaps_of(texts) if gap.kind is Kind.SILENT_MESSAGE]


def test_a_pillar_nobody_voices_while_the_others_are_heard_is_silent() -> None:
    (english,) = silent(EN, SAID_EN)
    (swedish,) = silent(SV, SAID_SV, account="Kustens kommun")
    assert (english.subject, swedish.subject) == ("Insurance without paperwork", "Försäkring utan papper")
    assert english.statement == "The message “Insurance without paperwork” has not been heard in the field for weeks."


def test_one_hint_of_it_in_any_mouth_is_enough_to_have_been_heard() -> None:
    assert silent(EN, (*SAID_EN, 'Skipper: "so no papers for the insurer, good"')) == []


def test_a_pillar_whose_audience_was_not_met_is_not_silent() -> None:
    assert silent(SV, SAID_SV, account="Varvet") == []


def test_notes_that_say_nothing_recognisable_prove_no_silence() -> None:
    assert silent(EN, ("long lunch", "rain", "he showed me the harbour", *SAID_EN[:2])) == []


def test_few_notes_old_notes_and_a_young_map_prove_nothing() -> None:
    assert silent(EN, SAID_EN[:3]) == []
    assert silent(EN, SAID_EN, day="2025-12-") == []
    assert silent(EN, SAID_EN, valid_from="2026-02-02") == []


def test_the_map_may_say_how_long_is_long() -> None:
    patient = f"{EN}\n\nA pillar that is not heard for 20 weeks is taken up."
    assert silent(patient, SAID_EN) == []
