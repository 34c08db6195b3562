"""Measure and print the ratios: `python -m evals.bench` (`make bench`).

Everything stands against what the embedding model alone takes for the same texts in the same run, since absolute
times say more about the machine than about us: `model.encode` of sentence-transformers, called directly, with all
texts at once, in a process of its own. The two take turns, thousand notes by thousand notes, so that a machine that
slows down or speeds up meanwhile does so for both. Imports and loading a model are outside of every time.
"""

import argparse
import statistics
import tempfile
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from app.ai.embedder import SentenceEmbedder, embedded_folder
from app.claims import ClaimReader
from app.pitch.pitcher import Pitcher
from app.sample import TODAY
from app.store.ledger import Ledger
from evals.bench import corpus, judging, peers
from evals.bench.alone import Alone, bare
from evals.bench.ours import Known, NoClaims, ingest, opened, pipeline, resident, timed
from ingest.isolation import ReadingRoom

NOTES = 10_000
STEP = 1000
"""Notes that are taken in at a time, beside the model alone; after the first of these memory is looked at."""
SHELF = 5000
"""Notes at which the parts without the model, and answers, are measured."""
BESIDE = 500
"""Notes that the peers get."""
ROUNDS = 3
"""How often the peers are measured in turn; the medians are compared."""
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
ASKED = 6


@dataclass(frozen=True)
class Bench:
    """What everything is measured with: one embedder, the same weights alone, one reading process, one folder."""

    embedder: SentenceEmbedder
    alone: Alone
    room: ReadingRoom
    scratch: Path

    def company(self, name: str, first: int, end: int) -> Path:
        """Write the notes with these numbers into a folder and return it."""
        return corpus.company(self.scratch / name, range(first, end))

    def ingest(
        self, store: str, roots: Sequence[Path], embedder: Any = None, reader: ClaimReader | None = None
    ) -> float:
        """Return the seconds it takes to take these folders into a store; without claims if not told otherwise."""
        return ingest(
            self.scratch / store, roots, embedder or self.embedder, reader or NoClaims(version="none"), self.room
        )


def main() -> None:
    """Measure and print the ratios."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=main.__doc__)
    parser.add_argument("--notes", type=int, default=NOTES, help=f"how many (default {NOTES:,}, at least {2 * STEP:,})")
    parser.add_argument("--quick", action="store_true", help="a tenth of everything: to see that it runs")
    asked = parser.parse_args()
    scale = 10 if asked.quick else 1
    notes = max(asked.notes, 2 * STEP) // scale
    embedder = SentenceEmbedder()
    embedder.encode(["."])
    with tempfile.TemporaryDirectory() as scratch, closing(ReadingRoom()) as room, closing(Alone()) as alone:
        bench = Bench(embedder, alone, room, Path(scratch))
        bench.ingest("warm", [bench.company("warming", -64, 0)])
        step = STEP // scale
        slices = [bench.company(f"from {first}", first, min(first + step, notes)) for first in range(0, notes, step)]
        _first_time(bench, slices, notes)
        shelf = slices[: SHELF // STEP]
        _without_the_model(bench, shelf)
        _answers(bench)
        _beside_peers(bench, BESIDE // scale, 1 if asked.quick else ROUNDS)
        judging.one_note(bench.scratch, scale)
        judging.full_scan(bench.scratch, scale)


def _first_time(bench: Bench, slices: Sequence[Path], notes: int) -> None:
    """Take the notes in slice by slice, each beside the model alone with the passages that are new in it.

    The store stays open meanwhile, as a server's does.
    """
    alone, ours, known, memory = 0.0, 0.0, set[str](), list[float | None]()
    with opened(bench.scratch / "real", bench.embedder.fingerprint) as library:
        ingest = pipeline(library, bench.embedder, NoClaims(version="none"), bench.room).ingest
        for turn, notes_of_it in enumerate(slices):
            texts = [text for text in corpus.texts([notes_of_it]) if text not in known]
            known.update(texts)
            if turn % 2:  # who comes first takes turns, too
                alone += bench.alone.seconds(texts)
            ours += timed(partial(ingest, [notes_of_it], today=TODAY))[1]
            memory.append(resident())
            if not turn % 2:
                alone += bench.alone.seconds(texts)
    print(f"{notes} notes in {len(slices)} slices, {len(known)} passages, ", end="")
    print(f"{sum(map(len, known)) // len(known)} characters each")
    _line("model.encode alone", alone, alone)
    _line("indexed: read, split, embedded, stored", ours, alone, 1.10)
    again = bench.ingest("real", slices)
    print(f"{'once more, nothing changed':42}{again:10.3f} s{ours / again:8.0f} times as fast  (goal ≥ 50)")
    if memory[0] and memory[-1]:
        when = f"memory after note {notes // len(slices)} and note {notes}"
        print(f"{when:42}{memory[0]:6.0f} MB, {memory[-1]:.0f} MB: {memory[-1] / memory[0] - 1:+.1%}  (goal ≤ +10 %)")


def _without_the_model(bench: Bench, roots: Sequence[Path]) -> None:
    texts = corpus.texts(roots)
    alone = bench.alone.seconds(texts[::2])
    with opened(bench.scratch / "real", bench.embedder.fingerprint) as library:
        known = Known(library.known_vectors(texts), bench.embedder.fingerprint, bench.embedder.dimension)
    stored = bench.ingest("plain", roots, known)
    everything = bench.ingest("full", roots, known, ClaimReader())
    alone += bench.alone.seconds(texts[1::2])
    _line(f"model.encode alone, {len(texts)} passages", alone, alone)
    _line("everything but the model", stored, alone, 0.2)
    _line("the same with claims and gaps", everything, alone, 1.0)


def _answers(bench: Bench) -> None:
    with opened(bench.scratch / "full", bench.embedder.fingerprint) as library:
        pitcher = Pitcher(library, Ledger(library.database), bench.embedder)
        pitcher.answer(QUESTIONS[0], today=TODAY)
        alone, whole = [], []
        for _ in range(ASKED):
            for question in QUESTIONS:
                alone.append(timed(partial(bench.embedder.encode, [question], question=True))[1])
                whole.append(timed(partial(pitcher.answer, question, today=TODAY))[1])
    _line("embedding one question (median)", statistics.median(alone), statistics.median(alone))
    _line("an offline answer (median)", statistics.median(whole), statistics.median(alone), 3.0)


def _beside_peers(bench: Bench, notes: int, rounds: int) -> None:
    root = bench.company("beside", 0, notes)
    texts = corpus.texts([root])
    found = peers.installed(bare(), embedded_folder())
    ways: dict[str, Callable[[int], object]] = {
        f"model.encode alone, {len(texts)} passages": lambda _: bench.alone.seconds(texts),
        "Samsyn, from files": lambda turn: bench.ingest(f"beside-{turn}", [root]),
    }
    for name, index in found.items():
        if index is not None:
            ways[name] = partial(_one_of_them, index, texts, bench.scratch / name)
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for turn in range(rounds):
        for name, way in ways.items():
            seconds[name].append(timed(partial(way, turn))[1])
    alone = statistics.median(next(iter(seconds.values())))
    for name, taken in seconds.items():
        _line(name, statistics.median(taken), alone)
    for name in (name for name, index in found.items() if index is None):
        print(f"{name:42} not installed: pip install -c constraints.txt -e '.[bench]'")


def _one_of_them(index: peers.Index, texts: Sequence[str], folder: Path, turn: int) -> None:
    index(texts, folder.with_name(f"{folder.name}-{turn}"))


def _line(what: str, seconds: float, unit: float, goal: float | None = None) -> None:
    aim = f"  (goal ≤ {goal})" if goal else ""
    print(f"{what:42}{seconds:10.3f} s{seconds / unit:8.2f} ×{aim}", flush=True)


if __name__ == "__main__":
    main()
