"""The documents of the library, found by a few words and shown a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import Origin, StoredDocument
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


def _holds(stored: StoredDocument, wanted: list[str]) -> bool:
    about = stored.document.about
    text = f"{about.title} {stored.document.path} {about.account or ''}".casefold()
    return all(word in text for word in wanted)
