"""What became of what was reported, note by note."""

from litestar import get
from litestar.params import FromQuery
from litestar.response import Template

from app.report.receipts import told
from app.report.words import words
from app.store.ledger import Ledger
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.languages import language_of
from app.web.pages.rendering import page
from app.web.visitor import Visitor

_SHOWN = 200


@get("/receipts", sync_to_thread=True, guards=[allow(*EVERYONE)])
def receipts(request: Visitor, ledger: Given[Ledger], rep: FromQuery[str] = "") -> Template:
    """The latest receipts, of one person or of all; those about promises for marketing and admin only."""
    found = ledger.receipts(rep.strip() or None, _SHOWN, restricted=role_of(request).sees_promises)
    texts = words(language_of(request))
    return page(request, "receipts.html", rep=rep, receipts=[(one, told(one, texts)) for one in found])
