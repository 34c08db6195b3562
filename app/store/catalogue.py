"""What lies in the library and which file it came from, without the texts; and what each file held when it was read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec
import sqlalchemy as sa
from sqlalchemy import delete
from sqlmodel import Session, col, select

from app.domain.evidence import Origin
from app.store import rows
from app.store.database import slices
from app.store.tables import DocumentRow, ReadingRow


@dataclass(frozen=True, slots=True)
class Entry:
    """A stored document without its text. `account` is the customer it names by itself, whatever was put right."""

    id: str
    origin: Origin
    path: str
    part: str
    source: str
    account: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """What a file held when it was read on `day`: the ids of its documents, and what a summary says beside them.

    `key` changes with the file's bytes and with whatever reads them. `guesses` are the customers pieced together from
    names, each with the spelling that was used. `dated`: every document told its day.
    """

    key: str
    day: date
    dated: bool
    documents: tuple[str, ...] = ()
    columns: Mapping[str, str] = msgspec.field(default_factory=dict)
    empty_rows: int = 0
    skipped: tuple[tuple[str, str], ...] = ()
    guesses: tuple[tuple[str, str], ...] = ()


File = tuple[str, str]
"""Source and member (of a zip file, else "")."""


class _Named(msgspec.Struct):
    account: str | None = None


class _Told(msgspec.Struct):
    about: _Named
    as_read: _Named | None = None


_told = msgspec.json.Decoder(_Told)
_held = msgspec.json.Decoder(Held)


def entries(session: Session) -> list[Entry]:
    """Return every document, by origin and path."""
    order = (col(DocumentRow.origin).desc(), col(DocumentRow.path), col(DocumentRow.part), col(DocumentRow.id))
    statement = sa.select(
        col(DocumentRow.id),
        col(DocumentRow.origin),
        col(DocumentRow.path),
        col(DocumentRow.part),
        col(DocumentRow.source),
        col(DocumentRow.body),
    ).order_by(*order)
    # A few at a time: the texts of all documents need not be in memory at once.
    found = session.connection().execute(statement, execution_options={"yield_per": 500})
    return [
        Entry(one, Origin(origin), path, part, source, _account(body))
        for one, origin, path, part, source, body in found
    ]


def held(session: Session, sources: Iterable[str]) -> dict[File, Held]:
    """Return what the files with these sources held when they were last read."""
    found: dict[File, Held] = {}
    for part in slices(sources):
        chosen = select(ReadingRow.source, ReadingRow.member, ReadingRow.body).where(col(ReadingRow.source).in_(part))
        found |= {(source, member): _held.decode(body) for source, member, body in session.exec(chosen)}
    return found


def remember(session: Session, files: Mapping[File, Held]) -> None:
    """Write down what these files held, over what they held before."""
    for part in slices(source for source, _ in files):
        old = session.exec(select(ReadingRow.source, ReadingRow.member).where(col(ReadingRow.source).in_(part))).all()
        for source, member in {*old} & files.keys():
            session.exec(delete(ReadingRow).where(col(ReadingRow.source) == source, col(ReadingRow.member) == member))
    values = (
        {"source": source, "member": member, "body": msgspec.json.encode(one).decode()}
        for (source, member), one in files.items()
    )
    rows.insert_all(session, ReadingRow, values)


def forget(session: Session, document_ids: list[str]) -> None:
    """Forget what the files held that these documents came from: they are read again when they are met again."""
    sources = select(DocumentRow.source).where(col(DocumentRow.id).in_(document_ids))
    session.exec(delete(ReadingRow).where(col(ReadingRow.source).in_(sources)))


def _account(body: str) -> str | None:
    told = _told.decode(body)
    return (told.as_read or told.about).account
