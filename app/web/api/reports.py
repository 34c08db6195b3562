"""The weekly report, in three renderings of the same object."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum

from litestar import MediaType, Response, Router, get
from litestar.params import FromPath, FromQuery

from app.domain.week import Week
from app.report import html, json, markdown
from app.report.report import Reporter
from app.web import headers
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.languages import language_of
from app.web.visitor import Visitor


class Format(StrEnum):
    """How a report can be had."""

    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"


_MEDIA_TYPES = {
    Format.JSON: MediaType.JSON,
    Format.MARKDOWN: "text/markdown",
    Format.HTML: MediaType.HTML,
}
_RENDER = {Format.JSON: json.render, Format.MARKDOWN: markdown.render, Format.HTML: html.render}


@get(
    "/{week:str}",
    sync_to_thread=True,
    summary="The gap report of one ISO week",
    responses=refusals(400, 404),
    description="`week` as 2026-W47. `lang` is `sv` or `en`. The HTML is one self-contained file.",
)
def report(
    request: Visitor,
    week: FromPath[str],
    reporter: Given[Reporter],
    today: Given[Callable[[], date]],
    format: FromQuery[Format] = Format.JSON,  # noqa: A002 - the name in the address
    lang: FromQuery[str | None] = None,  # noqa: ARG001 - `language_of` reads it; named for the API's page
) -> Response[str]:
    """One week as the role may see it."""
    made = reporter.week(Week.parse(week), today(), role_of(request))
    policy = {"Content-Security-Policy": headers.report_file()} if format is Format.HTML else {}
    return Response(_RENDER[format](made, language_of(request)), media_type=_MEDIA_TYPES[format], headers=policy)


router = Router(path="/api/reports", route_handlers=[report], guards=[allow(*EVERYONE)], tags=["Report"])
