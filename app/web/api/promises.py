"""The ledger of promises. It names colleagues: for marketing and administrators only."""

from collections.abc import Callable
from datetime import date

from litestar import Router, get

from app.domain.contract import PromiseJson
from app.gaps.finder import Finder
from app.gaps.promises import promise_json
from app.gaps.promises import promises as all_promises
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import CURATORS, allow


@get(
    "/",
    sync_to_thread=True,
    summary="What we promised",
    responses=refusals(403),
    description="Who promised what to whom, by when, on what official basis, and where it stands: the status of its "
    "gap, or `supported`, `approved` (an exception somebody approved), `open`. A key of the role sales stands for "
    "many people, so there are no own promises it could be shown.",
)
def promises(finder: Given[Finder], today: Given[Callable[[], date]]) -> list[PromiseJson]:
    """Every commitment, those due first."""
    return [promise_json(one) for one in all_promises(finder, today())]


router = Router(path="/api/promises", route_handlers=[promises], guards=[allow(*CURATORS)], tags=["Gaps"])
