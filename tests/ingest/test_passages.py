import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.claims import ClaimReader
from app.domain.evidence import About, Document, Origin
from ingest import outline
from ingest.passages import CHARACTERS, WORDS, passages
from ingest.stated.dates import Calendar
from ingest.stated.headers import head
from tests.ingest.reading_a_file import TODAY, only, read, texts

WORD = st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S")), min_size=1, max_size=20)
LINE = st.lists(WORD, max_size=30).map(" ".join)
MARK = st.sampled_from(["", "", "", "# ", "## ", "- ", "1. ", "| ", "> ", "  ", "Kund: ", "```"])
TEXT = st.lists(st.tuples(MARK, LINE, st.sampled_from(["\n", "\n\n", "\n---\n"])).map("".join), max_size=30).map(
    "".join
)


def document(text: str, origin: Origin = Origin.OFFICIAL) -> Document:
    headings = outline.paths(outline.markdown(text), "")
    return Document(origin, "official/a.md", text, About("A"), headings=headings)


def words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text)


@settings(deadline=None, max_examples=200)
@given(TEXT)
def test_passages_are_verbatim_in_order_within_the_window_and_hold_every_word(text: str) -> None:
    one = document(text)
    found = texts(one)
    assert all(len(passage) <= CHARACTERS and len(passage.split()) <= WORDS for passage in found)
    assert all(passage == passage.strip() and words(passage) for passage in found)
    spans = [(p.start, p.end) for p in passages(one, "d")]
    spans += [(start, outline.end_of(text, start)) for start, _ in one.headings]
    spans += head(text, one.origin, Calendar(TODAY)).lines
    left = "".join(character for at, character in enumerate(text) if not any(a <= at < b for a, b in spans))
    assert not words(left)


@settings(deadline=None)
@given(st.text())
def test_no_text_breaks_the_splitter(text: str) -> None:
    for origin in Origin:
        texts(document(text, origin))


def test_short_neighbours_are_joined_and_headings_part_them() -> None:
    text = "# Pris\n\nTeam kostar 490 kr.\n\nStart kostar 290 kr.\n\n## Rabatt\n\nTio procent från 25 användare.\n"
    found = passages(only(text, "pris.md", Origin.OFFICIAL), "d")
    assert [p.text for p in found] == ["Team kostar 490 kr.\n\nStart kostar 290 kr.", "Tio procent från 25 användare."]
    assert [p.place for p in found] == ["Pris, lines 3–5", "Rabatt, line 9"]
    assert [p.heading for p in found] == ["Pris", "Rabatt"]


def test_places_are_lines_of_the_file_with_its_front_matter() -> None:
    text = "---\ntitle: T\n---\n\nFirst line of it.\nSecond line of it.\n"
    assert passages(only(text, "a.md", Origin.OFFICIAL), "d")[0].place == "lines 5–6"


def test_long_text_is_split_between_sentences_into_even_parts() -> None:
    sentence = "Den som planerar med Kairos sparar i snitt fem timmar i veckan. "
    found = texts(document((sentence * 30).strip()))
    assert len(found) == 4
    assert all(passage.endswith("veckan.") and passage.startswith("Den") for passage in found)
    assert max(map(len, found)) - min(map(len, found)) <= 2 * len(sentence)


def test_a_sentence_without_end_is_split_between_words() -> None:
    found = texts(document("ord och " * 500))
    assert all(passage.split()[0] in {"ord", "och"} for passage in found)
    assert len(found) >= 5


def test_list_items_are_not_torn() -> None:
    items = [f"- punkt {n}: " + "ett ord till " * 10 + "slut." for n in range(12)]
    found = texts(document("\n".join(items)))
    assert "\n".join(found).split("\n") == [item.strip() for item in items]


def test_table_rows_stand_by_themselves_the_first_with_the_names_of_its_columns() -> None:
    text = "# Price\n\n| Plan | SEK |\n|---|---|\n| Start | 290 |\n| Team | 490 |\n\nAll excl. VAT, as always.\n"
    found = passages(only(text, "price.md", Origin.OFFICIAL), "d")
    assert [p.text for p in found] == [
        "| Plan | SEK |\n|---|---|\n| Start | 290 |",
        "| Team | 490 |",
        "All excl. VAT, as always.",
    ]
    assert [p.place for p in found] == ["Price, row 1, lines 3–5", "Price, row 2, line 6", "Price, line 8"]


def test_a_heading_alone_is_a_message_and_a_chapter_title_is_none() -> None:
    text = "# The whole deck\n\n## Kairos gives you time back\n\n## Fairness\n\nEveryone sees it.\n"
    found = passages(only(text, "deck.md", Origin.OFFICIAL), "d")
    assert [p.text for p in found] == ["Kairos gives you time back", "Everyone sees it."]


@pytest.mark.parametrize(
    "note", ["Hotell Fjorden", "Anna Berg\n", "Kund: Hotell Fjorden\n", "Hotell Fjorden AB\n\n", "?", "Lena"]
)
def test_a_note_with_only_a_name_has_no_passages(note: str) -> None:
    assert texts(only(note, "field/2026-03-09-hotell-fjorden.txt")) == []


@pytest.mark.parametrize("note", ["För dyrt", "Vill ha SSO!", "inga frågor alls"])
def test_a_note_of_two_words_that_say_something_has_one(note: str) -> None:
    assert texts(only(note, "field/note.txt")) == [note]


def test_a_picture_pasted_as_data_is_left_out() -> None:
    text = f"Före bilden ![bild](data:image/png;base64,{'QUJD' * 5000}) efter bilden."
    found = texts(document(text))
    assert " ".join(found).startswith("Före bilden")
    assert found[-1].endswith("efter bilden.")
    assert sum(map(len, found)) < 500


def test_each_passage_has_its_own_language() -> None:
    text = "# A\n\nPriset är för högt för dem.\n\n# B\n\nThey say that it is too dear for them.\n\n# C\n\nOK, 490.\n"
    swedish = replace(document(text), about=About("A", language="sv"))
    assert [p.language for p in passages(swedish, "d")] == ["sv", "en", "sv"]


def test_ids_depend_on_document_and_text_only() -> None:
    one, again, other = (passages(document("Samma text."), name)[0].id for name in ("d", "d", "e"))
    assert one == again != other


def test_rows_of_notes_are_shown_by_their_row() -> None:
    note = read("kund;text\nA;De har redan Outlook och vill inte\n", "field/e.csv").documents[0]
    assert [p.place for p in passages(note, "d")] == ["row 2"]


def test_a_page_has_paragraphs_for_places_where_it_has_no_headings() -> None:
    page = "".join(f"<p>{'En mening om priset för alla som planerar. ' * 12}</p>" for _ in range(3))
    places = [p.place for p in passages(only(page, "official/p.html", Origin.OFFICIAL), "d")]
    assert places == ["paragraph 1", "paragraph 2", "paragraph 3"]


def test_a_mixed_passage_says_so_and_its_claims_have_a_language_each() -> None:
    text = (
        "Vi pratade om priset och de tycker att det är för högt för dem. "
        "They said that the price is too high and that they have to ask the board."
    )
    note = Document(Origin.FIELD, "a.md", text, About("A", account="Acme"))
    (passage,) = passages(note, "one")
    assert passage.language == "mixed"
    assert [claim.language for claim in ClaimReader().read(note, "one", [passage])] == ["sv", "en"]
