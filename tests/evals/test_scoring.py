from hypothesis import given
from hypothesis import strategies as st

from evals.scoring import Counts, rate, total

COUNTS = st.builds(Counts, *[st.integers(0, 5)] * 3)


def test_nothing_shown_has_no_precision_and_nothing_there_no_recall() -> None:
    assert (Counts(missed=3).precision, Counts(false=3).recall) == (None, None)
    assert str(rate([Counts(missed=3)], lambda c: c.precision)) == "–"


def test_precision_and_recall_of_the_sum_not_the_mean_of_cases() -> None:
    both = total([Counts(right=1), Counts(right=1, false=2, missed=1)])
    assert (both.precision, both.recall) == (0.5, 2 / 3)


@given(st.lists(COUNTS, min_size=1, max_size=20))
def test_the_interval_holds_the_figure_and_is_the_same_twice(cases: list[Counts]) -> None:
    found = rate(cases, lambda c: c.precision)
    assert found == rate(cases, lambda c: c.precision)
    if found.value is not None:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.high <= 1


def test_one_company_has_an_interval_too() -> None:
    found = rate([Counts(right=7, false=3)], lambda c: c.precision)
    assert found.low < found.value < found.high
