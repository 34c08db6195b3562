"""A gap's life: what is found now against what was known, pure and without a clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import pairwise

from app.domain.gap import Event, Gap, Status
from app.gaps.lineage import Lineage

SYSTEM = "samsyn"


def reconcile(known: Iterable[Gap], found: Iterable[Gap], today: date) -> list[Gap]:
    """Return the state after a run: every gap once, under the identity it had before.

    New: open. Still there: as it was, with today's evidence. A resolved or verified one that a later note repeats, or
    a dismissed one whose time has passed: open again. Gone: verified, because the material no longer disagrees; a
    dismissed one stays dismissed. What people merged and split stays so (`app.gaps.lineage`).
    """
    lineage = Lineage.of(known)
    before, now = lineage.known, lineage.gathered(found)
    state = {key: _again(before[key], gap, today) if key in before else _opened(gap) for key, gap in now.items()}
    state |= {key: _gone(gap, today) for key, gap in before.items() if key not in state}
    return sorted(state.values(), key=lambda g: g.key)


def _opened(gap: Gap) -> Gap:
    return gap.moved(Event(gap.first_seen, Status.OPEN, SYSTEM, "found"))


def _again(previous: Gap, gap: Gap, today: date) -> Gap:
    updated = replace(
        gap, key=previous.key, kind=previous.kind, status=previous.status, owner=previous.owner, due=previous.due,
        events=previous.events, first_seen=min(previous.first_seen, gap.first_seen),
    )  # fmt: skip
    why = _comes_back(previous, gap, today)
    return updated.moved(Event(today, Status.OPEN, SYSTEM, why)) if why else updated


def _comes_back(previous: Gap, gap: Gap, today: date) -> str:
    """Why a closed gap that was found is open again; "" when it is not."""
    if previous.status is Status.DISMISSED:
        return "the dismissal has run out" if previous.until and previous.until < today else ""
    newer = gap.last_seen > previous.since
    return "heard again" if previous.status is Status.VERIFIED or (previous.status.closed and newer) else ""


def _gone(gap: Gap, today: date) -> Gap:
    if gap.status in {Status.VERIFIED, Status.DISMISSED} or _insisted_on(gap):
        return gap
    return gap.moved(Event(today, Status.VERIFIED, SYSTEM, "the material no longer disagrees"))


def _insisted_on(gap: Gap) -> bool:
    """Whether a person opened it again although it was verified: then only a person closes it."""
    for later, earlier in pairwise(gap.events[::-1]):
        if later.status.closed:
            return False
        if earlier.status is Status.VERIFIED:
            return later.who != SYSTEM
    return False
