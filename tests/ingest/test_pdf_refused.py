"""PDF files that are refused, in part or whole, each with what to do about it."""

from dataclasses import replace

import pytest
from fpdf.enums import AccessPermission
from PIL import Image

from app.domain.errors import SamsynError, TooLarge, Unreadable
from app.domain.evidence import Origin
from ingest import readers
from ingest.layout import pdfium
from ingest.reading import Limits, Raw
from tests.ingest import pdf_files as make
from tests.ingest.reading_a_file import TODAY, assert_says, only, read


def refused(data: bytes, **limits: int) -> str:
    with pytest.raises(SamsynError) as error:
        readers.read(Raw(data, "k.pdf", Origin.OFFICIAL, TODAY, limits=replace(Limits(), **limits)))
    return error.value.sentence()


def scan() -> Image.Image:
    return Image.new("L", (200, 300), 128)


def test_a_scan_is_refused_with_what_to_do() -> None:
    pdf = make.blank(0)
    for _ in range(3):
        pdf.add_page()
        pdf.image(scan(), 0, 0, 200)
    assert_says(refused(make.done(pdf)), "k.pdf has no text on its 3 pages: it is a scan", "OCR", "Export it")


def test_pages_without_text_among_others_are_named_and_blank_ones_are_not() -> None:
    pdf = make.blank()
    make.paragraphs(pdf, 20, 40, 170, make.LOREM)
    for picture in (True, True, False, True):
        pdf.add_page()
        if picture:
            pdf.image(scan(), 0, 0, 200)
    reading = read(make.done(pdf), "k.pdf", Origin.OFFICIAL)
    assert len(reading.documents) == 1
    assert [one.document for one in reading.skipped] == ["k.pdf, pages 2–3", "k.pdf, page 5"]
    assert_says(reading.skipped[0].reason, "no text", "OCR")


def test_a_file_locked_with_a_password_is_refused_and_one_that_forbids_copying_is_read() -> None:
    for password, opens in (("hemligt", False), (None, True)):
        pdf = make.blank()
        make.paragraphs(pdf, 20, 40, 170, make.LOREM)
        pdf.set_encryption("owner", password, permissions=AccessPermission.none())
        if opens:
            assert "Allt lagras i Sverige" in only(make.done(pdf), "k.pdf", Origin.OFFICIAL).text
        else:
            assert_says(refused(make.done(pdf)), "k.pdf is locked with a password", "Save a copy without it")


@pytest.mark.parametrize("data", [b"", b"<html>Sign in</html>", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40])
def test_what_is_no_pdf_is_refused_by_name(data: bytes) -> None:
    sentence = refused(data)
    assert_says(sentence, "k.pdf")
    assert ". " in sentence


def test_of_a_file_cut_off_what_is_left_is_read() -> None:
    pdf = make.blank(0)
    for _ in range(3):
        pdf.add_page()
        make.paragraphs(pdf, 20, 40, 170, make.LOREM)
    data = make.done(pdf)
    assert "Allt lagras i Sverige" in only(data[: data.rindex(b"xref")], "k.pdf", Origin.OFFICIAL).text


def test_one_bad_page_does_not_lose_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    pdf = make.blank(0)
    for _ in range(3):
        pdf.add_page()
        make.paragraphs(pdf, 20, 40, 170, make.LOREM)
    whole = pdfium.sheet
    broken = lambda document, number: whole(document, number if number != 2 else 99)  # noqa: E731 - page 99 is not there
    monkeypatch.setattr(pdfium, "sheet", broken)
    reading = read(make.done(pdf), "k.pdf", Origin.OFFICIAL)
    assert [name for _, name in reading.documents[0].places] == ["page 1", "page 3"]
    assert [one.document for one in reading.refusals] == ["k.pdf, page 2"]


def test_limits_name_the_setting_that_raises_them() -> None:
    pdf = make.blank(3)
    make.paragraphs(pdf, 20, 40, 170, make.LOREM * 3)
    data = make.done(pdf)
    assert_says(refused(data, pages=2), "k.pdf has 3 pages, the limit is 2", "SAMSYN_MAX_PAGES")
    assert_says(refused(data, expanded=500), "SAMSYN_MAX_EXPANDED_MB")


@pytest.mark.parametrize("packed", [b"/FlateDecode", b"[/FlateDecode/FlateDecode]"])
def test_a_bomb_is_weighed_before_it_is_opened(packed: bytes) -> None:
    stream = make.swollen(b" ", 300)
    data = make.drawn(make.zlib.compress(stream) if packed.startswith(b"[") else stream, packed=packed)
    with pytest.raises(TooLarge, match="unpacks to more than 200 MB"):
        read(data, "k.pdf")


def test_pages_that_lie_in_themselves_end() -> None:
    loop = make.written([b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 4>>"])
    assert_says(refused(loop), "k.pdf")


def test_any_failure_of_the_library_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(_: object) -> None:
        raise RuntimeError("segment")

    monkeypatch.setattr(pdfium, "opened", fails)
    with pytest.raises(Unreadable) as error:
        read(make.done(make.blank()), "k.pdf")
    assert "segment" not in error.value.sentence()
