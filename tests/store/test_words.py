from collections.abc import Callable

import pytest

from app.domain.evidence import Origin
from app.language.stems import index_tokens
from app.store.library import Library
from tests.store.samples import document

TEXTS = (
    "Vi lovade tjugo procents rabatt på årsavtal",
    "Kunden vill ha rapporter på måndagar",
    "The invoice said 499.50 per seat",
    "Åäö: fåglarna på ön",
    "faglarna pa on",
)


@pytest.fixture
def found(library: Library, take_in: Callable[..., list[str]]) -> Callable[[str], list[str]]:
    take_in(library, document("notes.md", *TEXTS))

    def find(question: str) -> list[str]:
        ids = library.matching(Origin.FIELD, index_tokens(question), 10)
        passages = library.passages(ids)
        return [passages[one].text for one in ids]

    return find


def test_swedish_letters_are_letters_of_their_own(found: Callable[[str], list[str]]) -> None:
    assert found("fåglar")[0] == TEXTS[3]
    assert TEXTS[4] not in found("fåglar")


def test_inflected_words_are_found(found: Callable[[str], list[str]]) -> None:
    assert found("rapportens") == [TEXTS[1]]
    assert found("invoices")[0] == TEXTS[2]


def test_figures_are_found(found: Callable[[str], list[str]]) -> None:
    assert found("499") == [TEXTS[2]]


def test_a_concept_finds_the_other_language(library: Library, take_in: Callable[..., list[str]]) -> None:
    take_in(library, document("price.md", "Vad är priset per användare", "Fåglarna flyger söderut i september"))
    shared = set(index_tokens("What does the price look like")) & set(index_tokens("priset"))
    assert any(token.startswith("§") for token in shared)
    ids = library.matching(Origin.FIELD, index_tokens("What does the price look like"), 10)
    assert [p.text for p in library.passages(ids).values()] == ["Vad är priset per användare"]


def test_the_passage_with_more_and_rarer_words_comes_first(library: Library, take_in: Callable[..., list[str]]) -> None:
    take_in(library, document("a.md", "kalender kalender möte", "kalender giraff", "kalender bord", "kalender stol"))
    ids = library.matching(Origin.FIELD, ["kalend", "kalender", "giraff"], 2)
    assert len(ids) == 2
    assert library.passages(ids)[ids[0]].text == "kalender giraff"


@pytest.mark.parametrize("token", ['"', "NEAR(", "a OR b", "*", "tokens:x", "-", "'", "^x", "x + y", "", " "])
def test_what_looks_like_a_query_is_only_a_word(
    library: Library, take_in: Callable[..., list[str]], token: str
) -> None:
    take_in(library, document("a.md", "helt vanlig text"))
    assert library.matching(Origin.FIELD, [token], 5) == []
    assert len(library.matching(Origin.FIELD, [token, *index_tokens("vanlig")], 5)) == 1


def test_each_origin_is_searched_by_itself(library: Library, take_in: Callable[..., list[str]]) -> None:
    take_in(library, document("a.md", "giraff", origin=Origin.OFFICIAL), document("b.md", "giraff"))
    assert len(library.matching(Origin.OFFICIAL, ["giraff"], 5)) == 1
    assert len(library.matching(Origin.FIELD, ["giraff"], 5)) == 1


def test_no_words_find_nothing(library: Library, take_in: Callable[..., list[str]]) -> None:
    take_in(library, document("a.md", "giraff"))
    assert library.matching(Origin.FIELD, [], 5) == []


def test_a_pasted_page_is_still_a_question(library: Library, take_in: Callable[..., list[str]]) -> None:
    take_in(library, document("a.md", "giraff"))
    assert len(library.matching(Origin.FIELD, ["giraff", *(f"ord{n}" for n in range(20_000))], 5)) == 1
