"""The verbs of marketing: `claims`, the register of what is officially claimed, and `messages`, the message map."""

from datetime import datetime
from typing import TYPE_CHECKING

import click

from app.command import as_json, as_of, print_json, wired
from app.domain.errors import BadInput, NotFound
from app.domain.scope import Scope

if TYPE_CHECKING:
    from app.domain.message_edits import KeptMessage
    from app.domain.register import Entry
    from app.wiring import Wiring

_ME = "command"
"""Who is written down for a change."""


def why(verb: "click.decorators.FC") -> "click.decorators.FC":
    """Give a verb the option `--why`."""
    return click.option("--why", default="", help="Why; it is kept and shown.")(verb)


@click.group(invoke_without_command=True)
@click.pass_context
def claims(context: click.Context) -> None:
    """Show and edit what is officially claimed: scope, validity, owner, proof, pillars. Alone it lists all."""
    if context.invoked_subcommand is None:
        context.invoke(listing)


@claims.command("list")
@click.argument("text", nargs=-1)
@click.option("--product", help="Only what holds for this product.")
@click.option("--segment", help="Only what holds for this segment.")
@click.option(
    "--only", type=click.Choice(["pillar", "retired", "orphaned"]), help="orphaned: edits whose sentence has vanished."
)
@click.option("--silent-since", type=click.DateTime(["%Y-%m-%d"]), metavar="DAY", help="Only what is not heard since.")
@as_json
@as_of
def listing(
    text: tuple[str, ...] = (),
    product: str | None = None,
    segment: str | None = None,
    only: str | None = None,
    *,
    silent_since: datetime | None = None,
    as_json: bool = False,
    as_of: datetime | None = None,
) -> None:
    """List official claims, those that hold every word of TEXT."""
    from app.register import Wanted
    from app.terminal_register import show_claims
    from app.web.claims import claim_json

    wanted = Wanted(
        Scope(product=product, segment=segment),
        " ".join(text),
        pillar=only == "pillar" or None,
        retired=only == "retired" or None,
        orphaned=only == "orphaned" or None,
        silent_since=silent_since.date() if silent_since else None,
    )
    with wired(as_of) as wiring:
        today = wiring.today()
        found = [claim_json(entry, today) for entry in wiring.registrar.register.entries(today, wanted)]
    print_json(found) if as_json else show_claims(found)


@claims.command()
@click.argument("claim")
@as_json
@as_of
def show(claim: str, *, as_json: bool, as_of: datetime | None) -> None:
    """Show one claim (its id or the beginning of it) with every change."""
    with wired(as_of) as wiring:
        _show(wiring, wiring.registrar.register.entry(claim, wiring.today()), as_json=as_json)


@claims.command()
@click.argument("claim")
@click.option("--set", "changes", multiple=True, metavar="FIELD=VALUE", help="Lay down scope, days, owner or proof.")
@click.option("--unset", "taken_back", multiple=True, metavar="FIELD", help="Take it back: as it is read.")
@why
@as_json
@as_of
def edit(
    claim: str,
    changes: tuple[str, ...],
    taken_back: tuple[str, ...],
    *,
    why: str,
    as_json: bool,
    as_of: datetime | None,
) -> None:
    """Lay down what a claim holds for; it stays so when its document is read again."""
    with wired(as_of) as wiring:
        told = dict(map(_pair, changes)) | dict.fromkeys(map(_field, taken_back))
        if not told:
            raise BadInput("There is nothing to change", "Write --set valid_until=2026-12-31, or --unset valid_until")
        _show(wiring, wiring.registrar.change(claim, told, wiring.today(), _ME, why), as_json=as_json)


@claims.command()
@click.argument("claim")
@click.option("--undo", is_flag=True, help="Let it count again.")
@why
@as_json
@as_of
def retire(claim: str, *, undo: bool, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Let a claim bind, answer and be cited no more; it needs --why."""
    with wired(as_of) as wiring:
        registrar, today = wiring.registrar, wiring.today()
        entry = registrar.restore(claim, today, _ME, why) if undo else registrar.retire(claim, why, today, _ME)
        _show(wiring, entry, as_json=as_json)


@claims.command()
@click.argument("text")
@click.option("--set", "fields", multiple=True, metavar="FIELD=VALUE", help="Scope, days, owner, proof, pillar=yes.")
@why
@as_json
@as_of
def add(text: str, fields: tuple[str, ...], *, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Add a claim that no document makes: one sentence, official, quoted as written."""
    with wired(as_of) as wiring:
        entry = wiring.registrar.add(text, dict(map(_pair, fields)), wiring.today(), _ME, why)
        _show(wiring, entry, as_json=as_json)


@claims.command()
@click.argument("claim")
@click.option("--off", is_flag=True, help="It is none.")
@why
@as_json
@as_of
def pillar(claim: str, *, off: bool, why: str, as_json: bool, as_of: datetime | None) -> None:
    """Mark a claim as a pillar: one of the few that carry the story."""
    with wired(as_of) as wiring:
        told: dict[str, str | None] = {"pillar": "no" if off else "yes"}
        _show(wiring, wiring.registrar.change(claim, told, wiring.today(), _ME, why), as_json=as_json)


@click.group(invoke_without_command=True)
@click.pass_context
def messages(context: click.Context) -> None:
    """Show the message map: pillars, retired words and what to say instead, preferred words; and edit it."""
    if context.invoked_subcommand is None:
        context.invoke(shown)


@messages.command("show")
@as_json
@as_of
def shown(*, as_json: bool = False, as_of: datetime | None = None) -> None:
    """Show what is read in current documents, with what was laid down."""
    from app.terminal_register import show_messages
    from app.web.messages import messages_json

    with wired(as_of) as wiring:
        told = messages_json(wiring.editor.messages.shown(wiring.today()))
    print_json(told) if as_json else show_messages(told)


@messages.command("retire")
@click.argument("words", nargs=-1, required=True)
@click.option("--instead", multiple=True, help="What to say instead.")
@click.option("--segment", "segments", multiple=True, help="Only to these audiences.")
@click.option("--reason", default="", help="Why they are no longer said.")
@as_of
def retire_words(
    words: tuple[str, ...], instead: tuple[str, ...], segments: tuple[str, ...], reason: str, as_of: datetime | None
) -> None:
    """Retire words, each an argument: sellers who call us so are told."""
    from app.domain.message_edits import KeptMessage, Part

    _lay_down(KeptMessage(Part.RETIRED, words, instead, reason, segments), as_of)


@messages.command()
@click.argument("words", nargs=-1, required=True)
@as_of
def prefer(words: tuple[str, ...], as_of: datetime | None) -> None:
    """Lay down what we call something: the word, then the same in another language or a short form."""
    from app.domain.message_edits import KeptMessage, Part

    _lay_down(KeptMessage(Part.PREFERRED, words), as_of)


@messages.command()
@click.argument("entry")
@click.option("--why", default="", help="Why; it is kept and shown.")
@as_of
def drop(entry: str, *, why: str, as_of: datetime | None) -> None:
    """Take an entry (its id) out of the map, whatever the documents say."""
    from app.domain.message_edits import Part, as_kept
    from app.messages import by_id

    with wired(as_of) as wiring:
        now = wiring.editor.messages.shown(wiring.today()).now
        part = next((part for part in Part if entry in by_id(now, part)), None)
        if part is None:
            raise NotFound(f"There is no entry {entry!r} in the map", "`samsyn messages --help` says how to see them")
        rest = [as_kept(part, one) for key, one in by_id(now, part).items() if key != entry]
        wiring.editor.put({part: rest}, wiring.today(), _ME, why)
    click.echo("It is in the map no more.")


def _lay_down(entry: "KeptMessage", as_of: datetime | None) -> None:
    from app.domain.message_edits import as_kept
    from app.messages import by_id

    with wired(as_of) as wiring:
        now = by_id(wiring.editor.messages.shown(wiring.today()).now, entry.part)
        others = [as_kept(entry.part, one) for key, one in now.items() if key != entry.id]
        wiring.editor.put({entry.part: [*others, entry]}, wiring.today(), _ME, entry.reason)
    click.echo(f"{', '.join(entry.words)}: it is in the map.")


def _show(wiring: "Wiring", entry: "Entry", *, as_json: bool) -> None:
    from app.terminal_register import show_claim
    from app.web.claims import change_json, claim_json

    events = [change_json(one) for one in wiring.registrar.register.book.history(entry.id)]
    shown = {**claim_json(entry, wiring.today()), "events": events}
    print_json(shown) if as_json else show_claim(shown)


def _pair(text: str) -> tuple[str, str]:
    field, separator, value = text.partition("=")
    if not separator:
        raise BadInput(f"{text!r} lays nothing down", "Write it as owner=Lena")
    return _field(field), value


def _field(text: str) -> str:
    return text.strip().replace("-", "_")
