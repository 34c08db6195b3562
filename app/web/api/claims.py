"""The register of official claims: for whom and until when each holds, who owns it, and when it was last heard."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, TypedDict

import msgspec
from litestar import Router, get, patch, post
from litestar.di import Provide
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter
from msgspec import UNSET, UnsetType

from app.domain.register import NO, YES
from app.domain.scope import Scope
from app.register import Register, Wanted
from app.web.api.refusals import refusals
from app.web.claims import ClaimHistoryJson, ClaimJson, change_json, claim_json
from app.web.given import Given
from app.web.guards import CURATORS, EVERYONE, allow, role_of
from app.web.visitor import Visitor
from ingest.registrar import Registrar


class ClaimsJson(TypedDict):
    """Some entries, and how many there are."""

    total: int
    claims: list[ClaimJson]


class ClaimChange(msgspec.Struct, forbid_unknown_fields=True):
    """Fields to lay down: a text says what is right, an empty one that it is not known, null takes it back.

    `retired` needs `why`.
    """

    product: str | UnsetType | None = UNSET
    plan: str | UnsetType | None = UNSET
    segment: str | UnsetType | None = UNSET
    market: str | UnsetType | None = UNSET
    period: str | UnsetType | None = UNSET
    valid_from: str | UnsetType | None = UNSET
    valid_until: str | UnsetType | None = UNSET
    owner: str | UnsetType | None = UNSET
    proof: str | UnsetType | None = UNSET
    pillar: bool | UnsetType | None = UNSET
    retired: bool | UnsetType = UNSET
    why: str = ""


class NewClaim(ClaimChange, kw_only=True):
    """A claim that no document makes: `text` is one sentence, quoted as it is written."""

    text: str


def _wanted(
    q: FromQuery[str] = "",
    product: FromQuery[str | None] = None,
    segment: FromQuery[str | None] = None,
    pillar: FromQuery[bool | None] = None,
    retired: FromQuery[bool | None] = None,
    orphaned: FromQuery[bool | None] = None,
    silent_since: FromQuery[date | None] = None,
) -> Wanted:
    return Wanted(Scope(product=product or None, segment=segment or None), q, pillar, retired, orphaned, silent_since)


@get(
    "/",
    sync_to_thread=True,
    summary="The register of official claims",
    responses=refusals(400),
    dependencies={"wanted": Provide(_wanted, sync_to_thread=False)},
    description="By document and place. `q` searches text and title; a product or segment finds what holds for it; "
    "`silent_since` what the field has not repeated on that day or later.",
)
def claims(
    register: Given[Register],
    today: Given[Callable[[], date]],
    wanted: Given[Wanted],
    limit: Annotated[int, QueryParameter(name="limit", ge=1, le=1000)] = 200,
    offset: Annotated[int, QueryParameter(name="offset", ge=0)] = 0,
) -> ClaimsJson:
    """What is officially claimed."""
    found = register.entries(today(), wanted)
    return {"total": len(found), "claims": [claim_json(entry, today()) for entry in found[offset : offset + limit]]}


@get("/{claim_id:str}", sync_to_thread=True, summary="One claim", responses=refusals(400, 404))
def claim(claim_id: FromPath[str], register: Given[Register], today: Given[Callable[[], date]]) -> ClaimHistoryJson:
    """One claim with every change of its entry."""
    return _whole(register, claim_id, today())


@patch(
    "/{claim_id:str}",
    sync_to_thread=True,
    summary="Lay something down about a claim",
    guards=[allow(*CURATORS)],
    responses=refusals(400, 403, 404),
)
def change(
    request: Visitor,
    claim_id: FromPath[str],
    data: JSONBody[ClaimChange],
    registrar: Given[Registrar],
    register: Given[Register],
    today: Given[Callable[[], date]],
) -> ClaimHistoryJson:
    """Put right what it holds for, mark or retire it; it stays so when its document is read again."""
    entry = registrar.change(claim_id, _fields(data), today(), role_of(request).value, data.why)
    return _whole(register, entry.id, today())


@post(
    "/",
    sync_to_thread=True,
    summary="Add a claim",
    guards=[allow(*CURATORS)],
    responses=refusals(400, 403, 409),
)
def add(
    request: Visitor,
    data: JSONBody[NewClaim],
    registrar: Given[Registrar],
    register: Given[Register],
    today: Given[Callable[[], date]],
) -> ClaimHistoryJson:
    """It counts as official and is quoted as written, from the document `register`."""
    entry = registrar.add(data.text, _fields(data), today(), role_of(request).value, data.why)
    return _whole(register, entry.id, today())


def _fields(data: ClaimChange) -> dict[str, str | None]:
    told: dict[str, str | None] = {}
    for field in ClaimChange.__struct_fields__:
        value = getattr(data, field)
        if field != "why" and value is not UNSET:
            told[field] = (YES if value else NO) if isinstance(value, bool) else value
    if "retired" in told:
        retired = told["retired"] == YES
        told |= {"retired": YES if retired else None, "because": data.why if retired else None}
    return told


def _whole(register: Register, claim_id: str, today: date) -> ClaimHistoryJson:
    entry = register.entry(claim_id, today)
    events = [change_json(one) for one in register.book.history(entry.id)]
    return {**claim_json(entry, today), "events": events}


router = Router(
    path="/api/claims", route_handlers=[claims, claim, change, add], guards=[allow(*EVERYONE)], tags=["Claims"]
)
