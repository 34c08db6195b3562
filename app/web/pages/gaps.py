"""The list of gaps, and one gap with both sides beside each other."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

import msgspec
from litestar import get, post
from litestar.params import FromPath, FromQuery, URLEncodedBody
from litestar.response import Redirect, Template

from app.domain.errors import BadInput, NotFound
from app.domain.gap import Gap, Kind, Status
from app.domain.people import Role
from app.domain.week import Week
from app.gaps.desk import ORDERS, Desk, Order
from app.gaps.finder import Finder
from app.gaps.moves import possible
from app.report.proposal import action, draft
from app.report.selection import trend
from app.report.words import words
from app.store.tray import Tray
from app.web.gaps import one, seen
from app.web.given import Given
from app.web.guards import CURATORS, EVERYONE, allow, role_of
from app.web.languages import language_of
from app.web.pages.rendering import page
from app.web.visitor import Visitor

E = TypeVar("E", bound=StrEnum)
_TICK = "claim-"
_MOST_OTHERS = 200


@get("/gaps", sync_to_thread=True, guards=[allow(*EVERYONE)])
def gaps(
    request: Visitor,
    finder: Given[Finder],
    today: Given[Callable[[], date]],
    doubts: Given[Tray],
    kind: FromQuery[str] = "",
    status: FromQuery[str] = "",
) -> Template:
    """All gaps the role may see, the gravest first, those of a single account apart."""
    role = role_of(request)
    found = seen(finder, today(), role, kind=_chosen(Kind, kind), status=_chosen(Status, status))
    return page(
        request,
        "gaps.html",
        strong=[gap for gap in found if not gap.emerging],
        emerging=[gap for gap in found if gap.emerging],
        kinds=[k for k in Kind if role.sees_promises or k is not Kind.UNSUPPORTED_PROMISE],
        statuses=list(Status),
        kind=kind,
        status=status,
        waiting=doubts.count() if role in CURATORS else 0,
        today=today(),
    )


@get("/gaps/{gap_id:str}", sync_to_thread=True, guards=[allow(*EVERYONE)])
def gap(request: Visitor, gap_id: FromPath[str], finder: Given[Finder], today: Given[Callable[[], date]]) -> Template:
    """One gap: both quotes, what to do, who decided it, and its history."""
    role = role_of(request)
    found = one(finder, today(), role, gap_id)
    curates = role in CURATORS
    texts = words(language_of(request))
    return page(
        request,
        "gap.html",
        gap=found,
        trend=trend(found, Week.of(today())),
        action=action(found, texts),
        draft=draft(found, texts),
        curates=curates,
        possible=possible(found),
        others=_others(finder, today(), role, found) if curates and not found.status.closed else [],
        today=today(),
    )


@post("/gaps/{gap_id:str}/{move:str}", sync_to_thread=True, guards=[allow(*CURATORS)])
def move(
    request: Visitor,
    gap_id: FromPath[str],
    move: FromPath[str],
    data: URLEncodedBody[dict[str, str]],
    desk: Given[Desk],
    today: Given[Callable[[], date]],
) -> Redirect:
    """Do what a form of the page orders, and show what came of it."""
    return Redirect(f"/gaps/{desk.take(gap_id, _order(move, data), role_of(request), today()).id}", status_code=303)


def _order(move: str, form: dict[str, str]) -> Order:
    """The order of a form: fields left empty are not said, each ticked quote is a field `claim-…` of its own."""
    if move not in ORDERS:
        raise NotFound(f"Nothing is called {move!r} here", "Choose from the page of the gap")
    said: dict[str, object] = {name: text for name, text in form.items() if text.strip() and not name.startswith(_TICK)}
    if move == "split":
        said["claims"] = [name.removeprefix(_TICK) for name in form if name.startswith(_TICK)]
    try:
        return msgspec.convert(said, type=ORDERS[move])
    except msgspec.ValidationError as error:
        raise BadInput(f"The form cannot be understood ({error})", "Fill it in again; days as 2026-03-09") from None


def _others(finder: Finder, today: date, role: Role, gap: Gap) -> list[Gap]:
    """What it could be merged into, those of its kind first."""
    found = [g for g in seen(finder, today, role) if g.id != gap.id and g.restricted() is gap.restricted()]
    return sorted(found, key=lambda g: g.kind is not gap.kind)[:_MOST_OTHERS]


def _chosen(choices: type[E], text: str) -> E | None:
    """The choice a form sent; "all" is an empty text."""
    try:
        return choices(text) if text else None
    except ValueError:
        raise BadInput(f"{text!r} is not one of {', '.join(choices)}", "Choose from the list") from None
