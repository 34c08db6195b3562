"""How long does it take, in ratios of one run: `python -m evals.bench` (`make bench`).

Everything is measured against what the embedding model alone takes for the same texts in the same process, since
absolute times say more about the machine than about us. The corpus is the sample company's sentences, shuffled with
a fixed seed into as many notes and pages as asked for.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import Document, Passage
from app.gaps.finder import Finder
from app.language.sentences import sentences
from app.pitch.pitcher import Pitcher
from app.sample import FOLDER, TODAY
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Library
from ingest.isolation import ReadingRoom
from ingest.passages import passages
from ingest.pipeline import Pipeline
from ingest.reading import Limits
from ingest.sources import find, read

T = TypeVar("T")
SEED = 20261123
OFFICIAL_SHARE = 0.2
SENTENCES_A_NOTE = 4
QUESTIONS = (
    "How should I pitch this to a CFO in retail?",
    "Vad kostar Team?",
    "Is the sync real time?",
    "Hur lång är uppsägningstiden?",
    "They already have Outlook, why pay?",
    "Var lagras datan?",
    "How long does onboarding take?",
    "Vad säger vi om rättvisa scheman?",
)
ROUNDS = 6


@dataclass(frozen=True)
class Known:
    """Gives back vectors made before, so that what is timed is everything but the model."""

    vectors: dict[str, NDArray[np.float32]]
    fingerprint: str
    dimension: int

    def encode(self, texts: Sequence[str], *, question: bool = False) -> NDArray[np.float32]:
        """The vectors of texts seen before; `question` changes nothing for a model without prompts."""
        del question
        return np.stack([self.vectors[text] for text in texts])


@dataclass(frozen=True, slots=True)
class NoClaims(ClaimReader):
    """Reads no claims, so that storing and indexing can be timed alone."""

    def read(self, document: Document, document_id: str, passages: Sequence[Passage]) -> list[Claim]:
        """Nothing."""
        del document, document_id, passages
        return []


def main() -> None:
    """Measure and print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=main.__doc__)
    parser.add_argument("--passages", type=int, default=5000)
    wanted = parser.parse_args().passages
    with tempfile.TemporaryDirectory() as scratch:
        _measure(Path(scratch), wanted)


def _measure(scratch: Path, wanted: int) -> None:
    company = _company(scratch / "company", wanted)
    documents = [d for file in find([company], None).files for d in read(file, Limits(), TODAY).documents]
    texts = list({p.indexed_text for d in documents for p in passages(d, "x")})
    print(f"{len(documents)} documents, {len(texts)} passages, {sum(map(len, texts)) // len(texts)} characters each")
    embedder = SentenceEmbedder()
    embedder.encode(texts[:64])
    vectors, bare = _timed(lambda: embedder.encode(texts))
    known = Known(dict(zip(texts, vectors, strict=True)), embedder.fingerprint, embedder.dimension)
    _line("model.encode alone", bare, bare)
    _line("reading, splitting, storing, indexing", _ingest(scratch / "a", company, known, NoClaims()), bare, 0.2)
    everything = _ingest(scratch / "b", company, known, ClaimReader())
    _line("the same with claims and gaps", everything, bare, 1.0)
    _line("once more, nothing changed", _ingest(scratch / "b", company, known, ClaimReader()), bare)
    _answers(scratch / "b", embedder)


def _company(root: Path, wanted: int) -> Path:
    drawn = random.Random(SEED)  # noqa: S311 - a corpus, not a secret
    for origin, share in (("official", OFFICIAL_SHARE), ("field", 1 - OFFICIAL_SHARE)):
        said = [
            text[a:b]
            for file in sorted((FOLDER / origin).glob("*.md"))
            for text in [file.read_text("utf-8").split("---\n")[-1]]
            for a, b in sentences(text)
        ]
        (root / origin).mkdir(parents=True)
        for number in range(int(wanted * share)):
            day = TODAY - timedelta(days=number % 90)
            about = f"title: Page {number}\naccount: Account {number % 400}\nrep: Rep {number % 40}\ndate: {day}"
            body = "\n".join(drawn.sample(said, SENTENCES_A_NOTE))
            (root / origin / f"{number:05}.md").write_text(f"---\n{about}\n---\n{body}\nNo. {number}.\n", "utf-8")
    return root


def _ingest(data: Path, company: Path, embedder: Known, reader: ClaimReader) -> float:
    database = Database.open(data)
    library = Library.open(database, embedder.fingerprint)
    with closing(ReadingRoom()) as room:
        pipeline = Pipeline(library, embedder, reader, Finder(library, Ledger(database)), room)
        _, seconds = _timed(lambda: pipeline.ingest([company], today=TODAY))
    library.close()
    database.close()
    return seconds


def _answers(data: Path, embedder: SentenceEmbedder) -> None:
    database = Database.open(data)
    library = Library.open(database, embedder.fingerprint)
    pitcher = Pitcher(library, Ledger(database), embedder)
    pitcher.answer(QUESTIONS[0], today=TODAY)
    alone, whole = [], []
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            alone.append(_timed(partial(embedder.encode, [question], question=True))[1])
            whole.append(_timed(partial(pitcher.answer, question, today=TODAY))[1])
    _line("embedding one question (median)", statistics.median(alone), statistics.median(alone))
    _line("an offline answer (median)", statistics.median(whole), statistics.median(alone), 3.0)
    library.close()
    database.close()


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    start = time.perf_counter()
    result = work()
    return result, time.perf_counter() - start


def _line(what: str, seconds: float, unit: float, goal: float | None = None) -> None:
    aim = f"  (goal ≤ {goal})" if goal else ""
    print(f"{what:42}{seconds:10.3f} s{seconds / unit:8.2f} ×{aim}", flush=True)


if __name__ == "__main__":
    main()
