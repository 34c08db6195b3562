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
from app.domain.gap import Event, Gap, Kind, Rung, Status
from app.store import rows
from app.store.database import Database
from app.store.ledger import Demand, Ledger, Stamp
from app.store.tables import EventRow

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


def test_gaps_come_back_exactly_and_in_their_order(ledger: Ledger) -> None:
    gaps = [gap(key, "o1", "f1", "f2") for key in ("z", "a", "m")]
    ledger.record(gaps, Stamp(DAY, 7))
    assert ledger.gaps() == gaps
    assert ledger.gap(gaps[1].id) == gaps[1]
    assert ledger.stamp() == Stamp(DAY, 7)


@settings(max_examples=100)
@given(st.from_type(Gap).filter(lambda one: one.confidence == one.confidence and abs(one.confidence) != float("inf")))
def test_any_gap_survives_its_rows(made: Gap) -> None:
    events = [EventRow(**values) for values in rows.event_values(made)]
    assert rows.gap(rows.gap_values(1, made)["body"], events) == made


def test_recording_replaces_the_whole_state(ledger: Ledger) -> None:
    ledger.record([gap("a", "o1", "f1"), gap("b", "o2", "f2")], Stamp(DAY, 1))
    kept = gap("b", "o2", "f3", status=Status.VERIFIED)
    ledger.record([kept], Stamp(DAY, 2))
    assert ledger.gaps() == [kept]
    assert ledger.touching(["f1", "f2", "o1"]) == []
    assert ledger.stamp() == Stamp(DAY, 2)


def test_a_state_that_cannot_be_recorded_leaves_the_old_one(ledger: Ledger) -> None:
    before = [gap("a", "o1", "f1")]
    ledger.record(before, Stamp(DAY, 1))
    with pytest.raises(Exception, match="UNIQUE"):
        ledger.record([gap("b", "o1"), gap("b", "o1")], Stamp(DAY, 2))
    assert (ledger.gaps(), ledger.stamp()) == (before, Stamp(DAY, 1))


def test_gaps_are_found_by_the_claims_they_rest_on(ledger: Ledger) -> None:
    first, second, third = gap("a", "o1", "f1"), gap("b", "o1", "f2", "f2"), gap("c", "o3", "f3")
    ledger.record([first, second, third], Stamp(DAY, 1))
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
