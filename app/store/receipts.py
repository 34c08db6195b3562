"""What the reporters of notes are told, in the transaction in which a gap moves."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from app.domain.gap import Kind
from app.domain.receipt import Receipt
from app.store import rows
from app.store.database import slices
from app.store.gap_tables import ReceiptRow
from app.store.tables import DocumentRow


def write(session: Session, receipts: Iterable[Receipt]) -> None:
    """Keep receipts for notes that are there; nobody is told of a note that was deleted, and nothing of it is kept."""
    many = list(receipts)
    there: set[str] = set()
    for part in slices(receipt.document_id for receipt in many):
        there.update(session.exec(select(DocumentRow.id).where(col(DocumentRow.id).in_(part))))
    rows.insert_all(session, ReceiptRow, [rows.receipt_values(one) for one in many if one.document_id in there])


def latest(session: Session, rep: str | None, limit: int, *, restricted: bool) -> list[Receipt]:
    """Return the latest receipts, newest first: one person's or everybody's, the `restricted` kinds too or not."""
    statement = select(ReceiptRow.body).order_by(col(ReceiptRow.number).desc()).limit(limit)
    if rep is not None:
        statement = statement.where(ReceiptRow.rep == rows.name_key(rep))
    if not restricted:
        statement = statement.where(col(ReceiptRow.kind).not_in([kind.value for kind in Kind if kind.restricted]))
    return [rows.receipt(body) for body in session.exec(statement)]
