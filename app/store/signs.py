"""Signs in SQL: what each note shows, found again by what it is held together with others by."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import delete, func, text
from sqlmodel import Session, col, select

from app.domain.gap import Kind
from app.domain.sign import FIRST_FEW, Sign, members_of, told_by_few
from app.store import facts, rows
from app.store.database import Database, slices
from app.store.gap_tables import FoundRow, MatterRow, MeetingRow, SignMemberRow, SignRow

_COMPARED = "compared"
_sign = msgspec.json.Decoder(Sign).decode
_encoder = msgspec.json.Encoder()
_HEARD = text(
    "SELECT heard, COUNT(*) FROM (SELECT heard, MIN(owner) FROM meetings WHERE day BETWEEN :first AND :last "
    "GROUP BY day, account) GROUP BY heard"
)
"""SQLite takes `heard` from the row that has the minimum."""


_FIRST = (
    "SELECT sign FROM (SELECT sign FROM sign_members WHERE member = ? ORDER BY owner, sign "  # noqa: S608 - a constant
    f"LIMIT {FIRST_FEW})"
)
_SELECTS = 200
"""Of these in one statement: SQLite takes 500."""
_CROWDS = text(
    "SELECT value, (SELECT COUNT(*) FROM (SELECT 1 FROM matters WHERE matter = value LIMIT :most)) "
    "FROM json_each(:matters)"
)


@dataclass(frozen=True, slots=True)
class Under:
    """What the signs that are kept were found under: they hold until it changes.

    `frame` stands for the official side, the rules and the judges, `asked` is the number of the last question, `size`
    about how much the field says.
    """

    frame: str
    day: date
    asked: int
    size: int


@dataclass(frozen=True, slots=True)
class Note:
    """What came of comparing one note: its signs, what its statements share with others', and the meeting it is of."""

    owner: str
    signs: Sequence[Sign]
    matters: Sequence[tuple[str, str]]
    """Claim and matter."""
    account: str
    day: date | None
    heard: str


def under(session: Session) -> Under | None:
    """Return what the kept signs were found under; None where there are none to go by."""
    written = facts.get(session, _COMPARED)
    return None if written is None else msgspec.json.decode(written, type=Under)


def known_under(database: Database) -> Under | None:
    """Return what the kept signs were found under, as of now."""
    with database.reading() as session:
        return under(session)


def set_under(session: Session, known: Under) -> None:
    """Write down what the signs now there were found under."""
    facts.put(session, _COMPARED, msgspec.json.encode(known).decode())


def clear(session: Session) -> None:
    """Take out all there is."""
    for table in (SignRow, SignMemberRow, MatterRow, MeetingRow, FoundRow):
        session.exec(delete(table))


def take_out(session: Session, owners: Collection[str], kinds: Collection[Kind] = tuple(Kind)) -> set[str]:
    """Take out the signs of these owners and kinds, with all else that is theirs; return the members they had."""
    members: set[str] = set()
    for part in slices(owners):
        theirs = col(SignRow.owner).in_(part), col(SignRow.kind).in_(kinds)
        numbers = [n for n in session.exec(select(SignRow.number).where(*theirs)) if n is not None]
        members |= _forget(session, numbers)
        session.exec(delete(MatterRow).where(col(MatterRow.owner).in_(part)))
        session.exec(delete(MeetingRow).where(col(MeetingRow.owner).in_(part)))
    return members


def take_out_with(session: Session, members: Collection[str]) -> set[str]:
    """Take out the signs that have one of these members; return all members they had."""
    numbers: set[int] = set()
    for part in slices(members):
        numbers.update(session.exec(select(SignMemberRow.sign).where(col(SignMemberRow.member).in_(part))))
    return _forget(session, sorted(numbers))


def lay(session: Session, found: Iterable[Sign]) -> set[str]:
    """Keep signs; return the members they have."""
    first = (session.exec(select(func.max(SignRow.number))).one() or 0) + 1
    numbered = list(enumerate(found, first))
    rows.insert_all(session, SignRow, (_values(number, sign) for number, sign in numbered))
    members = [(member, sign.owner, number) for number, sign in numbered for member in members_of(sign)]
    rows.insert_all(session, SignMemberRow, ({"member": m, "owner": o, "sign": n} for m, o, n in members))
    return {member for member, _, _ in members}


def lay_notes(session: Session, notes: Iterable[Note]) -> set[str]:
    """Keep what came of comparing notes; return the members of their signs."""
    listed = list(notes)
    rows.insert_all(
        session,
        MatterRow,
        ({"matter": m, "claim_id": c, "owner": note.owner} for note in listed for c, m in note.matters),
    )
    met = ((note, note.day) for note in listed if note.day is not None)
    rows.insert_all(
        session,
        MeetingRow,
        ({"owner": n.owner, "account": n.account, "day": day, "heard": n.heard} for n, day in met),
    )
    return lay(session, (sign for note in listed for sign in note.signs))


def together_with(session: Session, members: Collection[str]) -> tuple[list[Sign], set[str]]:
    """Return all signs that hang together with one of these members, and all members they have."""
    reached, left = set(members), set(members)
    numbers: set[int] = set()
    while left:
        fresh = _having(session, left) - numbers
        numbers |= fresh
        left = _members(session, fresh) - reached
        reached |= left
    found: list[tuple[str, int, str]] = []
    for part in _parts(sorted(numbers)):
        wanted = select(SignRow.owner, SignRow.number, SignRow.body).where(col(SignRow.number).in_(part))
        found += [(owner, number or 0, body) for owner, number, body in session.exec(wanted)]
    return [_sign(body) for _, _, body in sorted(found)], reached


def members_with(session: Session, kind: Kind) -> set[str]:
    """Return all members that signs of a kind have."""
    begin = f"{kind}|"
    theirs = col(SignMemberRow.member) >= begin, col(SignMemberRow.member) < f"{kind}}}"
    return set(session.exec(select(SignMemberRow.member).where(*theirs).distinct()))


def heard_from(session: Session, first: date, last: date) -> list[tuple[str, int]]:
    """Return what was heard of the message map in meetings of these days, and in how many: one an account and day."""
    found = session.connection().execute(_HEARD, {"first": first.isoformat(), "last": last.isoformat()})
    return [(heard, times) for heard, times in found]


def led(session: Session, members: Collection[str]) -> dict[str, set[str]]:
    """Return what was found last with these members: keys, and the gaps they led to."""
    found: dict[str, set[str]] = {}
    for part in slices(members):
        for row in session.exec(select(FoundRow).where(col(FoundRow.member).in_(part))):
            found.setdefault(row.key, set()).add(row.gap_id)
    return found


def leading_to(session: Session, gap_ids: Collection[str]) -> dict[str, str]:
    """Return what was found last for these gaps: keys, each with a member."""
    found: dict[str, str] = {}
    for part in slices(gap_ids):
        wanted = select(FoundRow.key, FoundRow.member).where(col(FoundRow.gap_id).in_(part))
        found |= dict(session.exec(wanted).all())
    return found


def set_led(session: Session, keys: Collection[str], now: Mapping[str, tuple[str, Collection[str]]]) -> None:
    """Forget what these keys led to, and note what is found now: key → member and gaps."""
    for part in slices([*keys, *now]):
        session.exec(delete(FoundRow).where(col(FoundRow.key).in_(part)))
    values = ({"key": k, "gap_id": gap, "member": m} for k, (m, gaps) in now.items() for gap in sorted(gaps))
    rows.insert_all(session, FoundRow, values)


def _having(session: Session, members: Collection[str]) -> set[int]:
    """The signs that have these members; of a member that tells by its first few no more than those."""
    few = {member for member in members if told_by_few(member)}
    numbers: set[int] = set()
    for part in slices(set(members) - few):
        numbers.update(session.exec(select(SignMemberRow.sign).where(col(SignMemberRow.member).in_(part))))
    for part in slices(few, _SELECTS):
        first = session.connection().exec_driver_sql(" UNION ALL ".join([_FIRST] * len(part)), tuple(part))
        numbers.update(number for (number,) in first)
    return numbers


def _members(session: Session, numbers: Collection[int]) -> set[str]:
    found: set[str] = set()
    for part in _parts(sorted(numbers)):
        found.update(session.exec(select(SignMemberRow.member).where(col(SignMemberRow.sign).in_(part)).distinct()))
    return found


def _forget(session: Session, numbers: Sequence[int]) -> set[str]:
    members = _members(session, numbers)
    for part in _parts(numbers):
        session.exec(delete(SignMemberRow).where(col(SignMemberRow.sign).in_(part)))
        session.exec(delete(SignRow).where(col(SignRow.number).in_(part)))
    return members


def _parts(numbers: Sequence[int], size: int = 5000) -> Iterable[Sequence[int]]:
    return (numbers[start : start + size] for start in range(0, len(numbers), size))


def _values(number: int, sign: Sign) -> rows.Values:
    body = _encoder.encode(sign).decode()
    return {"number": number, "owner": sign.owner, "kind": sign.kind.value, "body": body}


def matters_of(session: Session, owners: Collection[str]) -> list[tuple[str, str]]:
    """Return (claim, matter) for the statements of these owners."""
    found: list[tuple[str, str]] = []
    for part in slices(owners):
        theirs = col(MatterRow.owner).in_(part)
        found += session.exec(select(MatterRow.claim_id, MatterRow.matter).where(theirs)).all()
    return found


def matters_in(session: Session, claims: Collection[str]) -> set[str]:
    """Return the matters of these claims."""
    found: set[str] = set()
    for part in slices(claims):
        found.update(session.exec(select(MatterRow.matter).where(col(MatterRow.claim_id).in_(part)).distinct()))
    return found


def crowds(session: Session, matters: Collection[str], at_most: int) -> dict[str, int]:
    """Return how many claims are on each of these matters, counted up to `at_most`."""
    given = {"matters": json.dumps(sorted(matters)), "most": at_most}
    return {str(matter): int(times) for matter, times in session.connection().execute(_CROWDS, given)}


def on_matters(session: Session, matters: Collection[str]) -> dict[str, list[str]]:
    """Return the claims on each of these matters."""
    found: dict[str, list[str]] = {}
    for part in slices(matters):
        wanted = select(MatterRow.matter, MatterRow.claim_id).where(col(MatterRow.matter).in_(part))
        for matter, claim in session.exec(wanted):
            found.setdefault(matter, []).append(claim)
    return found
