"""The evaluations of cards: they see what is wrong with one, and the cases they are fed can be met."""

from dataclasses import replace

import pytest

from app.domain.evidence import Origin
from app.domain.pitch import Line, Section
from evals import citations, pitch
from evals.cards import Answered, Question, answer, asked
from evals.known import COMPANIES, Company


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> Answered:
    from app.ai.embedder import SentenceEmbedder  # noqa: PLC0415 - seconds that only this module pays

    company = Company.taken_in("gradvakt", tmp_path_factory.mktemp("cards"), SentenceEmbedder())
    question = Question("gradvakt", "sv", "Vad kostar Proffs per anläggning?", mentions=("990 kr",), never=("14 280",))
    return answer(company, question)


@pytest.mark.parametrize("company", COMPANIES)
def test_every_gap_a_question_asks_for_is_one_a_person_expects(company: str) -> None:
    questions = asked(company)
    assert all(question.quotes for question in questions if question.kind)
    assert {q.language for q in questions} == {"sv", "en"}


def test_a_good_card_meets_every_measure(answered: Answered) -> None:
    assert pitch.product(answered).measures == {"mentioned": True, "never said": True, "right language": True}
    shares = citations.held(answered).shares
    assert all(share.right == share.asked for name, share in shares.items() if name != "words sourced")


def test_what_must_not_be_said_is_seen_in_the_advice(answered: Answered) -> None:
    [said, *rest] = answered.card.lines
    told = replace(said, section=Section.SAY, text="Proffs kostar 14 280 kr om året.")
    card = replace(answered.card, lines=(told, *rest))
    assert not pitch.product(replace(answered, card=card)).measures["never said"]


def test_a_figure_from_nowhere_and_a_note_sold_as_policy_are_seen(answered: Answered) -> None:
    source = answered.card.citations[0]
    wrong = (
        Line(Section.SAY, "Proffs kostar 123456 kr.", (source.n,)),
        Line(Section.SAY, "Utan källa.", ()),
    )
    shares = citations.held(replace(answered, card=replace(answered.card, lines=wrong))).shares
    assert shares["figures sourced"].right < shares["figures sourced"].asked
    assert shares["right origin"].right == int(source.origin is Origin.OFFICIAL)
    assert shares["something cited"].right == 1


def test_a_quote_that_stands_nowhere_does_not_resolve(answered: Answered) -> None:
    [first, *rest] = answered.card.citations
    card = replace(answered.card, citations=(replace(first, quote="Detta står ingenstans."), *rest))
    shares = citations.held(replace(answered, card=card)).shares
    assert shares["citations resolve"].right < shares["citations resolve"].asked
