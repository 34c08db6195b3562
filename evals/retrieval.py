"""`python -m evals retrieval`: how well passages are found, by the product's own search and by each index alone.

A judged set of anybody's (`--set`, see evals/judged.py) is taken in as official material, the way the pipeline does it
but without claims; a document stands where its best passage stands. Without one, the questions of
evals/cases/retrieval.yaml are put to the sample company, and passages are judged. The fused ranking is
`app.pitch.search.rank`, with which every answer begins.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.ai.embedder import SentenceEmbedder
from app.ai.ports import Embedder
from app.domain.evidence import About, Document, Origin
from app.pitch.search import rank, tokens
from app.pitch.understand import LONGEST, Understanding, understand
from app.sample import TODAY
from app.store.database import Database
from app.store.library import Library
from evals import judged, questions
from evals.bench.ours import NoClaims
from evals.scoring import found_share, means, ndcg, reciprocal_rank
from ingest.pipeline import WINDOW
from ingest.shelving import shelving

RANKINGS = ("fused", "bm25", "vectors")
FIGURES = {"ndcg@10": ndcg, "recall@10": found_share, "mrr": reciprocal_rank}
DIFFERENCES = ("more than bm25", "more than vectors")
_ALONE = 100
"""Passages that each index is asked for where it stands alone."""

Row = dict[str, Any]
Rows = NDArray[np.float64]
"""Questions scored, shape (questions, 9): the three figures of each of `RANKINGS`, in turn."""


def main(arguments: Sequence[str]) -> None:
    """Measure retrieval on judged sets, or on the sample company; raises `SamsynError` for a set that is broken."""
    parser = argparse.ArgumentParser(prog="python -m evals retrieval", description=main.__doc__)
    parser.add_argument(
        "--set", action="append", type=Path, metavar="FOLDER", help="holds corpus.jsonl, queries.jsonl, qrels.tsv"
    )
    parser.add_argument("--model", help="another embedding model: a folder or hub name")
    parser.add_argument(
        "--json", nargs="?", const="-", metavar="FILE", help="write the figures there; without FILE print nothing else"
    )
    asked = parser.parse_args(arguments)
    embedder = SentenceEmbedder(asked.model)
    found = {str(folder): of_set(folder, embedder) for folder in asked.set or ()} or of_sample(embedder)
    written = json.dumps(found, indent=2)
    if asked.json == "-":
        print(written)
        return
    show(found)
    if asked.json:
        Path(asked.json).write_text(written, "utf-8")


def of_set(folder: Path, embedder: Embedder) -> Row:
    """Return the figures of the judged set in `folder`; raises `BadInput` where it is broken."""
    judged_set = judged.read(folder)
    with tempfile.TemporaryDirectory() as scratch, _taken_in(judged_set, Path(scratch), embedder, folder) as library:
        owners = {p.id: d.id for d in library.documents() for p in library.passages_of(d.id)}
        vectors = embedder.encode([question.text for question in judged_set.questions], question=True)
        rows = []
        for question, vector in zip(judged_set.questions, vectors, strict=True):
            understood = understand(question.text[:LONGEST], product=None, products=(), competitors=())
            found = rankings(library, Origin.OFFICIAL, understood, vector)
            documents = [list(dict.fromkeys(owners[passage] for passage in ranked)) for ranked in found]
            rows.append(scores(documents, judged_set.gains[question.id]))
    return figures(np.array(rows))


def of_sample(embedder: SentenceEmbedder) -> dict[str, Row]:
    """Return the figures of the sample company by group: all, each language, and across languages."""
    groups: dict[str, list[list[float]]] = {}
    with tempfile.TemporaryDirectory() as scratch, questions.company(Path(scratch), embedder) as company:
        for asked in questions.read(company.library):
            understood = company.understood(asked.text)
            vector = embedder.encode([asked.text], question=True)[0]
            row = scores(rankings(company.library, asked.origin, understood, vector), asked.gains)
            for group in asked.groups:
                groups.setdefault(group, []).append(row)
    return {group: figures(np.array(rows)) for group, rows in groups.items()}


def rankings(
    library: Library, origin: Origin, understood: Understanding, vector: NDArray[np.float32]
) -> tuple[list[str], ...]:
    """Return passages best first, as each of `RANKINGS` has them."""
    return (
        rank(library, origin, understood, vector).best(),
        library.matching(origin, tokens(understood), _ALONE),
        [passage for passage, _ in library.nearest(origin, vector, _ALONE)],
    )


def scores(ranked: Sequence[Sequence[str]], gains: Mapping[str, float]) -> list[float]:
    """Return the figures of one question: one of `Rows`."""
    return [figure(one, gains) for one in ranked for figure in FIGURES.values()]


def figures(rows: Rows) -> Row:
    """Return the figures as they are written down, each with its 95 % interval over questions."""
    fused, bm25, vectors = (rows[:, at : at + len(FIGURES)] for at in range(0, rows.shape[1], len(FIGURES)))
    rates = iter(means(np.hstack([rows, fused - bm25, fused - vectors])))
    parts = {part: {name: next(rates) for name in FIGURES} for part in (*RANKINGS, *DIFFERENCES)}
    plain = {part: {name: _plain(rate.value) for name, rate in each.items()} for part, each in parts.items()}
    spread = {part: {name: [_plain(r.low), _plain(r.high)] for name, r in each.items()} for part, each in parts.items()}
    return {
        **plain["fused"],
        "n": len(rows),
        "bm25": plain["bm25"],
        "vectors": plain["vectors"],
        "intervals": {**spread.pop("fused"), **spread},
    }


def show(found: Mapping[str, Row]) -> None:
    """Print a table: a line for each ranking, then by how much the fused one is better."""
    print(f"{'retrieval':40}{'questions':>10}  " + "".join(f"{name:22}" for name in FIGURES))
    for group, row in found.items():
        spread = row["intervals"]
        for part in RANKINGS:
            values, around = (row, spread) if part == "fused" else (row[part], spread[part])
            cells = "".join(f"{_cell(values[name], around[name]):22}" for name in FIGURES)
            print(f"{group + ' · ' + part:40}{row['n']:>10}  {cells}")


def _cell(value: float, around: Sequence[float]) -> str:
    return f"{value:.3f} [{around[0]:.3f}, {around[1]:.3f}]"


def _plain(value: float | None) -> float:
    return round(value or 0.0, 4)


@contextmanager
def _taken_in(read: judged.JudgedSet, data: Path, embedder: Embedder, name: Path) -> Iterator[Library]:
    """Lend a library with every document of the set; how far it is stands on the terminal."""
    with closing(Database.open(data)) as database, closing(Library.open(database, embedder.fingerprint)) as library:
        with shelving(library, embedder, NoClaims(), TODAY) as shelver:
            for number, window in enumerate(_windows(read.documents)):
                print(f"{name}: embedding, {number * WINDOW // 1000} thousand characters done", file=sys.stderr)
                shelver.put([(text.id, _document(text)) for text in window])
        yield library


def _windows(documents: Sequence[judged.Text]) -> Iterator[list[judged.Text]]:
    window: list[judged.Text] = []
    size = 0
    for document in documents:
        window.append(document)
        size += len(document.text)
        if size >= WINDOW:
            yield window
            window, size = [], 0
    yield window


def _document(text: judged.Text) -> Document:
    """A document as the readers would hand it over: its title is a heading, and no line at its top is a label."""
    about, path = About(text.title or text.id), f"{text.id}.txt"
    if not text.title:
        return Document(Origin.OFFICIAL, path, text.text, about, place=text.id)
    body = f"{text.title}\n\n{text.text}"
    return Document(Origin.OFFICIAL, path, body, about, place=text.id, headings=((0, text.title),))
