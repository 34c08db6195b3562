"""What the verbs of the register show a person."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding

_SCOPE = ("product", "plan", "segment", "market", "period")


def show_claims(claims: Sequence[Mapping[str, Any]]) -> None:
    """List claims, two lines each."""
    console = Console(highlight=False)
    if not claims:
        console.print("No such claim. `samsyn ingest FOLDER` reads official material; `samsyn claims add` adds one.")
    for claim in claims:
        _head(console, claim)


def show_claim(claim: Mapping[str, Any]) -> None:
    """Show one claim, what is laid down about it and every change."""
    console = Console(highlight=False)
    _head(console, claim)
    for field, value in claim["laid_down"].items():
        console.print(f"  {field}: {escape(value or '–')} (laid down)")
    if heard := claim["last_heard"]:
        where = " · ".join(filter(None, (heard["date"], heard["account"], heard["title"])))
        console.print(Padding(f"last heard {escape(where)}\n“{escape(heard['quote'])}”", (0, 0, 0, 2)))
    if claim["also"]:
        console.print(f"  the same words stand elsewhere: {', '.join(claim['also'])}")
    for event in claim["events"]:
        told = ", ".join(f"{f}: {_value(a)} → {_value(b)}" for f, (a, b) in event["fields"].items())
        console.print(f"  {event['on']} {escape(event['who'])}: {escape(told)} {escape(event['why'])}".rstrip())


def show_messages(messages: Mapping[str, Any]) -> None:
    """List pillars, retired and preferred words, and what was set aside."""
    console = Console(highlight=False)
    for part in ("pillars", "retired", "preferred"):
        console.print(f"[bold]{part}[/bold]{'' if messages[part] else ': none'}")
        for one in messages[part]:
            told = f" → {', '.join(one['instead'])}" if one["instead"] else ""
            who = f" ({', '.join(one['segments'])})" if one["segments"] else ""
            laid = " · laid down" if one["laid_down"] else ""
            said = escape(f"{', '.join(one['words'])}{told}{who}")
            console.print(f"  {one['id']} {said} [dim]{escape(one['document'])}{laid}[/dim]")
            if one["reason"]:
                console.print(Padding(escape(one["reason"]), (0, 0, 0, 4)))
    for one in messages["aside"]:
        why = "dropped" if one["dropped"] else "no document has it now"
        console.print(f"  [dim]{one['id']} {escape(', '.join(one['words']))}: {why}[/dim]")


def _head(console: Console, claim: Mapping[str, Any]) -> None:
    marks = [claim["status"], *(["pillar"] if claim["pillar"] else []), *(claim[f] for f in _SCOPE if claim[f])]
    days = f"{claim['valid_from'] or ''} – {claim['valid_until'] or ''}".strip()
    heard = f"last heard {claim['last_heard']['date']}" if claim["last_heard"] else "not heard"
    facts = [*marks, *([days] if days != "–" else []), *filter(None, [claim["owner"]]), heard]
    console.print(f"[bold]{claim['id']}[/bold] {escape(' · '.join(facts))}")
    where = " · ".join(filter(None, (claim["document"], claim["place"])))
    console.print(Padding(f"“{escape(claim['text'])}”\n[dim]{escape(where)}[/dim]", (0, 0, 0, 2)))


def _value(value: str | None) -> str:
    return "as read" if value is None else value or "–"
