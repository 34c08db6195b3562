"""The page of what is worth a look: a pair, a question, two buttons."""

from collections.abc import Callable
from datetime import date

from litestar import get, post
from litestar.params import FromPath, URLEncodedBody
from litestar.response import Redirect, Template

from app.domain.errors import BadInput
from app.gaps.finder import Finder
from app.store.tray import Tray
from app.web.given import Given
from app.web.guards import CURATORS, allow, role_of
from app.web.pages.rendering import page
from app.web.visitor import Visitor

_ANSWERS = {"yes": True, "no": False}


@get("/tray", sync_to_thread=True, guards=[allow(*CURATORS)])
def tray(request: Visitor, doubts: Given[Tray], finder: Given[Finder], today: Given[Callable[[], date]]) -> Template:
    """What waits, the most harmful first."""
    finder.refresh(today())
    return page(request, "tray.html", waiting=doubts.waiting())


@post("/tray/{doubt_id:str}", sync_to_thread=True, guards=[allow(*CURATORS)])
def decide(
    request: Visitor,
    doubt_id: FromPath[str],
    data: URLEncodedBody[dict[str, str]],
    doubts: Given[Tray],
    today: Given[Callable[[], date]],
) -> Redirect:
    """One click, and the next one is on top."""
    if (answer := data.get("gap", "")) not in _ANSWERS:
        raise BadInput(f"{answer!r} is neither yes nor no", "Press one of the two buttons")
    doubts.rule(doubt_id, contradicts=_ANSWERS[answer], who=role_of(request).value, on=today())
    return Redirect("/tray", status_code=303)
