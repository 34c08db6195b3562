"""Anybody's retrieval set is read as it lies there; what is broken is named by file and line."""

import gzip
from pathlib import Path

import pytest

from app.domain.errors import BadInput
from evals.judged import JudgedSet, read

CORPUS = '{"_id": "a", "title": "Pris", "text": "490 kr"}\n\n{"_id": "b", "title": "", "text": "Two weeks"}\n'
QUERIES = '{"_id": "1", "text": "vad kostar det"}\n{"_id": "2", "text": "how long"}\n'
QRELS = "query-id\tcorpus-id\tscore\n1\ta\t2\n2\tb\t1\n2\ta\t0\n"


def made(folder: Path, corpus: str = CORPUS, queries: str = QUERIES, qrels: str = QRELS) -> Path:
    for name, text in (("corpus.jsonl", corpus), ("queries.jsonl", queries), ("qrels.tsv", qrels)):
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> JudgedSet:
    folder = tmp_path / "plain"
    folder.mkdir()
    return read(made(folder))


def test_a_set_as_beir_writes_it(plain: JudgedSet) -> None:
    assert [(d.id, d.title, d.text) for d in plain.documents] == [("a", "Pris", "490 kr"), ("b", "", "Two weeks")]
    assert [question.text for question in plain.questions] == ["vad kostar det", "how long"]
    assert plain.gains == {"1": {"a": 2.0}, "2": {"b": 1.0}}


@pytest.mark.parametrize(
    "qrels",
    [
        "1\ta\t2\n2\tb\t1\n",
        "1 a 2\n2 b 1\n",
        "1 0 a 2\n2 0 b 1\n",
        "1 Q0 a 2\r\n2 Q0 b 1\r\n",
        "\ufeffquery_id\tdoc_id\trel\n\n1\ta\t2.0\n2\tb\t1\n2\ta\t-1\n",
    ],
)
def test_judgements_are_read_however_they_are_written(tmp_path: Path, plain: JudgedSet, qrels: str) -> None:
    assert read(made(tmp_path, qrels=qrels)) == plain


def test_a_pair_without_a_grade_helps(tmp_path: Path) -> None:
    assert read(made(tmp_path, qrels="query-id corpus-id\n2 b\n")).gains == {"2": {"b": 1.0}}


def test_packed_files_other_names_and_numbers_as_ids(tmp_path: Path, plain: JudgedSet) -> None:
    made(tmp_path, queries='{"id": 1, "query": "vad kostar det"}\n{"qid": "2", "text": "how long"}\n')
    (tmp_path / "corpus.jsonl.gz").write_bytes(gzip.compress(CORPUS.replace('""', "null").encode()))
    (tmp_path / "corpus.jsonl").unlink()
    (tmp_path / "queries.jsonl").write_bytes(gzip.compress((tmp_path / "queries.jsonl").read_bytes()))
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels.tsv").rename(tmp_path / "qrels" / "test.tsv")
    assert read(tmp_path) == plain


def test_questions_nobody_judged_are_left_out(tmp_path: Path) -> None:
    assert [q.id for q in read(made(tmp_path, qrels="2\tb\t1\n1\ta\t0\n")).questions] == ["2"]


@pytest.mark.parametrize(
    ("file", "text", "said"),
    [
        ("corpus", CORPUS + "{", "corpus.jsonl, line 4: is no JSON"),
        ("corpus", '["a", "b"]\n', "corpus.jsonl, line 1: is no JSON object"),
        ("corpus", '{"title": "x", "text": "y"}\n', 'corpus.jsonl, line 1: has no "_id"'),
        ("corpus", '{"_id": "a", "title": "x"}\n', 'corpus.jsonl, line 1: has no "text"'),
        ("corpus", CORPUS + '{"_id": "a", "text": "other"}\n', "corpus.jsonl, line 4: the id 'a' stands for another"),
        ("corpus", "\n", "corpus.jsonl is empty"),
        ("queries", '{"_id": "1", "text": "?"}\n{"_id": "2", "text": "how long"}\n', "question '1' has no words"),
        ("qrels", "1\ta\t2\n1\ta\n2\tb\thigh\n", "qrels.tsv, line 3: the grade 'high' is no number"),
        ("qrels", "1\ta\t2\n2\tb\tx\t1\t2\n", "qrels.tsv, line 2: has 5 columns"),
        ("qrels", "1\ta\t2\n3\tb\t1\n", "qrels.tsv, line 2: there is no question '3'"),
        ("qrels", "1\ta\t2\n2\tc\t1\n", "qrels.tsv, line 2: there is no document 'c'"),
        ("qrels", "1\ta\t0\n", "has no document that helps"),
    ],
)
def test_what_is_broken_is_named_by_file_and_line(tmp_path: Path, file: str, text: str, said: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(made(tmp_path, **{file: text}))
    assert said in str(refused.value)
    assert str(tmp_path) in str(refused.value)
    assert refused.value.next_step


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_a_file_that_is_missing_is_named(tmp_path: Path, name: str) -> None:
    (made(tmp_path) / name).unlink()
    with pytest.raises(BadInput, match=name):
        read(tmp_path)
    with pytest.raises(BadInput, match="is no folder"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize("name", ["corpus.jsonl", "queries.jsonl", "qrels.tsv"])
def test_bytes_that_are_no_text_are_named(tmp_path: Path, name: str) -> None:
    file = made(tmp_path) / name
    whole = file.read_bytes()
    file.write_bytes(whole.rstrip(b"\n") + "\nå".encode("latin-1"))
    with pytest.raises(BadInput, match=rf"{name}, line \d: is not UTF-8"):
        read(tmp_path)
    file.write_bytes(gzip.compress(whole)[:-9])
    with pytest.raises(BadInput, match=rf"{name}, line \d: cannot be unpacked"):
        read(tmp_path)
