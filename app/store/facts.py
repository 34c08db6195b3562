"""What the store knows about itself, by key."""

from sqlmodel import Session

from app.store.tables import FactRow

REVISION = "revision"
OFFICIAL = "official revision"


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


def official(session: Session) -> int:
    """Return how many changes the official side has seen: its documents, and what people have laid down."""
    return int(get(session, OFFICIAL) or 0)


def grow(session: Session, *, official_too: bool = True) -> None:
    """Count one more change, of the official side too if not said otherwise."""
    put(session, REVISION, str(revision(session) + 1))
    if official_too:
        put(session, OFFICIAL, str(official(session) + 1))
