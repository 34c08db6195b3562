"""The weekly report, week by week."""

from collections.abc import Callable
from datetime import date

from litestar import get
from litestar.params import FromPath
from litestar.response import Redirect, Template

from app.domain.week import Week
from app.report import html
from app.report.report import Reporter
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.languages import language_of
from app.web.pages.rendering import page
from app.web.visitor import Visitor


@get("/report", sync_to_thread=False, guards=[allow(*EVERYONE)], status_code=303)
def latest(today: Given[Callable[[], date]]) -> Redirect:
    """The last whole week: what a Monday morning is about."""
    return Redirect(f"/report/{Week.of(today()).back(1)}", status_code=303)


@get("/report/{week:str}", sync_to_thread=True, guards=[allow(*EVERYONE)])
def report(
    request: Visitor,
    week: FromPath[str],
    reporter: Given[Reporter],
    today: Given[Callable[[], date]],
) -> Template:
    """One week, with the weeks beside it."""
    chosen = Week.parse(week)
    made = reporter.week(chosen, today(), role_of(request))
    after = chosen.back(-1)
    return page(
        request,
        "report.html",
        week=chosen,
        body=html.body(made, language_of(request), linked=True),
        previous=chosen.back(1),
        next=after if after.monday <= today() else None,
    )
