"""What the verbs about gaps, promises and receipts show a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.table import Table

_WRITTEN = {
    "assigned": "assigned to {owner}",
    "merged": "merged with {other}",
    "split": "split, see {other}",
}


def show_gaps(gaps: Sequence[Mapping[str, Any]]) -> None:
    """List gaps with both quotes under each."""
    console = Console(highlight=False)
    if not gaps:
        console.print(
            "No gaps. `samsyn ingest FOLDER` reads material and notes; `samsyn gaps --status …` shows closed ones."
        )
    for gap in gaps:
        _head(console, gap)
        _quotes(console, gap)


def show_gap(gap: Mapping[str, Any]) -> None:
    """Show one gap: in a sentence, with both sides, its field quotes numbered, and its history."""
    console = Console(highlight=False)
    _head(console, gap)
    console.print(Padding(escape(gap["statement"]), (0, 0, 0, 2)))
    _quotes(console, gap)
    if gap["merged_into"]:
        console.print(f"  the same matter as gap {gap['merged_into']}, which has its witnesses")
    if gap["split_from"]:
        console.print(f"  split off from gap {gap['split_from']}")
    _history(console, gap["events"])


def show_history(events: Sequence[Mapping[str, Any]]) -> None:
    """List what has happened to a gap, oldest first."""
    _history(Console(highlight=False), events)


def show_promises(promises: Sequence[Mapping[str, Any]]) -> None:
    """List promises, two lines each."""
    console = Console(highlight=False)
    if not promises:
        console.print("No promise was noted.")
    for promise in promises:
        quoted = promise["promise"]
        by = f"by {promise['by']}" if promise["by"] else "no day"
        basis = "official basis" if promise["official_basis"] else "no official basis"
        gap = f"gap {promise['gap']}" if promise["gap"] else ""
        people = f"{promise['rep'] or 'somebody'} → {promise['account'] or 'an account not named'}"
        facts = (people, promise["said"] or "no date", by, basis, promise["status"], gap, promise["owner"] or "")
        console.print(f"[bold]{escape(' · '.join(filter(None, facts)))}[/bold]")
        place = f"{quoted['document']} ({quoted['place']})"
        console.print(Padding(f"“{escape(quoted['quote'])}”\n[dim]{escape(place)}[/dim]", (0, 0, 0, 2)))


def show_receipts(receipts: Sequence[Mapping[str, Any]]) -> None:
    """List receipts, one a line."""
    console = Console(highlight=False, soft_wrap=True)
    if not receipts:
        console.print("No receipt yet. They come when a gap moves that rests on a note with a name in it.")
    for one in receipts:
        console.print(f"{one['on']} [bold]{escape(one['rep'])}[/bold]  {escape(one['text'])}")


def _head(console: Console, gap: Mapping[str, Any]) -> None:
    tray = " · emerging" if gap["emerging"] else ""
    heard = f"{_count(gap['accounts'], 'account')}, {_count(gap['reps'], 'rep')}" if gap["accounts"] else ""
    asked = "asked of Samsyn" if any(e["asked"] for e in gap["field"]) else ""
    people = ", ".join(filter(None, (heard, asked))) or "official only"
    owner = f" · {escape(gap['owner'])}" if gap["owner"] else ""
    due = f" until {gap['due']}" if gap["due"] else ""
    until = f" until {gap['until']}" if gap["until"] else ""
    console.print(
        f"\n[bold]{gap['id']}[/bold] {gap['kind']} · {gap['status']}{until} · severity {gap['severity']} · {people} · "
        f"{gap['first_seen']} – {gap['last_seen']} · by {gap['decided_by']} ({gap['confidence']:.2f}){tray}{owner}{due}"
    )


def _quotes(console: Console, gap: Mapping[str, Any]) -> None:
    table = Table.grid(padding=(0, 1))
    for side in ("official", "field"):
        for number, e in enumerate(gap[side], 1):
            mark = f"  {side} {number}" if side == "field" else f"  {side}"
            place = "asked of Samsyn" if e["asked"] else f"{e['document']} ({e['place']})"
            who = " · ".join(part for part in (e["account"], e["rep"], e["date"]) if part)
            table.add_row(mark, f"“{escape(e['quote'])}”\n[dim]{escape(place)} {escape(who)}[/dim]")
    console.print(table)
    if why := gap["reason"]["en"]:
        console.print(Padding(f"[dim]{escape(why)}[/dim]", (0, 0, 0, 2)))


def _history(console: Console, events: Sequence[Mapping[str, Any]]) -> None:
    for event in events:
        did = _WRITTEN.get(event["act"], "{status}").format(**{**event, "owner": event["owner"] or "nobody"})
        day = event["due"] or event["until"]
        until = f" until {day}" if day else ""
        why = f": {event['why']}" if event["why"] else ""
        console.print(f"  {event['on']} {escape(did)}{until} · {escape(event['who'])}{escape(why)}")


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}{'' if number == 1 else 's'}"
