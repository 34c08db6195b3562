from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import BadInput
from app.domain.week import Week

days = st.dates(date(1900, 1, 8), date(2200, 12, 20))


@pytest.mark.parametrize("text", ["2026-W47", "2026W47", "2026-w47", "2026 v. 47", "2026 v47", " 2026-W47 "])
def test_a_week_is_read_as_people_write_it(text: str) -> None:
    assert Week.parse(text) == Week(2026, 47)


@pytest.mark.parametrize(
    "text", ["", "47", "2026-47", "2026-W00", "2026-W54", "2025-W53", "0000-W01", "W47-2026", "2026-W471"]
)
def test_what_is_no_week_is_refused_with_the_right_way_to_write_it(text: str) -> None:
    with pytest.raises(BadInput, match="is not a week") as caught:
        Week.parse(text)
    assert "2026-W47" in str(caught.value.next_step)


def test_the_days_around_new_year_belong_to_the_week_of_their_thursday() -> None:
    assert Week.of(date(2027, 1, 1)) == Week(2026, 53)
    assert Week.of(date(2024, 12, 30)) == Week(2025, 1)


@given(days)
def test_a_day_lies_between_its_week_s_monday_and_sunday(day: date) -> None:
    week = Week.of(day)
    assert week.monday <= day <= week.sunday
    assert (week.monday.weekday(), week.sunday.weekday()) == (0, 6)


@given(days)
def test_a_week_s_own_writing_is_read_back(day: date) -> None:
    assert Week.parse(str(Week.of(day))) == Week.of(day)


@given(days, st.integers(0, 300))
def test_going_back_crosses_years_week_by_week(day: date, weeks: int) -> None:
    assert Week.of(day).back(weeks) == Week.of(day - timedelta(weeks=weeks))


def test_weeks_are_ordered_by_time() -> None:
    assert Week(2025, 52) < Week(2026, 1) < Week(2026, 2)
