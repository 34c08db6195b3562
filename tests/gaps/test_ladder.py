"""Who decides: a person before rules, rules before the model, and nobody where nobody is sure."""

from dataclasses import replace

import pytest

from app.ai.ports import Opinion
from app.domain.gap import Gap, Kind, Relation, Rung
from app.gaps.judges import NEIGHBOURS, Judges
from app.gaps.panel import Panel
from app.gaps.subjects import Weights
from tests.gaps.company import claims_of, gaps_of, note, page
from tests.gaps.reader import AGAINST, APART, BESIDE, LEANING, TORN, Reader, judged

OFFICIAL = "Kairos exports every schedule to Excel in one click."
SAID = "She showed me that the schedule export to Excel drops half the rows."
OPEN = {"official/web.md": page(OFFICIAL), "field/a.md": note(SAID)}
"""What rules leave open."""
BY_RULE = {
    "official/web.md": page("Kairos syncs changes to payroll in real time."),
    "field/a.md": note("They measured a 15 minute delay to payroll."),
}


def only(gaps: list[Gap]) -> Gap:
    (gap,) = gaps
    return gap


def test_what_the_model_is_sure_of_is_a_gap_that_says_who_decided_how_surely_and_why() -> None:
    assert gaps_of(OPEN) == []
    gap = only(judged(OPEN, Panel(model=Reader(AGAINST))).gaps)
    assert (gap.kind, gap.decided_by, gap.confidence) == (Kind.CONTRADICTION, Rung.MODEL, 0.95)
    for sentence in (gap.reason.sv, gap.reason.en):
        assert OFFICIAL in sentence
        assert SAID in sentence
    assert "Den lokala modellen" in gap.reason.sv
    assert "The local model" in gap.reason.en


def test_a_model_that_only_leans_makes_no_gap_but_something_worth_a_look() -> None:
    found = judged(OPEN, Panel(model=Reader(LEANING)))
    assert found.gaps == []
    assert [(d.why, d.lean) for d in found.doubts] == [("model", 0.6)]


@pytest.mark.parametrize("opinion", [BESIDE, APART, TORN])
def test_a_model_that_sees_no_contradiction_leaves_nothing_to_look_at(opinion: Opinion) -> None:
    found = judged(OPEN, Panel(model=Reader(opinion)))
    assert (found.gaps, found.doubts) == ([], [])


def test_the_threshold_can_be_set() -> None:
    assert judged(OPEN, Panel(model=Reader(LEANING), least=0.5)).gaps != []
    assert judged(OPEN, Panel(model=Reader(AGAINST), least=0.99)).gaps == []


def test_the_model_reads_the_note_as_evidence_for_or_against_the_official_line() -> None:
    reader = Reader(APART)
    judged(OPEN, Panel(model=reader))
    assert reader.asked == [(SAID, OFFICIAL)]


def test_what_a_rule_decides_no_model_is_asked() -> None:
    reader = Reader(BESIDE)
    gap = only(judged(BY_RULE, Panel(model=reader)).gaps)
    assert (gap.decided_by, reader.asked) == (Rung.RULE, [])
    assert "how quickly it updates" in gap.reason.en
    assert "15 minute delay" in gap.reason.sv


@pytest.mark.parametrize(
    ("official", "said"),
    [
        (OFFICIAL, "The parking garage was full and we started late."),
        (OFFICIAL, "It would be great if the schedule export to Excel could keep all rows."),
        (OFFICIAL, "He believes the schedule export to Excel drops rows."),
        (OFFICIAL, "Does the schedule export to Excel keep all rows?"),
        (OFFICIAL, "The competitor has a schedule export to Excel that drops rows."),
        ("The trial of Kairos scheduling lasts 30 days.", "I said the trial of Kairos scheduling was 14 days."),
        ("Try the schedule export to Excel today.", SAID),
    ],
)
def test_what_cannot_be_held_against_each_other_is_shown_to_no_model(official: str, said: str) -> None:
    reader = Reader(AGAINST)
    judged({"official/web.md": page(official), "field/a.md": note(said)}, Panel(model=reader))
    assert [pair for pair in reader.asked if pair == (said, official)] == []


def test_an_older_note_and_another_plan_are_shown_to_no_model() -> None:
    reader = Reader(AGAINST)
    older = OPEN | {"field/a.md": note(SAID, day="2025-11-02")}
    plans = page("Kairos is sold as Start and Team.", "Planer")
    scoped = {"official/plans.md": plans, "official/web.md": page(OFFICIAL, plan="Start")}
    other = scoped | {"field/a.md": note(f"On Team: {SAID}")}
    for texts in (older, other):
        judged(texts, Panel(model=reader))
    assert [official for _, official in reader.asked if official == OFFICIAL] == []


def test_a_note_is_held_against_the_nearest_few_however_many_there_are() -> None:
    many = "\n\n".join(f"Kairos exports schedule number {w} to Excel." for w in ("ada", "bo", "cia", "dag", "eli"))
    reader = Reader(APART)
    judged({"official/web.md": page(many), "field/a.md": note(SAID)}, Panel(model=reader))
    assert len(reader.asked) == NEIGHBOURS


def test_without_its_model_the_ladder_ends_with_the_rules() -> None:
    away = Panel(model=Reader(None))
    assert judged(OPEN, away).gaps == []
    assert judged(BY_RULE, away).gaps == gaps_of(BY_RULE)


def test_where_no_model_reads_only_what_denies_the_same_subject_is_worth_a_look() -> None:
    denied = OPEN | {"field/b.md": note("Exporten av scheman till Excel fungerar inte hos dem.", "Almgrens")}
    found = judged(denied, Panel(model=Reader(None)))
    assert [d.why for d in found.doubts] == ["denied"]


def test_what_is_believed_in_a_note_and_the_note_itself_are_two_things_to_judge() -> None:
    stored, claims = claims_of(OPEN)
    official, said = sorted(claims, key=lambda claim: claim.origin, reverse=True)
    reader = Reader(AGAINST)
    judges = Judges.of(Weights.over(claims), Panel(model=reader), {one.id: one for one in stored})
    plain = replace(said, quote="the schedule export to Excel drops half the rows")
    judges.prepare([(official, plain)])
    assert judges.verdict(official, plain).rung is Rung.MODEL
    assert judges.verdict(official, said).relation is Relation.UNSURE
    judges.prepare([(official, said)])
    assert reader.asked == [(plain.quote, OFFICIAL), (SAID, OFFICIAL)]
