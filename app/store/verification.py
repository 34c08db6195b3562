"""Does the store hold together? SQL and both indexes are held against each other, and all against the texts.

Everything is looked at, nothing is sampled: a text that was deleted must be nowhere, and one exception is too many.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.domain.editions import edition, superseded
from app.domain.evidence import Origin, Passage
from app.store import changes, facts, history, rows, verdicts, words
from app.store.database import Database, slices
from app.store.gap_tables import GapEvidenceRow, GapRow
from app.store.index import SAME, VectorIndex
from app.store.tables import ClaimRow, DocumentRow, IndexChangeRow, PassageRow, TombstoneRow

_BATCH = 2000


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold: what (a sentence for a person), how often, and the first case of it."""

    what: str
    count: int
    example: str


def faults(database: Database, index: VectorIndex) -> list[Fault]:
    """Return what does not hold in the store; raises `StoreBusy` when another process has the vector index."""
    found = [*_sql_faults(database), *_vector_faults(database, index)]
    return [Fault(what, len(cases), cases[0]) for what, cases in found if cases]


def repair(session: Session) -> None:
    """Take out of SQL what must not be there; the indexes are then to be built anew."""
    stones = set(session.exec(select(TombstoneRow.id)))
    texts = {row.id: rows.document(row.body).text for row in session.exec(select(DocumentRow)).all()}
    passages = session.exec(select(PassageRow.id, PassageRow.document_id, PassageRow.body)).all()
    stale = [p for p, d, body in passages if d in stones or d not in texts or not _stands(rows.passage(body), texts[d])]
    for part in slices(stale):
        session.exec(delete(ClaimRow).where(col(ClaimRow.passage_id).in_(part)))
        session.exec(delete(PassageRow).where(col(PassageRow.id).in_(part)))
    for part in slices(stones):
        session.exec(delete(DocumentRow).where(col(DocumentRow.id).in_(part)))
    known = set(session.exec(select(ClaimRow.id)))
    verdicts.forget(session, verdicts.orphans(session, known), rulings=False)
    families = set(session.exec(select(DocumentRow.family).where(DocumentRow.family != "")))
    history.settle_editions(session, families)
    facts.grow(session)


def _sql_faults(database: Database) -> Iterator[tuple[str, list[str]]]:
    with database.reading() as session:
        documents = {row.id: row for row in session.exec(select(DocumentRow)).all()}
        texts = {one: rows.document(row.body) for one, row in documents.items()}
        stones = set(session.exec(select(TombstoneRow.id)))
        yield "deleted documents are still there", sorted(stones & documents.keys())
        passages = session.exec(select(PassageRow.id, PassageRow.document_id, PassageRow.body)).all()
        yield (
            "passages do not stand in their document's text as it is now",
            [p for p, d, body in passages if d not in texts or not _stands(rows.passage(body), texts[d].text)],
        )
        known = {p for p, _, _ in passages}
        claims = session.exec(select(ClaimRow.id, ClaimRow.document_id, ClaimRow.passage_id, ClaimRow.body)).all()
        yield "claims belong to a passage that is gone", [c for c, _, p, _ in claims if p not in known]
        quotes = {c: (d, claim.start, claim.end, claim.quote) for c, d, _, b in claims for claim in rows.claims([b])}
        yield (
            "claims quote what their document does not say",
            [c for c, (d, a, b, q) in quotes.items() if d not in texts or texts[d].text[a:b] != q],
        )
        yield "judges remember claims that are gone", verdicts.orphans(session, quotes.keys())
        yield "open gaps rest on claims that are gone", _groundless(session, quotes.keys())
        yield from _word_faults(session)
        yield "editions are not what the documents say", _misplaced(documents)


def _stands(passage: Passage, text: str) -> bool:
    return text[passage.start : passage.end] == passage.text


def _groundless(session: Session, claims: Collection[str]) -> list[str]:
    evidence = select(GapEvidenceRow.gap_id, GapEvidenceRow.claim_id, GapRow.body).join(
        GapRow, col(GapRow.id) == col(GapEvidenceRow.gap_id)
    )
    return sorted(
        {
            gap
            for gap, claim, body in session.exec(evidence)
            if claim not in claims and not rows.gap(body, ()).status.closed
        }
    )


def _word_faults(session: Session) -> Iterator[tuple[str, list[str]]]:
    for origin in Origin:
        statement = select(PassageRow.number, PassageRow.body).where(col(PassageRow.origin) == origin.value)
        found = session.exec(statement).all()
        expected = {n: words.tokens_of(rows.passage(body).indexed_text) for n, body in found if n is not None}
        held = words.everything(session, origin)
        yield (
            f"the word index of {origin} material differs from its texts",
            [str(n) for n in expected.keys() | held.keys() if expected.get(n) != held.get(n)],
        )


def _misplaced(documents: dict[str, DocumentRow]) -> list[str]:
    families: dict[str, list[DocumentRow]] = {}
    for row in documents.values():
        if row.family:
            families.setdefault(row.family, []).append(row)
    wrong = []
    for members in families.values():
        known = [(r.id, which, r.ingested) for r in members if (which := edition(rows.document(r.body)))]
        by = superseded(known)
        wrong += [r.id for r in members if (by[r.id].by if r.id in by else None) != r.superseded_by]
    return wrong


def _vector_faults(database: Database, index: VectorIndex) -> Iterator[tuple[str, list[str]]]:
    with database.reading() as session:
        pending = [row.passage_id for row in session.exec(select(IndexChangeRow)).all()]
        yield "changes have not reached the vector index", pending
        for origin in Origin:
            expected = _kept(session, origin)
            held = index.ids(origin)
            yield f"vectors of deleted or replaced {origin} text are in the index", sorted(held - expected.keys())
            yield f"{origin} passages are missing in the vector index", sorted(expected.keys() - held)
            wrong: list[str] = []
            for part in slices(sorted(held & expected.keys()), _BATCH):
                stored = index.vectors(origin, part)
                wrong += [one for one in part if float(np.dot(stored[one], expected[one])) < SAME]
            yield f"{origin} vectors differ from those kept", wrong
    yield "an index that is no longer used is still on the disk", index.leftovers()


def _kept(session: Session, origin: Origin) -> dict[str, NDArray[np.float32]]:
    return {
        one: vector
        for ids, matrix in changes.all_vectors(session, origin)
        for one, vector in zip(ids, matrix, strict=True)
    }
