"""The library: documents, passages and claims, found again by id, by meaning and by words."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import BindParameter, bindparam, func
from sqlmodel import col, select

from app.domain.claim import Claim
from app.domain.errors import NotFound
from app.domain.evidence import Document, Origin, Passage, StoredDocument
from app.domain.history import Removal, Tombstone, Version
from app.domain.message_edits import KeptMessage
from app.store import catalogue, embedded, facts, history, register, rows, shelves, words
from app.store.catalogue import Entry, File, Held
from app.store.database import Database, slices
from app.store.embedded import Encoder
from app.store.identity import identify
from app.store.index import VectorIndex
from app.store.shelves import Indexed
from app.store.tables import ClaimRow, DocumentRow, PassageRow
from app.store.verification import Fault, faults, repair

__all__ = ["Counts", "Indexed", "Library", "Tally"]


_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_ORIGINS = select(PassageRow.id, PassageRow.origin).where(col(PassageRow.id).in_(_IDS))
_PASSAGES = select(PassageRow.id, PassageRow.body).where(col(PassageRow.id).in_(_IDS))
_CLAIMS = select(ClaimRow.body).where(col(ClaimRow.passage_id).in_(_IDS))
"""What every answer asks for, put together once."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How much there is of one origin."""

    documents: int
    passages: int
    claims: int


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is."""

    official: Tally
    field: Tally

    @property
    def documents(self) -> int:
        """Documents of both origins."""
        return self.official.documents + self.field.documents

    @property
    def passages(self) -> int:
        """Passages of both origins."""
        return self.official.passages + self.field.passages

    @property
    def claims(self) -> int:
        """Claims of both origins."""
        return self.official.claims + self.field.claims


@dataclass(frozen=True)
class Library:
    """Everything taken in. Safe to use from several threads; only one process at a time may put, remove or search.

    What only reads SQL never opens the vector index. What does may raise `StoreBusy` (another process has it) and
    `ModelChanged` (the stored vectors come from another embedding model).
    """

    database: Database
    index: VectorIndex
    fingerprint: str

    @classmethod
    def open(cls, database: Database, fingerprint: str) -> "Library":
        """Open the library of `database` for vectors of the embedding model with this fingerprint."""
        return cls(database, VectorIndex(database, fingerprint), fingerprint)

    def identify(self, documents: Sequence[Document]) -> list[tuple[str, str | None]]:
        """Return each document's stable id, with the digest of what is stored under it or None if it is new.

        Give all documents of one ingestion at once: two that share a path are told apart within one call.
        """
        with self.database.writing() as session:
            return identify(session, documents)

    def known_vectors(self, texts: Sequence[str]) -> dict[str, NDArray[np.float32]]:
        """Return the vectors, of shape (dimension,), of those texts the current model has embedded before."""
        with self.database.reading() as session:
            return embedded.known(session, texts, self.fingerprint)

    def put(self, batch: Sequence[Indexed], today: date) -> None:
        """Put documents in place of all there was of them: SQL in one transaction, then the vector index.

        When it returns, the documents survive a crash of the process or the machine.
        """
        self.index.claim()
        with self.database.writing() as session:
            shelves.replace(session, batch, today, self.fingerprint)
        self.index.settle()

    def remove(self, document_ids: Collection[str], removal: Removal) -> None:
        """Remove documents and all that came from them, and leave tombstones; unknown ids are fine."""
        self.index.claim()
        with self.database.writing() as session:
            shelves.remove(session, document_ids, removal)
        self.index.settle()

    def tombstones(self, document_ids: Collection[str] | None = None) -> list[Tombstone]:
        """Return what was taken out, or which of these documents were, the latest first."""
        with self.database.reading() as session:
            return history.tombstones(session, document_ids)

    def versions(self, document_id: str) -> list[Version]:
        """Return the texts that a document has replaced, the latest first; none for an unknown id."""
        with self.database.reading() as session:
            return history.versions(session, document_id)

    def corrections(self, document_ids: Collection[str]) -> dict[str, tuple[tuple[str, str], ...]]:
        """Return what people have put right about those of these documents where they have."""
        found: dict[str, tuple[tuple[str, str], ...]] = {}
        with self.database.reading() as session:
            for part in slices(document_ids):
                chosen = select(DocumentRow.id, DocumentRow.corrections).where(
                    col(DocumentRow.id).in_(part), DocumentRow.corrections != ""
                )
                found |= {one: rows.corrections(written) for one, written in session.exec(chosen)}
        return found

    def catalogue(self) -> list[Entry]:
        """Return all documents without their texts, by origin and path."""
        with self.database.reading() as session:
            return catalogue.entries(session)

    def held(self, sources: Iterable[str]) -> dict[File, Held]:
        """Return what the files with these sources held when they were last read."""
        with self.database.reading() as session:
            return catalogue.held(session, sources)

    def remember(self, files: Mapping[File, Held]) -> None:
        """Write down what these files held, so that unchanged ones need not be read again."""
        with self.database.writing(durable=False) as session:  # lost in a power cut, they are read once more
            catalogue.remember(session, files)

    def documents(self, origin: Origin | None = None) -> list[StoredDocument]:
        """Return all documents, by origin and path."""
        statement = select(DocumentRow)
        if origin:
            statement = statement.where(col(DocumentRow.origin) == origin.value)
        order = (col(DocumentRow.origin).desc(), col(DocumentRow.path), col(DocumentRow.part), col(DocumentRow.id))
        with self.database.reading() as session:
            return [rows.stored_document(row) for row in session.exec(statement.order_by(*order)).all()]

    def notes(self, ids: Collection[str]) -> list[StoredDocument]:
        """Return those of these documents that are notes and exist."""
        found: list[StoredDocument] = []
        with self.database.reading() as session:
            for part in slices(ids):
                wanted = col(DocumentRow.id).in_(part), col(DocumentRow.origin) == Origin.FIELD.value
                found += map(rows.stored_document, session.exec(select(DocumentRow).where(*wanted)))
        return found

    def note_ids(self) -> list[str]:
        """Return the ids of all notes, in order."""
        statement = select(DocumentRow.id).where(col(DocumentRow.origin) == Origin.FIELD.value)
        with self.database.reading() as session:
            return list(session.exec(statement.order_by(col(DocumentRow.id))))

    def said(self, *, notes: Collection[str] = (), claims: Collection[str] = ()) -> list[Claim]:
        """Return the field claims of these notes, and those with these ids, by note and place in it."""
        found: list[Claim] = []
        with self.database.reading() as session:
            for column, ids in ((ClaimRow.document_id, notes), (ClaimRow.id, claims)):
                for part in slices(ids):
                    wanted = col(column).in_(part), col(ClaimRow.origin) == Origin.FIELD.value
                    found += rows.claims(session.exec(select(ClaimRow.body).where(*wanted)).all())
        return sorted(found, key=lambda claim: (claim.document_id, claim.start, claim.id))

    def document(self, document_id: str) -> StoredDocument:
        """Return one document; raises `NotFound`."""
        with self.database.reading() as session:
            row = session.get(DocumentRow, document_id)
            if row is None:
                raise NotFound(f"There is no document {document_id!r}", "It may have been removed; ask again")
            return rows.stored_document(row)

    def passages(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return those of the passages that exist, in the order of `ids`."""
        found: dict[str, str] = {}
        with self.database.reading() as session:
            for part in slices(ids):
                found |= dict(session.exec(_PASSAGES, params={"ids": part}).all())
        return {one: rows.passage(found[one]) for one in ids if one in found}

    def passages_of(self, document_id: str) -> list[Passage]:
        """Return a document's passages in their order; none for an unknown id."""
        statement = select(PassageRow.body).where(col(PassageRow.document_id) == document_id)
        with self.database.reading() as session:
            return [rows.passage(body) for body in session.exec(statement.order_by(col(PassageRow.start))).all()]

    def claims(self, origin: Origin | None = None) -> list[Claim]:
        """Return all claims, by document and place in it, official ones as the register has them."""
        statement = select(ClaimRow.body)
        if origin:
            statement = statement.where(col(ClaimRow.origin) == origin.value)
        order = (col(ClaimRow.document_id), col(ClaimRow.start), col(ClaimRow.id))
        with self.database.reading() as session:
            found = rows.claims(session.exec(statement.order_by(*order)).all())
            return found if origin is Origin.FIELD else register.lay_over(session, found)

    def claims_of(self, passage_ids: Collection[str]) -> list[Claim]:
        """Return the claims made in these passages, by document and place in it, as the register has them."""
        found: list[Claim] = []
        with self.database.reading() as session:
            for part in slices(passage_ids):
                found += rows.claims(session.exec(_CLAIMS, params={"ids": part}).all())
            found = register.lay_over(session, found)
        return sorted(found, key=lambda claim: (claim.document_id, claim.start, claim.id))

    def messages(self) -> list[KeptMessage]:
        """Return what is laid down about the message map."""
        with self.database.reading() as session:
            return register.messages(session)

    def nearest(
        self, origin: Origin, vector: NDArray[np.float32], limit: int, *, among: Collection[str] | None = None
    ) -> list[tuple[str, float]]:
        """Return at most `limit` (passage id, cosine similarity in -1..1), best first; `among` narrows to these ids."""
        found = self.index.nearest(origin, vector, limit, among)
        ids = [one for one, _ in found]
        with self.database.reading() as session:  # what was removed a moment ago may still stand in the index
            alive = {one for one, where in session.exec(_ORIGINS, params={"ids": ids}) if where == origin}
        return [(one, similarity) for one, similarity in found if one in alive]

    def matching(self, origin: Origin, tokens: Sequence[str], limit: int) -> list[str]:
        """Return the ids of at most `limit` passages that hold any of `tokens`, best BM25 first."""
        with self.database.reading() as session:
            return words.matching(session, origin, tokens, limit)

    def counts(self) -> Counts:
        """Return how much there is."""
        with self.database.reading() as session:
            tallies = [
                dict(session.exec(select(col(row.origin), func.count()).group_by(col(row.origin))).all())
                for row in (DocumentRow, PassageRow, ClaimRow)
            ]
        official, field = ([tally.get(origin.value, 0) for tally in tallies] for origin in Origin)
        return Counts(Tally(*official), Tally(*field))

    def revision(self) -> int:
        """Return a number that grows with every change."""
        with self.database.reading() as session:
            return facts.revision(session)

    def official_revision(self) -> int:
        """Return a number that grows with every change of the official side."""
        with self.database.reading() as session:
            return facts.official(session)

    def reindex(self, embedder: Encoder | None = None, progress: Callable[[int, int], None] | None = None) -> int:
        """Build the indexes anew, so that nothing is left of what was removed; returns how many vectors there are.

        With an `embedder` whose fingerprint differs from the stored one, every passage is embedded again first;
        `progress` is then told how many are done, of how many.
        """
        self.index.hold()
        if embedder is not None:
            embedded.again(self.database, embedder, progress)
        with self.database.writing() as session:
            shelves.index_words_anew(session)
        self.database.compact()
        self.index.rebuild()
        return self.counts().passages

    def faults(self) -> list[Fault]:
        """Return what does not hold between texts, claims and indexes; raises `StoreBusy`."""
        return faults(self.database, self.index)

    def repair(self) -> None:
        """Take out of SQL what `faults` finds there; `reindex` then builds the indexes anew."""
        self.index.hold()
        with self.database.writing() as session:
            repair(session)

    def close(self) -> None:
        """Give the vector index back to other processes."""
        self.index.close()
