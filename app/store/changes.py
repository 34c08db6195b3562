"""What the vector index must know of SQL: the vectors that stand there, and the changes it has not made yet."""

from collections.abc import Collection, Iterable, Iterator

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import delete, func, insert
from sqlmodel import Session, col, select

from app.domain.evidence import Origin
from app.store.database import slices
from app.store.tables import IndexChangeRow, PassageRow

VECTOR = np.dtype("<f4")
"""How a vector lies in its column: little-endian float32 on every machine."""


def note(session: Session, added: Iterable[tuple[Origin, str]], dropped: Iterable[tuple[Origin, str]]) -> None:
    """Write down passages the index must take in or forget."""
    rows = [{"origin": o.value, "passage_id": one, "added": False} for o, one in dropped]
    rows += [{"origin": o.value, "passage_id": one, "added": True} for o, one in added]
    if rows:
        session.exec(insert(IndexChangeRow), params=rows)


def pending(session: Session) -> list[tuple[Origin, list[str], list[str]]]:
    """Return for each origin the passage ids to drop, and those to add after that: an id in both has a new vector."""
    rows = session.exec(
        select(IndexChangeRow.origin, IndexChangeRow.passage_id, IndexChangeRow.added).order_by(
            col(IndexChangeRow.number)
        )
    )
    dropped: dict[str, dict[str, None]] = {origin: {} for origin in Origin}
    added: dict[str, dict[str, None]] = {origin: {} for origin in Origin}
    for origin, one, is_added in rows:
        if is_added:
            added[origin][one] = None
        else:
            dropped[origin][one] = None
            added[origin].pop(one, None)
    return [(origin, list(dropped[origin]), list(added[origin])) for origin in Origin]


def last(session: Session) -> int:
    """Return the number of the newest change, 0 if there is none."""
    return session.exec(select(func.max(IndexChangeRow.number))).one() or 0


def done(session: Session, up_to: int) -> None:
    """Forget the changes up to this number: the index has made them."""
    session.exec(delete(IndexChangeRow).where(col(IndexChangeRow.number) <= up_to))


def fingerprint(session: Session) -> str | None:
    """Return the embedding model the stored vectors come from; they never come from two."""
    return session.exec(select(PassageRow.fingerprint).limit(1)).first()


def count(session: Session, origin: Origin) -> int:
    """Return how many vectors an origin has."""
    return session.exec(select(func.count()).where(col(PassageRow.origin) == origin.value)).one()


def vectors(session: Session, origin: Origin, ids: Collection[str]) -> tuple[list[str], NDArray[np.float32]]:
    """Return those of `ids` that still exist, with their vectors of shape (n, dimension)."""
    found: list[tuple[str, bytes]] = []
    for part in slices(ids):
        wanted = select(PassageRow.id, PassageRow.vector, PassageRow.origin).where(col(PassageRow.id).in_(part))
        found += [(one, vector) for one, vector, where in session.exec(wanted) if where == origin]
    return _arrays(found)


def all_vectors(session: Session, origin: Origin) -> Iterator[tuple[list[str], NDArray[np.float32]]]:
    """Yield every stored vector, some thousand at a time."""
    statement = (
        select(PassageRow.id, PassageRow.vector)
        .where(col(PassageRow.origin) == origin.value)
        .order_by(col(PassageRow.number))
    )
    for part in session.exec(statement, execution_options={"yield_per": 5000}).partitions():
        yield _arrays(part)


def sample(session: Session, origin: Origin, size: int) -> tuple[list[str], NDArray[np.float32]]:
    """Return up to `size` ids and vectors: half the newest, half spread over all the others."""
    numbers = session.exec(
        select(PassageRow.number).where(col(PassageRow.origin) == origin.value).order_by(col(PassageRow.number))
    ).all()
    half = size // 2
    chosen = {*numbers[-half:], *numbers[:: max(1, len(numbers) // half)][:half]}
    statement = select(PassageRow.id, PassageRow.vector).where(col(PassageRow.number).in_(chosen))
    return _arrays(session.exec(statement).all())


def _arrays(rows: Iterable[tuple[str, bytes]]) -> tuple[list[str], NDArray[np.float32]]:
    pairs = list(rows)
    flat = np.frombuffer(b"".join(vector for _, vector in pairs), dtype=VECTOR)
    return [one for one, _ in pairs], flat.reshape(len(pairs), -1) if pairs else flat.reshape(0, 0)
