"""One document: as it was read, what it is about and what people have put right, its earlier texts; and its removal."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date
from typing import TypedDict

from litestar import Router, delete, get, patch
from litestar.params import FromPath, FromQuery, JSONBody

from app.domain.errors import NotFound
from app.domain.evidence import About, StoredDocument
from app.domain.history import Removal
from app.store.library import Library
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import CURATORS, EVERYONE, allow, role_of
from app.web.shelf import opened
from app.web.visitor import Visitor
from ingest.pipeline import Pipeline


class PassageJson(TypedDict):
    """A citable stretch: `text` is `text[start:end]` of the document."""

    id: str
    place: str
    heading: str | None
    language: str
    start: int
    end: int


class VersionJson(TypedDict):
    """A text that was current until `replaced`."""

    number: int
    title: str
    taken_in: str
    replaced: str


class WholeDocumentJson(TypedDict):
    """A document as it was read. `about` is what it says by itself (`read`) with `corrections` laid over it."""

    id: str
    origin: str
    document: str
    place: str
    text: str
    about: dict[str, str | None]
    read: dict[str, str | None]
    corrections: dict[str, str]
    current: bool
    superseded_by: str | None
    passages: list[PassageJson]
    versions: list[VersionJson]


class VersionTextJson(VersionJson):
    """An earlier text, to be read and not to be cited."""

    text: str


@get("/{document_id:str}", sync_to_thread=True, summary="One document", responses=refusals(404))
def document(
    request: Visitor, document_id: FromPath[str], library: Given[Library], today: Given[Callable[[], date]]
) -> WholeDocumentJson:
    """Text, places, what it is about, versions. Notes are for marketing and admin."""
    return whole(opened(library, role_of(request), document_id), library, today())


@patch(
    "/{document_id:str}",
    sync_to_thread=True,
    summary="Put right what a document is about",
    guards=[allow(*CURATORS)],
    responses=refusals(400, 403, 404, 409),
    description="Fields of `about`: a text says what is right, an empty one that it is not known, null takes it back.",
)
def correct(
    document_id: FromPath[str],
    data: JSONBody[dict[str, str | None]],
    pipeline: Given[Pipeline],
    library: Given[Library],
    today: Given[Callable[[], date]],
) -> WholeDocumentJson:
    """It stays so when the document is read again."""
    return whole(pipeline.correct(document_id, data, today()), library, today())


@delete(
    "/{document_id:str}",
    status_code=204,
    sync_to_thread=True,
    summary="Delete a document",
    guards=[allow(*CURATORS)],
    responses=refusals(403, 404, 409),
)
def remove(
    request: Visitor,
    document_id: FromPath[str],
    pipeline: Given[Pipeline],
    today: Given[Callable[[], date]],
    why: FromQuery[str] = "",
) -> None:
    """Its text, passages, vectors and claims go, its gaps are looked at again; reading its folder does not undo it."""
    pipeline.remove(document_id, Removal(today(), who=role_of(request).value, why=why))


@get(
    "/{document_id:str}/versions/{number:int}", sync_to_thread=True, summary="An earlier text", responses=refusals(404)
)
def version(
    request: Visitor, document_id: FromPath[str], number: FromPath[int], library: Given[Library]
) -> VersionTextJson:
    """History: readable, in no index, never cited."""
    opened(library, role_of(request), document_id)
    for one in library.versions(document_id):
        if one.number == number:
            return {
                "number": number,
                "title": one.document.about.title,
                "taken_in": one.taken_in.isoformat(),
                "replaced": one.replaced.isoformat(),
                "text": one.document.text,
            }
    raise NotFound(f"There is no version {number} of it", "The document names those there are")


def whole(stored: StoredDocument, library: Library, today: date) -> WholeDocumentJson:
    """The document for programs."""
    document = stored.document
    return {
        "id": stored.id,
        "origin": document.origin.value,
        "document": document.path,
        "place": document.place,
        "text": document.text,
        "about": _about(document.about),
        "read": _about(document.as_read or document.about),
        "corrections": dict(document.corrections),
        "current": stored.current(today),
        "superseded_by": stored.superseded_by,
        "passages": [
            {
                "id": one.id,
                "place": one.place,
                "heading": one.heading,
                "language": one.language,
                "start": one.start,
                "end": one.end,
            }
            for one in library.passages_of(stored.id)
        ],
        "versions": [
            {
                "number": one.number,
                "title": one.document.about.title,
                "taken_in": one.taken_in.isoformat(),
                "replaced": one.replaced.isoformat(),
            }
            for one in library.versions(stored.id)
        ],
    }


def _about(about: About) -> dict[str, str | None]:
    return {field: None if value is None else str(value) for field, value in asdict(about).items()}


router = Router(
    path="/api/documents",
    route_handlers=[document, correct, remove, version],
    guards=[allow(*EVERYONE)],
    tags=["Documents"],
)
