"""The moves reconcile whatever the histories are."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.gap import Event, Gap, Kind, Rung, Status
from app.domain.week import Week
from app.report.moves import change
from tests.report.conftest import gap, heard

START = date(2026, 9, 1)
DAYS = 90


@st.composite
def histories(draw: st.DrawFn) -> list[Gap]:
    """Gaps with any sequence of states on any ascending days, some of them several on one day."""
    gaps = []
    for number in range(draw(st.integers(0, 12))):
        born = draw(st.integers(0, DAYS))
        days = sorted(draw(st.lists(st.integers(born, DAYS + 20), max_size=6)))
        states = [draw(st.sampled_from(list(Status))) for _ in days]
        events = tuple(Event(START + timedelta(d), s, "anna", "") for d, s in zip(days, states, strict=True))
        gaps.append(
            Gap(
                key=str(number), kind=Kind.CONTRADICTION, statement="x", severity=3, confidence=1.0,
                decided_by=Rung.RULE, official=(), field=(), first_seen=START + timedelta(born),
                last_seen=START + timedelta(born), status=events[-1].status if events else Status.OPEN, events=events,
            )
        )  # fmt: skip
    return gaps


def open_on(gaps: list[Gap], day: date) -> int:
    """Counted the slow way, without looking at any other day."""
    count = 0
    for one in gaps:
        if one.first_seen > day:
            continue
        status = Status.OPEN
        for event in one.events:
            if event.on <= day:
                status = event.status
        count += status not in {Status.RESOLVED, Status.VERIFIED, Status.DISMISSED}
    return count


@given(histories(), st.integers(0, DAYS))
def test_moves_of_any_week_reconcile_and_equal_an_independent_count(gaps: list[Gap], offset: int) -> None:
    week = Week.of(START + timedelta(offset))
    moves = change(gaps, week.monday - timedelta(days=1), week.sunday).moves()
    assert moves.reconcile()
    assert moves.open_before == open_on(gaps, week.monday - timedelta(days=1))
    assert moves.open_now == open_on(gaps, week.sunday)


@given(histories())
def test_one_week_begins_where_the_week_before_ended(gaps: list[Gap]) -> None:
    weeks = [Week.of(START).back(-n) for n in range(13)]
    made = [change(gaps, w.monday - timedelta(days=1), w.sunday).moves() for w in weeks]
    assert [m.open_now for m in made[:-1]] == [m.open_before for m in made[1:]]


def test_a_broken_count_does_not_reconcile() -> None:
    moves = change([], START, START + timedelta(7)).moves()
    assert not replace(moves, new=1).reconcile()


def test_a_gap_closed_and_reopened_within_the_week_did_not_move() -> None:
    week = Week.of(date(2026, 11, 18))
    events = (Event(week.monday, Status.RESOLVED, "a", ""), Event(week.sunday, Status.OPEN, "samsyn", ""))
    gap = Gap("k", Kind.CONTRADICTION, "x", 3, 1.0, Rung.RULE, (), (), START, START, events=events)
    assert change([gap], week.monday - timedelta(days=1), week.sunday).moves().none


def test_resolving_and_then_verifying_closes_once() -> None:
    first, second = Week(2026, 46), Week(2026, 47)
    events = (Event(first.monday, Status.RESOLVED, "a", ""), Event(second.monday, Status.VERIFIED, "samsyn", ""))
    gap = Gap("k", Kind.CONTRADICTION, "x", 3, 1.0, Rung.RULE, (), (), START, START, events=events)
    assert change([gap], first.monday - timedelta(days=1), first.sunday).moves().closed == 1
    assert change([gap], second.monday - timedelta(days=1), second.sunday).moves().none


def test_what_was_heard_later_is_not_known_on_the_day() -> None:
    early, late = heard("Acme", START, "a"), heard("Beta", START + timedelta(30), "b")
    seen = gap("x", [early, late]).as_on(START + timedelta(7))
    assert seen is not None
    assert [e.account for e in seen.field] == ["Acme"]
    assert seen.emerging
