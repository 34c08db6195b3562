"""What every verb of the command shares: services built from the settings, refusals as sentences, two options."""

import json
import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, TypeVar

import click

from app.domain.errors import SamsynError
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


def print_json(value: Any) -> None:
    """Print `value` for a program; days in ISO form."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=_iso))


def _iso(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
