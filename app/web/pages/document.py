"""A document as it was read: its places, what it is about, its earlier texts; put right or deleted here."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import date

from litestar import get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template

from app.domain.history import Removal
from app.store.ledger import Ledger
from app.store.library import Library
from app.web.given import Given
from app.web.guards import CURATORS, EVERYONE, allow, role_of
from app.web.pages.rendering import page
from app.web.shelf import opened
from app.web.visitor import Visitor
from ingest.pipeline import Pipeline
from ingest.stated.corrections import DAYS, FIELDS


@get("/sources/{document_id:str}", sync_to_thread=True, guards=[allow(*EVERYONE)])
def document(
    request: Visitor,
    document_id: FromPath[str],
    library: Given[Library],
    ledger: Given[Ledger],
    today: Given[Callable[[], date]],
) -> Template:
    """The text with its places; the form to put things right for those who may."""
    stored = opened(library, role_of(request), document_id)
    passages = library.passages_of(document_id)
    claims = library.claims_of({passage.id for passage in passages})
    read = stored.document.as_read or stored.document.about
    return page(
        request,
        "document.html",
        stored=stored,
        read=asdict(read),
        corrections=dict(stored.document.corrections),
        fields=FIELDS,
        days=DAYS,
        passages=passages,
        versions=library.versions(document_id),
        claims=len(claims),
        gaps=sum(not gap.status.closed for gap in ledger.touching({claim.id for claim in claims})),
        curates=role_of(request) in CURATORS,
        today=today(),
    )


@post("/sources/{document_id:str}", sync_to_thread=True, guards=[allow(*CURATORS)])
def correct(
    document_id: FromPath[str],
    data: URLEncodedBody[dict[str, str]],
    pipeline: Given[Pipeline],
    library: Given[Library],
    today: Given[Callable[[], date]],
) -> Redirect:
    """Keep what was changed; what the document itself says needs no correction."""
    stored = library.document(document_id).document
    read, shown = stored.as_read or stored.about, stored.about
    changes: dict[str, str | None] = {}
    for field in FIELDS:
        value = data.get(field, "").strip()
        if value != _text(getattr(shown, field)):
            changes[field] = None if value == _text(getattr(read, field)) else value
    if changes:
        pipeline.correct(document_id, changes, today())
    return Redirect(f"/sources/{document_id}", status_code=303)


@post("/sources/{document_id:str}/delete", sync_to_thread=True, guards=[allow(*CURATORS)])
def remove(
    request: Visitor,
    document_id: FromPath[str],
    data: URLEncodedBody[dict[str, str]],
    pipeline: Given[Pipeline],
    today: Given[Callable[[], date]],
) -> Redirect:
    """Delete it, with who and why."""
    pipeline.remove(document_id, Removal(today(), who=role_of(request).value, why=data.get("why", "")[:500]))
    return Redirect("/sources", status_code=303)


def _text(value: object) -> str:
    return "" if value is None else str(value)
