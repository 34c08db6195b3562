"""Writing documents into SQL, and taking them out again: everything of theirs in the caller's one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from app.domain.claim import Claim
from app.domain.evidence import Document, Origin, Passage
from app.domain.history import Removal
from app.store import catalogue, changes, facts, fieldwork, history, register, rows, verdicts, words
from app.store.database import slices
from app.store.gap_tables import ReceiptRow
from app.store.tables import ClaimRow, DocumentRow, PassageRow


@dataclass(frozen=True)
class Indexed:
    """A document ready to be put: its passages, their vectors of shape (n, dimension), unit length, and its claims."""

    id: str
    document: Document
    passages: tuple[Passage, ...]
    vectors: NDArray[np.float32]
    claims: tuple[Claim, ...]


def replace(session: Session, batch: Sequence[Indexed], today: date, fingerprint: str) -> None:
    """Put each document in the place of all there was of it; a text that is replaced stays as a version."""
    ids = [one.id for one in batch]
    touched = history.families(session, ids)
    history.keep_replaced(session, [(one.id, one.document) for one in batch], today)
    history.unbury(session, ids)
    fieldwork.put(session, [(one.id, one.claims) for one in batch if one.document.origin is Origin.FIELD])
    unsaid = _claims(session, ids) - {claim.id for one in batch for claim in one.claims}
    verdicts.forget(session, unsaid, rulings=False)
    old = _take_out(session, ids)
    rows.insert_all(session, DocumentRow, (rows.document_values(one.id, one.document, today) for one in batch))
    first = (session.exec(select(func.max(PassageRow.number))).one() or 0) + 1
    passages = [pair for one in batch for pair in zip(one.passages, one.vectors, strict=True)]
    rows.insert_all(
        session,
        PassageRow,
        (rows.passage_values(n, passage, vector, fingerprint) for n, (passage, vector) in enumerate(passages, first)),
    )
    for origin in Origin:
        texts = [
            (n, passage.indexed_text) for n, (passage, _) in enumerate(passages, first) if passage.origin is origin
        ]
        words.add(session, origin, texts)
    rows.insert_all(session, ClaimRow, (rows.claim_values(claim) for one in batch for claim in one.claims))
    new = {(passage.origin, passage.id, rows.text_hash(passage.indexed_text)) for passage, _ in passages}
    changes.note(session, added=_places(new - old), dropped=_places(old - new))
    history.settle_editions(session, touched | history.families(session, ids))
    facts.grow(session, official_too=any(one.document.origin is Origin.OFFICIAL for one in batch))


def remove(session: Session, document_ids: Collection[str], removal: Removal) -> None:
    """Take these documents out and leave a tombstone for each; unknown ids are fine."""
    touched = history.families(session, document_ids)
    notes = fieldwork.notes_among(session, document_ids)
    fieldwork.take_out(session, notes)
    history.bury(session, document_ids, removal)
    register.forget_quotes(session, document_ids)
    verdicts.forget(session, _claims(session, document_ids), rulings=True)
    changes.note(session, added=(), dropped=_places(_take_out(session, document_ids)))
    for part in slices(document_ids):
        session.exec(delete(ReceiptRow).where(col(ReceiptRow.document_id).in_(part)))
    history.settle_editions(session, touched)
    facts.grow(session, official_too=not set(document_ids) <= notes)


def index_words_anew(session: Session) -> None:
    """Make the lexical index from the texts, whatever it held, with nothing left of what was removed."""
    words.clear(session)
    for origin in Origin:
        statement = select(PassageRow.number, PassageRow.body).where(col(PassageRow.origin) == origin.value)
        found = session.exec(statement).all()
        words.add(session, origin, [(n, rows.passage(body).indexed_text) for n, body in found if n is not None])
    words.compact(session)


def _take_out(session: Session, document_ids: Collection[str]) -> set[tuple[Origin, str, str]]:
    """Delete all there is of these documents and return which passages that were: origin, id, hash of the text."""
    gone: set[tuple[Origin, str, str]] = set()
    for part in slices(document_ids):
        theirs = col(PassageRow.document_id).in_(part)
        statement = select(PassageRow.number, PassageRow.origin, PassageRow.id, PassageRow.text_hash).where(theirs)
        found = session.exec(statement).all()
        for origin in Origin:
            words.remove(session, origin, [n for n, where, _, _ in found if where == origin and n is not None])
        gone.update((Origin(where), one, text_hash) for _, where, one, text_hash in found)
        catalogue.forget(session, part)
        session.exec(delete(ClaimRow).where(col(ClaimRow.document_id).in_(part)))
        session.exec(delete(PassageRow).where(theirs))
        session.exec(delete(DocumentRow).where(col(DocumentRow.id).in_(part)))
    return gone


def _claims(session: Session, document_ids: Collection[str]) -> set[str]:
    found: set[str] = set()
    for part in slices(document_ids):
        found.update(session.exec(select(ClaimRow.id).where(col(ClaimRow.document_id).in_(part))))
    return found


def _places(passages: set[tuple[Origin, str, str]]) -> list[tuple[Origin, str]]:
    return sorted((origin, one) for origin, one, _ in passages)
