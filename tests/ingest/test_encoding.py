import codecs
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Unreadable
from ingest.encoding import clean, decode
from tests.ingest.reading_a_file import assert_says

SWEDISH = "Priset är för högt, sa hon: ”25 € i månaden?” – så är det på Öland.\n"
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1)


def test_every_encoding_that_excel_and_notepad_write_is_read() -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252", "utf-16-le", "utf-16-be"):
        assert decode(SWEDISH.encode(encoding), "note.txt") == SWEDISH, encoding


@given(WORDS)
def test_utf8_text_comes_back_as_written(text: str) -> None:
    assert decode(text.encode(), "note.txt") == unicodedata.normalize("NFC", text.replace("\ufeff", ""))


@given(WORDS, st.sampled_from(["utf-8-sig", "utf-16", "utf-32"]))
def test_a_byte_order_mark_decides(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "note.txt") == decode(text.encode(), "note.txt")


@given(st.binary())
def test_any_bytes_end_in_text_that_can_be_stored_or_in_a_refusal_that_names_the_file(data: bytes) -> None:
    try:
        text = decode(data, "note.txt")
    except Unreadable as error:
        text = error.sentence()
        assert_says(text, "note.txt", ". ")
    assert "\0" not in text
    text.encode()


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize(
    ("data", "says", "to_do"),
    [
        (b"%PDF-1.7 ...", "a PDF", ".pdf"),
        (b"PK\x03\x04word/document.xml", "Office", ".docx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "Outlook", ".msg"),
        (b"\x89PNG\r\n\x1a\n", "an image", "OCR"),
        (b"{\\rtf1\\ansi hej}", "RTF", "Save it as .docx"),
        (bytes(n * n % 251 for n in range(2000)), "not text", "Save it"),
        (b"text\0with\0zeros, and more of it", "not text", "Save it"),
        (codecs.BOM_UTF16_LE + b"odd", "utf-16", "Save it"),
        ("Добрый день, коллеги, цена слишком высока для нас".encode("koi8-r"), "encoding", "Save it"),
        ("名前,年齢,住所\n佐藤太郎,30,東京\n".encode("cp932"), "encoding", "Save it"),
    ],
)
def test_what_is_no_text_is_refused_with_what_to_do(data: bytes, says: str, to_do: str) -> None:
    with pytest.raises(Unreadable, match=says) as refusal:
        decode(data, "note.md")
    assert "note.md" in str(refusal.value)
    assert to_do in refusal.value.next_step


def test_a_file_cut_inside_its_last_character_keeps_the_rest() -> None:
    assert decode("Det är så dyrt på Öland, ö".encode()[:-1], "note.txt") == "Det är så dyrt på Öland, "


def test_one_stray_byte_does_not_spoil_the_accents_of_a_utf8_file() -> None:
    assert decode(SWEDISH.encode() + b"s\xe5 \xe4r det", "note.txt") == f"{SWEDISH}så är det"


def test_a_declared_encoding_is_honoured_unless_it_cannot_be_true() -> None:
    greek = "Η τιμή είναι πολύ υψηλή για εμάς"
    assert decode(greek.encode("iso8859-7"), "page.html", "ISO-8859-7") == greek
    assert decode(SWEDISH.encode(), "page.html", "utf-16") == SWEDISH
    assert decode(SWEDISH.encode("cp1252"), "page.html", "iso-8859-1") == SWEDISH
    assert decode(SWEDISH.encode(), "page.html", "no-such-encoding") == SWEDISH
    assert decode(SWEDISH.encode(), "page.html", "rot13") == SWEDISH


def test_accents_typed_on_a_mac_and_windows_line_ends_become_one_form() -> None:
    assert decode(b"pa\xcc\x8a v\xc3\xa4g\r\nhem\rnu", "note.txt") == "på väg\nhem\nnu"
