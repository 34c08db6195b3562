"""What the commands show a person: progress on stderr, results on stdout, in plain words."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from app.doctor import Finding
from app.domain.doubt import Waiting
from app.domain.job import Job, State
from app.pitch.phrases import label, say
from app.verify import Verified
from app.web.card import sections, where
from ingest.summary import Summary

_STEPS = {"wait": "waiting", "read": "reading", "embed": "embedding", "compare": "comparing"}
_REFUSALS_SHOWN = 20


@contextmanager
def progress(*, quiet: bool) -> Iterator[Callable[[str, int, int], None]]:
    """Show a bar for each step as it is told `(step, done, total)`; nothing at all when `quiet`."""
    if quiet:
        yield lambda _step, _done, _total: None
        return
    columns = (
        TextColumn("{task.description:>10}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    bars: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True)) as shown:

        def told(step: str, done: int, total: int) -> None:
            if step not in bars:
                bars[step] = shown.add_task(_STEPS.get(step, step), total=total)
            shown.update(bars[step], completed=done, total=total)

        yield told


def show_summary(summary: Summary) -> None:
    """Say what was read, skipped and refused, and why."""
    console = Console()
    console.print(
        f"{summary.added} added, {summary.changed} changed, {summary.unchanged} unchanged, {summary.removed} removed, "
        f"{len(summary.refusals)} refused · {summary.passages} passages, {summary.claims} claims, "
        f"[bold]{summary.gaps} gaps[/bold] · {summary.seconds:.1f} s"
    )
    for document, columns in summary.columns.items():
        read_as = ", ".join(f"{column} → {meaning}" for column, meaning in columns.items())
        console.print(f"  {escape(document)}: columns read as {escape(read_as)}", highlight=False)
    for document, rows in summary.empty_rows.items():
        console.print(f"  {escape(document)}: {rows} rows say nothing and were passed over", highlight=False)
    for heading, refusals in (("refused", summary.refusals), ("skipped", summary.skipped)):
        for refusal in refusals[:_REFUSALS_SHOWN]:
            console.print(f"  {heading} {escape(refusal.document)}: {escape(refusal.reason)}", highlight=False)
        if len(refusals) > _REFUSALS_SHOWN:
            console.print(f"  … and {len(refusals) - _REFUSALS_SHOWN} more {heading} (see --json)")
    for document in sorted(set(summary.vanished)):
        console.print(f"  gone {escape(document)}: run again with --prune to remove it", highlight=False)


def show_pitch(card: dict[str, Any]) -> None:
    """Show a card (the JSON contract's shape) with its sources below."""
    console, language = Console(highlight=False), card["language"]
    if card["notice"]:
        console.print(f"[italic]{escape(card['notice'])}[/italic]")
    for section, lines in sections(card):
        console.print(f"\n[bold]{escape(label(section, language))}[/bold]")
        for line in lines:
            numbers = "".join(f"\\[{n}]" for n in line["citations"])
            console.print(Padding(f"{escape(line['text'])} {numbers}".rstrip(), (0, 0, 0, 2)))
    if card["citations"]:
        console.print(f"\n[bold]{escape(say('label.sources', language))}[/bold]")
    for source in card["citations"]:
        told = f"\\[{source['n']}] {escape(where(source, language))}\n“{escape(source['quote'])}”"
        console.print(Padding(told, (0, 0, 0, 2)))


def show_tray(waiting: Sequence[Waiting]) -> None:
    """List what waits for a person, both quotes under each other."""
    console = Console(highlight=False)
    if not waiting:
        console.print("Nothing waits. What rules and models cannot decide comes here.")
    for one in waiting:
        doubt = one.doubt
        console.print(f"\n[bold]{doubt.id}[/bold] likely harm {doubt.harm} · {doubt.why} · leaning {doubt.lean:.2f}")
        for side in (one.official, one.other):
            who = " · ".join(str(part) for part in (side.account, side.date) if part)
            console.print(f"  {side.origin} “{escape(side.quote)}” [dim]{escape(side.document)} {escape(who)}[/dim]")


def show_findings(findings: Sequence[Finding]) -> None:
    """List what `doctor` looked at."""
    console = Console(highlight=False)
    for finding in findings:
        mark = "[green]works[/green]" if finding.works else "[red]fails[/red]"
        console.print(f"{mark}  [bold]{finding.name}[/bold]: {escape(finding.seen)}")
        if finding.next_step:
            console.print(f"       {escape(finding.next_step)}")


def show_jobs(jobs: Sequence[Job]) -> None:
    """List jobs, the latest first."""
    console = Console(highlight=False)
    if not jobs:
        console.print("No jobs yet. `samsyn ingest FOLDER` makes one.")
    for job in jobs:
        when = datetime.fromtimestamp(job.accepted, UTC).astimezone()
        far = (
            f" · {job.progress.step} {job.progress.done} of {job.progress.total}" if job.state is State.RUNNING else ""
        )
        why = f" · {escape(job.problem.message)}" if job.problem else ""
        console.print(f"[bold]{job.number}[/bold] {job.state} · {when:%Y-%m-%d %H:%M} · {escape(job.who)}{far}{why}")


def show_document(shown: Mapping[str, Any]) -> None:
    """Show what a document is about, what people put right, its versions and its passages with their places."""
    console = Console(highlight=False)
    console.print(f"[bold]{escape(shown['about']['title'])}[/bold]  {shown['id']}")
    valid = "" if shown["current"] else " · not valid today"
    newer = f" · superseded by {shown['superseded_by']}" if shown["superseded_by"] else ""
    console.print(f"{shown['origin']} · {escape(shown['document'])} {escape(shown['place'])}{valid}{newer}")
    for field, value in shown["about"].items():
        put_right = f" (put right; the document says {shown['read'][field] or 'nothing'})"
        if value is not None or field in shown["corrections"]:
            told = f"{value or '–'}{put_right if field in shown['corrections'] else ''}"
            console.print(f"  {field}: {escape(told)}")
    for version in shown["versions"]:
        console.print(f"  version {version['number']}: {version['taken_in']} – {version['replaced']}")
    for passage in shown["passages"]:
        console.print(f"\n[dim]{escape(passage['place'])} · {passage['language']}[/dim]")
        console.print(Padding(escape(shown["text"][passage["start"] : passage["end"]]), (0, 0, 0, 2)))


def show_verified(verified: Verified) -> None:
    """Say what holds, what did not, and what to do about what does not."""
    console = Console(highlight=False)
    for fault in verified.faults:
        mark = "[yellow]repaired[/yellow]" if verified.repaired and fault not in verified.left else "[red]fails[/red]"
        console.print(f"{mark}  {escape(fault.what)} ({fault.count}, for example {escape(fault.example)})")
    if verified.left:
        step = "Restore a backup, or ingest again into a new folder" if verified.repaired else "Run it with --repair"
        console.print(f"The store does not hold together. {step}.")
    else:
        console.print(
            f"[green]holds[/green]  texts, claims and indexes agree; {verified.probes} deleted, replaced or superseded "
            "texts were asked for and none was found"
        )
