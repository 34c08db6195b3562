"""A gap keeps its identity whatever the order, counts witnesses and not notes, and never hides who said what."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.gap import Kind
from tests.gaps.company import TODAY, gaps_of, note, page

OFFICIAL = {
    "official/price.md": page("Team kostar 490 kr per användare och månad exkl. moms.", "Prislista"),
    "official/sync.md": page("Kairos synkar lönerna i realtid.", "Integrationer"),
}
FIELD = {
    "field/a.md": note("Offererade Team, jag sa 550 kr per användare och månad.", "Nordpost", "Eva", "2026-02-02"),
    "field/b.md": note("Gav pris Team 550 kr per användare och månad.", "Almgrens", "Olle", "2026-02-11"),
    "field/c.md": note("Mätte: synken till lönerna är fördröjd en kvart.", "Nordpost", "Eva", "2026-02-12"),
}


@given(st.permutations(list(OFFICIAL | FIELD)))
@settings(max_examples=8, deadline=None)
def test_the_order_of_documents_changes_no_gap_and_no_id(order: list[str]) -> None:
    everything = OFFICIAL | FIELD
    assert gaps_of({path: everything[path] for path in order}) == gaps_of(everything)


def test_witnesses_are_accounts_and_the_same_note_twice_is_one() -> None:
    twice = OFFICIAL | FIELD | {"field/copy.md": FIELD["field/a.md"]}
    gap = next(g for g in gaps_of(twice) if g.kind is Kind.VALUE_MISMATCH)
    assert (gap.accounts, gap.reps, gap.emerging, len(gap.field)) == (2, 2, False, 2)


def test_one_account_is_emerging() -> None:
    gap = next(g for g in gaps_of(OFFICIAL | FIELD) if g.kind is Kind.CONTRADICTION)
    assert gap.emerging


def test_both_quotes_stand_verbatim_in_their_documents() -> None:
    texts = {path.split("/")[1]: text for path, text in (OFFICIAL | FIELD).items()}
    for gap in gaps_of(OFFICIAL | FIELD):
        for evidence in (*gap.official, *gap.field):
            assert evidence.quote in texts[evidence.document]
        assert gap.official
        assert gap.field


def test_first_and_last_seen_are_the_days_of_the_notes() -> None:
    gap = next(g for g in gaps_of(OFFICIAL | FIELD) if g.kind is Kind.VALUE_MISMATCH)
    assert (gap.first_seen, gap.last_seen) == (date(2026, 2, 2), date(2026, 2, 11))


@pytest.mark.parametrize("day", [date(2026, 2, 1), date(2026, 2, 5)])
def test_on_an_earlier_day_later_notes_are_not_known_yet(day: date) -> None:
    said = {e.date for gap in gaps_of(OFFICIAL | FIELD, day) for e in gap.field}
    assert all(on is not None and on <= day for on in said)
    assert len(gaps_of(OFFICIAL | FIELD, TODAY)) > len(said)
