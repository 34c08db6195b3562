from dataclasses import replace
from datetime import date

import pytest

from app.domain.errors import BadInput
from app.domain.evidence import About, Document, Origin
from ingest.stated.corrections import checked, corrected, merged
from tests.ingest.reading_a_file import TODAY

NOTE = Document(Origin.FIELD, "a.md", "Text.", About("A", account="Acme", date=date(2026, 3, 9)))


def test_what_is_typed_is_kept_in_one_form() -> None:
    told = checked(
        {"date": "9 mars 2026", "valid_until": "mars 2026", "language": "Svenska", "account": "  Hotell  Fjorden "},
        TODAY,
    )
    assert told == {
        "date": "2026-03-09", "valid_until": "2026-03-31", "language": "sv", "account": "Hotell Fjorden"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("date", "someday", "'someday' is no day. Write it as 2026-03-09."),
        ("language", "norska", "'norska' is no language Samsyn speaks. Write sv or en."),
        ("colour", "red", "There is nothing called 'colour' to correct"),
        ("title", "", "A document needs a title"),
        ("account", "x" * 201, "longer than 200"),
    ],
)
def test_what_cannot_be_understood_is_refused_with_what_can(field: str, value: str, says: str) -> None:
    with pytest.raises(BadInput) as refused:
        checked({field: value}, TODAY)
    assert says in refused.value.sentence()


def test_a_correction_lies_over_what_was_read_and_can_be_taken_back() -> None:
    right = corrected(NOTE, (("account", "Bolt"), ("date", "")))
    assert (right.about.account, right.about.date, right.as_read) == ("Bolt", None, NOTE.about)
    assert right.digest != NOTE.digest
    again = corrected(replace(right, about=right.about), merged(right.corrections, {"account": None}))
    assert (again.about.account, again.about.date) == ("Acme", None)
    assert corrected(again, ()) == NOTE
