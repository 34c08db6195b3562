"""The questions are sound, and the evaluation hides what it says it hides."""

import pytest

from app.ai.embedder import SentenceEmbedder
from app.domain.evidence import Origin
from app.pitch.pitcher import Pitcher
from evals import known
from evals.scoring import Verdicts, interval


@pytest.fixture(scope="module")
def company(tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder) -> known.Company:
    return known.Company.taken_in("gradvakt", tmp_path_factory.mktemp("known"), embedder)


def test_every_answer_stands_word_for_word_in_the_document_named() -> None:
    for asked in known.questions():
        if asked.answers:
            (file,) = known.COMPANIES[asked.company].glob(f"official/{asked.document}")
            assert asked.answers[0] in file.read_text("utf-8"), asked


def test_there_are_enough_of_each_in_both_languages_and_halves() -> None:
    asked = known.questions()
    assert len({(a.company, a.text) for a in asked}) == len(asked)
    for language in ("sv", "en"):
        for half in known.HALVES:
            of = [a for a in asked if (a.language, a.half) == (language, half)]
            assert min(sum(bool(a.answers) for a in of), sum(not a.answers for a in of)) > 20
    assert min(sum(bool(a.answers) for a in asked), sum(not a.answers for a in asked)) >= 100


def test_a_hidden_passage_is_found_by_no_way(company: known.Company) -> None:
    asked = next(a for a in known.questions() if a.text == "Vem äger hårdvaran?")
    hidden = company.holding(asked)
    assert hidden
    library = company.library
    rest = known.Without(library.database, library.index, library.fingerprint, hidden=hidden)
    vector = company.embedder.encode([asked.text], question=True)[0]
    assert not hidden & {i for i, _ in rest.nearest(Origin.OFFICIAL, vector, 25)}
    assert not hidden & set(rest.matching(Origin.OFFICIAL, ["hårdvar"], 25))
    assert not hidden & rest.passages(list(hidden)).keys()
    assert not hidden & {claim.passage_id for claim in rest.claims()}
    assert hidden & {claim.passage_id for claim in library.claims()}


def test_who_always_says_answered_scores_a_half() -> None:
    cases = [known.Called(plain=True).verdicts, known.Called(plain=True, hidden=True).verdicts]
    assert interval(cases, Verdicts(), lambda v: v.balanced).value == 0.5
    assert interval(cases, Verdicts(), lambda v: v.near).value == 0.0


def test_the_product_beats_the_topic_on_the_half_it_was_fitted_on(company: known.Company) -> None:
    whole = Pitcher(company.library, company.ledger, company.embedder)
    asked = [a for a in known.questions() if (a.company, a.half) == ("gradvakt", "tune")]
    outcomes = [company.outcome(a, whole) for a in asked]
    product = interval([o.product.verdicts for o in outcomes], Verdicts(), lambda v: v.balanced)
    topic = interval([o.topic.verdicts for o in outcomes], Verdicts(), lambda v: v.balanced)
    assert product.value is not None
    assert topic.value is not None
    assert product.value > topic.value + 0.1
