import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.language.sentences import sentences


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_prose_is_split_where_sentences_end() -> None:
    assert parts("Vi lovar svar inom 4 timmar. Supporten är svensk! Stämmer det?") == [
        "Vi lovar svar inom 4 timmar.",
        "Supporten är svensk!",
        "Stämmer det?",
    ]


def test_each_line_of_a_note_is_a_thought_of_its_own() -> None:
    assert parts("ringde Anna\nvill ha sso\npris ok") == ["ringde Anna", "vill ha sso", "pris ok"]


WRAPPED = """The starter plan includes five users and email support on
weekdays between nine and five, and every further user costs
ninety kronor a month whatever the length of the contract is
and however many of them there are in the organisation."""


def test_a_paragraph_wrapped_by_an_editor_is_one_sentence() -> None:
    assert parts(WRAPPED) == [WRAPPED]


def test_a_blank_line_ends_a_sentence_even_in_wrapped_prose() -> None:
    first, last = WRAPPED.rsplit("\n", 1)
    assert parts(f"{first}\n\n{last}")[-1] == last


@pytest.mark.parametrize(
    "text",
    [
        "Vi svarar kl. 8 varje dag.",
        "Priset är ca. 300 kr per användare.",
        "Det kostar 300 kr exkl. moms per månad.",
        "System t.ex. kalendern ingår.",
        "Support is available e.g. on weekdays.",
        "It costs 300 kr excl. VAT, approx. 30 euro.".replace("VAT", "vat"),
    ],
)
def test_an_abbreviation_does_not_end_a_sentence(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize("mark", ["- ", "* ", "• ", "1. ", "12) ", "## ", "> ", "+ ", "  - "])
def test_a_bullet_s_mark_is_no_part_of_its_sentence(mark: str) -> None:
    assert parts(f"{mark}SSO ingår\n{mark}Api ingår") == ["SSO ingår", "Api ingår"]


def test_a_quotation_ends_its_sentence_though_the_next_begins_in_lower_case() -> None:
    assert parts('Hon sa "det är för dyrt." han höll med') == ['Hon sa "det är för dyrt."', "han höll med"]


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\t\n "])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_a_paragraph_too_long_to_be_prose_is_cut_between_words() -> None:
    text = "ordet " * 10_000
    spans = sentences(text)
    assert len(spans) > 1
    assert all(end - start <= 20_000 for start, end in spans)
    assert {word for start, end in spans for word in text[start:end].split()} == {"ordet"}


PIECES = [
    "Hej.",
    "hej då",
    "kl.",
    "t.ex.",
    " ",
    "\n",
    "\n\n",
    "- ",
    "1. ",
    "| ",
    '"',
    "!",
    "?",
    "…",
    "e.g.",
    "İ",
    "4,5",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=5)), max_size=30))
def test_sentences_are_verbatim_stretches_in_order_that_lose_no_letter(pieces: list[str]) -> None:
    text = "".join(pieces)
    spans = sentences(text)
    inside = set()
    last = 0
    for start, end in spans:
        assert last <= start < end <= len(text)
        assert text[start:end] == text[start:end].strip()
        inside.update(range(start, end))
        last = end
    assert not [c for i, c in enumerate(text) if c.isalpha() and i not in inside]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gick bra (som väntat). vill ha offert. regn", ["gick bra (som väntat).", "vill ha offert.", "regn"]),
        ("nice chat. wants a quote! lunch", ["nice chat.", "wants a quote!", "lunch"]),
        ("kostar 300 kr exkl. moms resp. frakt etc. och så", ["kostar 300 kr exkl. moms resp. frakt etc. och så"]),
    ],
)
def test_a_sentence_may_begin_in_lower_case(text: str, expected: list[str]) -> None:
    assert parts(text) == expected
