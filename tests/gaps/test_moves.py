"""What people may do with a gap, and what they are told when they may not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from app.domain.errors import BadInput, IllegalMove, SamsynError
from app.domain.gap import Act, Event, Gap, Kind, Status
from app.gaps import moves
from app.gaps.life import reconcile
from app.gaps.moves import Hand
from tests.gaps.made import DAY, gap, hand, heard

LATER = DAY + timedelta(days=7)


def opened(*found: Gap) -> list[Gap]:
    return reconcile([], found or [gap()], DAY)


def in_status(status: Status) -> Gap:
    (known,) = opened()
    if status is Status.OPEN:
        return known
    if status is Status.VERIFIED:
        return reconcile([known], [], DAY)[0]
    into = {
        Status.ACKNOWLEDGED: moves.acknowledge,
        Status.IN_PROGRESS: moves.start,
        Status.RESOLVED: moves.resolve,
        Status.DISMISSED: moves.dismiss,
    }
    return into[status](known, hand("a reason"))


Move = Callable[[Gap, Hand], Gap]
ALLOWED: dict[Move, set[Status]] = {
    moves.acknowledge: {Status.OPEN},
    moves.start: {Status.OPEN, Status.ACKNOWLEDGED},
    moves.resolve: {Status.OPEN, Status.ACKNOWLEDGED, Status.IN_PROGRESS},
    moves.dismiss: {Status.OPEN, Status.ACKNOWLEDGED, Status.IN_PROGRESS},
    moves.reopen: {Status.RESOLVED, Status.VERIFIED, Status.DISMISSED},
}


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("move", ALLOWED)
def test_a_move_leaves_who_when_and_why_or_says_what_to_do_instead(move: Move, status: Status) -> None:
    before = in_status(status)
    if status in ALLOWED[move]:
        after = move(before, hand("new one-pager", LATER))
        event = after.events[-1]
        assert (event.on, event.who, event.why) == (LATER, "Maria (marketing)", "new one-pager")
        assert after.status is event.status is not status
        assert after.since == LATER
        return
    with pytest.raises(IllegalMove, match=f"is {status.value.replace('_', ' ')} and cannot be") as refused:
        move(before, hand("a reason"))
    assert refused.value.next_step
    assert ("reopen" in refused.value.next_step) is status.closed


@pytest.mark.parametrize("move", [moves.resolve, moves.dismiss, moves.reopen])
def test_closing_and_opening_again_take_a_reason(move: Move) -> None:
    before = in_status(Status.RESOLVED if move is moves.reopen else Status.OPEN)
    with pytest.raises(BadInput, match="for a reason") as refused:
        move(before, hand(" "))
    assert "Say why" in refused.value.next_step


def test_a_gap_is_given_to_somebody_until_a_day_and_taken_back() -> None:
    (known,) = opened()
    given = moves.assign(known, hand("hers"), " Lena  Ek ", LATER)
    assert (given.owner, given.due, given.status, given.events[-1].act) == ("Lena Ek", LATER, Status.OPEN, Act.ASSIGNED)
    back = moves.assign(given, hand(on=LATER), None)
    assert (back.owner, back.due) == (None, None)
    yesterday, tomorrow = back.as_on(LATER - timedelta(days=1)), back.as_on(LATER)
    assert yesterday
    assert tomorrow
    assert (yesterday.owner, yesterday.due, tomorrow.owner) == ("Lena Ek", LATER, None)


def test_being_given_to_somebody_changes_neither_status_nor_since_when() -> None:
    resolved = moves.resolve(in_status(Status.IN_PROGRESS), hand("a page", LATER))
    with pytest.raises(IllegalMove, match="is resolved and cannot be assigned"):
        moves.assign(resolved, hand(), "Lena")
    started = moves.assign(in_status(Status.IN_PROGRESS), hand(on=LATER), "Lena")
    assert (started.status, started.since) == (Status.IN_PROGRESS, DAY)


@pytest.mark.parametrize(
    ("tried", "says"),
    [
        (lambda g: moves.assign(g, hand(on=LATER), "Lena", DAY), "has passed"),
        (lambda g: moves.assign(g, hand(), None, LATER), "needs an owner"),
        (lambda g: moves.assign(g, hand(), "L" * 101), "longer than 100"),
        (lambda g: moves.dismiss(g, hand("x"), DAY), "not after 2026-03-02"),
        (lambda g: moves.dismiss(g, hand("x" * 501)), "longer than 500"),
        (lambda g: moves.merge(g, g, hand()), "with itself"),
        (lambda g: moves.split(g, ["c9"], hand()), "does not rest on c9"),
        (lambda g: moves.split(g, [], hand()), "some must stay"),
        (lambda g: moves.split(g, ["c1"], hand()), "some must stay"),
        (lambda g: moves.merge(g, gap("p", kind=Kind.UNSUPPORTED_PROMISE), hand()), "names a colleague"),
        (lambda g: moves.merge(gap("other"), moves.resolve(g, hand("x")), hand()), "is resolved and cannot be merged"),
    ],
)
def test_what_cannot_be_understood_is_said_with_what_to_do(tried: Callable[[Gap], object], says: str) -> None:
    with pytest.raises(SamsynError, match=says) as refused:
        tried(opened()[0])
    assert refused.value.next_step


def test_a_dismissal_with_an_end_comes_back_by_itself_after_that_day() -> None:
    dismissed = moves.dismiss(opened()[0], hand("price campaign"), LATER)
    for day in (DAY, LATER):
        assert reconcile([dismissed], [gap()], day) == [dismissed]
    (back,) = reconcile([dismissed], [gap()], LATER + timedelta(days=1))
    assert (back.status, back.events[-1].why) == (Status.OPEN, "the dismissal has run out")
    assert reconcile([dismissed], [], LATER + timedelta(days=1)) == [dismissed]


def test_a_dismissal_without_end_sticks_whatever_is_heard() -> None:
    dismissed = moves.dismiss(opened()[0], hand("an approved discount"))
    much_later = DAY + timedelta(days=900)
    (still,) = reconcile([dismissed], [gap("price", heard("c1"), heard("c2", "Almgrens", said=LATER))], much_later)
    assert (still.status, still.accounts) == (Status.DISMISSED, 2)


def test_what_a_person_opens_again_after_it_was_verified_only_a_person_closes() -> None:
    verified = in_status(Status.VERIFIED)
    insisted = moves.reopen(verified, hand("the old PDF is still on the web"))
    assert reconcile([insisted], [], LATER) == [insisted]
    worked_on = moves.acknowledge(insisted, hand())
    assert reconcile([worked_on], [], LATER) == [worked_on]
    (settled,) = reconcile([moves.resolve(worked_on, hand("taken down"))], [], LATER)
    assert settled.status is Status.VERIFIED


def test_a_later_reassignment_does_not_move_the_day_it_was_resolved() -> None:
    resolved = moves.resolve(opened()[0], hand("a page", DAY + timedelta(days=3)))
    note = Event(DAY + timedelta(days=9), Status.RESOLVED, "Lena", "", Act.SPLIT, other="x")
    (heard_again,) = reconcile([resolved.moved(note)], [gap("price", heard("c1", said=LATER))], LATER)
    assert heard_again.status is Status.OPEN


def test_as_it_stood_before_it_was_split_off_there_was_no_such_gap() -> None:
    (known,) = opened(gap("price", heard("c1"), heard("c2", "Almgrens")))
    _, new = moves.split(known, ["c2"], hand("another price", LATER))
    assert new.as_on(date(2026, 3, 3)) is None
    assert new.as_on(LATER) == new
