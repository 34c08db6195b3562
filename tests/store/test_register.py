"""What people lay down about a claim: found again with the sentence, over every change of its document."""

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.evidence import Origin
from app.domain.register import Edit, change, entry_id, merged, wording
from app.store.library import Library
from app.store.register import RegisterBook
from tests.store.samples import REMOVED, TODAY, HashEncoder, document, indexed

Take = Callable[..., list[str]]
QUOTE = "giraffen kostar 490 kr"
TOLD = (("because", "äldre pris"), ("owner", "Lena"), ("plan", ""), ("retired", TODAY.isoformat()), ("segment", "vård"))


def lay_down(library: Library, document_id: str, quote: str = QUOTE, told: tuple[tuple[str, str], ...] = TOLD) -> str:
    one = entry_id(document_id, quote)
    RegisterBook(library.database).write(Edit(one, document_id, quote, told), change((), told, TODAY, "admin", "test"))
    return one


def test_claims_come_out_of_the_library_as_the_register_has_them(library: Library, take_in: Take) -> None:
    (one,) = take_in(library, document("a.md", QUOTE, "lejonet ryter", origin=Origin.OFFICIAL))
    before = library.revision()
    lay_down(library, one)
    assert library.revision() > before
    told, untouched = library.claims(Origin.OFFICIAL)
    assert (told.scope.segment, told.scope.plan, told.scope.product) == ("vård", None, "Kairos")
    assert told.registered is not None
    assert (told.registered.owner, told.registered.because, told.registered.retired) == ("Lena", "äldre pris", TODAY)
    assert not told.in_force(TODAY)
    assert told.in_force(date(2026, 11, 22))
    assert untouched.registered is None
    assert library.claims_of({told.passage_id}) == [told]
    assert library.claims() == [told, untouched]


def test_it_holds_for_the_sentence_however_it_is_written_and_comes_back_with_it(
    library: Library, take_in: Take, encoder: HashEncoder
) -> None:
    (one,) = take_in(library, document("a.md", QUOTE, origin=Origin.OFFICIAL))
    lay_down(library, one)
    book = RegisterBook(library.database)

    def retired(text: str) -> bool:
        library.put([indexed(one, document("a.md", text, origin=Origin.OFFICIAL), encoder)], TODAY)
        (claim,) = library.claims()
        return claim.registered is not None

    assert retired("- **Giraffen  kostar 490 kr.**")
    assert not retired("giraffen kostar 590 kr")
    assert [edit.quote for edit in book.edits()] == [QUOTE]
    assert retired(QUOTE)


def test_a_document_that_is_taken_out_takes_its_words_along_and_finds_what_was_laid_down_again(
    library: Library, take_in: Take
) -> None:
    (one,) = take_in(library, document("a.md", QUOTE, origin=Origin.OFFICIAL))
    entry = lay_down(library, one)
    library.remove([one], REMOVED)
    (kept,) = RegisterBook(library.database).edits()
    assert (kept.id, kept.quote, kept.values) == (entry, "", TOLD)
    library.database.compact()
    assert QUOTE.encode() not in (library.database.folder / "samsyn.db").read_bytes()
    take_in(library, document("a.md", QUOTE, origin=Origin.OFFICIAL))
    (claim,) = library.claims()
    assert claim.registered is not None


def test_every_change_is_an_event_and_taking_all_back_leaves_the_history(library: Library, take_in: Take) -> None:
    (one,) = take_in(library, document("a.md", QUOTE, origin=Origin.OFFICIAL))
    entry, book = lay_down(library, one), RegisterBook(library.database)
    nothing = merged(TOLD, dict.fromkeys(field for field, _ in TOLD))
    book.write(Edit(entry, one, QUOTE, nothing), change(TOLD, nothing, TODAY, "marketing", "a mistake"))
    assert (book.edits(), book.edit(entry)) == ([], None)
    first, last = book.history(entry)
    assert (first.who, last.who, last.why) == ("admin", "marketing", "a mistake")
    assert ("owner", "Lena", None) in last.fields
    assert [claim.registered for claim in library.claims()] == [None]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("SEK 490 per user", "SEK 49.0 per user"),
        ("-5 grader", "5 grader"),
        ("upp till 5*3 m", "upp till 53 m"),
        ("10² kr", "102 kr"),
    ],
)
def test_figures_that_differ_are_never_one_sentence(one: str, other: str) -> None:
    assert wording(one) != wording(other)


@given(st.lists(st.text("abcåäö019%", min_size=1), min_size=1))
def test_case_spacing_bullets_and_marks_do_not_make_another_sentence(words: list[str]) -> None:
    assert wording(f"- **{'  '.join(words).upper()}**.") == wording(f"“{' '.join(words)}”")
