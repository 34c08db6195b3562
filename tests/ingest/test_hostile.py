"""Files made to take a reader's time or memory, to fetch, or to get out: each ends in text or a clear refusal.

What takes more than linear time on ten megabytes takes hours here.
"""

import struct
import zlib
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.domain.errors import SamsynError
from app.domain.evidence import Origin
from ingest import sources
from ingest.isolation import ReadingRoom
from ingest.reading import MEGABYTE, Limits, Reading
from tests.ingest import pdf_files
from tests.ingest.office_files import changed, replaced
from tests.ingest.reading_a_file import TODAY, assert_says, read, texts
from tests.ingest.soundness import problems_of
from tests.ingest.test_archives import packed
from tests.ingest.test_office import FILES, MAIN

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


LIMITS = Limits(seconds=4, memory=2000 * MEGABYTE, expanded=20 * MEGABYTE)
TEXT = b"Vi svarar inom fyra timmar."
SECRET = "file:///etc/hostname"
XXE = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{SECRET}">]>'
HEAD = b"From: Lena <lena@hotell-fjorden.se>\r\nSubject: Offert\r\nMIME-Version: 1.0\r\n"


@pytest.fixture(scope="module")
def small_room() -> Iterator[ReadingRoom]:
    with closing(ReadingRoom(LIMITS)) as room:
        yield room


def outcome(room: ReadingRoom, data: bytes, name: str) -> Reading | SamsynError:
    """Read a hostile file and then a good one: whatever the first did, the second is read."""
    bad, good = sources.upload(name, data, Origin.FIELD), sources.upload("good.txt", TEXT, Origin.FIELD)
    (_, found), (_, after) = room.readings([bad, good], TODAY)
    assert isinstance(after, Reading)
    assert after.documents[0].text == TEXT.decode()
    assert not problems_of(bad.path, found)
    return found


def refused(room: ReadingRoom, data: bytes, name: str) -> str:
    found = outcome(room, data, name)
    assert isinstance(found, SamsynError), found
    return found.sentence()


@pytest.mark.parametrize(
    "drawing",
    [
        pdf_files.drawn(zlib.compress(b"0 0 m 10 10 l S " * 20_000), b"[" + b"4 0 R " * 20_000 + b"]"),
        pdf_files.drawn(pdf_files.swollen(b"q 1 0 0 1 0 0 cm ", 15)),
    ],
    ids=["one stream twenty thousand times", "endless nested q"],
)
def test_a_page_that_takes_for_ever_is_refused_and_the_next_file_is_read(
    small_room: ReadingRoom, drawing: bytes
) -> None:
    found = outcome(small_room, drawing, "k.pdf")
    if isinstance(found, SamsynError):
        assert_says(found.sentence(), "k.pdf takes", "split it" if "memory" in found.sentence() else "than 4 s")


def test_a_document_that_unpacks_to_far_more_is_refused(small_room: ReadingRoom) -> None:
    bomb = changed(FILES[".docx"], {MAIN[".docx"]: b"<a>" + b" " * 19 * MEGABYTE})
    assert_says(refused(small_room, bomb, "a.docx"), "zip bomb", "save it again")
    more = changed(FILES[".docx"], {MAIN[".docx"]: b"<a>" + b" " * 21 * MEGABYTE})
    assert_says(refused(small_room, more, "a.docx"), "SAMSYN_MAX_EXPANDED_MB")


def test_a_document_of_a_million_runs_in_runs_is_refused(small_room: ReadingRoom) -> None:
    deep = changed(FILES[".docx"], {MAIN[".docx"]: replaced("<w:r>", "<w:r>" * 300_000)})
    assert_says(refused(small_room, deep, "a.docx"), "a.docx")


def test_a_sheet_that_claims_a_thousand_million_rows_costs_nothing(small_room: ReadingRoom) -> None:
    far = replaced('<row r="2"', '<row r="1000000000"')
    claims = replaced('ref="A1:B2"', 'ref="A1:XFD1000000000"')
    data = changed(FILES[".xlsx"], {MAIN[".xlsx"]: lambda part: claims(far(part))})
    assert_says(refused(small_room, data, "a.xlsx"), "a.xlsx has a header and no rows")


@pytest.mark.parametrize("suffix", FILES)
def test_entities_from_outside_are_refused_in_office_files(small_room: ReadingRoom, suffix: str) -> None:
    part = f"{XXE}<x>&e;</x>".encode()
    assert_says(refused(small_room, changed(FILES[suffix], {MAIN[suffix]: part}), f"a{suffix}"), "document type")


@pytest.mark.parametrize("name", ["a.html", "a.xhtml", "a.md"])
def test_entities_from_outside_are_text_elsewhere(small_room: ReadingRoom, name: str) -> None:
    page = f"{XXE}<html><body><p>Vi svarar inom fyra timmar. &e; <img src='{SECRET}'></p></body></html>"
    found = outcome(small_room, page.encode(), name)
    assert isinstance(found, Reading)
    assert "Vi svarar" in found.documents[0].text


def test_mails_nested_fifty_deep_end_at_the_limit(small_room: ReadingRoom) -> None:
    made = HEAD + b"\r\nInnerst."
    for n in range(50):
        bound = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        words = b"Content-Type: text/plain\r\n\r\nNumber %d says so.\r\n--b%d\r\n" % (n, n)
        made = HEAD + bound + words + b"Content-Type: message/rfc822\r\n\r\n" + made + b"\r\n--b%d--" % n
    found = outcome(small_room, made, "a.eml")
    assert isinstance(found, Reading)
    assert len(found.documents) == LIMITS.nesting + 1
    assert_says(found.refusals[0].reason, "SAMSYN_MAX_NESTING")


def test_parts_nested_a_thousand_deep_are_refused(room: ReadingRoom) -> None:
    made = b"Content-Type: text/plain\r\n\r\nHej."
    for n in range(1000):
        bound = b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n)
        made = bound + made + b"\r\n--b%d--" % n
    assert_says(refused(room, HEAD + made, "a.eml"), "a.eml", "Save it from your mail program")


def test_of_a_mail_with_hundreds_of_attachments_a_hundred_are_read(small_room: ReadingRoom) -> None:
    part = b"--b\r\nContent-Disposition: attachment; filename=%d.txt\r\n\r\nDe vill ha SSO.\r\n"
    parts = b"".join(part % n for n in range(400))
    made = HEAD + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + parts + b"--b--"
    found = outcome(small_room, made, "a.eml")
    assert isinstance(found, Reading)
    assert len(found.documents) == 100
    assert_says(found.refusals[0].reason, "300 were not read", "100 are the most")


def test_zip_files_in_zip_files_end_at_the_limit_and_share_what_may_be_unpacked(small_room: ReadingRoom) -> None:
    deep, wide = packed(("0.md", TEXT)), packed(*((f"{n}.md", b" " * 2 * MEGABYTE) for n in range(9)))
    for n in range(1, 7):
        deep = packed((f"{n}.zip", deep), (f"{n}.md", TEXT))
    for _ in range(2):
        wide = packed(*((f"{n}.zip", wide) for n in range(9)))
    found = outcome(small_room, packed(("deep.zip", deep), ("wide.zip", wide)), "a.zip/b.zip")
    assert isinstance(found, Reading)
    said = " ".join(one.reason for one in found.refusals)
    assert_says(said, "SAMSYN_MAX_NESTING", "SAMSYN_MAX_EXPANDED_MB")


@pytest.mark.parametrize("at", [14, 18, 22])
def test_a_zip_file_whose_headers_disagree_is_text_or_a_refusal(small_room: ReadingRoom, at: int) -> None:
    data = packed(("a.md", TEXT * 1000))
    data = data[:at] + struct.pack("<I", 0x7FFFFFFF) + data[at + 4 :]
    outcome(small_room, data, "b.zip")
    index = data.index(b"PK\x01\x02") + at + 2
    found = outcome(small_room, data[:index] + struct.pack("<I", 5) + data[index + 4 :], "b.zip")
    assert isinstance(found, Reading)
    assert found.refusals


def test_a_transcript_of_half_a_million_cues_is_text_or_out_of_time(small_room: ReadingRoom) -> None:
    cues = "WEBVTT\n\n" + "00:01.000 --> 00:02.000\nHej\n\n" * 500_000
    found = outcome(small_room, cues.encode(), "a.vtt")
    if isinstance(found, SamsynError):
        assert_says(found.sentence(), "a.vtt", "SAMSYN_READ_SECONDS")


def test_a_cell_of_fifteen_megabytes_is_refused_with_its_row(small_room: ReadingRoom) -> None:
    data = b'date,account,text\n2026-03-09,Acme,"' + b"De vill ha SSO. " * 930_000 + b'"\n'
    assert_says(refused(small_room, data, "a.csv"), "a.csv, row 2", "quotation mark")


@pytest.mark.parametrize("unit", [('{"a":', "}"), ("[", "]")])
def test_json_nested_a_hundred_thousand_deep_is_refused(small_room: ReadingRoom, unit: tuple[str, str]) -> None:
    data = f"{unit[0] * 100_000}1{unit[1] * 100_000}".encode()
    assert_says(refused(small_room, data, "a.json"), "a.json is nested too deeply")
    assert_says(refused(small_room, data, "a.jsonl"), "a.jsonl", "one object a line")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a\x00\x1b[31m\x7f\u202eb.txt", "a[31mb.txt"), (f"{'å' * 5000}.txt", f"{'å' * 196}.txt"),
        (f"a.{'t' * 5000}.txt", f"a.{'t' * 194}.txt"), ("C:\\x\\..\\a.txt", "a.txt"), ("\ud800a.txt", "a.txt"),
    ],
)  # fmt: skip
def test_a_name_made_to_mislead_is_a_plain_one(small_room: ReadingRoom, name: str, path: str) -> None:
    found = outcome(small_room, TEXT, name)
    assert isinstance(found, Reading)
    assert found.documents[0].path == path
