"""Writing down what became of documents: replaced texts, tombstones, and which edition has taken whose place."""

from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from app.domain.editions import edition, superseded
from app.domain.evidence import Document
from app.domain.history import Removal, Tombstone, Version
from app.store import rows
from app.store.database import slices
from app.store.tables import DocumentRow, TombstoneRow, VersionRow


def keep_replaced(session: Session, fresh: Sequence[tuple[str, Document]], today: date) -> None:
    """Keep the texts that `fresh` documents, by id, are about to replace. Another title or account is no version."""
    texts = {one: document.text for one, document in fresh}
    for part in slices(texts):
        for row in session.exec(select(DocumentRow).where(col(DocumentRow.id).in_(part))).all():
            if rows.document(row.body).text != texts[row.id]:
                numbers = select(func.max(VersionRow.number)).where(VersionRow.document_id == row.id)
                number = (session.exec(numbers).one() or 0) + 1
                session.add(
                    VersionRow(document_id=row.id, number=number, taken_in=row.ingested, replaced=today, body=row.body)
                )


def bury(session: Session, document_ids: Collection[str], removal: Removal) -> None:
    """Leave a tombstone for each of these documents, and forget the texts they replaced."""
    for part in slices(document_ids):
        for row in session.exec(select(DocumentRow).where(col(DocumentRow.id).in_(part))).all():
            session.merge(
                TombstoneRow(
                    id=row.id,
                    origin=row.origin,
                    path=row.path,
                    day=removal.on,
                    cause=removal.cause.value,
                    who=removal.who,
                    why=removal.why,
                )
            )
        session.exec(delete(VersionRow).where(col(VersionRow.document_id).in_(part)))


def unbury(session: Session, document_ids: Collection[str]) -> None:
    """Take the tombstones of documents away that are back."""
    for part in slices(document_ids):
        session.exec(delete(TombstoneRow).where(col(TombstoneRow.id).in_(part)))


def families(session: Session, document_ids: Collection[str]) -> set[str]:
    """Return the families these documents are editions of."""
    found: set[str] = set()
    for part in slices(document_ids):
        statement = select(DocumentRow.family).where(col(DocumentRow.id).in_(part), DocumentRow.family != "")
        found.update(session.exec(statement))
    return found


def settle_editions(session: Session, names: Collection[str]) -> None:
    """Write down for each edition of these families which newer one has taken its place, if one has."""
    for part in slices(names):
        members = session.exec(select(DocumentRow).where(col(DocumentRow.family).in_(part))).all()
        known: dict[str, list[tuple[str, Document, date]]] = {}
        for row in members:
            known.setdefault(row.family, []).append((row.id, rows.document(row.body), row.ingested))
        for family in known.values():
            editions = [(one, which, taken) for one, document, taken in family if (which := edition(document))]
            by = superseded(editions)
            for one, _, _ in editions:
                place = by.get(one)
                values = {"superseded_by": place.by if place else None, "superseded_on": place.on if place else None}
                session.exec(update(DocumentRow).where(col(DocumentRow.id) == one).values(**values))


def tombstones(session: Session, document_ids: Collection[str] | None = None) -> list[Tombstone]:
    """Return the tombstones, or those of these documents, the latest first."""
    statement = select(TombstoneRow).order_by(col(TombstoneRow.day).desc(), col(TombstoneRow.path))
    if document_ids is None:
        return [rows.tombstone(row) for row in session.exec(statement)]
    found: list[Tombstone] = []
    for part in slices(document_ids):
        found += [rows.tombstone(row) for row in session.exec(statement.where(col(TombstoneRow.id).in_(part)))]
    return found


def versions(session: Session, document_id: str) -> list[Version]:
    """Return the texts a document has replaced, the latest first."""
    statement = select(VersionRow).where(VersionRow.document_id == document_id)
    return [rows.version(row) for row in session.exec(statement.order_by(col(VersionRow.number).desc()))]
