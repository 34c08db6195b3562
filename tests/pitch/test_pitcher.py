import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.ai.embedder import SentenceEmbedder
from app.domain.errors import BadQuestion, NothingIngested
from app.domain.evidence import About, Document, Origin
from app.domain.gap import Event, Kind, Status
from app.domain.history import Removal
from app.domain.people import Role
from app.domain.pitch import Line, Pitch, Section
from app.pitch.figures import figures, unsupported
from app.pitch.pitcher import Pitcher, Step
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Library
from tests.pitch.conftest import TODAY, Company, put

QUESTIONS = [
    "How should I pitch this to a CFO?",
    "Hur pitchar jag det här för en it-chef?",
    "What does Apiary cost?",
    "Vad kostar Apiary?",
    "How long does the battery last?",
    "Hur länge räcker batteriet?",
    "Does the sensor disturb the bees?",
    "Vad säger jag när det är för dyrt?",
    "Why us and not Frostbi?",
    "Do you support SAP export?",
    "Vad blir det för väder i morgon?",
]


def texts(card: Pitch, section: Section) -> list[str]:
    return [line.text for line in card.section(section)]


def cited(card: Pitch, section: Section) -> set[str]:
    numbers = {n for line in card.section(section) for n in line.citations}
    return {c.document for c in card.citations if c.n in numbers}


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_card_can_be_checked_line_by_line(company: Company, question: str) -> None:
    company.record(
        company.gap(Kind.CONTRADICTION, ("hive in real time",), ("not in real time",), "sync"),
        company.gap(Kind.UNSUPPORTED_PROMISE, (), ("five winters",), "hardware"),
        company.gap(Kind.OFFICIAL_INCONSISTENCY, ("lasts three winters", "tre vintrar"), (), "hardware"),
    )
    card = company.ask(question)
    sources = {d.document.path: d.document.text for d in company.library.documents()}
    by_number = {c.n: c for c in card.citations}
    assert sorted(by_number) == list(range(1, len(card.citations) + 1))
    assert {n for line in card.lines for n in line.citations} == set(by_number), "a source nobody uses is shown"
    for citation in card.citations:
        assert citation.quote in sources[citation.document]
        assert citation.passage_id
    for line in card.lines:
        used = [by_number[n] for n in line.citations]
        assert used or not line.section.needs_citation
        assert {c.origin for c in used} <= line.section.origins
        assert unsupported(line.text, "\n".join(c.quote for c in used)) == [] or counts_only(line)
    assert card == company.ask(question)


def counts_only(line: Line) -> bool:
    """Number words that count accounts, notes or gaps stand in no quote; digits always do."""
    return not any(character.isdigit() for character in line.text)


def test_the_answer_is_said_in_the_words_of_the_material_and_the_askers_language(company: Company) -> None:
    english, swedish = company.ask("How long does the battery last?"), company.ask("Hur länge räcker batteriet?")
    assert texts(english, Section.SAY)[0] == "The battery lasts three winters."
    assert texts(swedish, Section.SAY)[0] == "Batteriet räcker i tre vintrar."
    assert (english.language, swedish.language) == ("en", "sv")
    assert cited(swedish, Section.SAY) == {"official/start.md"}
    assert not english.not_known
    assert not swedish.not_known


def test_a_sentence_in_the_other_language_is_quoted_as_such(company: Company) -> None:
    (line, *_) = texts(company.ask("Vad kostar Apiary?"), Section.SAY)
    assert line == "Officiellt, på engelska: ”Hivewarm Apiary costs SEK 490 per hive and month excl. VAT.”"


def test_an_unanswered_question_says_so_first_and_offers_a_line_marked_as_not_approved(own_company: Company) -> None:
    card = own_company.ask("Stöder ni export till SAP?")
    assert card.lines[0] == Line(Section.NOT_KNOWN, "Det officiella materialet säger inget om SAP.")
    assert card.not_known == ("Det officiella materialet säger inget om SAP.",)
    assert "ej godkänt" in card.lines[1].text
    assert not card.section(Section.PROOF)
    (demand,) = own_company.ledger.demand(TODAY, TODAY)
    assert (demand.question, demand.language) == ("Stöder ni export till SAP?", "sv")


@pytest.mark.parametrize("question", ["What's the weather tomorrow?", "Vem vann VM?", "Tell me a joke"])
def test_what_has_nothing_to_do_with_the_product_is_not_answered_with_the_product(
    company: Company, question: str
) -> None:
    card = company.ask(question)
    assert card.not_known
    assert card.citations == ()


def test_an_answered_question_is_no_demand(own_company: Company) -> None:
    assert not own_company.ask("How long does the battery last?").not_known
    assert own_company.ledger.demand(TODAY, TODAY) == []


def test_a_question_an_open_gap_calls_unanswered_is_not_answered(company: Company) -> None:
    question = "It is too expensive for a hobby"
    company.record(company.gap(Kind.UNANSWERED_OBJECTION, (), ('it is too expensive for a hobby"',), "price"))
    card = company.ask(question)
    assert card.not_known
    assert any("No official answer yet" in text for text in texts(card, Section.OBJECTIONS))


def test_an_objection_is_answered_from_the_sheet_and_counts_accounts(company: Company) -> None:
    card = company.ask("Vad säger jag när det är för dyrt?")
    assert texts(card, Section.SAY)[0] == "Ni betalar bara för kupor i drift, inte för tomma."
    (objection, *_) = texts(card, Section.OBJECTIONS)
    assert "two accounts" not in objection
    assert "(två konton). Svara: ”Ni betalar bara för kupor i drift, inte för tomma.”" in objection


def test_an_expired_figure_is_warned_of_and_never_said(company: Company) -> None:
    card = company.ask("What does Apiary cost?")
    said = " ".join(line.text for line in card.lines if line.section is not Section.DO_NOT_SAY)
    assert "490" in said
    assert "410" not in said
    assert "410" in " ".join(texts(card, Section.DO_NOT_SAY))


def test_last_years_answer_is_given_as_of_last_year(company: Company) -> None:
    said = " ".join(texts(company.ask("What does Apiary cost?", today=date(2025, 6, 1)), Section.SAY))
    assert "410" in said
    assert "490" not in said


def test_a_conflict_is_told_before_what_to_say_with_both_sides(company: Company) -> None:
    company.record(company.gap(Kind.CONTRADICTION, ("hive in real time",), ("not in real time",), "sync"))
    card = company.ask("Is the temperature reported in real time?")
    sections = [line.section for line in card.lines]
    assert sections.index(Section.CONFLICTS) < sections.index(Section.SAY)
    (text,) = texts(card, Section.CONFLICTS)
    assert "in real time" in text
    assert "one account, emerging" in text
    assert cited(card, Section.CONFLICTS) == {"official/home.md", "field/2026-11-10-acme.md"}
    assert [gap.kind for gap in card.gaps] == ["contradiction"]


def test_what_our_own_material_disputes_is_not_said(company: Company) -> None:
    company.record(company.gap(Kind.OFFICIAL_INCONSISTENCY, ("lasts three winters", "tre vintrar"), (), "hardware"))
    card = company.ask("How long does the battery last?")
    assert not any("three winters" in text for text in texts(card, Section.SAY))
    assert "say neither" in texts(card, Section.CONFLICTS)[0]
    assert not card.not_known


def test_a_closed_gap_is_not_mentioned(company: Company) -> None:
    gap = company.gap(Kind.CONTRADICTION, ("hive in real time",), ("not in real time",), "sync")
    company.record(gap.moved(Event(TODAY, Status.VERIFIED, "Lena", "the page was changed")))
    question = "Is the temperature reported in real time?"
    assert not company.ask(question).section(Section.CONFLICTS)
    assert company.ask(question, today=date(2026, 11, 20)).section(Section.CONFLICTS), "it was open on that day"


def test_sellers_learn_what_not_to_promise_but_not_who_did(company: Company) -> None:
    company.record(company.gap(Kind.UNSUPPORTED_PROMISE, (), ("five winters",), "hardware"))
    question = "How long does the battery last?"
    sales, marketing = company.ask(question, role=Role.SALES), company.ask(question, role=Role.MARKETING)
    shown = json.dumps(msgspec.to_builtins(sales))
    assert "Gamma" not in shown
    assert "Eva" not in shown
    assert "five winters" not in shown
    assert sales.gaps == ()
    assert "five winters" in " ".join(texts(marketing, Section.DO_NOT_SAY))
    assert [gap.kind for gap in marketing.gaps] == ["unsupported_promise"]


def test_a_named_competitor_gets_only_what_the_battlecard_says(company: Company) -> None:
    card = company.ask("Why us and not Frostbi?")
    assert cited(card, Section.COMPETITOR) == {"official/battlecard-frostbi.md"}
    assert cited(card, Section.SEND) != {"official/battlecard-frostbi.md"}
    assert not any("Frostbi" in text for text in texts(card, Section.SAY))
    assert company.ask("Why us and not Zebra?").not_known == (
        "We have no battlecard on Zebra: say nothing about them that you cannot source.",
    )


def test_a_note_of_a_later_day_is_not_known_yet(company: Company) -> None:
    question = "Vad säger jag när det är för dyrt?"
    assert "Later" not in {c.account for c in company.ask(question).citations}
    assert "Later" in {c.account for c in company.ask(question, today=date(2026, 12, 31)).citations}


def test_a_removed_note_stops_being_cited_even_while_its_gap_is_remembered(own_company: Company) -> None:
    company = own_company
    gap = company.gap(Kind.CONTRADICTION, ("hive in real time",), ("not in real time",), "sync")
    company.record(gap)
    question = "Is the temperature reported in real time?"
    assert company.ask(question).gaps
    company.library.remove([gap.field[0].document_id], Removal(TODAY))
    assert company.ledger.gaps()
    card = company.ask(question)
    assert not card.gaps
    assert {c.origin for c in card.citations} == {Origin.OFFICIAL}


def test_a_changed_page_is_answered_from_at_once(own_company: Company, embedder: SentenceEmbedder) -> None:
    question = "How long does the battery last?"
    assert texts(own_company.ask(question), Section.SAY)[0] == "The battery lasts three winters."
    text = "The sensor reports the temperature of each hive. The battery lasts four winters.\n"
    about = About("Hivewarm keeps your bees alive", date(2026, 2, 1), product="Hivewarm", language="en", kind="web")
    put(own_company.library, embedder, [Document(Origin.OFFICIAL, "official/home.md", text, about, source="home.md")])
    assert texts(own_company.ask(question), Section.SAY)[0] == "The battery lasts four winters."


def test_the_stream_tells_steps_then_lines_then_the_very_answer(company: Company) -> None:
    question = "How should I pitch this to a CFO?"
    *items, last = company.pitcher.stream(question, today=TODAY)
    steps = [item.name for item in items if isinstance(item, Step)]
    assert steps == ["understand", "retrieve", "compose", "check"]
    assert all(isinstance(item, Step) for item in items[: len(steps)])
    assert isinstance(last, Pitch)
    assert tuple(items[len(steps) :]) == last.lines
    assert last == company.ask(question)


@pytest.mark.parametrize("question", ["", " \n ", "?", "x" * 10_000])
def test_no_question_and_ten_thousand_characters_are_refused_before_anything_is_streamed(
    company: Company, question: str
) -> None:
    with pytest.raises(BadQuestion):
        company.pitcher.stream(question, today=TODAY)


@pytest.fixture
def empty(tmp_path: Path, embedder: SentenceEmbedder) -> Iterator[Pitcher]:
    database = Database.open(tmp_path)
    library = Library.open(database, embedder.fingerprint)
    yield Pitcher(library, Ledger(database), embedder)
    library.close()
    database.close()


def test_notes_alone_answer_nothing(empty: Pitcher, embedder: SentenceEmbedder) -> None:
    about = About("Call", date(2026, 11, 1), account="Acme")
    put(empty.library, embedder, [Document(Origin.FIELD, "field/a.md", "They want a much lower price.", about)])
    with pytest.raises(NothingIngested) as refused:
        empty.answer("How should I pitch this?", today=TODAY)
    assert "samsyn ingest" in refused.value.next_step


def test_a_question_about_another_product_does_not_get_this_ones_answer(company: Company) -> None:
    card = company.pitcher.answer("How long does the battery last?", product="Silkworm", today=TODAY)
    assert card.not_known
    assert not figures(" ".join(texts(card, Section.SAY)))
