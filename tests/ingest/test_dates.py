from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.stated.dates import Calendar, american, first, hinted, span, whole
from tests.ingest.reading_a_file import TODAY

NOW = Calendar(TODAY)
THE_NINTH = date(2026, 3, 9)
MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober", "november",
    "december",
)  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-09", "2026/3/9", "2026.03.09", "20260309", "260309", "9/3 2026", "9/3", "9/3-26", "9/3 -26",
        "9.3.2026", "9.3.26", "9/3/26", "09-03-2026", "26-03-09", "9 mars 2026", "9 mars", "den 9 mars", "9:e mars",
        "måndag den 9 mars 2026", "mån 9/3", "March 9, 2026", "March 9", "9 March 2026", "9th of March 2026", "Mar 9",
        "Mon, 9 Mar 2026 14:00:00 +0100", "2026-03-09T14:00:00.123Z", "2026-03-09 14:00", "9/3 kl. 14.00", "9/3 kl 14",
        "9-mar-2026", "v. 11", "v11", "vecka 11", "week 11", "2026-W11", "2026 v. 11", "w. 11, 2026", "1773014400000",
        "1773014400",
    ],
)  # fmt: skip
def test_a_day_in_every_usual_form(text: str) -> None:
    assert whole(text, NOW) == THE_NINTH


@pytest.mark.parametrize(
    "text",
    [
        "",
        "TBD",
        "12",
        "4.8",
        "24",
        "Kairos v2",
        "31/2 2026",
        "32 mars",
        "2026-13-01",
        "0701234567",
        "9 mars i Lund",
        "1-2",
    ],
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert whole(text, NOW) is None


def test_a_day_without_its_year_is_never_in_the_future() -> None:
    assert whole("24/12", NOW) == date(2025, 12, 24)
    assert whole("v. 50", NOW) == date(2025, 12, 8)
    assert whole("24/12", Calendar(TODAY, year=2027)) == date(2025, 12, 24)
    assert whole("9/3", Calendar(TODAY, year=2024)) == date(2024, 3, 9)
    assert whole("31/12", Calendar(TODAY, ahead=True)) == date(2026, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2026, 11, 23)))
def test_every_past_day_is_read_in_every_form(day: date) -> None:
    month = MONTHS[day.month - 1]
    forms = [
        day.isoformat(),
        f"{day:%Y%m%d}",
        f"{day.day}/{day.month} {day.year}",
        f"{day.day} {month} {day.year}",
        f"{day:%B %-d, %Y}",
    ]
    assert {whole(form, NOW) for form in forms} == {day}
    if TODAY - day < timedelta(days=365):
        assert whole(f"{day.day}/{day.month}", NOW) == day


@given(st.text(st.sampled_from("0123456789/-. vwQTZmars:åjan")))
def test_no_text_breaks_it(text: str) -> None:
    found = first(text, NOW)
    assert found is None or text[found.start : found.end].strip()
    span(text, NOW)
    whole(text, NOW)


def test_the_american_order_is_told_by_the_whole_column() -> None:
    assert american(["9/3/2026", "9/28/2026"])
    assert not american(["9/3/2026", "28/9/2026"])
    assert not american(["9/3/2026"])
    assert whole("9/3/2026", Calendar(TODAY, month_first=True)) == date(2026, 9, 3)


def test_periods_begin_and_end() -> None:
    assert span("2026-02", NOW) == (date(2026, 2, 1), date(2026, 2, 28))
    assert span("mars 2026", NOW) == (date(2026, 3, 1), date(2026, 3, 31))
    assert span("Q4 2026", NOW) == (date(2026, 10, 1), date(2026, 12, 31))
    assert span("2026", NOW) == (date(2026, 1, 1), date(2026, 12, 31))
    assert span("snart", NOW) is None


def test_the_path_tells_the_year() -> None:
    assert hinted(NOW, "field/2024/mars/hotell.md").year == 2024
    assert hinted(NOW, "field/20240309-hotell.md").year == 2024
    assert hinted(NOW, "field/hotell.md").year is None
