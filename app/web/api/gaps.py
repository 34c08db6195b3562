"""The gaps, in the contract's shape."""

from collections.abc import Callable
from datetime import date

from litestar import Router, get
from litestar.params import FromPath, FromQuery

from app.domain.contract import GapJson, gap_json
from app.domain.gap import Kind, Status
from app.gaps.finder import Finder
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
    description="Promises are listed for marketing and admin only.",
)
def gaps(
    request: Visitor,
    finder: Given[Finder],
    today: Given[Callable[[], date]],
    kind: FromQuery[Kind | None] = None,
    status: FromQuery[Status | None] = None,
) -> list[GapJson]:
    """Every gap the role may see, of one kind and one status where given."""
    return [gap_json(gap) for gap in seen(finder, today(), role_of(request), kind=kind, status=status)]


@get("/{gap_id:str}", sync_to_thread=True, summary="One gap", responses=refusals(400, 404))
def gap(request: Visitor, gap_id: FromPath[str], finder: Given[Finder], today: Given[Callable[[], date]]) -> GapJson:
    """One gap with both sides and its history."""
    return gap_json(one(finder, today(), role_of(request), gap_id))


router = Router(path="/api/gaps", route_handlers=[gaps, gap], guards=[allow(*EVERYONE)], tags=["Gaps"])
