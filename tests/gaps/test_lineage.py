"""What people merged and split stays merged and split, whatever is found next."""

from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.errors import IllegalMove
from app.domain.gap import Gap, Kind, Status
from app.gaps import moves
from app.gaps.life import reconcile
from tests.gaps.made import DAY, gap, hand, heard

NEXT = DAY + timedelta(days=1)


def by_key(gaps: list[Gap]) -> dict[str, Gap]:
    return {one.key: one for one in gaps}


def lives(gaps: list[Gap]) -> list[object]:
    return [(one.key, one.events, [e.claim_id for e in one.field]) for one in gaps]


def merged(*found: Gap) -> list[Gap]:
    """What was found, the first merged into the second."""
    known = reconcile([], found, DAY)
    away, both = moves.merge(by_key(known)[found[0].key], by_key(known)[found[1].key], hand())
    others = [one for one in known if one.key not in {away.key, both.key}]
    return sorted([away, both, *others], key=lambda one: one.key)


A, B = gap("a", heard("c1")), gap("b", heard("c2", "Almgrens", "Olle"))


def test_the_merged_one_points_to_the_other_which_has_the_witnesses_of_both() -> None:
    away, both = merged(A, B)
    assert (away.merged_into, away.status, both.status) == (both.id, Status.DISMISSED, Status.OPEN)
    assert away.events[-1].why == moves.SAME
    assert ({e.claim_id for e in both.field}, both.accounts, both.reps) == ({"c1", "c2"}, 2, 2)
    assert {e.claim_id for e in both.official} == {"o-a", "o-b"}


def test_the_same_findings_again_change_nothing() -> None:
    state = merged(A, B)
    assert reconcile(state, [B, A], NEXT) == state


def test_what_is_found_under_the_merged_key_is_never_listed_again_but_strengthens_the_other() -> None:
    more = gap("a", heard("c1"), heard("c3", "Core"))
    away, both = reconcile(merged(A, B), [more, B], NEXT)
    assert away.merged_into == both.id
    assert both.accounts == 3
    assert both.severity == 5


def test_the_other_lives_as_long_as_either_is_found() -> None:
    _, both = reconcile(merged(A, B), [A], NEXT)
    assert (both.key, both.status) == ("b", Status.OPEN)
    _, gone = reconcile(merged(A, B), [], NEXT)
    assert gone.status is Status.VERIFIED


def test_a_new_note_under_the_merged_key_opens_the_resolved_other_again() -> None:
    away, both = merged(A, B)
    state = [away, moves.resolve(both, hand("one price list"))]
    _, back = reconcile(state, [gap("a", heard("c4", "Dora", said=NEXT)), B], NEXT)
    assert (back.key, back.status) == ("b", Status.OPEN)


def test_merges_lead_on_from_one_to_the_next() -> None:
    c = gap("c", heard("c3", "Core"))
    first = merged(A, B, c)
    away, both = moves.merge(by_key(first)["b"], by_key(first)["c"], hand())
    state = sorted([first[0], away, both], key=lambda one: one.key)
    assert reconcile(state, [A, B, c], NEXT) == state
    assert both.accounts == 3


def test_a_merged_gap_cannot_be_moved_but_taken_out_again() -> None:
    away, both = merged(A, B)
    with pytest.raises(IllegalMove, match=f"was merged with {both.id}") as refused:
        moves.assign(away, hand(), "Lena")
    assert "open" in refused.value.next_step
    back = moves.reopen(away, hand("not the same after all"))
    assert by_key(reconcile([back, both], [A, B], NEXT))["a"].field == A.field
    assert by_key(reconcile([back, both], [A, B], NEXT))["b"].field == B.field


def test_two_promises_may_be_merged() -> None:
    kind = Kind.UNSUPPORTED_PROMISE
    away, both = merged(gap("a", heard("c1"), kind=kind), gap("b", heard("c2"), kind=kind))
    assert (away.restricted(), both.restricted()) == (True, True)


WHOLE = gap("price", heard("c1"), heard("c2", "Almgrens", "Olle"), heard("c3", "Core", said=NEXT))


def split(found: Gap, *claims: str) -> list[Gap]:
    (known,) = reconcile([], [found], DAY)
    return list(moves.split(known, claims, hand("another plan")))


def test_witnesses_split_off_have_a_gap_of_their_own() -> None:
    left, new = split(WHOLE, "c2")
    assert (new.split_from, new.status, new.official) == (left.id, Status.OPEN, left.official)
    assert ([e.claim_id for e in left.field], [e.claim_id for e in new.field]) == (["c1", "c3"], ["c2"])
    assert (new.emerging, left.emerging) == (True, False)
    assert (left.events[-1].other, new.events[0].other) == (new.id, left.id)


def test_a_split_survives_the_next_run_and_new_witnesses_stay_with_the_first() -> None:
    state = split(WHOLE, "c2")
    assert reconcile(state, [WHOLE], NEXT) == state
    grown = gap("price", *WHOLE.field, heard("c4", "Dora"))
    left, new = reconcile(state, [grown], NEXT)
    assert ([e.claim_id for e in left.field], [e.claim_id for e in new.field]) == (["c1", "c3", "c4"], ["c2"])


def test_a_split_survives_that_the_note_is_read_anew_under_other_claims() -> None:
    quoted = gap("price", heard("c1"), heard("c2", "Almgrens"))
    renamed = gap("price", *(replace(e, claim_id=f"new-{e.claim_id}") for e in quoted.field))
    left, new = reconcile(split(quoted, "c2"), [renamed], NEXT)
    assert ([e.claim_id for e in left.field], [e.claim_id for e in new.field]) == (["new-c1"], ["new-c2"])


def test_a_part_is_verified_alone_when_its_witnesses_are_gone() -> None:
    left, new = reconcile(split(WHOLE, "c2"), [gap("price", heard("c1"), heard("c3", "Core"))], NEXT)
    assert (left.status, new.status) == (Status.OPEN, Status.VERIFIED)


def test_a_part_keeps_its_witnesses_when_the_finding_has_another_key() -> None:
    reworded = gap("price,month", *WHOLE.field)
    left, new = reconcile(split(WHOLE, "c2"), [reworded], NEXT)
    assert (left.key, [e.claim_id for e in new.field]) == ("price", ["c2"])


def test_a_part_merged_back_is_whole_again_and_can_be_split_anew() -> None:
    left, new = split(WHOLE, "c2")
    away, both = moves.merge(new, left, hand("the same plan"))
    state = [both, away]
    assert {e.claim_id for e in both.field} == {"c1", "c2", "c3"}
    assert lives(reconcile(state, [WHOLE], NEXT)) == lives(state)
    rest, other = moves.split(both, ["c2", "c3"], hand("no"))
    assert other.id != new.id
    state = sorted([rest, away, other], key=lambda one: one.key)
    assert lives(reconcile(state, [WHOLE], NEXT)) == lives(state)


def test_a_part_goes_along_neither_when_the_rest_is_merged_away() -> None:
    left, new = split(WHOLE, "c2")
    (other,) = reconcile([], [B], DAY)
    away, both = moves.merge(left, other, hand())
    state = sorted([away, new, both], key=lambda one: one.key)
    assert by_key(reconcile(state, [WHOLE, B], NEXT))[new.key].field == new.field


def test_a_found_gap_never_takes_the_identity_of_one_that_was_found_itself() -> None:
    known = reconcile([], [gap("m", heard("c1"))], DAY)
    state = reconcile(known, [gap("a", heard("c1")), gap("m", heard("c1"))], NEXT)
    assert [one.key for one in state] == ["a", "m"]
    assert by_key(state)["m"].events == known[0].events
