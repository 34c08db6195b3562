import pytest

from evals.judge.score import accuracy, average_precision, macro_f1, recall_at, threshold_for


def test_average_precision_of_a_perfect_a_reversed_and_an_indifferent_ranking() -> None:
    true = [True, True, False, False]
    assert average_precision(true, [4, 3, 2, 1]) == 1
    assert average_precision(true, [1, 2, 3, 4]) == pytest.approx((1 / 3 + 2 / 4) / 2)
    assert average_precision(true, [1, 1, 1, 1]) == 0.5
    assert average_precision([False, False], [1, 2]) is None


def test_recall_is_the_most_that_any_threshold_of_that_precision_finds() -> None:
    true = [True, False, True, True, False]
    score = [0.9, 0.8, 0.7, 0.6, 0.1]
    assert recall_at(true, score, 1.0) == pytest.approx(1 / 3)
    assert recall_at(true, score, 0.75) == 1
    assert recall_at([False], [0.5], 0.5) == 0


def test_a_label_nobody_wanted_is_not_averaged_in() -> None:
    wanted, said = ["supports", "neither", "neither"], ["supports", "neither", "contradicts"]
    assert accuracy(wanted, said) == pytest.approx(2 / 3)
    assert macro_f1(wanted, said) == pytest.approx((1 + 2 / 3) / 2)


def test_a_threshold_holds_at_every_stricter_one_too() -> None:
    true = [*[True] * 10, False, True, *[False] * 8]
    score = [1 - at / 100 for at in range(20)]
    assert threshold_for(true, score, 0.9) == pytest.approx(0.89)
    assert threshold_for([not label for label in true], score, 0.9) is None


def test_a_threshold_that_shows_too_few_is_not_trusted() -> None:
    assert threshold_for([True, False, False], [0.9, 0.2, 0.1], 0.9) is None
