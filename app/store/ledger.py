"""The ledger: the gaps as they stand, when that was, and the questions nobody could answer."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

import msgspec
from sqlalchemy import BindParameter, bindparam, delete, func, update
from sqlmodel import Session, col, select

from app.domain.demand import Asked
from app.domain.errors import NotFound
from app.domain.gap import Event, Gap, Kind, Status
from app.domain.receipt import Receipt
from app.domain.receipt import receipts as receipts_of
from app.store import facts, receipts, rows
from app.store.database import Database, slices
from app.store.gap_tables import EventRow, GapEvidenceRow, GapRow, QuestionRow

STAMP = "stamp"
Change = Callable[[list[Gap]], Iterable[Gap]]
"""Gaps as they are → those among them, and new ones, as they are to be. Runs inside the transaction: nothing slow."""

_IDS: BindParameter[str] = bindparam("ids", expanding=True)
_TOUCHING = select(GapEvidenceRow.gap_id).where(col(GapEvidenceRow.claim_id).in_(_IDS))
_RESTING = (
    select(GapEvidenceRow.gap_id)
    .join(GapRow, col(GapRow.id) == col(GapEvidenceRow.gap_id))
    .where(col(GapEvidenceRow.claim_id).in_(_IDS), col(GapRow.kind) == bindparam("kind"))
)
_GAPS = select(GapRow.id, GapRow.body)
_EVENT: tuple[Any, ...] = (EventRow.gap_id, EventRow.day, EventRow.status, EventRow.who, EventRow.why, EventRow.body)
_EVENTS = select(*_EVENT).order_by(col(EventRow.gap_id), col(EventRow.number))
_GAPS_AMONG = _GAPS.where(col(GapRow.id).in_(_IDS))
_EVENTS_AMONG = _EVENTS.where(col(EventRow.gap_id).in_(_IDS))
"""What every answer asks for, put together once."""


@dataclass(frozen=True)
class Stamp:
    """What the gaps were found on: the day, the library's revision, and the number of the last question asked."""

    day: date
    revision: int
    asked: int = 0


@dataclass(frozen=True)
class Demand:
    """A question nobody could answer: in its latest wording, when it was last asked, and how often in the period."""

    question: str
    language: str
    asked: date
    times: int


@dataclass(frozen=True)
class Settling:
    """A transaction in which gaps change."""

    session: Session

    def all(self) -> list[Gap]:
        """Return every gap, by key."""
        return _gaps(self.session, None)

    def related(self, ids: Collection[str], resting: Iterable[tuple[Kind, str]]) -> list[Gap]:
        """Return the gaps with these ids, those of a kind that rest on a claim, and what was merged or split of them.

        By key; ids there are none of are passed over.
        """
        wanted = set(ids)
        for kind, pairs in groupby(sorted(resting), key=itemgetter(0)):
            for part in slices(claim for _, claim in pairs):
                wanted.update(self.session.exec(_RESTING, params={"ids": part, "kind": kind.value}))
        found: list[Gap] = []
        seen: set[str] = set()
        while wanted := wanted - seen:
            gaps = _gaps(self.session, wanted)
            found += gaps
            seen |= wanted
            wanted = {event.other for gap in gaps for event in gap.events if event.other}
        return sorted(found, key=lambda gap: gap.key)

    def dismissed(self) -> list[str]:
        """Return the ids of the gaps that are dismissed, for good or until a day."""
        return list(self.session.exec(select(GapRow.id).where(GapRow.status == Status.DISMISSED.value)))

    def write(self, known: Iterable[Gap], after: Iterable[Gap]) -> None:
        """Write what is new or differs from the `known`, and the receipts that follow from it."""
        _write(self.session, known, after)


@dataclass(frozen=True)
class Ledger:
    """What the loop remembers. Plain SQL: any process may use it at any time."""

    database: Database

    def gaps(self) -> list[Gap]:
        """Return all gaps, by key."""
        with self.database.reading() as session:
            return _gaps(session, None)

    def open(self) -> int:
        """Return how many gaps are not closed."""
        left = col(GapRow.status).not_in([status.value for status in Status if status.closed])
        with self.database.reading() as session:
            return session.exec(select(func.count()).select_from(GapRow).where(left)).one()

    def gap(self, gap_id: str) -> Gap:
        """Return one gap; raises `NotFound`."""
        with self.database.reading() as session:
            return _chosen(session, [gap_id])[0]

    def touching(self, claim_ids: Collection[str]) -> list[Gap]:
        """Return the gaps whose evidence uses one of the claims, by key."""
        ids: set[str] = set()
        with self.database.reading() as session:
            for part in slices(claim_ids):
                ids.update(session.exec(_TOUCHING, params={"ids": part}))
            return _gaps(session, ids) if ids else []

    def settle(self, change: Change, stamp: Stamp) -> None:
        """Bring the gaps to where `stamp` is: `change` is given all there are and returns those that are there then."""
        with self.settling(stamp) as settling:
            if settling is not None:
                known = settling.all()
                settling.write(known, change(known))

    @contextmanager
    def settling(self, stamp: Stamp) -> Iterator["Settling | None"]:
        """Lend one transaction in which the gaps are brought to where `stamp` is, and what they are made of.

        What people do meanwhile comes before it or after it, and is never lost. None where the ledger is at a newer
        state of things: what was found is then passed over.
        """
        with self.database.writing() as session:
            written = _stamp(session)
            if written and (written.day > stamp.day or written.revision > stamp.revision):
                yield None
                return
            yield Settling(session)
            facts.put(session, STAMP, msgspec.json.encode(stamp).decode())

    def move(self, gap_ids: Sequence[str], change: Change) -> list[Gap]:
        """Let `change` move the gaps with these ids, given in that order, and return what it makes of them.

        One transaction, on the disk when this returns; whatever `change` raises leaves everything as it was.

        Raises:
            NotFound: There is no such gap.
        """
        with self.database.writing() as session:
            known = _chosen(session, gap_ids)
            moved = list(change(known))
            _write(session, known, moved)
            return moved

    def receipts(self, rep: str | None, limit: int, *, restricted: bool) -> list[Receipt]:
        """Return the latest receipts, newest first: one person's or everybody's, the `restricted` kinds too or not."""
        with self.database.reading() as session:
            return receipts.latest(session, rep, limit, restricted=restricted)

    def stamp(self) -> Stamp | None:
        """Return what the recorded gaps were found on, None before the first time."""
        with self.database.reading() as session:
            return _stamp(session)

    def restamp(self, stamp: Stamp) -> None:
        """Note that the recorded gaps are what would be found on `stamp`, too."""
        with self.database.writing() as session:
            facts.put(session, STAMP, msgspec.json.encode(stamp).decode())

    def last_asked(self) -> int:
        """Return the number of the last question asked, 0 before the first."""
        with self.database.reading() as session:
            return session.exec(select(func.max(QuestionRow.number))).one() or 0

    def asked_anew(self, after: int) -> bool:
        """Whether a question with a number beyond `after` is none of those up to it, nor answered otherwise now."""
        later = col(QuestionRow.number) > after
        with self.database.reading() as session:
            since = select(QuestionRow.language, QuestionRow.wording, QuestionRow.answered).where(later).distinct()
            new = set(session.exec(since))
            if not new:
                return False
            wordings = {wording for _, wording, _ in new}
            before = select(QuestionRow.language, QuestionRow.wording, QuestionRow.answered).where(~later)
            for part in slices(wordings):
                new -= set(session.exec(before.where(col(QuestionRow.wording).in_(part))))
        return bool(new)

    def ask(self, question: str, language: str, on: date, answered: bool) -> None:  # noqa: FBT001 - it is the answer
        """Remember that a question was asked, and whether the official material answered it."""
        wording = " ".join(question.casefold().split()).rstrip("?!. ")
        with self.database.writing(durable=False) as session:  # the asker is waiting
            session.add(QuestionRow(question=question, wording=wording, language=language, asked=on, answered=answered))

    def asked(self, until: date) -> list[Asked]:
        """Return the questions asked up to `until`, each wording once with the last day it was asked, by that day."""
        statement = (
            select(QuestionRow)
            .where(col(QuestionRow.asked) <= until)
            .order_by(col(QuestionRow.asked), col(QuestionRow.number))
        )
        with self.database.reading() as session:
            latest = {(row.language, row.wording): row for row in session.exec(statement)}
            return sorted(
                (Asked(row.question, row.language, row.asked, row.answered) for row in latest.values()),
                key=lambda one: (one.on, one.question),
            )

    def demand(self, start: date, end: date) -> list[Demand]:
        """Return the unanswered questions from `start` to `end`, both included, the most asked first.

        The same question in other case, spacing or end mark counts as the same.
        """
        asked = col(QuestionRow.asked)
        statement = (
            select(QuestionRow)
            .where(col(QuestionRow.answered).is_(False), asked >= start, asked <= end)
            .order_by(asked, col(QuestionRow.number))
        )
        with self.database.reading() as session:
            same: defaultdict[tuple[str, str], list[QuestionRow]] = defaultdict(list)
            for row in session.exec(statement):
                same[row.language, row.wording].append(row)
            found = [Demand(r[-1].question, r[-1].language, r[-1].asked, len(r)) for r in same.values()]
        return sorted(found, key=lambda demand: (-demand.times, demand.asked, demand.question))


def _stamp(session: Session) -> Stamp | None:
    written = facts.get(session, STAMP)
    return None if written is None else msgspec.json.decode(written, type=Stamp)


def _gaps(session: Session, ids: Collection[str] | None) -> list[Gap]:
    """Return the gaps with these ids, or all, by key: in an order that no history has changed."""
    gaps, events = (_GAPS, _EVENTS) if ids is None else (_GAPS_AMONG, _EVENTS_AMONG)
    chosen = {} if ids is None else {"ids": list(ids)}
    lives: defaultdict[str, list[Event]] = defaultdict(list)
    for one, day, status, who, why, body in session.exec(events, params=chosen):
        lives[one].append(rows.event(day, status, who, why, body))
    found = session.exec(gaps, params=chosen)
    return sorted((rows.gap(body, lives[one]) for one, body in found), key=lambda gap: gap.key)


def _chosen(session: Session, ids: Sequence[str]) -> list[Gap]:
    """Return the gaps with these ids, in that order; raises `NotFound`."""
    found = {gap.id: gap for gap in _gaps(session, ids)}
    for one in ids:
        if one not in found:
            raise NotFound(f"There is no gap {one!r}", "`samsyn gaps` lists those there are")
    return [found[one] for one in ids]


def _write(session: Session, known: Iterable[Gap], after: Iterable[Gap]) -> None:
    """Write the gaps that are new or differ, and a receipt for each note behind one that moved. None is dropped."""
    before = {gap.id: gap for gap in known}
    changed = [gap for gap in after if gap != before.get(gap.id)]
    for gap in changed:
        old = before.get(gap.id)
        if old is None:
            continue
        if gap.events[: len(old.events)] != old.events:
            raise ValueError(f"the past of gap {gap.id} would change")
        session.exec(update(GapRow).where(col(GapRow.id) == gap.id).values(rows.gap_values(gap)))
    for part in slices(gap.id for gap in changed):
        session.exec(delete(GapEvidenceRow).where(col(GapEvidenceRow.gap_id).in_(part)))
    rows.insert_all(session, GapRow, [rows.gap_values(gap) for gap in changed if gap.id not in before])
    rows.insert_all(session, GapEvidenceRow, [values for gap in changed for values in rows.evidence_values(gap)])
    lived = {one: len(gap.events) for one, gap in before.items()}
    new_events = [values for gap in changed for values in rows.event_values(gap, lived.get(gap.id, 0))]
    rows.insert_all(session, EventRow, new_events)
    receipts.write(session, [told for gap in changed for told in receipts_of(before.get(gap.id), gap)])
