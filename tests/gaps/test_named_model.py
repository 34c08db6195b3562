"""A judge named in the settings: any cross-encoder with the labels of NLI, here a real one with random weights."""

from contextlib import closing
from pathlib import Path

import pytest
from sentence_transformers import CrossEncoder
from transformers import BertConfig, BertForSequenceClassification, BertTokenizer

from app.domain.errors import JudgeUnavailable
from app.settings import read_settings
from app.wiring import Wiring
from tests.gaps.company import note, page
from tests.gaps.reader import judged

OPEN = {
    "official/web.md": page("Kairos exports every schedule to Excel in one click."),
    "field/a.md": note("She showed me that the schedule export to Excel drops half the rows."),
}
NLI = {0: "ENTAILMENT", 1: "Neutral", 2: "contradiction"}


def made(folder: Path, labels: dict[int, str]) -> Path:
    """Save the smallest cross-encoder that answers with these labels."""
    folder.mkdir()
    (folder / "vocab.txt").write_text("\n".join(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghij"]), "utf-8")
    config = BertConfig(
        vocab_size=15, hidden_size=8, num_hidden_layers=1, num_attention_heads=1, intermediate_size=8,
        max_position_embeddings=64, id2label=labels, label2id={label: at for at, label in labels.items()},
    )  # fmt: skip
    BertForSequenceClassification(config).save_pretrained(folder)
    BertTokenizer(str(folder / "vocab.txt")).save_pretrained(folder)
    assert CrossEncoder(str(folder), local_files_only=True).config.num_labels == len(labels)
    return folder


def test_it_is_asked_and_what_it_says_is_remembered(tmp_path: Path) -> None:
    named = {"data": tmp_path / "data", "judge_model": str(made(tmp_path / "model", NLI))}
    with closing(Wiring(read_settings({}, **named, judge_threshold=0.01))) as wiring:
        (gap,) = judged(OPEN, wiring.panel).gaps
        assert gap.decided_by == "model"
        assert 0.01 <= gap.confidence <= 1
    with closing(Wiring(read_settings({}, **named, judge_threshold=0.01))) as again:
        assert judged(OPEN, again.panel).gaps == [gap]
        assert again.judge is not None
        assert again.judge._loaded is None
    with closing(Wiring(read_settings({}, **named))) as sterner:
        assert judged(OPEN, sterner.panel).gaps == []


def test_one_with_other_labels_is_refused_by_name_and_the_rules_go_on(tmp_path: Path) -> None:
    folder = made(tmp_path / "model", {0: "good", 1: "bad"})
    with closing(Wiring(read_settings({}, data=tmp_path / "data", judge_model=str(folder)))) as wiring:
        assert wiring.judge is not None
        with pytest.raises(JudgeUnavailable, match="good, bad"):
            wiring.judge.opinions([("a", "b")])
        assert judged(OPEN, wiring.panel).gaps == []


def test_none_named_and_none_along_is_no_model(tmp_path: Path) -> None:
    with closing(Wiring(read_settings({}, data=tmp_path))) as wiring:
        assert wiring.judge is None or wiring.judge.model is None
