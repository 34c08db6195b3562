"""Proves that no deleted or superseded text can be retrieved or cited, and repairs what does not hold."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from app.ai.ports import Embedder
from app.domain.claim import Claim
from app.domain.evidence import StoredDocument
from app.gaps.finder import Finder
from app.pitch.retrieve import retrieve
from app.pitch.shelf import Shelf, shelf_of
from app.pitch.understand import understand
from app.store.library import Library
from app.store.verification import Fault

_LONGEST = 400
"""Characters of a text that are asked for."""


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the faults there were, whether they were repaired, and those there still are."""

    faults: tuple[Fault, ...]
    repaired: bool
    left: tuple[Fault, ...]
    probes: int
    """Old texts that were asked for in vain."""

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return {**asdict(self), "holds": not self.left}


def verify(library: Library, embedder: Embedder, finder: Finder, today: date, *, repair: bool) -> Verified:
    """Look at everything, ask for old texts, and with `repair` build anew what can be; raises `StoreBusy`."""
    found, probes = _look(library, embedder, today)
    if not (found and repair):
        return Verified(found, repaired=False, left=found, probes=probes)
    library.repair()
    library.reindex(embedder)
    finder.refresh(today)
    left, probes = _look(library, embedder, today)
    return Verified(found, repaired=True, left=left, probes=probes)


@dataclass(frozen=True, slots=True)
class _OldText:
    """A text that must not be found: where it stood, how it begins, and its document as it is now."""

    where: str
    text: str
    stored: StoredDocument
    superseded: bool

    def is_cited_by(self, claim: Claim) -> bool:
        """Whether a claim brings it back: any of a superseded document, of a replaced text what no longer stands."""
        if claim.document_id != self.stored.id:
            return False
        return self.superseded or claim.quote not in self.stored.document.text


def _look(library: Library, embedder: Embedder, today: date) -> tuple[tuple[Fault, ...], int]:
    shelf = shelf_of(library)
    old = [one for one in _old_texts(library, today) if any(map(str.isalpha, one.text))]
    back = [one.where for one in old if any(map(one.is_cited_by, _found(library, shelf, embedder, one.text, today)))]
    faults = library.faults()
    if back:
        faults.append(Fault("old texts are found when asked for", len(back), back[0]))
    return tuple(faults), len(old)


def _old_texts(library: Library, today: date) -> Iterator[_OldText]:
    for stored in library.documents():
        document = stored.document
        if stored.superseded_by and not stored.current(today):
            for passage in library.passages_of(stored.id):
                yield _OldText(f"{document.path}, {passage.place}", passage.text[:_LONGEST], stored, superseded=True)
        for version in library.versions(stored.id):
            gone = [line for line in version.document.text.split("\n") if line not in document.text]
            where = f"{document.path}, version {version.number}"
            yield from (_OldText(where, line[:_LONGEST], stored, superseded=False) for line in gone)


def _found(library: Library, shelf: Shelf, embedder: Embedder, text: str, today: date) -> list[Claim]:
    """What a text brings up when it is asked for in its own words."""
    understood = understand(text, product=None, products=shelf.products, competitors=shelf.rivals)
    vector = embedder.encode([text], question=True)[0]
    return [one.claim for one in retrieve(library, shelf, understood, vector, today).every()]
