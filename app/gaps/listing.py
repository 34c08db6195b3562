"""Which gaps are shown, and in which order."""

from collections.abc import Iterable

from app.domain.gap import Gap, Kind, Status


def listed(gaps: Iterable[Gap], kind: Kind | None = None, status: Status | None = None) -> list[Gap]:
    """Return the gaps of a kind and status, without a status the unclosed; most harm and witnesses first."""
    chosen = [
        gap
        for gap in gaps
        if (kind is None or gap.kind is kind) and (gap.status is status if status else not gap.status.closed)
    ]
    return sorted(chosen, key=lambda g: (-g.severity, g.emerging, -g.accounts, g.first_seen, g.id))
