"""What changes with a note, written down with it: that it is still to be compared, and how often words are used."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete
from sqlalchemy.dialects.sqlite import insert
from sqlmodel import Session, col, select

from app.domain.claim import Claim
from app.domain.evidence import Origin
from app.domain.gap import Kind
from app.store import rows
from app.store.database import Database, slices
from app.store.gap_tables import ChangedRow, FieldWordRow, SignMemberRow
from app.store.tables import ClaimRow, DocumentRow

ALL = ""
"""What the claims themselves are counted under."""


def put(session: Session, notes: Sequence[tuple[str, Sequence[Claim]]]) -> None:
    """Note that these notes are put with these claims, before what they replace is taken out."""
    take_out(session, {one for one, _ in notes})
    _count(session, [claim for _, claims in notes for claim in claims], 1)


def take_out(session: Session, notes: Collection[str]) -> None:
    """Note that these notes change, before they do."""
    gone: dict[str, list[Claim]] = {one: [] for one in notes}
    for part in slices(notes):
        bodies = session.exec(select(ClaimRow.body).where(col(ClaimRow.document_id).in_(part))).all()
        for claim in rows.claims(bodies):
            gone[claim.document_id].append(claim)
    _count(session, [claim for claims in gone.values() for claim in claims], -1)
    said = {one: {stem for claim in claims for stem in claim.terms} for one, claims in gone.items()}
    asked = _topics(session, {stem for stems in said.values() for stem in stems})
    _change(session, {one: stems & asked for one, stems in said.items()})


def changed_with(session: Session, claims: Collection[str]) -> None:
    """Note that the notes with these claims are to be compared again."""
    for part in slices(claims):
        theirs = select(ClaimRow.document_id).where(col(ClaimRow.id).in_(part)).distinct()
        _change(session, dict.fromkeys(session.exec(theirs), ()))


def notes_among(session: Session, document_ids: Collection[str]) -> set[str]:
    """Return which of these documents are notes."""
    found: set[str] = set()
    for part in slices(document_ids):
        wanted = col(DocumentRow.id).in_(part), col(DocumentRow.origin) == Origin.FIELD.value
        found.update(session.exec(select(DocumentRow.id).where(*wanted)))
    return found


def times(session: Session, stems: Collection[str]) -> dict[str, int]:
    """Return in how many field claims these stems are used, those that are."""
    found: dict[str, int] = {}
    for part in slices(stems):
        wanted = select(FieldWordRow.stem, FieldWordRow.times).where(col(FieldWordRow.stem).in_(part))
        found |= dict(session.exec(wanted).all())
    return found


@dataclass(frozen=True, slots=True)
class Changed:
    """Notes that are to be compared, by the changes up to `number`, and how often stems were said in them before."""

    number: int
    notes: tuple[str, ...]
    stems: Mapping[str, int]


def changed(database: Database, day: date) -> Changed:
    """Return the notes that are to be compared on `day`."""
    with database.reading() as session:
        found = session.exec(
            select(ChangedRow).where(col(ChangedRow.due) <= day).order_by(col(ChangedRow.number))
        ).all()
    stems = Counter(stem for row in found for stem in row.stems.split())
    number = max((row.number or 0 for row in found), default=0)
    return Changed(number, tuple(dict.fromkeys(row.document_id for row in found)), stems)


def compared(session: Session, number: int, day: date, later: Mapping[str, date]) -> None:
    """Note that the changes up to this one are compared, and that some notes are to be looked at again later."""
    session.exec(delete(ChangedRow).where(col(ChangedRow.number) <= number, col(ChangedRow.due) <= day))
    waiting = set(session.exec(select(ChangedRow.document_id)))
    values = [{"document_id": one, "due": due, "stems": ""} for one, due in sorted(later.items()) if one not in waiting]
    rows.insert_all(session, ChangedRow, values)


def _change(session: Session, notes: Mapping[str, Iterable[str]]) -> None:
    values = [
        {"document_id": one, "due": date.min, "stems": " ".join(sorted(stems))} for one, stems in sorted(notes.items())
    ]
    rows.insert_all(session, ChangedRow, values)


def _topics(session: Session, stems: Collection[str]) -> set[str]:
    """Which of these stems somebody asks about. No others are noted: nothing is to be left of what is taken out."""
    found: set[str] = set()
    for part in slices(f"{Kind.MISSING_TOPIC}|{stem}" for stem in stems):
        theirs = select(SignMemberRow.member).where(col(SignMemberRow.member).in_(part)).distinct()
        found.update(member.partition("|")[2] for member in session.exec(theirs))
    return found


def _count(session: Session, claims: Collection[Claim], by: int) -> None:
    counted = Counter({ALL: len(claims)} if claims else {})
    for claim in claims:
        counted.update(claim.terms)
    if not counted:
        return
    statement = insert(FieldWordRow)
    statement = statement.on_conflict_do_update(
        index_elements=["stem"], set_={"times": col(FieldWordRow.times) + statement.excluded.times}
    )
    session.exec(statement, params=[{"stem": stem, "times": by * number} for stem, number in counted.items()])
    if by < 0:
        session.exec(delete(FieldWordRow).where(col(FieldWordRow.times) <= 0))
