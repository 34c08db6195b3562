"""The gaps, in the contract's shape."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from litestar import Router, get
from litestar.params import FromPath, FromQuery, QueryParameter

from app.domain.contract import EventJson, GapJson, event_json, gap_json
from app.domain.gap import Kind, Status
from app.gaps.finder import Finder
from app.gaps.listing import Tray
from app.web.api.refusals import refusals
from app.web.gaps import one, seen
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.visitor import Visitor


@get(
    "/",
    sync_to_thread=True,
    summary="All gaps",
    responses=refusals(400),
    description="Those that are not closed, or of one `status`. `tray=emerging` are those heard in one account only. "
    "Promises are listed for marketing and admin only.",
)
def gaps(
    request: Visitor,
    finder: Given[Finder],
    today: Given[Callable[[], date]],
    kind: FromQuery[Kind | None] = None,
    status: FromQuery[Status | None] = None,
    waiting: Annotated[Tray | None, QueryParameter(name="tray")] = None,
) -> list[GapJson]:
    """Every gap the role may see, of one kind, one status and one tray where given."""
    return [gap_json(gap) for gap in seen(finder, today(), role_of(request), kind=kind, status=status, tray=waiting)]


@get("/{gap_id:str}", sync_to_thread=True, summary="One gap", responses=refusals(400, 404))
def gap(request: Visitor, gap_id: FromPath[str], finder: Given[Finder], today: Given[Callable[[], date]]) -> GapJson:
    """One gap with both sides and its history."""
    return gap_json(one(finder, today(), role_of(request), gap_id))


@get("/{gap_id:str}/history", sync_to_thread=True, summary="What has happened to a gap", responses=refusals(400, 404))
def history(
    request: Visitor, gap_id: FromPath[str], finder: Given[Finder], today: Given[Callable[[], date]]
) -> list[EventJson]:
    """Who did what, when and why, oldest first."""
    return [event_json(event) for event in one(finder, today(), role_of(request), gap_id).events]


router = Router(path="/api/gaps", route_handlers=[gaps, gap, history], guards=[allow(*EVERYONE)], tags=["Gaps"])
