"""What became of the notes somebody reported."""

from typing import Annotated

from litestar import Router, get
from litestar.params import FromQuery, QueryParameter

from app.domain.contract import ReceiptJson
from app.report.receipts import receipt_json
from app.report.words import words
from app.store.ledger import Ledger
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.languages import language_of
from app.web.visitor import Visitor


@get(
    "/",
    sync_to_thread=True,
    summary="Receipts",
    responses=refusals(400),
    description="One for each note and each move of a gap it stands behind, newest first; of the person `rep` (as "
    "the notes name them) or of everybody. `lang` is `sv` or `en`. Those about promises are for marketing and admin.",
)
def receipts(
    request: Visitor,
    ledger: Given[Ledger],
    rep: FromQuery[str | None] = None,
    lang: FromQuery[str | None] = None,  # noqa: ARG001 - `language_of` reads it; named for the API's page
    limit: Annotated[int, QueryParameter(name="limit", ge=1, le=1000)] = 200,
) -> list[ReceiptJson]:
    """What those who reported are told."""
    texts = words(language_of(request))
    found = ledger.receipts(rep, limit, restricted=role_of(request).sees_promises)
    return [receipt_json(one, texts) for one in found]


router = Router(path="/api/receipts", route_handlers=[receipts], guards=[allow(*EVERYONE)], tags=["Gaps"])
