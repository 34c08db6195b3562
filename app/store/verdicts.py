"""What slow judges said, kept by content: the same pair is never judged twice by the same judge."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import delete, tuple_
from sqlmodel import Session, col, select

from app.domain.evidence import stable_id
from app.domain.gap import Relation, Rung
from app.store import rows
from app.store.database import Database, slices
from app.store.gap_tables import DoubtRow, RulingRow, VerdictRow


@dataclass(frozen=True, slots=True)
class Kept:
    """One verdict on a pair of claims, by their ids; `key` is a hash of the judge and of all it was shown."""

    key: str
    official: str
    other: str
    rung: Rung
    relation: Relation
    confidence: float
    said: str = ""


@dataclass(frozen=True)
class Verdicts:
    """The memory of the judges. It holds no text of a document; what a language model said goes with its claims."""

    database: Database

    def known(self, keys: Collection[str]) -> dict[str, Kept]:
        """Return what was said under these keys."""
        found: dict[str, Kept] = {}
        with self.database.reading() as session:
            for part in slices(keys):
                statement = select(VerdictRow).where(col(VerdictRow.key).in_(part))
                found |= {row.key: _kept(row) for row in session.exec(statement)}
        return found

    def earlier(self, rung: Rung, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], Kept]:
        """Return what any judge of this rung once said of these pairs of claims, whatever it was shown besides."""
        wanted = set(pairs)
        found: dict[tuple[str, str], Kept] = {}
        with self.database.reading() as session:
            for part in slices(other for _, other in pairs):
                statement = select(VerdictRow).where(col(VerdictRow.other).in_(part), VerdictRow.rung == rung.value)
                for row in session.exec(statement.order_by(col(VerdictRow.key))):
                    if (row.official, row.other) in wanted:
                        found[row.official, row.other] = _kept(row)
        return found

    def keep(self, verdicts: Iterable[Kept]) -> None:
        """Write these down, over what the same rung said of the same pairs before."""
        fresh = {one.key: one for one in verdicts}
        if not fresh:
            return
        with self.database.writing(durable=False) as session:  # it can be asked again
            for one in fresh.values():
                same = tuple_(col(VerdictRow.official), col(VerdictRow.other)) == (one.official, one.other)
                session.exec(delete(VerdictRow).where(same, col(VerdictRow.rung) == one.rung.value))
            for part in slices(fresh):
                session.exec(delete(VerdictRow).where(col(VerdictRow.key).in_(part)))
            rows.insert_all(session, VerdictRow, map(_values, fresh.values()))


def key_of(*parts: str) -> str:
    """Return the key of a verdict: the judge first, then all it is shown."""
    return stable_id("verdict", *parts)


def forget(session: Session, claim_ids: Collection[str], *, rulings: bool) -> None:
    """Forget what was said and left open about these claims; with `rulings` what people decided too."""
    for part in slices(claim_ids):
        session.exec(delete(VerdictRow).where(col(VerdictRow.official).in_(part) | col(VerdictRow.other).in_(part)))
        session.exec(delete(DoubtRow).where(col(DoubtRow.official).in_(part) | col(DoubtRow.other).in_(part)))
        if rulings:
            session.exec(delete(RulingRow).where(col(RulingRow.official).in_(part) | col(RulingRow.other).in_(part)))


def orphans(session: Session, claim_ids: Collection[str]) -> list[str]:
    """Return the claims that verdicts and doubts speak of, beside the `claim_ids` that there are."""
    pairs = [
        *session.exec(select(VerdictRow.official, VerdictRow.other)),
        *session.exec(select(DoubtRow.official, DoubtRow.other)),
    ]
    return sorted({one for pair in pairs for one in pair} - set(claim_ids))


def _kept(row: VerdictRow) -> Kept:
    return Kept(
        row.key, row.official, row.other, Rung(row.rung), Relation(row.relation), row.confidence, row.said
    )  # fmt: skip


def _values(one: Kept) -> rows.Values:
    return {
        "key": one.key,
        "official": one.official,
        "other": one.other,
        "rung": one.rung.value,
        "relation": one.relation.value,
        "confidence": one.confidence,
        "said": one.said,
    }
