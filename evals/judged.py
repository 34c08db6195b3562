"""Retrieval sets from a folder: documents, questions, and which documents help with which question.

The layout is that of BEIR: `corpus.jsonl`, `queries.jsonl` and `qrels.tsv` (or `qrels/test.tsv`), each plain or
gzipped. A judgement is `question, document, grade`, with or without a header, or TREC's four columns; a grade above
nought counts as helping, the more the better. What is broken is refused, with its file and line.
"""

import gzip
import json
import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.errors import BadInput

_IDS = ("_id", "id", "doc_id", "docid", "document_id", "query_id", "qid")
_TEXTS = ("text", "contents", "body", "query", "question")
_HEADING = re.compile(r"\W*(?:q|query|question|topic)(?:[\W_]*(?:id|no|number))?\s*$", re.IGNORECASE)
"""The first cell of a header."""
_GZIPPED = b"\x1f\x8b"
_PAIR, _TRIPLE, _TREC = 2, 3, 4
"""Columns of a judgement: one without a grade, one with it, and TREC's, whose second one says nothing."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document or a question of a set; questions have no title."""

    id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class JudgedSet:
    """A set: `gains` is question id → document id → grade, above nought, for every question that can be scored."""

    documents: tuple[Text, ...]
    questions: tuple[Text, ...]
    gains: Mapping[str, Mapping[str, float]]


def read(folder: Path) -> JudgedSet:
    """Read the set in `folder`; raises `BadInput` that names the file and the line."""
    if not folder.is_dir():
        raise BadInput(f"{folder} is no folder", "Name a folder with corpus.jsonl, queries.jsonl and qrels.tsv")
    documents = _texts(_file(folder, "corpus.jsonl"))
    questions = _texts(_file(folder, "queries.jsonl"))
    judgements = _file(folder, "qrels.tsv", "qrels/test.tsv")
    gains = _gains(judgements, questions.keys(), documents.keys())
    asked = tuple(question for one, question in questions.items() if one in gains)
    for question in asked:
        if not any(map(str.isalnum, question.text)):
            raise BadInput(f"{folder}: question {question.id!r} has no words", "Write it, or leave it out")
    return JudgedSet(tuple(documents.values()), asked, gains)


def _file(folder: Path, *names: str) -> Path:
    for name in names:
        for file in (folder / name, folder / f"{name}.gz"):
            if file.is_file():
                return file
    raise BadInput(f"{folder} has no {names[0]}", f"Put {names[0]} or {names[0]}.gz there")


def _lines(file: Path) -> Iterator[tuple[int, str]]:
    """Yield each line that is not blank with its number; what cannot be read is told by the last line that could."""
    number = 0
    with file.open("rb") as raw:
        packed = raw.read(2) == _GZIPPED
    try:
        with gzip.open(file) if packed else file.open("rb") as stream:
            for number, line in enumerate(stream, start=1):
                if text := line.decode("utf-8-sig" if number == 1 else "utf-8").strip("\r\n"):
                    yield number, text
    except UnicodeDecodeError as error:
        raise _broken(file, number, "is not UTF-8") from error
    except (EOFError, OSError, zlib.error) as error:
        raise _broken(file, number + 1, f"cannot be unpacked or read ({error})") from error


def _broken(file: Path, line: int, why: str) -> BadInput:
    return BadInput(f"{file}, line {line}: {why}", "Mend the line; evals/judged.py says what a set looks like")


def _texts(file: Path) -> dict[str, Text]:
    found: dict[str, Text] = {}
    for number, line in _lines(file):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise _broken(file, number, f"is no JSON ({error})") from error
        text = _text(file, number, row)
        if found.setdefault(text.id, text) != text:
            raise _broken(file, number, f"the id {text.id!r} stands for another text already")
    if not found:
        raise BadInput(f"{file} is empty", "A set needs documents and questions")
    return found


def _text(file: Path, number: int, row: Any) -> Text:
    if not isinstance(row, dict):
        raise _broken(file, number, "is no JSON object")
    one = next((row[key] for key in _IDS if row.get(key) is not None), None)
    if not isinstance(one, str | int) or isinstance(one, bool) or not str(one).strip():
        raise _broken(file, number, 'has no "_id"')
    text = next((row[key] for key in _TEXTS if row.get(key) is not None), None)
    title = row.get("title") or ""
    if not isinstance(text, str) or not isinstance(title, str):
        raise _broken(file, number, 'has no "text", or one that is no text')
    return Text(str(one).strip(), title.strip(), text)


def _gains(file: Path, questions: Collection[str], documents: Collection[str]) -> dict[str, dict[str, float]]:
    gains: dict[str, dict[str, float]] = {}
    first = True
    for number, line in _lines(file):
        cells = [cell.strip() for cell in line.split("\t")] if "\t" in line else line.split()
        if not any(cells):
            continue
        heading, first = first and cells[0] not in questions and bool(_HEADING.match(cells[0])), False
        if heading:
            continue
        question, document, grade = _judgement(file, number, cells)
        if question not in questions:
            raise _broken(file, number, f"there is no question {question!r} in queries.jsonl")
        if document not in documents:
            raise _broken(file, number, f"there is no document {document!r} in corpus.jsonl")
        if grade > 0:
            gains.setdefault(question, {})[document] = grade
    if not gains:
        raise BadInput(f"{file} has no document that helps with any question", "A set needs grades above nought")
    return gains


def _judgement(file: Path, number: int, cells: list[str]) -> tuple[str, str, float]:
    if len(cells) == _PAIR:
        return cells[0], cells[1], 1.0
    if len(cells) not in {_TRIPLE, _TREC}:
        raise _broken(file, number, f"has {len(cells)} columns, not question, document and grade")
    if (grade := _grade(cells[-1])) is None:
        raise _broken(file, number, f"the grade {cells[-1]!r} is no number")
    return cells[0], cells[-2], grade


def _grade(cell: str) -> float | None:
    try:
        return float(cell)
    except ValueError:
        return None
