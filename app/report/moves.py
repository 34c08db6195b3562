"""A gap's past: what it looked like on a given day, and how the open ones moved between two days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from app.domain.gap import Gap, Status
from app.domain.report import Moves


class _State(Enum):
    UNBORN = auto()
    OPEN = auto()
    CLOSED = auto()
    DISMISSED = auto()


def _state(gap: Gap | None) -> _State:
    if gap is None:
        return _State.UNBORN
    if not gap.status.closed:
        return _State.OPEN
    return _State.DISMISSED if gap.status is Status.DISMISSED else _State.CLOSED


@dataclass(frozen=True, slots=True)
class Change:
    """The open gaps on two days, and the ones that came and went between them."""

    before: tuple[Gap, ...]
    new: tuple[Gap, ...]
    reopened: tuple[Gap, ...]
    closed: tuple[Gap, ...]
    dismissed: tuple[Gap, ...]
    now: tuple[Gap, ...]

    def moves(self) -> Moves:
        """The same as counts."""
        return Moves(
            open_before=len(self.before),
            new=len(self.new),
            reopened=len(self.reopened),
            closed=len(self.closed),
            dismissed=len(self.dismissed),
            open_now=len(self.now),
        )


def change(gaps: Iterable[Gap], before: date, now: date) -> Change:
    """Hold the evening of `before` against the evening of `now`; every gap is given as it stood on `now`."""
    seen = [(_state(gap.as_on(before)), _state(current), current) for gap in gaps if (current := gap.as_on(now))]
    not_open = {_State.CLOSED, _State.DISMISSED}

    def moved(first: set[_State], last: set[_State]) -> tuple[Gap, ...]:
        return tuple(gap for was, is_now, gap in seen if was in first and is_now in last)

    return Change(
        before=moved({_State.OPEN}, set(_State)),
        new=moved({_State.UNBORN}, set(_State)),
        reopened=moved(not_open, {_State.OPEN}),
        closed=moved({_State.UNBORN, _State.OPEN}, {_State.CLOSED}),
        dismissed=moved({_State.UNBORN, _State.OPEN}, {_State.DISMISSED}),
        now=moved(set(_State), {_State.OPEN}),
    )
