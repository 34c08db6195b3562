import gzip
import json
from collections import Counter
from pathlib import Path

import pytest

from app.ai.judge.weights import LABELS
from evals.judge import held
from evals.judge.labelled import OWN, own, read, vendors

ROW = {"premise": "It rains.", "hypothesis": "It is dry.", "label": "contradiction"}


@pytest.mark.parametrize("name", ["some.jsonl", "some.jsonl.gz"])
def test_a_file_is_read_plain_or_gzipped(tmp_path: Path, name: str) -> None:
    text = "\n".join([json.dumps(ROW), "", json.dumps(ROW | {"premise": "Regn\u2028idag", "label": "no idea"})])
    data = text.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    (pair,) = read(tmp_path / name)
    assert (pair.premise, pair.hypothesis, pair.label, pair.source) == (*list(ROW.values())[:2], "contradicts", "some")


def test_our_pairs_hold_the_note_as_evidence_against_the_official_line() -> None:
    pair = read(OWN / "fleet.jsonl")[0]
    assert pair.hypothesis == "Every dashcam ships with a hardwire kit included at no extra charge."
    assert pair.label == "contradicts"
    assert (pair.turned.premise, pair.turned.hypothesis) == (pair.hypothesis, pair.premise)


def test_every_vendor_has_every_label_and_nobody_is_both_held_out_and_trained_on() -> None:
    assert vendors() > held.OUT
    assert not held.CALIBRATION & held.TEST
    for vendor in vendors():
        assert {pair.label for pair in own([vendor])} == set(LABELS), vendor


def test_no_pair_of_a_held_out_vendor_stands_in_another_file() -> None:
    unseen = {(pair.premise, pair.hypothesis) for pair in own(held.OUT)}
    assert not unseen & {(pair.premise, pair.hypothesis) for pair in own(vendors() - held.OUT)}


def test_nearly_every_note_that_contradicts_one_line_supports_another() -> None:
    labels: dict[tuple[str, str], Counter[str]] = {}
    for pair in own(vendors()):
        labels.setdefault((pair.source, pair.premise), Counter())[pair.label] += 1
    told = [seen for seen in labels.values() if seen["contradicts"]]
    assert len(told) > 4000
    assert sum(seen["contradicts"] == seen["supports"] for seen in told) > 0.9 * len(told)
