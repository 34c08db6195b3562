"""Is it known what the material does not answer? Questions it answers, near misses, and answers taken away.

Every question passes through the product's own ingestion, search and decision. A near miss asks what the material is
silent on although it speaks of the topic. Each answered question is also asked again with every passage hidden that
answers it: then it must be called not known. Whole questions are resampled, one with its hidden answer. The baseline
is what the product did before: a passage that speaks of enough of the question's words answers it.

Each question belongs to the half `tune` or `held`. The rules were fitted on the first; of the second only totals are
ever printed, so that it stays unread.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import Origin, Passage
from app.gaps.finder import Finder
from app.pitch.answered import CLOSE
from app.pitch.matching import Bag, coverage, met, text_bag, weights
from app.pitch.pitcher import Pitcher
from app.pitch.retrieve import Found, retrieve
from app.pitch.shelf import Shelf, shelf_of
from app.pitch.understand import Understanding, understand
from app.sample import FOLDER
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Library
from evals.gaps import CASES, LATEST
from evals.scoring import Verdicts
from ingest.isolation import ReadingRoom
from ingest.pipeline import Pipeline

COMPANIES = {"kairos": FOLDER, **{n: CASES / "companies" / n for n in ("gradvakt", "wrenlight")}}
HALVES = ("tune", "held")
_TOPIC, _TOPIC_CLOSE = 0.6, 0.45
"""Share of a question's words from which the baseline takes a passage for an answer, the second when it is close."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One question; `answers` are the fragments that answer it, the first in `document`; none for a near miss."""

    company: str
    language: str
    text: str
    document: str = ""
    answers: tuple[str, ...] = ()

    @property
    def half(self) -> str:
        """`tune` or `held`."""
        return half_of(self.text)


@dataclass(frozen=True, slots=True)
class Called:
    """Whether one rule calls a question answered, and whether still with its answers hidden (None: it has none)."""

    plain: bool
    hidden: bool | None = None

    @property
    def verdicts(self) -> Verdicts:
        """As counts."""
        if self.hidden is None:
            return Verdicts(near_right=int(not self.plain), near_wrong=int(self.plain))
        return Verdicts(int(self.plain), int(not self.plain), 0, 0, int(not self.hidden), int(self.hidden))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the product and the baseline call one question."""

    asked: Asked
    product: Called
    topic: Called


def half_of(text: str) -> str:
    """Return the half a question belongs to, by its own words, so that adding one moves no other."""
    return HALVES[hashlib.sha256(text.encode()).digest()[0] % 2]


def questions() -> list[Asked]:
    """Return every question of every company."""
    return [asked for company in COMPANIES for asked in _of(company)]


def _of(company: str) -> Iterator[Asked]:
    data: dict[str, Any] = yaml.safe_load((CASES / "known" / f"{company}.yaml").read_text("utf-8"))
    for language in ("sv", "en"):
        for entry in data["answered"][language]:
            fragments = (entry["quote"], *entry.get("also", ()))
            yield Asked(company, language, entry["q"], entry["in"], fragments)
        for text in data["silent"][language]:
            yield Asked(company, language, text)


@dataclass(frozen=True)
class Without(Library):
    """A library from which some passages are gone, as if nobody had written them."""

    hidden: frozenset[str] = field(default=frozenset(), kw_only=True)

    def nearest(
        self, origin: Origin, vector: NDArray[np.float32], limit: int, *, among: Any = None
    ) -> list[tuple[str, float]]:
        """As the library's, of what is left."""
        found = super().nearest(origin, vector, limit + len(self.hidden), among=among)
        return [(i, near) for i, near in found if i not in self.hidden][:limit]

    def matching(self, origin: Origin, tokens: Sequence[str], limit: int) -> list[str]:
        """As the library's, of what is left."""
        found = super().matching(origin, tokens, limit + len(self.hidden))
        return [i for i in found if i not in self.hidden][:limit]

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """As the library's, of what is left."""
        return super().passages([i for i in ids if i not in self.hidden])

    def claims(self, origin: Origin | None = None) -> list[Claim]:
        """As the library's, of what is left."""
        return [claim for claim in super().claims(origin) if claim.passage_id not in self.hidden]


@dataclass(frozen=True)
class Company:
    """One company taken in; close it when done."""

    library: Library
    ledger: Ledger
    embedder: SentenceEmbedder

    @classmethod
    def taken_in(cls, name: str, folder: Path, embedder: SentenceEmbedder) -> "Company":
        """Ingest the company into a store under `folder`."""
        database = Database.open(folder / name)
        library, ledger = Library.open(database, embedder.fingerprint), Ledger(database)
        with closing(ReadingRoom()) as room:
            pipeline = Pipeline(library, embedder, ClaimReader(), Finder(library, ledger), room)
            pipeline.ingest([COMPANIES[name] / o.value for o in Origin], today=LATEST)
        return cls(library, ledger, embedder)

    def outcome(self, asked: Asked, whole: Pitcher) -> Outcome:
        """Ask once, and once more without the answers."""
        plain = self._called(asked, whole)
        if not asked.answers:
            return Outcome(asked, *(Called(one) for one in plain))
        rest = Without(self.library.database, self.library.index, self.library.fingerprint, hidden=self.holding(asked))
        hidden = self._called(asked, Pitcher(rest, self.ledger, self.embedder))
        return Outcome(asked, *(Called(one, two) for one, two in zip(plain, hidden, strict=True)))

    def _called(self, asked: Asked, pitcher: Pitcher) -> tuple[bool, bool]:
        """Whether the product, and the topic alone, call the question answered."""
        shelf = shelf_of(pitcher.library)
        understood = self.understood(asked.text, shelf)
        vector = self.embedder.encode([asked.text], question=True)[0]
        official = retrieve(pitcher.library, shelf, understood, vector, LATEST).official
        return not pitcher.answer(asked.text, today=LATEST).not_known, by_topic(understood, official, shelf)

    def understood(self, text: str, shelf: Shelf | None = None) -> Understanding:
        """Take a question apart as the product does that knows this company."""
        known = shelf or shelf_of(self.library)
        return understand(text, product=None, products=known.products, competitors=known.rivals)

    def holding(self, asked: Asked) -> frozenset[str]:
        """The official passages that hold an answer."""
        wanted = [_flat(answer) for answer in asked.answers]
        passages = self.library.passages([c.passage_id for c in self.library.claims(Origin.OFFICIAL)])
        return frozenset(i for i, p in passages.items() if any(answer in _flat(p.text) for answer in wanted))


def outcomes(folder: Path, half: str | None = None) -> Iterator[Outcome]:
    """Ask every question (of one half); `folder` is scratch space for the stores."""
    embedder = SentenceEmbedder()
    for name in COMPANIES:
        company = Company.taken_in(name, folder, embedder)
        whole = Pitcher(company.library, company.ledger, embedder)
        for asked in _of(name):
            if half in {None, asked.half}:
                yield company.outcome(asked, whole)
        company.library.close()
        company.ledger.database.close()


def by_topic(understood: Understanding, official: tuple[Found, ...], shelf: Shelf) -> bool:
    """The baseline: any material for a general question, else a passage that speaks of enough of it and all names."""
    if understood.general:
        return bool(official)
    passages: dict[str, tuple[Bag, float]] = {}
    for found in official:
        bag, _ = passages.get(found.claim.passage_id, (text_bag(found.passage.text), 0.0))
        passages[found.claim.passage_id] = (bag | found.bag, found.cosine)
    units = understood.units
    if not all(any(met(u, bag) for bag, _ in passages.values()) for u in units if u.name):
        return False
    parts = weights(units, shelf.vocabulary)
    shares = [(coverage(units, parts, bag), cosine) for bag, cosine in passages.values()]
    return any(share >= (_TOPIC_CLOSE if cosine >= CLOSE else _TOPIC) for share, cosine in shares)


def _flat(text: str) -> str:
    return " ".join(text.split())
