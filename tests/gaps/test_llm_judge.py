"""The language model judges what rules leave open: heard where it quotes, within a budget, and never waited for."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.ai.contracts import PairToJudge
from app.ai.llm import OpenAiLlm
from app.ai.prompts import Prompts
from app.domain.evidence import Evidence, Origin
from app.domain.gap import Rung
from app.gaps.llm_judge import BATCH, LlmJudge
from app.gaps.panel import Panel
from app.store.database import Database
from app.store.verdicts import Verdicts
from tests.doubles import LlmServer, Reply, dead_url, fails, html, says, thinks, truncated
from tests.gaps.company import gaps_of, note, page
from tests.gaps.reader import AGAINST, LEANING, Reader, judged

OFFICIAL = "Kairos exports every schedule to Excel in one click."
SAID = "She showed me that the schedule export to Excel drops half the rows."
OPEN = {"official/web.md": page(OFFICIAL), "field/a.md": note(SAID)}
AGAINST_IT = {
    "id": 1,
    "relation": "contradicts",
    "confidence": 0.92,
    "official_quote": "every schedule",
    "field_quote": "drops half the rows",
    "reason": "Every schedule cannot be exported when half the rows are dropped.",
}


def verdicts(*given: dict[str, object]) -> dict[str, object]:
    return {"verdicts": list(given)}


def judge(server: LlmServer, pairs: int = 50, **more: float) -> LlmJudge:
    return LlmJudge(
        OpenAiLlm("wise", server.url, timeout=more.pop("timeout", 10), retries=0), Prompts.load(), pairs, **more
    )


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Verdicts]:
    with closing(Database.open(tmp_path)) as database:
        yield Verdicts(database)


@pytest.mark.parametrize("reply", [says(verdicts(AGAINST_IT)), thinks(verdicts(AGAINST_IT))])
def test_its_verdict_is_a_gap_with_both_quotes_and_its_own_sentence(llm_server: LlmServer, reply: Reply) -> None:
    llm_server.script(reply)
    (gap,) = judged(OPEN, Panel(llm=judge(llm_server))).gaps
    assert (gap.decided_by, gap.confidence) == (Rung.LLM, 0.92)
    for sentence in (gap.reason.sv, gap.reason.en):
        assert all(part in sentence for part in (OFFICIAL, SAID, AGAINST_IT["reason"]))
    asked = llm_server.requests[0].text
    assert "can both be true at the same time" in asked
    assert f"statement:\n{SAID}\nfield 1>>>" in asked
    assert "told as: fact" in asked


@pytest.mark.parametrize(
    "rude",
    [
        {"official_quote": "each schedule"},
        {"field_quote": "it loses half of the rows"},
        {"field_quote": ""},
        {"official_quote": "drops half the rows", "field_quote": "every schedule"},
        {"confidence": 95},
        {"confidence": -1},
        {"confidence": 0.4},
        {"relation": "unsure"},
        {"relation": "supports"},
        {"relation": "neither"},
        {"relation": "certainly"},
        {"id": 2},
        {"id": 0},
    ],
)
def test_a_verdict_without_true_quotes_or_in_doubt_is_none(llm_server: LlmServer, rude: dict[str, object]) -> None:
    llm_server.always(says(verdicts(AGAINST_IT | rude)))
    assert judged(OPEN, Panel(llm=judge(llm_server))).gaps == []


def test_a_reason_with_a_figure_of_its_own_is_left_out(llm_server: LlmServer) -> None:
    llm_server.script(says(verdicts(AGAINST_IT | {"reason": "They lost 4000 rows."})))
    (gap,) = judged(OPEN, Panel(llm=judge(llm_server))).gaps
    assert "4000" not in gap.reason.en
    assert SAID in gap.reason.en


@pytest.mark.parametrize("reply", [fails(500), fails(401), html(), says("I would rather not."), truncated(verdicts())])
def test_a_broken_one_costs_nothing_but_its_verdicts(llm_server: LlmServer, reply: Reply) -> None:
    llm_server.always(reply)
    found = judged(OPEN | {"field/n.md": note("Measured it: changes are delayed.")}, Panel(llm=judge(llm_server)))
    assert found.gaps == []


def test_a_dead_or_slow_one_holds_nobody_up(llm_server: LlmServer) -> None:
    dead = LlmJudge(OpenAiLlm("wise", dead_url(), timeout=2, retries=0), Prompts.load(), 50)
    assert judged(OPEN, Panel(llm=dead)).gaps == gaps_of(OPEN)
    llm_server.always(Reply(delay=5))
    assert judged(OPEN, Panel(llm=judge(llm_server, timeout=0.2))).gaps == []


def pairs(number: int) -> list[PairToJudge]:
    official = Evidence("d", "c", Origin.OFFICIAL, "a.md", "Web", "line 1", OFFICIAL)
    said = [f"Row {n} was dropped in the export." for n in range(number)]
    return [PairToJudge(official, Evidence("e", "f", Origin.FIELD, "n.md", "Note", "line 1", text)) for text in said]


def test_pairs_go_in_batches_and_no_more_of_them_than_the_budget(llm_server: LlmServer) -> None:
    answer = {"relation": "neither", "official_quote": "every schedule", "field_quote": "was dropped"}
    numbered = [AGAINST_IT | answer | {"id": n} for n in range(1, BATCH + 1)]
    llm_server.always(says(verdicts(*numbered)))
    sitting = judge(llm_server, pairs=BATCH + 3).sitting()
    assert [place for place, _ in sitting.judged(pairs(2 * BATCH))] == list(range(BATCH + 3))
    assert [request.text.count("statement:") // 2 for request in llm_server.requests] == [BATCH, 3]
    assert list(sitting.judged(pairs(1))) == []


def test_after_two_failures_or_when_patience_ends_a_run_asks_no_more(llm_server: LlmServer) -> None:
    llm_server.always(fails(500))
    assert list(judge(llm_server, pairs=1000).sitting().judged(pairs(5 * BATCH))) == []
    assert len(llm_server.requests) == 2
    assert list(judge(llm_server, patience=-1).sitting().judged(pairs(1))) == []
    assert len(llm_server.requests) == 2


def test_it_is_asked_only_what_the_model_is_not_sure_of(llm_server: LlmServer) -> None:
    llm_server.script(says(verdicts(AGAINST_IT)))
    assert judged(OPEN, Panel(model=Reader(AGAINST), llm=judge(llm_server))).gaps[0].decided_by is Rung.MODEL
    assert llm_server.requests == []
    assert judged(OPEN, Panel(model=Reader(LEANING), llm=judge(llm_server))).gaps[0].decided_by is Rung.LLM


def test_no_pair_is_judged_twice(llm_server: LlmServer, memory: Verdicts) -> None:
    reader = Reader(LEANING)
    llm_server.script(says(verdicts(AGAINST_IT)))
    panel = Panel(model=reader, llm=judge(llm_server), memory=memory)
    first = judged(OPEN, panel)
    assert judged(OPEN, panel) == first
    assert (len(reader.asked), len(llm_server.requests)) == (1, 1)


def test_another_model_or_other_words_around_it_are_judged_anew(llm_server: LlmServer, memory: Verdicts) -> None:
    llm_server.always(says(verdicts(AGAINST_IT | {"relation": "neither"})))
    panel = Panel(model=Reader(LEANING), llm=judge(llm_server), memory=memory)
    judged(OPEN, panel)
    other = Reader(LEANING, name="another")
    judged(OPEN, Panel(model=other, llm=judge(llm_server), memory=memory))
    assert (len(other.asked), len(llm_server.requests)) == (1, 1)
    judged(OPEN | {"field/a.md": note(f"Irony aside:\n{SAID}")}, panel)
    assert len(llm_server.requests) == 2


def test_a_gap_does_not_close_because_the_judge_that_found_it_is_away(llm_server: LlmServer, memory: Verdicts) -> None:
    llm_server.script(says(verdicts(AGAINST_IT)))
    found = judged(OPEN, Panel(llm=judge(llm_server), memory=memory)).gaps
    assert found != []
    newer = LlmJudge(OpenAiLlm("wiser", dead_url(), timeout=1, retries=0), Prompts.load(), 50)
    for panel in (Panel(memory=memory), Panel(llm=newer, memory=memory), Panel(llm=judge(llm_server), memory=memory)):
        assert judged(OPEN, panel).gaps == found
        assert judged(OPEN, panel.recalling()).gaps == found
