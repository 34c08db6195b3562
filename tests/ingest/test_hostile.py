"""Ten megabytes made to take a reader's time. What takes more than linear time here takes hours."""

import pytest

from app.domain.errors import SamsynError
from app.domain.evidence import Origin
from tests.ingest.reading_a_file import assert_says, read, texts

SIZE = 10_000_000
UNITS = {
    "a.md": ["x", "x ", "# ", "| ", "- ", "Kund: ", "**", "9/3 ", "åäö. ", "1. ", "a.b", "\t", "“", "2026-", "v. "],
    "a.txt": ["(", "a:", ". ", "a? ", "Valid until "],
    "a.html": ["<div>", "<a href='", "&amp;", "<!--", "<meta charset=", "<table><tr><td>x", "<ul><li>", "<b>a", "<"],
    "a.csv": ["a,", '"', "'a',", ";"],
    "a.jsonl": ["[", "{", '{"a":', "1", '"'],
}


@pytest.mark.timeout(120)
@pytest.mark.parametrize(("name", "unit"), [(name, unit) for name, units in UNITS.items() for unit in units])
def test_one_endless_line_ends_in_text_or_refusal(name: str, unit: str) -> None:
    try:
        documents = read(unit * (SIZE // len(unit.encode())), name, Origin.FIELD).documents
    except SamsynError as error:
        assert_says(error.sentence(), name)
    else:
        assert sum(len(texts(document)) for document in documents) < SIZE / 100
