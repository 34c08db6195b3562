"""A value written in Swedish and in English is read back as itself, and the two are the same to arithmetic."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.quantity import Comparison, Quantity
from app.language.quantities import quantities
from app.language.units import NUMBER_WORD

TODAY = date(2026, 11, 23)
MONTHS = {
    "sv": ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober",
           "november", "december"],
    "en": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
           "November", "December"],
}  # fmt: skip
LANGUAGES = st.sampled_from(["sv", "en"])
days = st.dates(date(2021, 1, 1), date(2039, 12, 31))


def only(text: str, language: str) -> Quantity:
    found = quantities(text, language, TODAY)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


def span(quantity: Quantity) -> tuple[date, date]:
    return date.fromordinal(int(quantity.low)), date.fromordinal(int(quantity.high))


@pytest.mark.parametrize(
    ("swedish", "english", "expected"),
    [
        ("4 900 kr/mån exkl. moms", "SEK 4,900 per month excl. VAT", Comparison.SAME),
        ("4 900 kr/mån exkl. moms", "SEK 6,125 per month incl. VAT", Comparison.SAME),
        ("4 900 kr/mån exkl. moms", "SEK 58,800 a year excl. VAT", Comparison.SAME),
        ("4 900 kr/mån exkl. moms", "SEK 5,900 per month excl. VAT", Comparison.DIFFERENT),
        ("4 900 kr/mån exkl. moms", "EUR 490 per month excl. VAT", Comparison.INCOMPARABLE),
        ("1,5 MSEK", "SEK 1.5 million", Comparison.SAME),
        ("99,9 %", "99.5%", Comparison.DIFFERENT),
        ("minst 99,9 %", "99.95%", Comparison.SAME),
        ("cirka fem timmar", "4.8 hours", Comparison.SAME),
        ("14 dgr", "a fortnight", Comparison.SAME),
        ("ett halvår", "6 months", Comparison.SAME),
        ("v. 12", "22–28 March 2027", Comparison.SAME),
        ("t.o.m. 31/12", "31 December 2026", Comparison.SAME),
        ("3-5 dgr", "four days", Comparison.SAME),
        ("3-5 dgr", "two weeks", Comparison.DIFFERENT),
        ("490 kr per användare och månad", "49 users", Comparison.INCOMPARABLE),
    ],
)
def test_the_two_languages_meet_in_arithmetic(swedish: str, english: str, expected: Comparison) -> None:
    assert only(swedish, "sv").compare(only(english, "en")) is expected


@given(days, LANGUAGES, st.integers(0, 3))
def test_a_day_is_read_back_however_it_is_written(day: date, language: str, form: int) -> None:
    month = MONTHS[language][day.month - 1]
    written = [day.isoformat(), f"{day.day} {month} {day.year}", f"{day.day} {month} '{day:%y}", f"{day:%d.%m.%Y}"][
        form
    ]
    assert span(only(f"X {written}, Y", language)) == (day, day)


@given(days.filter(lambda day: day.day > 12))
def test_a_day_in_figures_is_read_back_in_either_order_where_only_one_is_possible(day: date) -> None:
    for written, language in ((f"{day:%d/%m/%Y}", "sv"), (f"{day:%d/%m/%Y}", "en"), (f"{day:%m/%d/%Y}", "en")):
        assert span(only(f"X {written}.", language)) == (day, day)


@given(st.integers(1, 4), st.integers(2021, 2039), LANGUAGES, st.integers(0, 3))
def test_a_quarter_is_its_days(quarter: int, year: int, language: str, form: int) -> None:
    named = {"sv": ["första", "andra", "tredje", "fjärde"], "en": ["first", "second", "third", "fourth"]}[language]
    noun = {"sv": "kvartalet", "en": "quarter of"}[language]
    written = [
        f"Q{quarter} {year}",
        f"Q{quarter}-{year % 100}",
        f"{year} Q{quarter}",
        f"{named[quarter - 1]} {noun} {year}",
    ]
    first, last = span(only(f"X {written[form]} Y", language))
    assert (first, (last + timedelta(1)).month) == (date(year, quarter * 3 - 2, 1), quarter * 3 % 12 + 1)


@given(st.integers(1, 52), st.integers(0, 4), LANGUAGES)
def test_weeks_begin_on_a_monday_and_end_on_a_sunday(week: int, more: int, language: str) -> None:
    last = min(52, week + more)
    weeks = f"{week}" if last == week else f"{week}–{last}"
    found = only(f"X {'v.' if language == 'sv' else 'week'} {weeks} 2027", language)
    assert span(found) == (date.fromisocalendar(2027, week, 1), date.fromisocalendar(2027, last, 7))


@given(st.sampled_from(["sv", "en"]), st.data())
def test_a_number_in_words_is_read_as_in_figures(language: str, data: st.DataObject) -> None:
    counted = sorted(word for word, value in NUMBER_WORD[language].items() if value >= 2 and word != "couple")
    word = data.draw(st.sampled_from(counted))
    noun = {"sv": "användare", "en": "users"}[language]
    assert only(f"X {word} {noun}.", language).low == Decimal(NUMBER_WORD[language][word])


UNITS = {"sv": ["kr", "%", "dagar", "dgr", "användare"], "en": ["SEK", "%", "days", "weeks", "users"]}
RANGES = {"sv": ["{}-{} {u}", "{} – {} {u}", "{} till {} {u}", "mellan {} och {} {u}"],
          "en": ["{}-{} {u}", "{} – {} {u}", "{} to {} {u}", "between {} and {} {u}"]}  # fmt: skip


@given(st.integers(10, 400), st.integers(1, 400), LANGUAGES, st.data())
def test_a_range_is_read_back_with_both_ends(low: int, width: int, language: str, data: st.DataObject) -> None:
    unit, form = data.draw(st.sampled_from(UNITS[language])), data.draw(st.sampled_from(RANGES[language]))
    found, one = only(f"X {form.format(low, low + width, u=unit)}.", language), only(f"X 10 {unit}.", language)
    assert (found.low, found.high, found.unit) == (one.low / 10 * low, one.low / 10 * (low + width), one.unit)


BOUNDS = {
    "sv": {"at_most": ["max {}", "högst {}", "inte mer än {}", "< {}", "{} eller färre"],
           "at_least": ["minst {}", "≥ {}", ">= {}", "inte mindre än {}", "{} eller fler"]},
    "en": {"at_most": ["up to {}", "no more than {}", "not more than {}", "<= {}", "{} or fewer"],
           "at_least": ["at least {}", "not less than {}", ">= {}", "more than {}", "{} or more"]},
}  # fmt: skip


@given(st.integers(2, 999), LANGUAGES, st.sampled_from(["at_most", "at_least"]), st.data())
def test_a_bound_is_read_back(count: int, language: str, bound: str, data: st.DataObject) -> None:
    form = data.draw(st.sampled_from(BOUNDS[language][bound]))
    found = only(form.format(f"{count} {'användare' if language == 'sv' else 'users'}"), language)
    assert (found.low, found.bound) == (count, bound)
