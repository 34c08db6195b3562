"""The life of a gap: found, kept, closed by itself, opened again, and never listed twice."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Evidence, Origin
from app.domain.gap import Event, Gap, Kind, Rung, Status
from app.gaps.life import reconcile

DAY = date(2026, 3, 2)


def gap(key: str = "price", said: date = DAY, claim: str = "c1") -> Gap:
    heard = Evidence("d1", claim, Origin.FIELD, "field/a.md", "A", "line 1", "550", "Nordpost", "Eva", "rep", said)
    return Gap(key, Kind.VALUE_MISMATCH, "s", 4, 0.9, Rung.RULE, (), (heard,), said, said)


def test_a_new_gap_is_open_from_the_day_it_was_first_heard() -> None:
    (known,) = reconcile([], [gap()], DAY + timedelta(days=5))
    assert (known.status, known.events[0].on) == (Status.OPEN, DAY)


def test_a_second_run_changes_nothing() -> None:
    once = reconcile([], [gap()], DAY)
    assert reconcile(once, [gap()], DAY + timedelta(days=1)) == once


def test_a_gap_that_is_gone_is_verified_by_itself() -> None:
    (gone,) = reconcile(reconcile([], [gap()], DAY), [], DAY + timedelta(days=3))
    assert gone.status is Status.VERIFIED
    assert gone.events[-1].on == DAY + timedelta(days=3)


def test_a_verified_gap_heard_again_is_open_again_under_its_old_id() -> None:
    gone = reconcile(reconcile([], [gap()], DAY), [], DAY)
    (back,) = reconcile(gone, [gap(said=DAY + timedelta(days=9))], DAY + timedelta(days=9))
    assert (back.status, back.id) == (Status.OPEN, gap().id)


def test_a_resolved_gap_stays_resolved_until_a_later_note_repeats_it() -> None:
    resolved = gap().moved(Event(DAY + timedelta(days=2), Status.RESOLVED, "Maria", "new one-pager"))
    (same,) = reconcile([resolved], [gap()], DAY + timedelta(days=4))
    (later,) = reconcile([resolved], [gap(said=DAY + timedelta(days=5))], DAY + timedelta(days=5))
    assert (same.status, later.status) == (Status.RESOLVED, Status.OPEN)


def test_a_dismissal_sticks() -> None:
    dismissed = gap().moved(Event(DAY, Status.DISMISSED, "Maria", "agreed with legal"))
    for found in ([gap(said=DAY + timedelta(days=9))], []):
        assert reconcile([dismissed], found, DAY + timedelta(days=9))[0].status is Status.DISMISSED


def test_owner_and_due_date_survive_new_evidence() -> None:
    owned = replace(gap(), owner="Maria", due=DAY + timedelta(days=10))
    (known,) = reconcile([owned], [gap(said=DAY + timedelta(days=1))], DAY)
    assert (known.owner, known.due) == ("Maria", DAY + timedelta(days=10))


def test_more_witnesses_under_another_key_do_not_make_another_gap() -> None:
    known = reconcile([], [gap("sync", claim="c1")], DAY)
    (grown,) = reconcile(known, [gap("sync,payroll", claim="c1")], DAY)
    assert grown.key == "sync"


@given(st.lists(st.sets(st.sampled_from("abcde")), max_size=8))
def test_every_gap_is_listed_once_whatever_came_and_went(runs: list[set[str]]) -> None:
    state: list[Gap] = []
    for number, keys in enumerate(runs):
        found = [gap(key, DAY + timedelta(days=number), f"{key}") for key in keys]
        state = reconcile(state, found, DAY + timedelta(days=number))
        assert len({g.id for g in state}) == len(state)
        assert {g.key for g in state if not g.status.closed} == keys
