"""Outlook's own files. One is real; others stand as the streams that olefile would find in one."""

import struct
from collections.abc import Mapping
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Self

import pytest

from app.domain.errors import Unreadable
from ingest.readers import outlook
from ingest.reading import Reading
from tests.ingest.reading_a_file import assert_says, read

REAL = Path(__file__).parents[2] / "../shared/data/fixtures/ok__markitdown__test_outlook_msg.msg"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIL_ATTACHED = "__attach_version1.0_#00000001/__substg1.0_3701000D"


class Streams:
    """What olefile gives of a compound file, from a plain mapping of paths to bytes."""

    def __init__(self, streams: Mapping[str, bytes]) -> None:
        self._streams = streams

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def listdir(self, *, streams: bool, storages: bool) -> list[list[str]]:
        assert streams
        assert storages
        return [path.split("/") for path in self._streams]

    def exists(self, path: list[str]) -> bool:
        return "/".join(path) in self._streams

    def get_type(self, path: list[str]) -> int:
        return 2 if self.exists(path) else 0

    def openstream(self, path: list[str]) -> BytesIO:
        return BytesIO(self._streams["/".join(path)])


def fixed(head: int, values: Mapping[int, bytes]) -> bytes:
    return bytes(head) + b"".join(struct.pack("<HHI8s", 3, number, 6, value) for number, value in values.items())


def wide(**values: str) -> dict[str, bytes]:
    return {
        f"__substg1.0_{name.removeprefix('p').upper()}001F": text.encode("utf-16-le") for name, text in values.items()
    }


def below(path: str, streams: Mapping[str, bytes]) -> dict[str, bytes]:
    return {f"{path}/{name}": data for name, data in streams.items()}


def sent(day: datetime) -> bytes:
    return struct.pack("<Q", int((day - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10**7)


NOTE = wide(
    p001a="IPM.Note", p0037="SV: Offert", p0c1a="Lena Berg", p0c1f="lena@hotell-fjorden.se",
    p1000="550 kr är för dyrt.\r\n\r\nMvh Lena\r\nFrån: Anna\r\nSkickat: idag\r\nTill: Lena\r\nÄmne: Offert\r\n\r\nOk?",
) | {"__properties_version1.0": fixed(32, {0x39: sent(datetime(2026, 3, 3, 10, tzinfo=UTC))})}  # fmt: skip
TO = below("__recip_version1.0_#00000000", wide(p3001="Anna Svensson", p39fe="anna@kairos-tid.se"))
FILE = below(
    "__attach_version1.0_#00000000",
    wide(p3707="Mötesanteckning.txt")
    | {"__substg1.0_37010102": b"De vill ha SSO.", "__properties_version1.0": fixed(8, {})},
)
INNER = below(MAIL_ATTACHED, wide(p001a="IPM.Note", p0037="Krav", p1000="Vi vill ha ett API."))


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """The streams of the file that the next reading finds."""
    streams: dict[str, bytes] = {}
    monkeypatch.setattr(outlook, "OleFileIO", lambda _: Streams(streams))
    return streams


def opened() -> Reading:
    return read(OLE, "field/mail.msg")


@pytest.mark.skipif(not REAL.is_file(), reason="the fixtures do not lie beside this checkout")
def test_a_real_one_is_read() -> None:
    (document,) = read(REAL.read_bytes(), "field/mail.msg").documents
    assert document.text == "This is the body of the test email message"
    assert (document.about.title, document.about.date) == ("Test Email Message", date(2024, 12, 22))


def test_it_is_read_like_the_mail_it_was(given: dict[str, bytes]) -> None:
    given.update(NOTE | TO)
    (document,) = opened().documents
    assert document.text == "550 kr är för dyrt."
    about = document.about
    assert (about.title, about.date, about.account) == ("Offert", date(2026, 3, 3), "Hotell Fjorden")


def test_the_headers_it_came_with_tell_its_senders_own_day(given: dict[str, bytes]) -> None:
    given.update(NOTE | TO | wide(p007d="Date: Wed, 04 Mar 2026 00:10:00 +1300\r\nFrom: Per Ek <per@berg.se>\r\n"))
    about = opened().documents[0].about
    assert (about.date, about.account) == (date(2026, 3, 4), "Berg")


def test_files_and_mails_attached_to_it_are_documents_of_their_own(given: dict[str, bytes]) -> None:
    given.update(NOTE | TO | FILE | INNER)
    found = {one.part: one.text for one in opened().documents}
    assert found == {
        "": "550 kr är för dyrt.",
        "Mötesanteckning.txt": "De vill ha SSO.",
        "Krav.eml": "Vi vill ha ett API.",
    }


@pytest.mark.parametrize(("number", "encoding"), [(65001, "utf-8"), (1252, "cp1252"), (850, "cp850")])
def test_text_in_a_code_page_is_read_by_it(given: dict[str, bytes], number: int, encoding: str) -> None:
    page = fixed(32, {0x3FDE: struct.pack("<II", number, 0)})
    given.update({"__substg1.0_1000001E": "Räksmörgås är dyrt.\0".encode(encoding), "__properties_version1.0": page})
    assert opened().documents[0].text == "Räksmörgås är dyrt."


def test_a_page_is_read_where_there_is_no_plain_text(given: dict[str, bytes]) -> None:
    given.update({"__substg1.0_10130102": "<p>Vi vill ha <b>ett API</b> på måndag.</p>".encode()})
    assert opened().documents[0].text == "Vi vill ha ett API på måndag."


def test_an_encrypted_one_is_refused_with_what_to_do(given: dict[str, bytes]) -> None:
    given.update(wide(p001a="IPM.Note.SMIME"))
    with pytest.raises(Unreadable) as refusal:
        opened()
    assert_says(refusal.value.sentence(), "mail.msg", "encrypted")


@pytest.mark.parametrize("data", [b"", b"text", OLE, OLE + bytes(600), OLE + b"\xff" * 4096])
def test_what_is_none_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable, match=r"mail\.msg"):
        read(data, "field/mail.msg")


@pytest.mark.skipif(not REAL.is_file(), reason="the fixtures do not lie beside this checkout")
def test_a_damaged_one_ends_in_text_or_refusal() -> None:
    whole = REAL.read_bytes()
    for at in range(0, len(whole), 199):
        for damaged in (whole[:at], whole[:at] + b"\xff" * 8 + whole[at + 8 :]):
            try:
                found = read(damaged, "field/mail.msg")
            except Unreadable as error:
                assert_says(error.sentence(), "mail.msg")
            else:
                assert found.documents
