"""How sure the report is, from who decided each gap and how people judged last week's."""

from collections import Counter
from collections.abc import Iterable
from datetime import date

from app.domain.gap import Act, Gap, Rung, Status
from app.domain.report import Certainty

_CONFIRMING = frozenset({Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.RESOLVED})


def reviewed(gaps: Iterable[Gap], start: date, end: date) -> tuple[int, int]:
    """Return how many gaps a person judged from `start` to `end`, and how many of them were taken as real.

    A dismissed gap was a false alarm, one that was merged into another was none; the last judgement of the period
    counts. `verified` comes from the program, and a re-opening judges nothing.
    """
    judgements = {*_CONFIRMING, Status.DISMISSED}
    last = [
        next(
            (
                e
                for e in reversed(gap.events)
                if start <= e.on <= end and e.status in judgements and e.act is not Act.MERGED
            ),
            None,
        )
        for gap in gaps
    ]
    judged = [event for event in last if event is not None]
    return len(judged), sum(event.status in _CONFIRMING for event in judged)


def certainty(
    gaps: Iterable[Gap],
    open_now: Iterable[Gap],
    period: tuple[date, date],
    stamp: tuple[date, int] | None,
) -> Certainty:
    """Sum up; `period` is the week whose reviews count, `stamp` the day and revision the gaps were computed at."""
    count = Counter(gap.decided_by for gap in open_now)
    judged, confirmed = reviewed(gaps, *period)
    return Certainty(
        rungs=tuple((rung, count[rung]) for rung in Rung if count[rung]),
        reviewed=judged,
        confirmed=confirmed,
        computed=stamp[0] if stamp else None,
        revision=stamp[1] if stamp else None,
    )
