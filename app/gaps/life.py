"""A gap's life: what is found now against what was known, pure and without a clock."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from app.domain.gap import Event, Gap, Kind, Status

SYSTEM = "samsyn"


def reconcile(known: Iterable[Gap], found: Iterable[Gap], today: date) -> list[Gap]:
    """Return the state after a run: every gap once, under the identity it had before.

    New: open. Still there: as it was, with today's evidence. A resolved or verified one that a later note repeats:
    open again. Gone: verified, because the material no longer disagrees; a dismissed one stays dismissed.
    """
    before = {gap.key: gap for gap in known}
    by_claim = {(g.kind, e.claim_id): g.key for g in before.values() for e in g.field}
    state: dict[str, Gap] = {}
    for gap in sorted(found, key=lambda g: g.key):
        previous = before.get(gap.key) or before.get(_same_evidence(gap, by_claim))
        if previous is None or previous.key in state:
            state[gap.key] = _opened(gap)
        else:
            state[previous.key] = _again(previous, gap, today)
    for key, gap in before.items():
        if key not in state:
            state[key] = _gone(gap, today)
    return sorted(state.values(), key=lambda g: g.key)


def _same_evidence(gap: Gap, by_claim: dict[tuple[Kind, str], str]) -> str:
    """The known gap that already rests on one of the same field claims: its witnesses grew, it is not another."""
    return next((by_claim[gap.kind, e.claim_id] for e in gap.field if (gap.kind, e.claim_id) in by_claim), "")


def _opened(gap: Gap) -> Gap:
    return gap.moved(Event(gap.first_seen, Status.OPEN, SYSTEM, "found"))


def _again(previous: Gap, gap: Gap, today: date) -> Gap:
    updated = replace(
        gap, key=previous.key, status=previous.status, owner=previous.owner, due=previous.due, events=previous.events,
        first_seen=min(previous.first_seen, gap.first_seen),
    )  # fmt: skip
    if previous.status not in {Status.RESOLVED, Status.VERIFIED}:
        return updated
    closed_on = previous.events[-1].on if previous.events else previous.last_seen
    came_back = previous.status is Status.VERIFIED or gap.last_seen > closed_on
    return updated.moved(Event(today, Status.OPEN, SYSTEM, "heard again")) if came_back else updated


def _gone(gap: Gap, today: date) -> Gap:
    if gap.status in {Status.VERIFIED, Status.DISMISSED}:
        return gap
    return gap.moved(Event(today, Status.VERIFIED, SYSTEM, "the material no longer disagrees"))
