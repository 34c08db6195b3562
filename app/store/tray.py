"""The tray *worth a look*: pairs that no judge could decide on, and what people decided about them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, func
from sqlmodel import Session, col, select

from app.domain.claim import Claim
from app.domain.doubt import Doubt, Labelled, Ruling, Waiting
from app.domain.errors import NotFound
from app.domain.evidence import StoredDocument
from app.store import facts, fieldwork, rows
from app.store.database import Database, slices
from app.store.gap_tables import DoubtRow, RulingRow
from app.store.tables import ClaimRow, DocumentRow

MOST = 50
"""Doubts that wait at a time, the most harmful: a longer list is read by nobody."""
_LABELS = {True: ("contradicts", "contradiction"), False: ("neither", "decided_by_hand")}


@dataclass(frozen=True)
class Tray:
    """Plain SQL: any process may use it at any time."""

    database: Database

    def lay(self, doubts: Iterable[Doubt], tried: Collection[str] | None = None) -> None:
        """Put these doubts in; those that were `tried` again (ids of pairs; None for all) and are none now go out.

        The most harmful stay, and those a judge leaned on most; what a person has decided does not come back.
        """
        fresh = {doubt.id: doubt for doubt in doubts}
        with self.database.writing(durable=False) as session:  # the next run finds them again
            kept = {} if tried is None else {d.id: d for d in _doubts(session) if d.id not in tried}
            ruled = set(session.exec(select(RulingRow.id)))
            best = sorted((d for d in (kept | fresh).values() if d.id not in ruled), key=_rank)[:MOST]
            session.exec(delete(DoubtRow))
            rows.insert_all(session, DoubtRow, map(_values, best))

    def count(self) -> int:
        """Return how many wait."""
        with self.database.reading() as session:
            return session.exec(select(func.count()).select_from(DoubtRow)).one()

    def waiting(self) -> list[Waiting]:
        """Return those that wait with both their sides, the most harmful first."""
        with self.database.reading() as session:
            doubts = sorted(_doubts(session), key=_rank)
            claims = _claims(session, [one for d in doubts for one in (d.official, d.other)])
            documents = _documents(session, {claim.document_id for claim in claims.values()})
            sides = {one: claim.evidence(documents[claim.document_id]) for one, claim in claims.items()}
        return [Waiting(d, sides[d.official], sides[d.other]) for d in doubts if {d.official, d.other} <= sides.keys()]

    def rule(self, doubt_id: str, *, contradicts: bool, who: str, on: date) -> Ruling:
        """Decide a doubt, or decide it again; the gaps are then looked at anew. Raises `NotFound`."""
        with self.database.writing() as session:
            row = session.get(DoubtRow, doubt_id) or session.get(RulingRow, doubt_id)
            if row is None:
                raise NotFound(f"There is nothing to decide under {doubt_id!r}", "`samsyn gaps tray` lists what waits")
            ruling = Ruling(row.official, row.other, contradicts, who, on)
            session.exec(delete(DoubtRow).where(col(DoubtRow.id) == doubt_id))
            session.merge(
                RulingRow(
                    id=ruling.id,
                    official=ruling.official,
                    other=ruling.other,
                    contradicts=contradicts,
                    who=who,
                    day=on,
                )
            )
            fieldwork.changed_with(session, [ruling.other])
            facts.grow(session, official_too=False)
        return ruling

    def rulings(self) -> list[Ruling]:
        """Return all that people decided, by day."""
        with self.database.reading() as session:
            found = session.exec(select(RulingRow).order_by(col(RulingRow.day), col(RulingRow.id)))
            return [Ruling(row.official, row.other, row.contradicts, row.who, row.day) for row in found]

    def labelled(self) -> list[Labelled]:
        """Return what people decided as cases for a judge, where both texts are still there."""
        rulings = self.rulings()
        with self.database.reading() as session:
            claims = _claims(session, [one for ruling in rulings for one in (ruling.official, ruling.other)])
        return [
            _labelled(claims[ruling.official], claims[ruling.other], ruling)
            for ruling in rulings
            if {ruling.official, ruling.other} <= claims.keys()
        ]


def _rank(doubt: Doubt) -> tuple[int, float, str]:
    return -doubt.harm, -doubt.lean, doubt.id


def _labelled(official: Claim, other: Claim, ruling: Ruling) -> Labelled:
    label, category = _LABELS[ruling.contradicts]
    same = official.language == other.language
    return Labelled(official.quote, other.quote, label, category, official.language if same else "mixed")


def _doubts(session: Session) -> list[Doubt]:
    return [Doubt(row.official, row.other, row.harm, row.lean, row.why) for row in session.exec(select(DoubtRow))]


def _claims(session: Session, ids: Iterable[str]) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for part in slices(ids):
        bodies = session.exec(select(ClaimRow.body).where(col(ClaimRow.id).in_(part))).all()
        found |= {claim.id: claim for claim in rows.claims(bodies)}
    return found


def _documents(session: Session, ids: Collection[str]) -> dict[str, StoredDocument]:
    found: dict[str, StoredDocument] = {}
    for part in slices(ids):
        listed = session.exec(select(DocumentRow).where(col(DocumentRow.id).in_(part)))
        found |= {row.id: rows.stored_document(row) for row in listed}
    return found


def _values(doubt: Doubt) -> rows.Values:
    return {
        "id": doubt.id,
        "official": doubt.official,
        "other": doubt.other,
        "harm": doubt.harm,
        "lean": doubt.lean,
        "why": doubt.why,
    }
