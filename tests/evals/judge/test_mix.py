from collections import Counter

from evals.judge.labelled import Pair
from evals.judge.mix import QUOTA, across, general, special

LABEL = {0: "contradicts", 1: "supports", 2: "neither"}
ONLY_CONTRADICTIONS = {"wikifactcheck_negated", "tabfact_pairs"}


def public() -> list[Pair]:
    return [
        Pair(f"{source} {n} says so.", f"{n} it is.", LABEL[0 if source in ONLY_CONTRADICTIONS else n % 3], source)
        for source, most in QUOTA.items()
        for n in range(most + 50)
    ]


def test_the_choice_is_the_same_twice_and_another_with_another_seed() -> None:
    rows = public()
    assert general(rows, [], 1) == general(rows, [], 1)
    assert general(rows, [], 1) != general(rows, [], 2)


def test_sources_of_contradictions_alone_are_few_and_stand_beside_agreement_in_the_same_words() -> None:
    chosen = general(public(), [], 1)
    counts = Counter(pair.source for pair in chosen)
    assert sum(counts[source] for source in ONLY_CONTRADICTIONS) <= 0.3 * len(chosen)
    assert counts["unchanged"] >= 0.4 * counts["wikifactcheck_negated"]
    assert {pair.label for pair in chosen if pair.source == "unchanged"} == {"supports"}


def test_long_pairs_are_left_to_machines_with_time() -> None:
    long = Pair("word " * 200, "word", "neither", "mnli_train_10k")
    assert general([long], [], 1) == []


def test_a_sentence_agrees_with_its_translation_and_not_with_the_next() -> None:
    pairs = {(pair.premise, pair.hypothesis): pair.label for pair in across([("yes", "ja"), ("no", "nej")])}
    assert pairs["yes", "ja"] == pairs["ja", "yes"] == "supports"
    assert pairs["ja", "no"] == pairs["yes", "nej"] == "neither"


def test_our_pairs_come_all_in_either_direction_with_a_part_of_the_public_ones() -> None:
    ours = [Pair(f"note {n}", f"line {n // 3}", LABEL[n % 3], "vendor", "kind") for n in range(300)]
    replay = [Pair(f"p{n}", f"h{n}", "neither", "snli_dev") for n in range(500)]
    epoch = special(ours, replay, 7, replayed=0.5)
    seen = Counter(frozenset((pair.premise, pair.hypothesis)) for pair in epoch)
    assert all(seen[frozenset((pair.premise, pair.hypothesis))] for pair in ours)
    assert sum(pair.source == "snli_dev" for pair in epoch) == 150
    assert any(pair in epoch for pair in ours)
    lines = {pair.premise: pair.hypothesis for pair in ours}
    strangers = [pair for pair in epoch if pair.kind == "unrelated"]
    assert len(strangers) == 75
    assert {pair.label for pair in strangers} == {"neither"}
    assert all(lines.get(pair.premise) != pair.hypothesis for pair in strangers)
    assert any(pair.turned in epoch for pair in ours)
