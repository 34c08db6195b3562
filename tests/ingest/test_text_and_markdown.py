import pytest

from app.domain.errors import Unreadable
from app.domain.evidence import Origin
from tests.ingest.reading_a_file import only, read, texts


def test_markdown_is_kept_as_written_below_its_front_matter() -> None:
    body = "# Priser\n\n**Team** kostar `490 kr` per *användare*.\n"
    document = only(f"---\ntitel: Prislista\n---\n{body}", "official/list.md", Origin.OFFICIAL)
    assert document.text == body
    assert document.first_line == 4
    assert document.headings == ((0, "Priser"),)
    assert document.source == "/ingested/official/list.md"


def test_headings_form_paths_and_code_holds_none() -> None:
    text = (
        "# Guide\n\nFör Team.\n\n## Dag 1\n\nMöte.\n\n### Ta med\n\nListan.\n\n"
        "```\n# not a heading\n```\n\nPriser\n------\n\n490 kr.\n"
    )
    document = only(text, "guide.md", Origin.OFFICIAL)
    assert [path for _, path in document.headings] == ["Guide", "Dag 1", "Dag 1 › Ta med", "Priser"]
    assert all(
        document.text[offset:].lstrip("# ").startswith(path.split(" › ")[-1]) for offset, path in document.headings
    )


def test_plain_official_text_has_underlined_numbered_and_capital_headings() -> None:
    text = (
        "TERMS OF SERVICE\nValid from: 2026-01-01\n\n1. Term\nTwelve months.\n\n"
        "2. Support\n2.1 Start: e-mail.\n2.2 Team: phone.\n\nPrices\n======\nSEK 490.\n"
    )
    document = only(text, "terms.txt", Origin.OFFICIAL)
    assert [path.split(" › ")[-1] for _, path in document.headings] == [
        "TERMS OF SERVICE",
        "1. Term",
        "2. Support",
        "Prices",
    ]
    assert document.about.title == "TERMS OF SERVICE"
    assert texts(document) == ["Twelve months.", "2.1 Start: e-mail.\n2.2 Team: phone.", "SEK 490."]


def test_a_seller_who_shouts_or_numbers_writes_no_headings() -> None:
    text = "RINGDE IDAG, DE VILL HA SSO\n\n1. Pris\nFör högt.\n"
    assert only(text, "field/note.txt").headings == ()


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"---\ntitle: Empty\n---\n"])
def test_a_file_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        read(data, "field/empty.md")


def test_a_binary_under_a_text_name_is_refused() -> None:
    with pytest.raises(Unreadable, match=r"deck\.md is not text but a zip archive"):
        read(b"PK\x03\x04 and so on", "official/deck.md")
    with pytest.raises(Unreadable, match="of a kind that cannot be read"):
        read(b"text", "official/deck.xyz")


def test_an_underscore_inside_a_word_is_no_emphasis() -> None:
    page = "# firefox_more_faq, _the_ **whole**\n\nNo hidden costs or anything.\n"
    document = only(page, "official/faq.md", Origin.OFFICIAL)
    assert document.about.title == "firefox_more_faq, the whole"
