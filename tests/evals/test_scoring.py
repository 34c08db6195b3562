import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.scoring import Counts, found_share, means, ndcg, rate, reciprocal_rank, total

NAMES = st.sampled_from("abcdefghijklmnopqrst")
RANKED = st.lists(NAMES, unique=True)
GAINS = st.dictionaries(NAMES, st.sampled_from([1.0, 2.0, 4.0]), min_size=1)
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


def test_the_three_figures_of_a_ranking_worked_out_by_hand() -> None:
    ranked, gains = ["x", "b", "y", "a"], {"a": 3.0, "b": 1.0, "c": 2.0}
    # The best order is a, c, b: 3/log2(2) + 2/log2(3) + 1/log2(4).
    assert ndcg(ranked, gains) == pytest.approx((1 / 1.58496 + 3 / 2.32193) / (3 + 2 / 1.58496 + 1 / 2), rel=1e-4)
    assert found_share(ranked, gains) == 2 / 3
    assert reciprocal_rank(ranked, gains) == 1 / 2
    assert (ndcg([], gains), found_share([], gains), reciprocal_rank(["x"], gains)) == (0, 0, 0)


def test_what_stands_below_the_tenth_place_counts_for_the_reciprocal_rank_alone() -> None:
    ranked = [*map(str, range(10)), "a"]
    assert (ndcg(ranked, {"a": 1.0}), found_share(ranked, {"a": 1.0})) == (0, 0)
    assert reciprocal_rank(ranked, {"a": 1.0}) == 1 / 11


@given(RANKED, GAINS)
def test_every_figure_lies_between_nought_and_one(ranked: list[str], gains: dict[str, float]) -> None:
    for figure in (ndcg, found_share, reciprocal_rank):
        assert 0 <= figure(ranked, gains) <= 1 + 1e-12


@given(GAINS, RANKED)
def test_the_best_order_has_one_whatever_follows(gains: dict[str, float], rest: list[str]) -> None:
    best = sorted(gains, key=lambda one: -gains[one])
    ranked = [*best, *(one for one in rest if one not in gains)]
    assert ndcg(ranked, gains) == pytest.approx(1)
    assert reciprocal_rank(ranked, gains) == 1
    assert found_share(ranked, gains) == min(1, 10 / len(gains))


@given(RANKED.filter(lambda ranked: len(ranked) > 1), GAINS, st.data())
def test_moving_something_better_up_never_lowers_a_figure(
    ranked: list[str], gains: dict[str, float], data: st.DataObject
) -> None:
    low, high = sorted(data.draw(st.lists(st.integers(0, len(ranked) - 1), min_size=2, max_size=2, unique=True)))
    if gains.get(ranked[low], 0) >= gains.get(ranked[high], 0):
        return
    moved = list(ranked)
    moved[low], moved[high] = ranked[high], ranked[low]
    for figure in (ndcg, found_share, reciprocal_rank):
        assert figure(moved, gains) >= figure(ranked, gains)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=30))
def test_a_mean_lies_in_its_interval_and_is_the_same_twice(cases: list[tuple[float, float]]) -> None:
    found = means(np.array(cases))
    assert found == means(np.array(cases))
    for rate_, column in zip(found, np.array(cases).T, strict=True):
        assert rate_.value == pytest.approx(column.mean())
        assert column.min() - 1e-9 <= rate_.low <= rate_.high <= column.max() + 1e-9
