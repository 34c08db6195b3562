"""The documents of the library: found by a few words and shown a page at a time, or one of them, if the role may."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.errors import NotFound
from app.domain.evidence import Origin, StoredDocument
from app.domain.people import Role
from app.store.library import Library


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some of the documents that match; `total` is how many do."""

    documents: tuple[StoredDocument, ...]
    total: int

    @property
    def more(self) -> int:
        """How many are not among them."""
        return self.total - len(self.documents)


def shelf(library: Library, words: str = "", origin: Origin | None = None, *, limit: int, offset: int = 0) -> Shelf:
    """Documents whose title, path or account holds every one of `words`, by origin and path."""
    wanted = words.casefold().split()
    found: Sequence[StoredDocument] = [d for d in library.documents(origin) if _holds(d, wanted)]
    return Shelf(tuple(found[offset : offset + limit]), len(found))


def opens(role: Role) -> tuple[Origin, ...]:
    """Return the origins whose documents the role may read in whole.

    A whole note can hold a colleague's promise, which sales do not see of each other.
    """
    return tuple(Origin) if role.sees_promises else (Origin.OFFICIAL,)


def opened(library: Library, role: Role, document_id: str) -> StoredDocument:
    """Return one document to be read; raises `NotFound` also when the role may not read it."""
    stored = library.document(document_id)
    if stored.document.origin not in opens(role):
        raise NotFound(f"There is no document {document_id!r}", "It may have been removed; ask again")
    return stored


def _holds(stored: StoredDocument, wanted: list[str]) -> bool:
    about = stored.document.about
    text = f"{about.title} {stored.document.path} {about.account or ''}".casefold()
    return all(word in text for word in wanted)
