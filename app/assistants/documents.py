"""The documents as an assistant reads them: official ones for all, notes for those who may read them whole."""

from dataclasses import dataclass
from datetime import date

from app.domain.evidence import Origin, StoredDocument
from app.domain.people import Role
from app.store.library import Library
from app.web.shelf import opened, opens, shelf

_ADDRESS = "samsyn://documents/"
TEMPLATE = _ADDRESS + "{id}"
PAGE = 200
"""Documents in one list at most."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A document in a list: its address, its name for people and one line about it."""

    address: str
    name: str
    title: str
    about: str


def documents(library: Library, role: Role, today: date, offset: int) -> tuple[list[Listed], int | None]:
    """Return the documents from `offset` on that `role` may read, and where the list goes on if it does."""
    readable = opens(role)
    origin = None if len(readable) > 1 else readable[0]
    found = shelf(library, origin=origin, limit=PAGE, offset=offset)
    after = offset + len(found.documents)
    return [_listed(stored, today) for stored in found.documents], after if after < found.total else None


def read(library: Library, role: Role, today: date, address: str) -> tuple[str, str]:
    """Return one line about a document, and its text as it was read; raises `NotFound` also where the role may not."""
    stored = opened(library, role, address.removeprefix(_ADDRESS))
    return f"{stored.document.about.title} ({_about(stored, today)})", stored.document.text


def _listed(stored: StoredDocument, today: date) -> Listed:
    document = stored.document
    name = f"{document.path} ({document.place})" if document.place else document.path
    return Listed(_ADDRESS + stored.id, name, document.about.title, _about(stored, today))


def _about(stored: StoredDocument, today: date) -> str:
    about = stored.document.about
    day = about.date.isoformat() if about.date else None
    valid = None if stored.document.origin is Origin.FIELD else "valid" if stored.current(today) else "not valid today"
    return " · ".join(part for part in (stored.document.origin.value, about.account, day, valid) if part)
