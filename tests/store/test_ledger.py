import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.errors import NotFound
from app.domain.evidence import Evidence, Origin
from app.domain.gap import Act, Event, Gap, Kind, Rung, Status
from app.store import rows
from app.store.database import Database
from app.store.ledger import Demand, Ledger, Stamp

DAY = date(2026, 11, 23)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with closing(Database.open(tmp_path)) as database:
        yield Ledger(database)


def evidence(claim_id: str, origin: Origin) -> Evidence:
    return Evidence("d1", claim_id, origin, "å/b.md", "Titel", "rad 3", "“490 kr”", "Åkerlunds", None, "rep", DAY)


def gap(key: str, *claims: str, **more: object) -> Gap:
    made = Gap(
        key=key,
        kind=Kind.VALUE_MISMATCH,
        statement="490 kr ≠ 550 kr",
        severity=4,
        confidence=0.1 + 0.2,
        decided_by=Rung.RULE,
        official=(evidence(claims[0], Origin.OFFICIAL),) if claims else (),
        field=tuple(evidence(one, Origin.FIELD) for one in claims[1:]),
        first_seen=date(2024, 2, 29),
        last_seen=DAY,
        due=date(2027, 1, 1),
        owner="Maja",
        events=(
            Event(DAY, Status.OPEN, "samsyn", "found"),
            Event(DAY, Status.DISMISSED, "Maja", "an approved discount"),
        ),
    )
    return replace(made, **more)  # type: ignore[arg-type]


def test_gaps_come_back_exactly_and_by_key(ledger: Ledger) -> None:
    gaps = {key: gap(key, "o1", "f1", "f2") for key in ("z", "a", "m")}
    ledger.settle(lambda _: gaps.values(), Stamp(DAY, 7))
    assert ledger.gaps() == [gaps[key] for key in "amz"]
    assert ledger.gap(gaps["m"].id) == gaps["m"]
    assert ledger.stamp() == Stamp(DAY, 7)


@settings(max_examples=100)
@given(st.from_type(Gap).filter(lambda one: one.confidence == one.confidence and abs(one.confidence) != float("inf")))
def test_any_gap_survives_its_rows(made: Gap) -> None:
    columns = ("day", "status", "who", "why", "body")
    events = [rows.event(*map(values.get, columns)) for values in rows.event_values(made)]
    assert rows.gap(rows.gap_values(made)["body"], events) == made


def test_a_run_changes_what_it_names_and_drops_nothing(ledger: Ledger) -> None:
    first = gap("a", "o1", "f1")
    ledger.settle(lambda _: [first, gap("b", "o2", "f2")], Stamp(DAY, 1))
    other = gap("b", "o2", "f3").moved(Event(DAY, Status.OPEN, "Maja", "not settled"))
    ledger.settle(lambda known: [other] if known[0] == first else [], Stamp(DAY, 2))
    assert ledger.gaps() == [first, other]
    assert ledger.touching(["f2"]) == []
    assert ledger.touching(["o2", "f3"]) == [other]
    assert ledger.stamp() == Stamp(DAY, 2)


def test_a_gap_s_past_cannot_be_rewritten(ledger: Ledger) -> None:
    before = gap("a", "o1", "f1")
    ledger.settle(lambda _: [before], Stamp(DAY, 1))
    for events in ((), (Event(DAY, Status.OPEN, "samsyn", "found"), Event(DAY, Status.OPEN, "Maja", "no"))):
        with pytest.raises(ValueError, match="the past of gap"):
            ledger.move([before.id], lambda known, events=events: [replace(known[0], events=events)])
    assert ledger.gaps() == [before]


def test_what_was_found_on_an_older_state_is_passed_over(ledger: Ledger) -> None:
    newer = gap("a", "o1", "f1")
    ledger.settle(lambda _: [newer], Stamp(DAY, 2))
    for late in (Stamp(DAY, 1), Stamp(date(2026, 11, 22), 2)):
        ledger.settle(lambda known: [known[0].moved(Event(DAY, Status.VERIFIED, "samsyn", "gone"))], late)
    assert (ledger.gaps(), ledger.stamp()) == ([newer], Stamp(DAY, 2))


def test_a_move_by_hand_is_not_lost_to_a_run_that_began_before_it(tmp_path: Path) -> None:
    """Two processes: one settles what it found over and over, the other moves the gap by hand meanwhile."""
    with closing(Database.open(tmp_path)) as one, closing(Database.open(tmp_path)) as another:
        ledger, desk = Ledger(one), Ledger(another)
        ledger.settle(lambda _: [gap("a", "o1", "f1", status=Status.OPEN, events=())], Stamp(DAY, 0))
        (gap_id,) = (known.id for known in ledger.gaps())

        def settle() -> None:
            for number in range(1, 40):
                ledger.settle(lambda known: [replace(known[0], confidence=known[0].confidence / 2)], Stamp(DAY, number))

        running = threading.Thread(target=settle)
        running.start()
        for number in range(40):
            event = Event(DAY, Status.OPEN, "Maja", str(number), Act.ASSIGNED, owner=f"owner {number}")
            desk.move([gap_id], lambda known, event=event: [known[0].moved(event)])
        running.join()
        (after,) = ledger.gaps()
        assert [event.why for event in after.events] == [str(number) for number in range(40)]
        assert (after.owner, after.confidence) == ("owner 39", (0.1 + 0.2) / 2**39)


def test_a_move_of_several_gaps_happens_whole_or_not_at_all(ledger: Ledger) -> None:
    both = [gap("a", "o1", "f1"), gap("b", "o2", "f2")]
    ledger.settle(lambda _: both, Stamp(DAY, 1))

    def half(known: list[Gap]) -> Iterator[Gap]:
        yield known[0].moved(Event(DAY, Status.OPEN, "Maja", "again"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        ledger.move([both[1].id, both[0].id], half)
    with pytest.raises(NotFound, match="deadbeef"):
        ledger.move([both[0].id, "deadbeef"], lambda known: known)
    assert ledger.gaps() == both


def test_a_state_that_cannot_be_recorded_leaves_the_old_one(ledger: Ledger) -> None:
    before = [gap("a", "o1", "f1")]
    ledger.settle(lambda _: before, Stamp(DAY, 1))
    with pytest.raises(Exception, match="UNIQUE"):
        ledger.settle(lambda _: [gap("b", "o1"), gap("b", "o1")], Stamp(DAY, 2))
    assert (ledger.gaps(), ledger.stamp()) == (before, Stamp(DAY, 1))


def test_gaps_are_found_by_the_claims_they_rest_on(ledger: Ledger) -> None:
    first, second, third = gap("a", "o1", "f1"), gap("b", "o1", "f2", "f2"), gap("c", "o3", "f3")
    ledger.settle(lambda _: [first, second, third], Stamp(DAY, 1))
    assert ledger.touching(["o1"]) == [first, second]
    assert ledger.touching(["f3", "f2"]) == [second, third]
    assert ledger.touching([]) == []


def test_an_unknown_gap_is_said_to_be_unknown(ledger: Ledger) -> None:
    with pytest.raises(NotFound, match="deadbeef"):
        ledger.gap("deadbeef")
    assert ledger.stamp() is None


def test_unanswered_questions_are_demand_counted_over_wordings(ledger: Ledger) -> None:
    ledger.ask("Var lagras datan?", "sv", date(2026, 11, 16), answered=False)
    ledger.ask("var  lagras datan", "sv", date(2026, 11, 18), answered=False)
    ledger.ask("What does it cost?", "en", date(2026, 11, 18), answered=True)
    ledger.ask("Is there an app?", "en", date(2026, 11, 22), answered=False)
    ledger.ask("Is there an app?", "en", date(2026, 11, 23), answered=False)
    assert ledger.demand(date(2026, 11, 16), date(2026, 11, 22)) == [
        Demand("var  lagras datan", "sv", date(2026, 11, 18), 2),
        Demand("Is there an app?", "en", date(2026, 11, 22), 1),
    ]
