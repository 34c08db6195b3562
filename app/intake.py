"""The verbs that take documents in and look after them: ingest, watch, jobs, document, verify."""

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from app.command import REFUSED, as_json, as_of, print_json, wired
from app.domain.errors import BadInput, NotFound
from app.domain.evidence import Origin
from app.domain.history import Removal

if TYPE_CHECKING:
    from app.domain.evidence import StoredDocument
    from app.store.library import Library
    from app.wiring import Wiring
    from ingest.jobs import Request

_ME = "command"
"""Who asked, in the job book and on tombstones."""


def origin_option(verb: "click.decorators.FC") -> "click.decorators.FC":
    """Give a verb the option `--origin`."""
    choice = click.Choice([o.value for o in Origin])
    return click.option("--origin", type=choice, help="What the files are, when no folder says.")(verb)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@origin_option
@click.option("--prune", is_flag=True, help="Remove documents whose files are gone.")
@click.option("--restore", is_flag=True, help="Bring documents back that were deleted here.")
@as_json
@as_of
def ingest(
    paths: tuple[Path, ...], origin: str | None, *, prune: bool, restore: bool, as_json: bool, as_of: datetime | None
) -> None:
    """Read folders or files: marketing material (official) and notes from the field.

    Without --origin a folder named `official` or `field` on the way decides. Beside a running server that server does
    it. What was begun and killed goes on at the next start.
    """
    from app.terminal import progress, show_summary

    with wired(as_of) as wiring, progress(quiet=as_json) as told:
        request = _request(wiring, paths, origin, prune=prune, restore=restore)
        summary = wiring.foreman.see_through(wiring.foreman.accept(request, _ME), told)
    if as_json:
        print_json(summary.as_json())
    else:
        show_summary(summary)
    if summary.refusals and not summary.read_anything:
        sys.exit(REFUSED)


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path))
@origin_option
@click.option("--prune", is_flag=True, help="Remove documents whose files are gone.")
@as_of
def watch(paths: tuple[Path, ...], origin: str | None, *, prune: bool, as_of: datetime | None) -> None:
    """Take folders in, and again whenever a file in them changes, until interrupted."""
    from watchfiles import watch as changes

    from app.terminal import progress, show_summary

    with wired(as_of) as wiring:

        def take_in() -> None:
            with progress(quiet=False) as told:
                request = _request(wiring, paths, origin, prune=prune)
                summary = wiring.foreman.see_through(wiring.foreman.accept(request, _ME), told)
            show_summary(summary)
            wiring.library.index.close()  # others may use the store until something changes

        listening = changes(*paths, raise_interrupt=False, yield_on_timeout=True, rust_timeout=500)
        # Before the first taking in: what is dropped meanwhile is heard of after it.
        next(listening, None)
        take_in()
        click.echo(f"Watching {', '.join(map(str, paths))}. Ctrl-C stops it.")
        for heard in listening:
            if heard:
                take_in()


@click.command()
@click.argument("number", type=int, required=False)
@as_json
def jobs(number: int | None, *, as_json: bool) -> None:
    """List the latest ingestions, or show one with its outcome."""
    from app.terminal import show_jobs, show_summary
    from app.web.jobs import job_json
    from ingest.jobs import outcome

    with wired() as wiring:
        book = wiring.foreman.book
        found = [book.job(number)] if number is not None else book.latest(20)
        if as_json:
            print_json([job_json(job) for job in found])
            return
        show_jobs(found)
        if number is not None and found[0].state.ended:
            show_summary(outcome(found[0]))


@click.command()
@click.argument("reference")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="Put right what it is about.")
@click.option("--unset", "taken_back", multiple=True, metavar="FIELD", help="Take a correction back.")
@click.option("--delete", is_flag=True, help="Delete it and all that came from it.")
@click.option("--why", default="", help="Why it is deleted.")
@as_json
@as_of
def document(
    reference: str,
    changes: tuple[str, ...],
    taken_back: tuple[str, ...],
    *,
    delete: bool,
    why: str,
    as_json: bool,
    as_of: datetime | None,
) -> None:
    """Show a document (its id, or its path as `samsyn ingest` shows it), put right what it is about, or delete it."""
    from app.terminal import show_document
    from app.web.api.document import whole

    with wired(as_of) as wiring:
        stored = _named(wiring.library, reference)
        if delete:
            wiring.pipeline.remove(stored.id, Removal(wiring.today(), who=_ME, why=why))
            click.echo(f"{stored.document.path} is deleted. Reading its folder does not bring it back; --restore does.")
            return
        if changes or taken_back:
            told = dict(map(_pair, changes)) | dict.fromkeys(taken_back)
            stored = wiring.pipeline.correct(stored.id, told, wiring.today())
        shown = whole(stored, wiring.library, wiring.today())
    print_json(shown) if as_json else show_document(shown)


@click.command()
@click.option("--repair", is_flag=True, help="Build anew what does not hold.")
@as_json
@as_of
def verify(*, repair: bool, as_json: bool, as_of: datetime | None) -> None:
    """Prove that no deleted or superseded text can be found, and that texts, claims and indexes agree."""
    from app.terminal import show_verified
    from app.verify import verify as look

    with wired(as_of) as wiring:
        verified = look(wiring.library, wiring.embedder, wiring.finder, wiring.today(), repair=repair)
    print_json(verified.as_json()) if as_json else show_verified(verified)
    if verified.left:
        sys.exit(REFUSED)


def _request(
    wiring: "Wiring", paths: Sequence[Path], origin: str | None, *, prune: bool, restore: bool = False
) -> "Request":
    from ingest.jobs import Request

    return Request(
        today=wiring.today(),
        paths=tuple(map(str, paths)),
        base=str(Path.cwd()),
        origin=Origin(origin) if origin else None,
        prune=prune,
        restore=restore,
    )


def _named(library: "Library", reference: str) -> "StoredDocument":
    found = [d for d in library.documents() if reference in {d.id, d.document.path}]
    if not found:
        raise NotFound(f"There is no document {reference!r}", "`samsyn ingest` and the Sources page show their paths")
    if len(found) > 1:
        ids = ", ".join(f"{d.id} ({d.document.place})" if d.document.place else d.id for d in found[:5])
        raise BadInput(f"{len(found)} documents are called {reference!r}", f"Name one by its id: {ids}")
    return found[0]


def _pair(text: str) -> tuple[str, str]:
    field, separator, value = text.partition("=")
    if not separator:
        raise BadInput(f"{text!r} is no correction", "Write it as account='Hotell Fjorden'")
    return field.strip().replace("-", "_"), value
