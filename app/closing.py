"""The verbs that close the loop: gaps and what is done with them, promises, receipts."""

from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

import click

from app.command import as_json, as_of, print_json, wired
from app.domain.errors import BadInput
from app.domain.gap import Gap, Kind, Status
from app.domain.people import Role

if TYPE_CHECKING:
    from app.gaps.desk import Order
    from app.wiring import Wiring

_ME = "command"
"""Who signs when nobody else does."""
_SHOWN = 200
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group(invoke_without_command=True)
@click.option("--kind", type=click.Choice([k.value for k in Kind]), help="Only this kind.")
@click.option(
    "--status", type=click.Choice([s.value for s in Status]), help="Only this status; by default what is not closed."
)
@click.option("--tray", type=click.Choice(["emerging"]), help="Only those heard in one account.")
@as_json
@as_of
@click.pass_context
def gaps(
    context: click.Context,
    kind: str | None,
    status: str | None,
    tray: str | None,
    *,
    as_json: bool,
    as_of: datetime | None,
) -> None:
    """List the gaps, the most harmful first; or show one, and move it on with one of the commands below."""
    if context.invoked_subcommand:
        return
    from app.domain.contract import gap_json
    from app.gaps.listing import Tray, listed
    from app.terminal_gaps import show_gaps

    with wired(as_of) as wiring:
        chosen = Kind(kind) if kind else None, Status(status) if status else None, Tray(tray) if tray else None
        found = [gap_json(gap) for gap in listed(wiring.finder.view(wiring.today()), *chosen)]
    print_json(found) if as_json else show_gaps(found)


@gaps.command()
@click.argument("gap")
@as_json
@as_of
def show(gap: str, *, as_json: bool, as_of: datetime | None) -> None:
    """Show one gap: both sides, its quotes numbered, and its history."""
    from app.domain.contract import gap_json
    from app.terminal_gaps import show_gap

    with wired(as_of) as wiring:
        shown = gap_json(_named(wiring, gap))
    print_json(shown) if as_json else show_gap(shown)


@gaps.command()
@click.argument("gap")
@as_json
@as_of
def history(gap: str, *, as_json: bool, as_of: datetime | None) -> None:
    """Show who did what with a gap, when and why."""
    from app.domain.contract import event_json
    from app.terminal_gaps import show_history

    with wired(as_of) as wiring:
        events = [event_json(event) for event in _named(wiring, gap).events]
    print_json(events) if as_json else show_history(events)


def said(verb: "click.decorators.FC") -> "click.decorators.FC":
    """Give a verb the gap it moves, who signs and why."""
    name = click.option("--who", default=_ME, show_default=True, help="The name to sign with.")
    why = click.option("--why", default="", help="Why; it is kept, and told to those who reported it.")
    for option in (as_of, as_json, why, name, click.argument("gap")):
        verb = option(verb)
    return verb


@gaps.command()
@said
def acknowledge(gap: str, *, who: str, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Take a gap for real: somebody has seen it."""
    from app.gaps.desk import Acknowledge

    _do(gap, Acknowledge(who=who, why=why), as_json=as_json, as_of=as_of)


@gaps.command()
@said
def start(gap: str, *, who: str, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Begin to work on a gap."""
    from app.gaps.desk import Start

    _do(gap, Start(who=who, why=why), as_json=as_json, as_of=as_of)


@gaps.command()
@said
def resolve(gap: str, *, who: str, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Settle a gap; --why names what settled it."""
    from app.gaps.desk import Resolve

    _do(gap, Resolve(who=who, why=why), as_json=as_json, as_of=as_of)


@gaps.command()
@said
@click.option("--until", type=_DAY, metavar="DAY", help="The last day of it; by default for good.")
def dismiss(gap: str, *, until: datetime | None, who: str, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Say with --why that it is nothing to close."""
    from app.gaps.desk import Dismiss

    _do(gap, Dismiss(who=who, why=why, until=_day(until)), as_json=as_json, as_of=as_of)


@gaps.command()
@said
def reopen(gap: str, *, who: str, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Open a closed gap again, with --why; one that was merged leaves the other."""
    from app.gaps.desk import Reopen

    _do(gap, Reopen(who=who, why=why), as_json=as_json, as_of=as_of)


@gaps.command()
@said
@click.argument("owner", required=False)
@click.option("--due", type=_DAY, metavar="DAY", help="Until when; without it no day is set.")
def assign(
    gap: str,
    owner: str | None,
    *,
    due: datetime | None,
    who: str,
    why: str,
    as_json: bool,
    as_of: datetime | None,
) -> None:
    """Give a gap to OWNER, or without one to nobody."""
    from app.gaps.desk import Assign

    _do(gap, Assign(who=who, why=why, owner=owner, due=_day(due)), as_json=as_json, as_of=as_of)


@gaps.command()
@said
@click.argument("into")
def merge(gap: str, into: str, *, who: str, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Say that GAP is the same matter as the gap INTO, which gets its witnesses."""
    from app.gaps.desk import Merge

    _do(gap, Merge(who=who, why=why, into=into), as_json=as_json, as_of=as_of)


@gaps.command()
@said
@click.argument("numbers", nargs=-1, required=True, type=int)
def split(gap: str, numbers: tuple[int, ...], *, who: str, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Give the field quotes with these NUMBERS (see `show`) a gap of their own."""
    from app.gaps.desk import Split

    with wired(as_of) as wiring:
        heard = _named(wiring, gap).field
        unknown = [str(n) for n in numbers if not 1 <= n <= len(heard)]
        if unknown:
            raise BadInput(f"Gap {gap} has no quote {', '.join(unknown)}", f"`samsyn gaps show {gap}` numbers them")
        claims = tuple(heard[n - 1].claim_id for n in numbers)
    _do(gap, Split(who=who, why=why, claims=claims), as_json=as_json, as_of=as_of)


@click.command()
@as_json
@as_of
def promises(*, as_json: bool, as_of: datetime | None) -> None:
    """List who promised what to whom, by when, on what official basis, and where it stands."""
    from app.gaps.promises import promise_json
    from app.gaps.promises import promises as all_promises
    from app.terminal_gaps import show_promises

    with wired(as_of) as wiring:
        found = [promise_json(one) for one in all_promises(wiring.finder, wiring.today())]
    print_json(found) if as_json else show_promises(found)


@click.command()
@click.option("--rep", help="Only those of this person, as the notes name them.")
@click.option("--language", type=click.Choice(["en", "sv"]), default="en", show_default=True)
@as_json
@as_of
def receipts(rep: str | None, language: str, *, as_json: bool, as_of: datetime | None) -> None:
    """List what became of what was reported, the latest first."""
    from app.report.receipts import receipt_json
    from app.report.words import words
    from app.terminal_gaps import show_receipts

    with wired(as_of) as wiring:
        wiring.finder.refresh(wiring.today())
        found = [receipt_json(one, words(language)) for one in wiring.ledger.receipts(rep, _SHOWN, restricted=True)]
    print_json(found) if as_json else show_receipts(found)


def _do(gap: str, order: "Order", *, as_json: bool, as_of: datetime | None) -> None:
    """Have the order done, by the running server where there is one, and show the gap that came of it."""
    import msgspec

    from app.domain.contract import gap_json
    from app.running import Running
    from app.terminal_gaps import show_gap

    with wired(as_of) as wiring:
        server = Running.find(wiring.settings.data)
        if server is not None and server.lives_on(wiring.settings.as_of):
            path = f"/api/gaps/{quote(gap, safe='')}/{type(order).__name__.casefold()}"
            shown = server.post(path, msgspec.to_builtins(order))
        else:
            shown = dict(gap_json(wiring.desk.take(gap, order, Role.ADMIN, wiring.today())))
    print_json(shown) if as_json else show_gap(shown)


def _named(wiring: "Wiring", gap_id: str) -> Gap:
    from app.web.gaps import one

    return one(wiring.finder, wiring.today(), Role.ADMIN, gap_id)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None
