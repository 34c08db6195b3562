"""What the store knows about itself, by key."""

from sqlmodel import Session

from app.store.tables import FactRow

REVISION = "revision"


def get(session: Session, key: str) -> str | None:
    """Return a fact, None while nobody has written it."""
    row = session.get(FactRow, key)
    return None if row is None else row.value


def put(session: Session, key: str, value: str) -> None:
    """Write a fact down, over the one there was."""
    session.merge(FactRow(key=key, value=value))


def revision(session: Session) -> int:
    """Return how many changes the library has seen."""
    return int(get(session, REVISION) or 0)


def grow(session: Session) -> None:
    """Count one more change."""
    put(session, REVISION, str(revision(session) + 1))
