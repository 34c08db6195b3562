"""Which of the open gaps a marketer should read about, and in what order."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import takewhile

from app.domain.gap import Gap, Kind
from app.domain.report import Closure, Decision
from app.domain.week import Week

MOST_DECISIONS = 5
MOST_EMERGING = 10
TREND_WEEKS = 4


def trend(gap: Gap, week: Week) -> tuple[int, ...]:
    """Accounts that raised the gap in each of the last four weeks, oldest first."""
    weeks = [week.back(n) for n in reversed(range(TREND_WEEKS))]
    return tuple(gap.seen_in(w.monday, w.sunday) for w in weeks)


def by_weight(gaps: Iterable[Gap], week: Week) -> list[Gap]:
    """Order by harm, then by how many accounts said it this week and in all, then by how sure and how old."""
    return sorted(
        gaps,
        key=lambda g: (
            -g.severity,
            -g.seen_in(week.monday, week.sunday),
            -g.accounts,
            -g.confidence,
            g.first_seen,
            g.id,
        ),
    )


def decisions(open_now: Sequence[Gap], week: Week, end: date, owners: Mapping[str, str]) -> tuple[list[Decision], int]:
    """Return at most five gaps with two witnesses or more, and how many had to wait.

    `owners` is id of an official document, or of a claim with an owner of its own → who owns it.
    """
    ranked = by_weight((gap for gap in open_now if not gap.emerging), week)
    chosen = [
        Decision(
            gap=gap,
            trend=trend(gap, week),
            age=(end - gap.first_seen).days,
            suggested_owner=next(
                (owners[one] for e in gap.official for one in (e.claim_id, e.document_id) if one in owners), None
            ),
        )
        for gap in ranked[:MOST_DECISIONS]
    ]
    return chosen, len(ranked) - len(chosen)


def closures(gaps: Iterable[Gap]) -> tuple[Closure, ...]:
    """What closed, why, and who had reported it, latest first."""
    found = []
    for gap in gaps:
        last = next((e for e in reversed(gap.events) if e.status.closed), None)
        if last is None:
            continue
        # A verified gap was first resolved by someone: their words say what changed. Earlier closings did not last.
        closing = takewhile(lambda e: e.status.closed, reversed(gap.events))
        said = next((e for e in [*closing][::-1] if e.why), last)
        found.append(Closure(gap=gap, on=last.on, why=said.why, reported_by=reporters(gap)))
    return tuple(sorted(found, key=lambda c: (c.on, c.gap.id), reverse=True))


def reporters(gap: Gap) -> tuple[str, ...]:
    """Name those who heard it first, one a pair of rep and account, in the order they reported."""
    heard = sorted(gap.field, key=lambda e: (e.date or date.max, e.document))
    named = (f"{e.rep} ({e.account})" if e.rep and e.account else e.rep or e.account for e in heard)
    return tuple(dict.fromkeys(name for name in named if name))


def promises(open_now: Iterable[Gap], week: Week) -> tuple[Gap, ...]:
    """Promises without an official basis, one account or many."""
    return tuple(by_weight((g for g in open_now if g.kind is Kind.UNSUPPORTED_PROMISE), week))


def figures(open_now: Iterable[Gap], week: Week) -> tuple[Gap, ...]:
    """Figures that disagree, as far as more than one account (or two documents) say so."""
    return tuple(by_weight((g for g in open_now if _in_figures(g) and not g.emerging), week))


def _in_figures(gap: Gap) -> bool:
    """Two documents can also disagree in words: those are no figures."""
    if gap.kind is Kind.OFFICIAL_INCONSISTENCY:
        return all(any(map(str.isdigit, e.quote)) for e in gap.official)
    return gap.kind is Kind.VALUE_MISMATCH


def emerging(open_now: Iterable[Gap], week: Week) -> tuple[Gap, ...]:
    """Heard in one account only: worth an ear, not a decision. Promises have their own list."""
    alone = (g for g in open_now if g.emerging and g.kind is not Kind.UNSUPPORTED_PROMISE)
    return tuple(by_weight(alone, week)[:MOST_EMERGING])
