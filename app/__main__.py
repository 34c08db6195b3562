"""The command `samsyn`. Every verb answers `--help` at once: models and stores are loaded when a verb needs them."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.domain.errors import SamsynError
from app.domain.evidence import Origin
from app.domain.gap import Kind, Status
from app.domain.people import Role
from app.sample import TODAY
from app.settings import read_settings

if TYPE_CHECKING:
    from app.wiring import Wiring

F = TypeVar("F", bound=Callable[..., Any])
REFUSED = 1
"""Exit code when something was asked that cannot be done; click's own 2 stands for a mistyped command."""


def as_of(verb: F) -> F:
    """Give a verb the option `--as-of`."""
    return click.option(
        "--as-of",
        type=click.DateTime(["%Y-%m-%d"]),
        metavar="DAY",
        help="Behave as on this day, for example 2026-03-09 (also SAMSYN_AS_OF).",
    )(verb)


def as_json(verb: F) -> F:
    """Give a verb the option `--json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print JSON for programs, nothing else.")(verb)


@contextmanager
def wired(day: datetime | None = None, *, demo: bool = False) -> Iterator["Wiring"]:
    """Build the services for one command; a refusal becomes its sentence on stderr and exit code 1.

    The demo has a folder of its own, beside what is real, and a day of its own unless one is asked for.
    """
    from app.logs import set_up

    try:
        settings = read_settings(as_of=day.date() if day else None)
        if demo:
            update = {"data": settings.data / "demo", "as_of": settings.as_of or TODAY}
            settings = settings.model_copy(update=update)
        set_up(logging.ERROR)
        from app.wiring import Wiring

        wiring = Wiring(settings)
        try:
            yield wiring
        finally:
            wiring.close()
    except SamsynError as error:
        click.echo(f"samsyn: {error.sentence()}", err=True)
        sys.exit(REFUSED)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="samsyn")
def main() -> None:
    """Keep sales and marketing in the loop with each other: notes and material in, pitches and gaps out."""


@main.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--origin", type=click.Choice([o.value for o in Origin]), help="What the files are, when no folder says.")
@click.option("--prune", is_flag=True, help="Remove documents whose files are gone.")
@as_json
@as_of
def ingest(paths: tuple[Path, ...], origin: str | None, *, prune: bool, as_json: bool, as_of: datetime | None) -> None:
    """Read folders or files: marketing material (official) and notes from the field.

    Without --origin a folder named `official` or `field` on the way decides.
    """
    from app.terminal import progress, show_summary

    with wired(as_of) as wiring, progress(quiet=as_json) as report:
        summary = wiring.pipeline.ingest(
            paths, Origin(origin) if origin else None, prune=prune, today=wiring.today(), progress=report
        )
    if as_json:
        _print_json(summary.as_json())
    else:
        show_summary(summary)
    if summary.refusals and not summary.read_anything:
        sys.exit(REFUSED)


@main.command()
@click.argument("question", nargs=-1, required=True)
@click.option("--product", help="The product the question is about.")
@as_json
@as_of
def ask(question: tuple[str, ...], product: str | None, *, as_json: bool, as_of: datetime | None) -> None:
    """Ask how to pitch something; answers with a card whose every line is cited."""
    from app.domain.contract import pitch_json
    from app.running import Running
    from app.terminal import show_pitch

    asked = " ".join(question)
    with wired(as_of) as wiring:
        server = Running.find(wiring.settings.data)
        if server is not None and server.lives_on(wiring.settings.as_of):
            answer = server.pitch(asked, product)
        else:
            wiring.finder.refresh(wiring.today())
            card = wiring.pitcher.answer(asked, product=product, today=wiring.today(), role=Role.ADMIN)
            answer = dict(pitch_json(card))
    _print_json(answer) if as_json else show_pitch(answer)


@main.command()
@click.option("--kind", type=click.Choice([k.value for k in Kind]), help="Only this kind.")
@click.option(
    "--status", type=click.Choice([s.value for s in Status]), help="Only this status; by default what is not closed."
)
@as_json
@as_of
def gaps(kind: str | None, status: str | None, *, as_json: bool, as_of: datetime | None) -> None:
    """List the gaps a marketer should see, the most harmful first."""
    from app.domain.contract import gap_json
    from app.gaps.listing import listed
    from app.terminal import show_gaps

    with wired(as_of) as wiring:
        found = listed(
            wiring.finder.view(wiring.today()), Kind(kind) if kind else None, Status(status) if status else None
        )
    if as_json:
        _print_json([gap_json(gap) for gap in found])
    else:
        show_gaps(found)


@main.command()
@click.argument("week", required=False)
@click.option(
    "--format", "form", type=click.Choice(["markdown", "html", "json"]), default="markdown", show_default=True,
)  # fmt: skip
@click.option("--language", type=click.Choice(["en", "sv"]), default="en", show_default=True)
@as_of
def report(week: str | None, form: str, language: str, as_of: datetime | None) -> None:
    """Write the gap report of an ISO week, such as 2026-W47; by default the last whole one."""
    from app.domain.week import Week
    from app.report import html, json, markdown

    renderers = {"markdown": markdown.render, "html": html.render, "json": json.render}
    with wired(as_of) as wiring:
        today = wiring.today()
        chosen = Week.parse(week) if week else Week.of(today).back(1)
        wiring.finder.refresh(today)
        click.echo(renderers[form](wiring.reporter.week(chosen, today, Role.ADMIN), language))


@main.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=int, help="Port to listen on; the next free one is taken when it is busy.")
@as_of
def serve(host: str | None, port: int | None, as_of: datetime | None) -> None:
    """Serve the pages and the API, and print the address to open."""
    from app.serving import serve as run

    with wired(as_of) as wiring:
        run(wiring, host or wiring.settings.host, wiring.settings.port if port is None else port)


@main.command()
@click.option("--no-serve", is_flag=True, help="Only load the sample company.")
@click.option("--port", type=int, help="Port to listen on.")
@as_of
def demo(port: int | None, *, no_serve: bool, as_of: datetime | None) -> None:
    """Load the sample company, Kairos, into a store of its own and serve it."""
    from app.sample import FOLDER
    from app.serving import serve as run
    from app.terminal import progress, show_summary

    with wired(as_of, demo=True) as wiring:
        with progress(quiet=False) as told:
            summary = wiring.pipeline.ingest([FOLDER], None, prune=True, today=wiring.today(), progress=told)
        show_summary(summary)
        if not no_serve:
            run(wiring, wiring.settings.host, wiring.settings.port if port is None else port)


@main.command()
def reindex() -> None:
    """Build the vector index anew; embeds again only if the embedding model has changed."""
    from app.terminal import progress

    with wired() as wiring, progress(quiet=False) as told:
        count = wiring.library.reindex(wiring.embedder, lambda done, total: told("embed", done, total))
    click.echo(f"{count} passages indexed with {wiring.embedder.fingerprint}.")


@main.command()
@as_json
def doctor(*, as_json: bool) -> None:
    """Say what is configured, what works and what is missing."""
    from app.doctor import examine
    from app.terminal import show_findings

    with wired() as wiring:
        findings = examine(wiring)
    _print_json([f.as_json() for f in findings]) if as_json else show_findings(findings)
    if not all(f.works for f in findings):
        sys.exit(REFUSED)


def _print_json(value: Any) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_iso))


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    main()
