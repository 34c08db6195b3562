from datetime import date

import pytest

from app.domain.gap import Act, Event, Kind, Status
from app.domain.receipt import Receipt
from app.report.receipts import told
from app.report.words import words

DAY = date(2026, 3, 9)


def receipt(event: Event, said: date | None = date(2026, 3, 3), account: str | None = "Nordpost") -> Receipt:
    return Receipt("Eva", "d1", "Samtal", account, said, "1a2b3c4d", Kind.VALUE_MISMATCH, event)


@pytest.mark.parametrize(
    ("event", "english", "swedish"),
    [
        (Event(DAY, Status.RESOLVED, "m", "one-pager v3"), "resolved: one-pager v3", "löst: one-pager v3"),
        (Event(DAY, Status.ACKNOWLEDGED, "m", ""), "acknowledged", "mottaget"),
        (
            Event(DAY, Status.VERIFIED, "samsyn", "the material no longer disagrees"),
            "settled: the material no longer disagrees",
            "avklarat: materialet säger inte längre emot",
        ),
        (Event(DAY, Status.OPEN, "samsyn", "heard again"), "open again: heard again", "öppet igen: hört igen"),
        (
            Event(DAY, Status.DISMISSED, "m", "the same matter", Act.MERGED, other="5e6f7a8b"),
            "the same matter as gap 5e6f7a8b",
            "samma sak som glapp 5e6f7a8b",
        ),
    ],
)
def test_a_receipt_is_one_sentence_in_the_reader_s_language(event: Event, english: str, swedish: str) -> None:
    assert told(receipt(event), words("en")) == (
        f"Your note of 3 March 2026 (Nordpost) → gap 1a2b3c4d, Figures differ → {english}"
    )
    assert told(receipt(event), words("sv")).startswith("Din anteckning från 3 mars 2026 (Nordpost) → glapp 1a2b3c4d, ")
    assert told(receipt(event), words("sv")).endswith(f" → {swedish}")


def test_a_note_without_day_or_account_is_known_by_its_title() -> None:
    sentence = told(receipt(Event(DAY, Status.DISMISSED, "m", "a pilot"), None, None), words("en"))
    assert sentence == "Your note (Samtal) → gap 1a2b3c4d, Figures differ → dismissed: a pilot"
