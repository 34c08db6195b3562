"""Whatever happens to gaps, in whatever order, some things always hold."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from random import Random

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.domain.errors import SamsynError
from app.domain.gap import Act, Gap, Status, witness
from app.gaps import moves
from app.gaps.life import SYSTEM, reconcile
from tests.gaps.made import DAY, gap, hand, heard

ACCOUNTS = ("Nordpost", "Almgrens", "Core")
FINDINGS = st.dictionaries(
    st.sampled_from("abcd"),
    st.sets(st.sampled_from(range(6)), min_size=1, max_size=4),
    max_size=4,
)
"""Key → numbers of the claims that show it. A claim stands for one key: `c1` of `a` is not `c1` of `b`."""


class Histories(RuleBasedStateMachine):
    """Runs and moves by hand over a few gaps, day after day."""

    def __init__(self) -> None:
        super().__init__()
        self.day = DAY
        self.state: dict[str, Gap] = {}
        self.found: list[Gap] = []

    def keep(self, after: list[Gap]) -> None:
        """Take what a move or run returned, as the ledger does; the past of each gap is a part of its present."""
        for one in after:
            before = self.state.get(one.key)
            assert before is None or one.events[: len(before.events)] == before.events
            self.state[one.key] = one

    @rule(findings=FINDINGS, days=st.integers(0, 20), order=st.randoms(use_true_random=False))
    def run(self, findings: dict[str, set[int]], days: int, order: Random) -> None:
        self.day += timedelta(days=days)
        self.found = [
            gap(key, *(heard(f"{key}{n}", ACCOUNTS[n % 3], said=DAY + timedelta(days=10 * n)) for n in sorted(numbers)))
            for key, numbers in findings.items()
        ]
        known = list(self.state.values())
        after = reconcile(known, self.found, self.day)
        order.shuffle(known)
        order.shuffle(self.found)
        assert reconcile(known, self.found, self.day) == after
        assert set(self.state) <= {one.key for one in after}
        self.keep(after)
        assert reconcile(after, self.found, self.day) == after
        self.everything_found_stands_somewhere()

    def everything_found_stands_somewhere(self) -> None:
        """In one gap alone, as long as people merge nothing: a split takes its witnesses away from where they were."""
        listed = [one for one in self.state.values() if not one.merged_into]
        merges = any(event.act is Act.MERGED for one in self.state.values() for event in one.events)
        for found in self.found:
            for e in found.field:
                holding = [one.key for one in listed if e in one.field]
                assert holding if merges else len(holding) == 1, (e, holding)

    @precondition(lambda self: self.state)
    @rule(
        pick=st.randoms(use_true_random=False),
        move=st.sampled_from([moves.acknowledge, moves.start, moves.resolve, moves.dismiss, moves.reopen]),
        why=st.sampled_from(["", "a new page"]),
    )
    def move(self, pick: Random, move: Callable[..., Gap], why: str) -> None:
        with suppress(SamsynError):
            self.keep([move(self.any(pick), hand(why, self.day))])

    @precondition(lambda self: self.state)
    @rule(pick=st.randoms(use_true_random=False), days=st.integers(0, 20))
    def dismiss_until(self, pick: Random, days: int) -> None:
        with suppress(SamsynError):
            self.keep([moves.dismiss(self.any(pick), hand("later", self.day), self.day + timedelta(days=days))])

    @precondition(lambda self: self.state)
    @rule(pick=st.randoms(use_true_random=False), owner=st.sampled_from(["Lena", None]))
    def assign(self, pick: Random, owner: str | None) -> None:
        with suppress(SamsynError):
            self.keep([moves.assign(self.any(pick), hand(on=self.day), owner)])

    @precondition(lambda self: self.state)
    @rule(pick=st.randoms(use_true_random=False))
    def merge(self, pick: Random) -> None:
        with suppress(SamsynError):
            self.keep(list(moves.merge(self.any(pick), self.any(pick), hand(on=self.day))))

    @precondition(lambda self: any(one.taken for one in self.state.values()))
    @rule(pick=st.randoms(use_true_random=False))
    def merge_back(self, pick: Random) -> None:
        part = pick.choice([one for _, one in sorted(self.state.items()) if one.taken])
        (origin,) = (one for one in self.state.values() if one.id == part.split_from)
        with suppress(SamsynError):
            self.keep(list(moves.merge(part, origin, hand(on=self.day))))

    @precondition(lambda self: self.state)
    @rule(pick=st.randoms(use_true_random=False))
    def split(self, pick: Random) -> None:
        chosen = self.any(pick)
        claims = [e.claim_id for e in chosen.field if pick.random() < 0.5]
        with suppress(SamsynError):
            left, new = moves.split(chosen, claims, hand(on=self.day))
            assert new.key not in self.state
            assert {*map(witness, left.field)}.isdisjoint(map(witness, new.field))
            assert {*left.field, *new.field} == {*chosen.field}
            self.keep([left, new])

    def any(self, pick: Random) -> Gap:
        return self.state[pick.choice(sorted(self.state))]

    @invariant()
    def the_status_is_what_the_last_event_says(self) -> None:
        assert all(one.status is one.events[-1].status for one in self.state.values())

    @invariant()
    def no_gap_is_closed_without_who_and_why(self) -> None:
        for one in self.state.values():
            if one.status.closed:
                closing = next(e for e in one.events if e.on == one.since and e.status is one.status)
                assert closing.who
                assert closing.why

    @invariant()
    def only_the_program_verifies_and_only_people_do_the_rest(self) -> None:
        by_people = {Status.ACKNOWLEDGED, Status.IN_PROGRESS, Status.RESOLVED, Status.DISMISSED}
        for one in self.state.values():
            for event in one.events:
                assert event.status is not Status.VERIFIED or event.act is not Act.MOVED or event.who == SYSTEM
                assert event.status not in by_people or event.act is not Act.MOVED or event.who != SYSTEM

    @invariant()
    def ids_are_distinct_and_days_never_go_back(self) -> None:
        assert len({one.id for one in self.state.values()}) == len(self.state)
        for one in self.state.values():
            days = [event.on for event in one.events[1:]]
            assert days == sorted(days)

    @invariant()
    def the_owner_is_the_one_it_was_last_given_to(self) -> None:
        for one in self.state.values():
            given = [event.owner for event in one.events if event.act is Act.ASSIGNED]
            assert one.owner == (given[-1] if given else None)

    @invariant()
    def what_was_merged_leads_to_one_that_was_not(self) -> None:
        by_id = {one.id: one for one in self.state.values()}
        for one in self.state.values():
            seen = {one.id}
            while one.merged_into:
                one = by_id[one.merged_into]  # noqa: PLW2901 - one step further
                assert one.id not in seen
                seen.add(one.id)


TestHistories = Histories.TestCase
TestHistories.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)
