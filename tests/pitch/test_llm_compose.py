import re
from dataclasses import replace

import pytest

from app.ai.llm import OpenAiLlm
from app.ai.prompts import Prompts
from app.domain.evidence import Origin
from app.domain.gap import Kind
from app.domain.pitch import Pitch, Section
from app.pitch.llm_compose import _WRITES
from tests.doubles import LlmServer, Reply, Request, fails, html, says
from tests.pitch.conftest import TODAY, Company

QUESTION = "How should I pitch this to a CFO?"
FEWER = "lose 40 percent fewer colonies"


@pytest.fixture
def with_llm(company: Company, llm_server: LlmServer) -> Company:
    llm = OpenAiLlm("bee-talk", llm_server.url, timeout=20, retries=0)
    return replace(company, pitcher=replace(company.pitcher, llm=llm, prompts=Prompts.load()))


def numbered(request: Request, words: str) -> int:
    """The number under which the prompt shows the source with these words."""
    blocks = re.split(r"\n(?=\[\d+\] (?:official|field))", request.text)
    (block,) = [b for b in blocks if words in b and re.match(r"\[\d+\]", b)]
    return int(re.match(r"\[(\d+)\]", block)[1])  # type: ignore[index]


def line(section: str, text: str, *citations: int) -> dict[str, object]:
    return {"section": section, "text": text, "citations": list(citations)}


def written(*lines: dict[str, object]) -> dict[str, object]:
    return {"lines": list(lines)}


def texts(card: Pitch, section: Section) -> list[str]:
    return [found.text for found in card.section(section)]


def test_the_llm_words_the_advice_from_the_numbered_sources(with_llm: Company, llm_server: LlmServer) -> None:
    said = "Beekeepers with Hivewarm lose 40 percent fewer colonies."

    def reply(request: Request) -> Reply:
        return says(written(line("say_this", said + " [1]", numbered(request, FEWER))))

    llm_server.script(reply)
    card = with_llm.ask(QUESTION)
    assert card.composed_by == "bee-talk"
    assert texts(card, Section.SAY) == [said]
    (provenance,) = card.provenance
    assert provenance.startswith("compose_pitch@")
    (number,) = card.section(Section.SAY)[0].citations
    assert FEWER in card.citations[number - 1].quote
    assert card.lines[0].section is Section.UNDERSTOOD
    assert (card.dropped, card.notice) == (0, "")


def test_lines_that_do_not_hold_are_dropped_and_counted(with_llm: Company, llm_server: LlmServer) -> None:
    def reply(request: Request) -> Reply:
        n = numbered(request, FEWER)
        return says(
            written(
                line("say_this", "Beekeepers with Hivewarm lose 40 percent fewer colonies.", n),
                line("say_this", "Beekeepers with Hivewarm lose 60 percent fewer colonies.", n),
                line("proof", "The queen of Denmark keeps her bees warm with it.", n),
                line("proof", "Hivewarm loses no colony to the cold.", 99),
                line("field_learned", "They love it.", n),
            )
        )

    llm_server.script(reply)
    card = with_llm.ask(QUESTION)
    assert card.composed_by == "bee-talk"
    assert card.dropped == 4
    assert len(card.section(Section.SAY)) == 1
    assert not card.section(Section.PROOF)


def test_conflicts_are_told_by_rule_whatever_the_llm_leaves_out(with_llm: Company, llm_server: LlmServer) -> None:
    with_llm.record(with_llm.gap(Kind.CONTRADICTION, ("hive in real time",), ("not in real time",), "sync"))

    def reply(request: Request) -> Reply:
        assert "contradiction" in request.text
        return says(
            written(
                line("say_this", "The sensor reports the temperature.", numbered(request, "hive in real time")),
                line("conflicts", "There is no conflict.", 1),
            )
        )

    llm_server.script(reply)
    card = with_llm.ask("Is the temperature reported in real time?")
    (conflict,) = texts(card, Section.CONFLICTS)
    assert "not in real time" in conflict
    assert card.composed_by == "bee-talk"
    assert card.dropped == 1


def test_lines_for_sections_that_are_not_the_llms_are_counted_as_dropped(
    with_llm: Company, llm_server: LlmServer
) -> None:
    def reply(request: Request) -> Reply:
        n = numbered(request, FEWER)
        theirs = ("understood_as", "standing", "conflicts", "do_not_say", "send_afterwards", "not_known", "tell_us")
        others = [line(section, "Beekeepers lose 40 percent fewer colonies.", n) for section in theirs]
        return says(written(line("say_this", "Beekeepers with Hivewarm lose 40 percent fewer colonies.", n), *others))

    llm_server.script(reply)
    card = with_llm.ask(QUESTION)
    assert card.composed_by == "bee-talk"
    assert card.dropped == 7


def test_when_the_offline_card_is_shown_instead_every_line_of_the_llm_counts_as_dropped(
    with_llm: Company, llm_server: LlmServer
) -> None:
    def reply(request: Request) -> Reply:
        n = numbered(request, FEWER)
        return says(
            written(
                line("proof", "Beekeepers with Hivewarm lose 40 percent fewer colonies.", n),
                line("say_this", "Hivewarm loses 99 colonies.", n),
                line("conflicts", "There is no conflict.", n),
            )
        )

    llm_server.script(reply)
    card = with_llm.ask(QUESTION)
    assert card.composed_by == "rules"
    assert card.dropped == 3


def test_the_llm_is_told_of_every_section_it_may_write_and_of_no_other(
    with_llm: Company, llm_server: LlmServer
) -> None:
    llm_server.script(says(written()))
    with_llm.ask(QUESTION)
    (request,) = llm_server.requests
    assert set(re.findall(r"^\| (\w+) \|", request.text, re.MULTILINE)) == {"section", *_WRITES}


def test_an_unanswered_question_is_not_put_to_the_llm(with_llm: Company, llm_server: LlmServer) -> None:
    card = with_llm.ask("Do you support SAP export?")
    assert card.not_known
    assert llm_server.requests == []


def test_what_a_rep_promised_never_reaches_the_prompt(with_llm: Company, llm_server: LlmServer) -> None:
    with_llm.record(with_llm.gap(Kind.UNSUPPORTED_PROMISE, (), ("five winters",), "hardware"))
    llm_server.script(says(written()))
    with_llm.ask("How long does the battery last?")
    (request,) = llm_server.requests
    assert "five winters" not in request.text
    assert "Gamma" not in request.text


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (fails(500), "did not answer"),
        (html(), "did not answer"),
        (says("I would rather talk about flowers."), "did not answer"),
        (says(written()), "did not hold"),
        (says(written(line("say_this", "Bees are lovely and so are you, always.", 1))), "did not hold"),
        (says(written(line("say_this", "Hivewarm loses 99 colonies.", 1))), "did not hold"),
    ],
    ids=["down", "proxy", "chatter", "nothing", "unsupported", "invented figure"],
)
def test_whatever_goes_wrong_the_offline_card_comes_back_and_says_so(
    company: Company, with_llm: Company, llm_server: LlmServer, reply: Reply, word: str
) -> None:
    llm_server.script(*[reply] * 3)
    offline, card = company.ask(QUESTION), with_llm.ask(QUESTION)
    assert card.lines == offline.lines
    assert card.citations == offline.citations
    assert card.composed_by == "rules"
    assert word in card.notice


def test_the_notice_is_in_the_askers_language(with_llm: Company, llm_server: LlmServer) -> None:
    llm_server.script(*[fails(500)] * 3)
    assert "Språkmodellen" in with_llm.ask("Hur pitchar jag det här för en it-chef?").notice


def test_the_stream_with_an_llm_ends_in_what_it_showed(with_llm: Company, llm_server: LlmServer) -> None:
    def reply(request: Request) -> Reply:
        text = "Beekeepers with Hivewarm lose 40 percent fewer colonies."
        return says(written(line("say_this", text, numbered(request, FEWER))))

    llm_server.script(reply)
    *items, card = with_llm.pitcher.stream(QUESTION, today=TODAY)
    assert isinstance(card, Pitch)
    assert tuple(items[4:]) == card.lines
    assert {c.origin for c in card.citations} <= set(Origin)
