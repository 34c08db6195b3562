"""The gaps a role may see. A promise names a colleague: for the others it is not there at all."""

from datetime import date

from app.domain.errors import NotFound
from app.domain.gap import Gap, Kind, Status
from app.domain.people import Role
from app.gaps.finder import Finder
from app.gaps.listing import Tray, listed


def seen(
    finder: Finder,
    today: date,
    role: Role,
    *,
    kind: Kind | None = None,
    status: Status | None = None,
    tray: Tray | None = None,
) -> list[Gap]:
    """The gaps as of `today` that `role` may see, of one kind, status and tray, without a status the unclosed."""
    return listed(_visible(finder, today, role), kind, status, tray)


def one(finder: Finder, today: date, role: Role, gap_id: str) -> Gap:
    """The gap; `NotFound` too for one that `role` may not see, so that its id gives nothing away."""
    for gap in _visible(finder, today, role):
        if gap.id == gap_id:
            return gap
    raise NotFound(f"There is no gap {gap_id}", "See the list of gaps; it may have been merged with another")


def _visible(finder: Finder, today: date, role: Role) -> list[Gap]:
    return [gap for gap in finder.view(today) if role.sees_promises or not gap.restricted()]
