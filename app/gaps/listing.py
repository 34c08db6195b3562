"""Which gaps are shown, and in which order."""

from collections.abc import Iterable
from enum import StrEnum

from app.domain.gap import Gap, Kind, Status


class Tray(StrEnum):
    """Where gaps wait that are not yet a matter to decide."""

    EMERGING = "emerging"
    """Heard in one account only."""


def listed(
    gaps: Iterable[Gap], kind: Kind | None = None, status: Status | None = None, tray: Tray | None = None
) -> list[Gap]:
    """Return the gaps of a kind, status and tray, without a status the unclosed; most harm and witnesses first.

    One that was merged into another is that one, and never listed.
    """
    chosen = [
        gap
        for gap in gaps
        if (kind is None or gap.kind is kind)
        and (gap.status is status if status else not gap.status.closed)
        and (tray is None or gap.emerging)
        and not gap.merged_into
    ]
    return sorted(chosen, key=lambda g: (-g.severity, g.emerging, -g.accounts, g.first_seen, g.id))
