"""The list of gaps, and one gap with both sides beside each other."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from litestar import get
from litestar.params import FromPath, FromQuery
from litestar.response import Template

from app.domain.errors import BadInput
from app.domain.gap import Kind, Status
from app.domain.week import Week
from app.gaps.finder import Finder
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


@get("/gaps", sync_to_thread=True, guards=[allow(*EVERYONE)])
def gaps(
    request: Visitor,
    finder: Given[Finder],
    today: Given[Callable[[], date]],
    tray: Given[Tray],
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
        waiting=tray.count() if role in CURATORS else 0,
    )


@get("/gaps/{gap_id:str}", sync_to_thread=True, guards=[allow(*EVERYONE)])
def gap(request: Visitor, gap_id: FromPath[str], finder: Given[Finder], today: Given[Callable[[], date]]) -> Template:
    """One gap: both quotes, what to do, who decided it, and its history."""
    found = one(finder, today(), role_of(request), gap_id)
    texts = words(language_of(request))
    return page(
        request,
        "gap.html",
        gap=found,
        trend=trend(found, Week.of(today())),
        action=action(found, texts),
        draft=draft(found, texts),
    )


def _chosen(choices: type[E], text: str) -> E | None:
    """The choice a form sent; "all" is an empty text."""
    try:
        return choices(text) if text else None
    except ValueError:
        raise BadInput(f"{text!r} is not one of {', '.join(choices)}", "Choose from the list") from None
