"""The report as HTML: a fragment for the pages, or one self-contained file to mail, keep or print."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markupsafe import Markup

from app.domain.report import Report
from app.report.proposal import action, both_sides, draft, headline
from app.report.words import words

TEMPLATES = PrefixLoader({"report": PackageLoader("app.report")})
"""The report's templates, for an environment of the pages to include."""

STYLE_FOLDER = Path(__file__).parent / "style"
"""Its style sheets, which the pages link to."""
_STYLES = ("palette.css", "report.css")


def body(report: Report, language: str, *, linked: bool = False) -> Markup:
    """The report's content alone; `linked` makes each gap a link to its page."""
    return Markup(_render("report/body.html", report, language, linked=linked))  # noqa: S704 - an autoescaped template's own output


def render(report: Report, language: str) -> str:
    """One file: styles inline, no script, nothing loaded from anywhere."""
    return _render("report/standalone.html", report, language, linked=False)


def style() -> str:
    """The style sheet the file carries, exactly as it stands between its tags (its hash goes into the CSP)."""
    return "".join((STYLE_FOLDER / name).read_text(encoding="utf-8") for name in _STYLES)


@cache
def _environment() -> Environment:
    return Environment(
        loader=TEMPLATES, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def _render(template: str, report: Report, language: str, *, linked: bool) -> str:
    moves = report.moves
    return (
        _environment()
        .get_template(template)
        .render(
            report=report,
            words=words(language),
            headline=headline(report, words(language)),
            moves=(
                ("open_before", "", moves.open_before),
                ("new", "+ ", moves.new),
                ("reopened", "+ ", moves.reopened),
                ("closed_count", "− ", moves.closed),
                ("dismissed_count", "− ", moves.dismissed),
                ("open_now", "= ", moves.open_now),
            ),
            linked=linked,
            style=Markup(style()),  # noqa: S704 - our own file
            both_sides=both_sides,
            action=action,
            draft=draft,
        )
    )
