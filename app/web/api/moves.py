"""What marketing and administrators do with a gap: one route a move."""

from collections.abc import Callable
from datetime import date

from litestar import Router, post
from litestar.params import FromPath, JSONBody

from app.domain.contract import GapJson, gap_json
from app.gaps.desk import Acknowledge, Assign, Desk, Dismiss, Merge, Reopen, Resolve, Split, Start
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import CURATORS, allow, role_of
from app.web.visitor import Visitor

_REFUSALS = refusals(400, 403, 404, 409)
Id = FromPath[str]
GivenDesk = Given[Desk]
Today = Given[Callable[[], date]]


@post("/acknowledge", status_code=200, sync_to_thread=True, summary="Take it for real", responses=_REFUSALS)
def acknowledge(request: Visitor, gap_id: Id, data: JSONBody[Acknowledge], desk: GivenDesk, today: Today) -> GapJson:
    """From `open`."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


@post("/start", status_code=200, sync_to_thread=True, summary="Work on it", responses=_REFUSALS)
def start(request: Visitor, gap_id: Id, data: JSONBody[Start], desk: GivenDesk, today: Today) -> GapJson:
    """From `open` or `acknowledged`."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


@post(
    "/resolve",
    status_code=200,
    sync_to_thread=True,
    summary="Resolve it",
    responses=_REFUSALS,
    description="`why` names what settled it. It is `verified` by itself once the material no longer disagrees.",
)
def resolve(request: Visitor, gap_id: Id, data: JSONBody[Resolve], desk: GivenDesk, today: Today) -> GapJson:
    """From any status that is not closed."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


@post(
    "/dismiss",
    status_code=200,
    sync_to_thread=True,
    summary="Dismiss it",
    responses=_REFUSALS,
    description="It sticks, whatever is heard; after the day `until` it comes back if it is still there.",
)
def dismiss(request: Visitor, gap_id: Id, data: JSONBody[Dismiss], desk: GivenDesk, today: Today) -> GapJson:
    """From any status that is not closed, with `why`."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


@post("/reopen", status_code=200, sync_to_thread=True, summary="Open it again", responses=_REFUSALS)
def reopen(request: Visitor, gap_id: Id, data: JSONBody[Reopen], desk: GivenDesk, today: Today) -> GapJson:
    """From any closed status, with `why`; takes one that was merged out again."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


@post("/assign", status_code=200, sync_to_thread=True, summary="Give it to somebody", responses=_REFUSALS)
def assign(request: Visitor, gap_id: Id, data: JSONBody[Assign], desk: GivenDesk, today: Today) -> GapJson:
    """Owner and due date as they shall be from now on."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


@post(
    "/merge",
    status_code=200,
    sync_to_thread=True,
    summary="Merge it into another",
    responses=_REFUSALS,
    description="Answers with the other gap, which now has the witnesses of both; what is found for this one leads "
    "there from now on.",
)
def merge(request: Visitor, gap_id: Id, data: JSONBody[Merge], desk: GivenDesk, today: Today) -> GapJson:
    """Two gaps that are the same matter become one."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


@post(
    "/split",
    status_code=200,
    sync_to_thread=True,
    summary="Split witnesses off",
    responses=_REFUSALS,
    description="`claims` are those of its `field` quotes that are another matter. Answers with their new gap, where "
    "they stay whatever is found next.",
)
def split(request: Visitor, gap_id: Id, data: JSONBody[Split], desk: GivenDesk, today: Today) -> GapJson:
    """Some witnesses get a gap of their own."""
    return gap_json(desk.take(gap_id, data, role_of(request), today()))


router = Router(
    path="/api/gaps/{gap_id:str}",
    route_handlers=[acknowledge, start, resolve, dismiss, reopen, assign, merge, split],
    guards=[allow(*CURATORS)],
    tags=["Gaps"],
)
