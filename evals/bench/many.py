"""Stores with as many claims as asked for: notes of the bench's company, read once and told by many accounts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np

from app.ai.ports import Opinion
from app.claims import ClaimReader
from app.domain.evidence import Document, Origin, stable_id
from app.sample import FOLDER, TODAY
from app.store import shelves
from app.store.database import Database
from app.store.shelves import Indexed
from ingest.passages import passages
from ingest.reading import Limits
from ingest.sources import find, read

_AT_ONCE = 500


@dataclass
class Counting:
    """A judge that is never sure and counts the pairs it is shown."""

    name: str = "counting"
    contradicts_from: float = 0.9
    supports_from: float = 0.9
    pairs: int = field(default=0)

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        """Return that nothing is to be said of any of them."""
        self.pairs += len(pairs)
        return [Opinion(contradicts=0.0, supports=0.0, neither=1.0) for _ in pairs]


def official(root: Path, claims: int) -> list[Indexed]:
    """Return the sample company's material, and pages of the bench's company up to so many claims."""
    found: list[Indexed] = []
    for document in _documents(FOLDER / "official", root / "official"):
        if sum(len(one.claims) for one in found) >= claims:
            break
        found.append(indexed(document))
    return found


def notes(root: Path) -> list[Indexed]:
    """Return the notes of the bench's company."""
    return [indexed(document) for document in _documents(root / "field")]


def told_by(note: Indexed, account: int) -> Indexed:
    """The same note of another meeting: all that knows it by is another."""
    about = replace(note.document.about, account=f"Customer {account}", rep=f"Rep {account % 97}")
    document = replace(note.document, path=f"{account}/{note.document.path}", about=about)
    one = stable_id(document.origin, document.path)
    parts = tuple(part.of(one) for part in note.passages)
    new = {old.id: part.id for old, part in zip(note.passages, parts, strict=True)}
    claims = tuple(
        replace(
            c, id=stable_id(one, c.id), document_id=one, passage_id=new[c.passage_id], account=about.account,
            rep=about.rep,
        )
        for c in note.claims
    )  # fmt: skip
    return Indexed(one, document, parts, note.vectors, claims)


def put(database: Database, batch: Sequence[Indexed]) -> None:
    """Put documents on the shelves, without the vector index: finding gaps never asks it."""
    for start in range(0, len(batch), _AT_ONCE):
        with database.writing(durable=False) as session:
            shelves.replace(session, batch[start : start + _AT_ONCE], TODAY, "none")


def indexed(document: Document) -> Indexed:
    """Read one document, without vectors that tell anything."""
    one = stable_id(document.origin, document.path, document.part)
    parts = tuple(passages(document, one))
    claims = tuple(ClaimReader().read(document, one, parts))
    return Indexed(one, document, parts, np.zeros((len(parts), 1), np.float32), claims)


def _documents(*folders: Path) -> Iterator[Document]:
    for folder in folders:
        for file in find([folder], Origin(folder.name)).files:
            yield from read(file, Limits(), TODAY).documents
