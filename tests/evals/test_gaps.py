"""The cases are sound, and the evaluation can tell right from wrong."""

from pathlib import Path

import pytest

from app.domain.gap import Kind
from evals import gaps


@pytest.fixture(scope="module")
def cases(tmp_path_factory: pytest.TempPathFactory) -> list[gaps.Case]:
    folder: Path = tmp_path_factory.mktemp("cases")
    return [*gaps.cases(folder), gaps.kairos()]


def test_every_expected_quote_stands_in_a_document(cases: list[gaps.Case]) -> None:
    assert len(cases) > 190
    for case in cases:
        texts = [" ".join(document.text.split()) for document in case.documents]
        for expected in case.expected:
            for quote in (*expected.official, *expected.field):
                assert any(" ".join(quote.split()) in text for text in texts), (case.name, quote)


def test_both_languages_and_all_kinds_looked_for_are_among_the_cases(cases: list[gaps.Case]) -> None:
    for kind in gaps.KINDS:
        for language in ("sv", "en"):
            assert any(case.language == language and kind in {e.kind for e in case.expected} for case in cases)
    assert sum(not case.expected for case in cases) > 80


def test_the_sample_company_raises_no_false_alarm(cases: list[gaps.Case]) -> None:
    outcome = gaps.judged(cases[-1], gaps.found_by_rules(cases[-1]))
    assert outcome.case.name == "kairos"
    assert [gap.statement for gap in outcome.false] == []
    assert sum(count.right for count in outcome.counts.values()) >= 12


def test_a_gap_of_another_kind_or_with_another_quote_is_a_false_alarm(cases: list[gaps.Case]) -> None:
    case = cases[-1]
    (gap, *_) = [g for g in gaps.found_by_rules(case) if g.kind is Kind.VALUE_MISMATCH]
    expected = next(e for e in case.expected if e.met_by(gap))
    assert not gaps.Expected(Kind.CONTRADICTION, expected.official, expected.field).met_by(gap)
    assert not gaps.Expected(expected.kind, ("words nobody wrote",), expected.field).met_by(gap)
