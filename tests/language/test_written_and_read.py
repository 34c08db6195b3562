from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.quantity import Quantity
from app.language.metrics import with_metrics
from app.language.numbers import number
from app.language.quantities import quantities

TODAY = date(2026, 11, 23)
MINUTE, DAY, MONTH = Decimal(1) / 60, 24, Decimal("730.5")


def only(text: str, language: str) -> Quantity:
    found = quantities(text, language, TODAY)
    assert len(found) == 1, [q.text for q in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "swedish", "english"),
    [
        ("1 234 567", 1_234_567, 1_234_567),
        ("1'234", 1234, 1234),
        ("1.234.567", 1_234_567, 1_234_567),
        ("1.234,5", "1234.5", "1234.5"),
        ("1,234.5", "1234.5", "1234.5"),
        ("1,234", 1234, 1234),
        ("1.234", 1234, "1.234"),
        ("0,125", "0.125", "0.125"),
        ("99,9", "99.9", "99.9"),
    ],
)
def test_commas_and_dots_group_or_divide_by_what_follows_them(
    text: str, swedish: int | str, english: int | str
) -> None:
    assert number(text, "sv") == Decimal(swedish)
    assert number(text, "en") == Decimal(english)


def as_written(value: Decimal, language: str) -> str:
    whole, _, cents = f"{value:,}".partition(".")
    if language == "sv":
        return whole.replace(",", " ") + ("," + cents if cents else "")
    return whole + ("." + cents if cents else "")


amounts = st.integers(0, 2).flatmap(lambda places: st.decimals(1, 9_999_999, places=places))


@given(
    amount=amounts,
    language=st.sampled_from(["sv", "en"]),
    period=st.sampled_from(["", "month", "year"]),
    with_vat=st.booleans(),
)
def test_a_price_written_in_either_language_is_read_back(
    amount: Decimal, language: str, period: str, *, with_vat: bool
) -> None:
    if language == "sv":
        per = {"": "", "month": "/månad", "year": " per år"}[period]
        text = f"Det kostar {as_written(amount, 'sv')} kr{per} {'inkl.' if with_vat else 'exkl.'} moms idag."
    else:
        per = {"": "", "month": "/month", "year": " per year"}[period]
        text = f"It costs SEK {as_written(amount, 'en')}{per} {'incl.' if with_vat else 'excl.'} VAT today."
    found = only(text, language)
    assert (found.low, found.high, found.unit) == (amount, amount, "SEK")
    assert (found.per, found.vat) == ({period} - {""}, with_vat)


@given(st.decimals(0, 100, places=1), st.sampled_from(["sv", "en"]), st.sampled_from(["%", " %", " procent"]))
def test_a_percentage_written_in_either_language_is_read_back(value: Decimal, language: str, sign: str) -> None:
    sign = sign if language == "sv" else sign.replace("procent", "percent")
    found = only(f"X {as_written(value, language)}{sign}.", language)
    assert (found.low, found.unit) == (value, "%")


UNITS = {
    "sv": {"minuter": MINUTE, "timmar": 1, "dagar": DAY, "veckor": 7 * DAY, "månader": MONTH, "år": 12 * MONTH},
    "en": {"minutes": MINUTE, "hours": 1, "days": DAY, "weeks": 7 * DAY, "months": MONTH, "years": 12 * MONTH},
}


@given(st.integers(2, 999), st.sampled_from(["sv", "en"]), st.data())
def test_a_duration_written_in_either_language_is_read_back(count: int, language: str, data: st.DataObject) -> None:
    unit = data.draw(st.sampled_from(sorted(UNITS[language])))
    found = only(f"X {count} {unit}.", language)
    assert (found.low, found.unit) == (pytest.approx(count * Decimal(UNITS[language][unit])), "hour")


PIECES = [
    "4 900", "1,5", "kr", "SEK ", "ſek", "en", "halv", "seven", "%", "per", "/", "månad", "inom", "–", "-", "8-17",
    "kl", "open", "v.", "Q3", "1 mars", "moms", "exkl", "m", "k", "tuſen", "İ", "ı", "K", "٣", "\u00a0", " ", "\n",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=4)), max_size=25), st.sampled_from(["sv", "en"]))
def test_any_text_is_read_and_every_quantity_stands_where_it_says(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    found = with_metrics(quantities(text, language, TODAY), text, text)
    assert all(text[q.start : q.end] == q.text for q in found)
    assert all(q.low <= q.high for q in found)
    assert [q.start for q in found] == sorted(q.start for q in found)
