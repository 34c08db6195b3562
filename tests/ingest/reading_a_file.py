"""What every reader test needs: bytes in, documents out."""

from datetime import date
from itertools import pairwise

from app.domain.evidence import Document, Origin
from ingest import readers
from ingest.passages import passages
from ingest.reading import Raw, Reading

TODAY = date(2026, 11, 23)


def read(data: bytes | str, path: str, origin: Origin = Origin.FIELD) -> Reading:
    raw = data.encode() if isinstance(data, str) else data
    return readers.read(Raw(raw, path, origin, TODAY, f"/ingested/{path}"))


def only(data: bytes | str, path: str, origin: Origin = Origin.FIELD) -> Document:
    (document,) = read(data, path, origin).documents
    return document


def assert_says(refusal: str, *words: str) -> None:
    """Check that a refusal names what it is about and what to do."""
    assert all(word in refusal for word in words), refusal


def texts(document: Document) -> list[str]:
    """The passages' texts, after checking what holds for all passages of all documents."""
    found = passages(document, "document")
    assert all(document.text[one.start : one.end] == one.text for one in found)
    assert all(before.end <= after.start for before, after in pairwise(found))
    assert len({one.id for one in found}) == len(found)
    return [one.text for one in found]
