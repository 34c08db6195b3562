from datetime import date

import pytest

from app.domain.editions import edition, superseded
from app.domain.evidence import About, Document, Origin, StoredDocument

TAKEN = date(2026, 3, 1)


def official(path: str, title: str, **about: object) -> Document:
    return Document(Origin.OFFICIAL, path, "Text.", About(title, **about))


def replaced(*documents: Document) -> dict[str, tuple[str, date]]:
    """Which path's document is replaced by which, and from when."""
    known = [(d.path, which, TAKEN) for d in documents if (which := edition(d))]
    return {one: (place.by, place.on) for one, place in superseded(known).items()}


def test_a_higher_version_takes_the_place_of_a_lower_one_from_its_own_day() -> None:
    old = official("deck.pptx", "Pitch deck", version="2")
    new = official("new/deck.pptx", "Pitch deck", version="2.1", date=date(2026, 2, 1))
    assert replaced(old, new) == {"deck.pptx": ("new/deck.pptx", date(2026, 2, 1))}


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("Säljpresentation v2.pptx", "Säljpresentation v3.pptx"),
        ("pitch-deck_v9.pptx", "pitch-deck_v10.pptx"),
        ("onepager (version 1).pdf", "onepager (version 2).pdf"),
        ("Handbook rev. 1.docx", "Handbook rev. 2.docx"),
    ],
)
def test_versions_in_file_names_are_enough(older: str, newer: str) -> None:
    documents = [official(path, path.rsplit(".", 1)[0]) for path in (older, newer)]
    assert replaced(*documents) == {older: (newer, TAKEN)}


def test_each_version_is_replaced_by_the_next_one() -> None:
    documents = [official(f"{n}.md", "Guide", version=str(n)) for n in (3, 1, 2)]
    assert {one: by for one, (by, _) in replaced(*documents).items()} == {"1.md": "2.md", "2.md": "3.md"}


def test_a_price_list_of_a_later_year_replaces_one_that_does_not_say_how_long_it_holds() -> None:
    old, new = official("2025.md", "Prislista 2025"), official("2026.md", "Prislista 2026")
    assert replaced(old, new) == {"2025.md": ("2026.md", date(2026, 1, 1))}


def test_price_lists_that_both_say_how_long_they_hold_are_left_to_their_own_words() -> None:
    old = official("2025.md", "Prislista 2025", valid_until=date(2026, 6, 30))
    new = official("2026.md", "Prislista 2026", valid_from=date(2026, 1, 1))
    assert replaced(old, new) == {}


@pytest.mark.parametrize(
    "other",
    [
        official("b.md", "API v2 reference"),  # the product's version, not the document's
        official("b.md", "Price list v2", version="2", market="Norge"),
        official("b.md", "Price list v2", version="2", language="sv"),
        official("b.md", "Another list v2", version="2"),
        official("b.md", "Price list"),
    ],
)
def test_what_is_not_plainly_the_same_document_stands_beside_it(other: Document) -> None:
    first = official("a.md", "API v1 reference" if "API" in other.about.title else "Price list v1", language="en")
    assert replaced(first, other) == {}


def test_a_note_has_no_editions() -> None:
    assert edition(Document(Origin.FIELD, "call v2.md", "Text.", About("Call v2"))) is None


def test_a_superseded_document_is_current_until_its_successor_counts() -> None:
    stored = StoredDocument("1", official("a.md", "A"), TAKEN, "2", date(2026, 4, 1))
    assert stored.current(date(2026, 3, 31))
    assert not stored.current(date(2026, 4, 1))
