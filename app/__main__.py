"""The command `samsyn`. Every verb answers `--help` at once: models and stores are loaded when a verb needs them."""

import sys
from datetime import datetime

import click

from app import closing, intake, looks, marketing
from app.command import REFUSED, as_json, as_of, print_json, wired
from app.domain.people import Role


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="samsyn")
def main() -> None:
    """Keep sales and marketing in the loop with each other: notes and material in, pitches and gaps out."""


for verb in (
    intake.ingest,
    intake.watch,
    intake.jobs,
    intake.document,
    intake.verify,
    marketing.claims,
    marketing.messages,
    closing.gaps,
    closing.promises,
    closing.receipts,
):
    main.add_command(verb)


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
    print_json(answer) if as_json else show_pitch(answer)


closing.gaps.add_command(looks.tray)


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
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    default=Role.SALES.value,
    show_default=True,
    help="What the assistant may see and do.",
)
@as_of
def mcp(role: str, as_of: datetime | None) -> None:
    """Serve an assistant on this machine (MCP) over stdin and stdout; it starts and ends this by itself."""
    from app.serving import assist

    with wired(as_of) as wiring:
        assist(wiring, Role(role))


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
    print_json([f.as_json() for f in findings]) if as_json else show_findings(findings)
    if not all(f.works for f in findings):
        sys.exit(REFUSED)


if __name__ == "__main__":
    main()
