"""The verb that shows what is worth a look, takes a person's decision and hands decisions on as labelled cases."""

import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from app.command import as_json, as_of, print_json, wired


@click.command()
@click.argument("doubt", required=False, metavar="[ID]")
@click.option("--gap/--no-gap", "gap", default=None, help="Decide the pair: can both not be true, or can they?")
@click.option("--who", default="command", show_default=True, help="Who decides.")
@click.option("--export", type=click.Path(path_type=Path), metavar="FILE", help="Write what people decided as cases.")
@as_json
@as_of
def tray(
    doubt: str | None, *, gap: bool | None, who: str, export: Path | None, as_json: bool, as_of: datetime | None
) -> None:
    """List the pairs that no judge could decide, or decide one. None of them is a gap until someone says so."""
    from app.terminal import show_tray
    from app.web.api.tray import ruling_json, waiting_json

    if (doubt is None) is not (gap is None):
        raise click.UsageError("Name a pair and say --gap or --no-gap, or neither to list them.")
    with wired(as_of) as wiring:
        if export is not None:
            cases = [json.dumps(asdict(case), ensure_ascii=False) for case in wiring.tray.labelled()]
            export.write_text("".join(f"{case}\n" for case in cases), "utf-8")
            click.echo(f"{len(cases)} cases written to {export}.")
            return
        if doubt is not None and gap is not None:
            ruling = wiring.tray.rule(doubt, contradicts=gap, who=who, on=wiring.today())
            print_json(ruling_json(ruling)) if as_json else click.echo(f"{doubt}: {'a gap' if gap else 'no gap'}.")
            return
        wiring.finder.refresh(wiring.today())
        waiting = wiring.tray.waiting()
    print_json([waiting_json(one) for one in waiting]) if as_json else show_tray(waiting)
