"""How finding gaps grows: what one new note costs among few and many claims, and how few pairs a judge is shown."""

import statistics
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from app.domain.claim import Claim
from app.gaps.finder import Finder
from app.gaps.kinds.words import contradictions, contradictions_among
from app.gaps.pairs import Corpus
from app.gaps.panel import Panel
from app.sample import TODAY
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Library
from app.store.shelves import Indexed
from evals.bench import corpus, many
from evals.bench.many import Counting
from evals.bench.ours import timed

FEW, MANY = 1000, 100_000
"""Field claims beside which a new note is judged."""
NEW = 25
"""New notes, one after the other; the median is taken."""
WARM = 5
SCANNED, AGAINST = 5000, 2000
"""Field claims, and official ones, of a full scan."""
SAMPLE = 2000
"""Field claims that are held against every official one."""


@dataclass
class Company:
    """A store with so many field claims, and what new notes took in it."""

    claims: int
    database: Database
    finder: Finder
    model: Counting
    took: list[float] = field(default_factory=list)

    def hear(self, note: Indexed) -> None:
        """Take one note in and bring the gaps up to date."""
        many.put(self.database, [note])
        self.took.append(timed(partial(self.finder.refresh, TODAY))[1])

    @property
    def median(self) -> float:
        """Seconds a new note takes once all is warm."""
        return statistics.median(self.took[WARM:])


def one_note(scratch: Path, scale: int) -> None:
    """Print what bringing the gaps up to date after one new note takes, among few claims and among many.

    The two take turns, note by note.
    """
    root = corpus.company(scratch / "judged", range(500))
    read, material = many.notes(root), many.official(root, 400)
    with ExitStack() as opened:
        few, more = (_company(opened, scratch, claims, read, material) for claims in (FEW, MANY // scale))
        for n in range(NEW + WARM):
            for company in (few, more) if n % 2 else (more, few):
                company.hear(many.told_by(read[n], -n - 1))
        for company in (few, more):
            what = f"one new note among {company.claims} field claims"
            shown = f"{company.model.pairs / (NEW + WARM):.1f} pairs for a model"
            aim = "  (goal ≤ 1.3)" if company is more else ""
            print(f"{what:46}{company.median:6.3f} s{company.median / few.median:8.2f} ×  {shown}{aim}", flush=True)


def _company(
    opened: ExitStack, scratch: Path, claims: int, read: Sequence[Indexed], material: Sequence[Indexed]
) -> Company:
    database = opened.enter_context(closing(Database.open(scratch / f"among {claims}")))
    model = Counting()
    finder = Finder(Library.open(database, "none"), Ledger(database), Panel(model=model))
    many.put(database, material)
    told = 0
    while (missing := claims - finder.library.counts().field.claims) > 0:
        some = read[: max(1, missing // 4)]
        many.put(database, [many.told_by(note, told + n) for n, note in enumerate(some)])
        told += len(read)
    finder.refresh(TODAY)
    model.pairs = 0
    return Company(claims, database, finder, model)


def full_scan(scratch: Path, scale: int) -> None:
    """Print which share of all pairs a judge is shown in a full scan, and how much of what all pairs tell is found."""
    root = corpus.company(scratch / "scanned", range(3000 // scale))
    read, material = many.notes(root), many.official(root, AGAINST // scale)
    with closing(Database.open(scratch / "scan")) as database:
        model = Counting()
        finder = Finder(Library.open(database, "none"), Ledger(database), Panel(model=model))
        many.put(database, [*material, *_up_to(read, SCANNED // scale)])
        seconds = timed(partial(finder.refresh, TODAY))[1]
        counts = finder.library.counts()
        side = finder.corpus(TODAY)
    pairs = counts.field.claims * counts.official.claims
    what = f"all {counts.field.claims} field against {counts.official.claims} official claims"
    print(f"{what:46}{seconds:6.1f} s{model.pairs / pairs:8.2%} of the pairs for a model  (goal ≤ 2 %)", flush=True)
    sample = side.over(side.field[:: max(1, len(side.field) // SAMPLE)], side.documents.values(), ())
    ours = {(f.key, c.id) for f in contradictions(sample) for c in f.field}
    every = {(f.key, c.id) for f in contradictions_among(sample, _everything) for c in f.field}
    share = len(ours & every) / len(every) if every else 1.0
    what = f"contradictions of {len(sample.field)} claims, of {len(every)} with all pairs"
    print(f"{what:46}{share:8.1%} found  (goal ≥ 98 %)", flush=True)


def _everything(side: Corpus, claim: Claim) -> Iterable[Claim]:
    """Every official claim that binds."""
    del claim
    return side.kept(_binding)


def _binding(side: Corpus) -> list[Claim]:
    return sorted({c.id: c for claims in side.by_token.values() for c in claims}.values(), key=lambda c: c.id)


def _up_to(notes: list[Indexed], claims: int) -> list[Indexed]:
    found: list[Indexed] = []
    for note in notes:
        if sum(len(one.claims) for one in found) >= claims:
            break
        found.append(note)
    return found
