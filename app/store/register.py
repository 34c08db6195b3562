"""The register in SQL: what was laid down about sentences of documents and words of the message map, and by whom."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import msgspec
from sqlalchemy import delete, func, update
from sqlmodel import Session, col, select

from app.domain.claim import Claim
from app.domain.message_edits import KeptMessage
from app.domain.register import Change, Edit, Values, laid_over
from app.store import facts
from app.store.database import Database, slices
from app.store.tables import MessageRow, RegisterEventRow, RegisterRow

_values = msgspec.json.Decoder(Values).decode
_message = msgspec.json.Decoder(KeptMessage).decode
_fields = msgspec.json.Decoder(tuple[tuple[str, str | None, str | None], ...]).decode


@dataclass(frozen=True)
class RegisterBook:
    """What people have laid down. Plain SQL: any process may write in it at any time, beside a server too."""

    database: Database

    def edits(self) -> list[Edit]:
        """Return every edit, those whose sentence has vanished among them, by document and text."""
        order = (col(RegisterRow.document_id), col(RegisterRow.quote), col(RegisterRow.id))
        with self.database.reading() as session:
            rows = session.exec(select(RegisterRow).order_by(*order)).all()
            return [Edit(row.id, row.document_id, row.quote, _values(row.body)) for row in rows]

    def edit(self, one: str) -> Edit | None:
        """Return the edit with this id, None where nothing is laid down."""
        with self.database.reading() as session:
            row = session.get(RegisterRow, one)
            return None if row is None else Edit(row.id, row.document_id, row.quote, _values(row.body))

    def write(self, edit: Edit, change: Change) -> None:
        """Put the edit in place of the one before it and its change into the history; one that says nothing goes."""
        with self.database.writing() as session:
            if edit.values:
                body = msgspec.json.encode(edit.values).decode()
                session.merge(RegisterRow(id=edit.id, document_id=edit.document_id, quote=edit.quote, body=body))
            else:
                session.exec(delete(RegisterRow).where(col(RegisterRow.id) == edit.id))
            note(session, edit.id, change)
            facts.grow(session)

    def messages(self) -> list[KeptMessage]:
        """Return what is laid down about the message map, by part and words."""
        with self.database.reading() as session:
            return messages(session)

    def write_messages(self, kept: Sequence[KeptMessage], gone: Sequence[str], changes: Mapping[str, Change]) -> None:
        """Put these entries in place of those before them, take those with the ids `gone` out, and note the changes."""
        with self.database.writing() as session:
            for part in slices(gone):
                session.exec(delete(MessageRow).where(col(MessageRow.id).in_(part)))
            for one in kept:
                session.merge(MessageRow(id=one.id, kind=one.part.value, body=msgspec.json.encode(one).decode()))
            for one_id, change in changes.items():
                note(session, one_id, change)
            facts.grow(session)

    def history(self, one: str) -> list[Change]:
        """Return the changes of an entry, oldest first."""
        statement = select(RegisterEventRow).where(RegisterEventRow.id == one).order_by(col(RegisterEventRow.number))
        with self.database.reading() as session:
            return [Change(row.day, row.who, row.why, _fields(row.body)) for row in session.exec(statement)]


def messages(session: Session) -> list[KeptMessage]:
    """Return what is laid down about the message map."""
    return sorted(map(_message, session.exec(select(MessageRow.body))), key=lambda kept: (kept.part, kept.words))


def note(session: Session, one: str, change: Change) -> None:
    """Add a change to the history of an entry."""
    last = session.exec(select(func.max(RegisterEventRow.number)).where(RegisterEventRow.id == one)).one() or 0
    body = msgspec.json.encode(change.fields).decode()
    session.add(
        RegisterEventRow(id=one, number=last + 1, day=change.on, who=change.who, why=change.why, body=body),
    )


def lay_over(session: Session, claims: Sequence[Claim]) -> list[Claim]:
    """Return claims with what is laid down about them."""
    edits: dict[str, dict[str, Values]] = {}
    for row in session.exec(select(RegisterRow)):
        edits.setdefault(row.document_id, {})[row.id] = _values(row.body)
    return laid_over(claims, edits) if edits else list(claims)


def forget_quotes(session: Session, document_ids: Collection[str]) -> None:
    """Forget the sentences of documents that are taken out; what was laid down holds again when they are back."""
    for part in slices(document_ids):
        session.exec(update(RegisterRow).where(col(RegisterRow.document_id).in_(part)).values(quote=""))
