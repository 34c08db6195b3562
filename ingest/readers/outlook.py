"""Mails as Outlook saves them (.msg), made into the messages everybody else saves and read as those are.

Read with olefile alone: python-oxmsg decodes all properties before the first can be asked for, fails on a stream that
is missing, and cannot look into an attached mail. Not read: the rich text that Outlook keeps beside the plain text and
the page; a mail with neither is refused.
"""

import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from email import policy
from email.message import EmailMessage
from email.parser import HeaderParser
from email.utils import format_datetime, formataddr

from olefile import OleFileIO

from app.domain.errors import Unreadable
from ingest.encoding import clean, decode
from ingest.mail.message import MALFORMED, encrypted, mail
from ingest.mail.reading import reading
from ingest.reading import Raw, Reading

SUFFIXES = frozenset({".msg"})
_KEPT = (
    "From",
    "To",
    "Cc",
    "Date",
    "Message-ID",
    "X-Account",
    "X-Kund",
    "X-Customer",
    "X-Rep",
    "X-Sales-Rep",
    "X-Saljare",
)
_SUBJECT, _CLASS, _HEADERS, _BODY, _HTML, _SUBMITTED, _DELIVERED = 0x37, 0x1A, 0x7D, 0x1000, 0x1013, 0x39, 0x0E06
_SENDER_NAME, _SENDER_SMTP, _SENDER_MAIL, _SENDER_ON_BEHALF = 0x0C1A, 0x5D01, 0x0C1F, 0x42
_NAME, _SMTP, _MAIL, _KIND = 0x3001, 0x39FE, 0x3003, 0x0C15
_FILE, _FILE_SHORT, _DATA, _MEDIA, _CONTENT_ID, _HIDDEN = 0x3707, 0x3704, 0x3701, 0x370E, 0x3712, 0x7FFE
_CODEPAGE, _MESSAGE_CODEPAGE = 0x3FDE, 0x3FFD
_TO, _CC = 1, 2
_BROKEN = (OSError, struct.error, *MALFORMED)
"""What olefile raises on files that are none or damaged, and the parser of the headers kept in one."""
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)
"""Numbers of the properties, as [MS-OXPROPS] gives them; times count from 1601."""


def read(raw: Raw) -> Reading:
    """Return the mail as one document, and the files attached to it."""
    try:
        with OleFileIO(raw.data) as ole:
            store = _Storage(ole, [], raw.name)
            sealed = store.text(_CLASS).upper() == "IPM.NOTE.SMIME"
            message = _message(store)
    except _BROKEN as error:
        raise Unreadable(f"{raw.name} is no Outlook mail", "Save it from Outlook again, as .msg or .eml") from error
    if sealed:
        raise encrypted(raw.name)
    return reading(raw, mail(message, raw.name))


class _Storage:
    """One level of the file: the mail, somebody it went to, a file attached to it or a mail attached to it."""

    def __init__(self, ole: OleFileIO, path: Sequence[str], name: str) -> None:
        self._ole = ole
        self._path = list(path)
        self._name = name
        self._fixed = {
            struct.unpack_from("<H", block, 2)[0]: block[8:]
            for block in self._blocks(self._stream("__properties_version1.0") or b"")
        }

    def text(self, number: int) -> str:
        """A property that is text, in whichever way it is kept; empty if there is none."""
        wide = self._stream(f"__substg1.0_{number:04X}001F")
        if wide is not None:
            return clean(wide.decode("utf-16-le", "replace").rstrip("\0"))
        narrow = self._stream(f"__substg1.0_{number:04X}001E")
        return self._decoded(narrow) if narrow else ""

    def page(self) -> str:
        """The mail's HTML."""
        data = self.data(_HTML)
        return self._decoded(data) if data else self.text(_HTML)

    def data(self, number: int) -> bytes | None:
        """A property that is bytes."""
        return self._stream(f"__substg1.0_{number:04X}0102")

    def number(self, number: int) -> int:
        """A property that is a number, 0 if there is none."""
        value: int = struct.unpack("<I", self._fixed[number][:4])[0] if number in self._fixed else 0
        return value

    def time(self, number: int) -> datetime | None:
        """A property that is a time, in UTC."""
        if number not in self._fixed:
            return None
        try:
            return _EPOCH + timedelta(microseconds=struct.unpack("<Q", self._fixed[number])[0] // 10)
        except OverflowError:
            return None

    def below(self, prefix: str) -> list["_Storage"]:
        """The levels below this one whose names begin so, in their order."""
        depth = len(self._path)
        found = {
            tuple(entry[: depth + 1])
            for entry in self._ole.listdir(streams=True, storages=True)
            if len(entry) > depth and entry[:depth] == self._path and entry[depth].startswith(prefix)
        }
        return [_Storage(self._ole, path, self._name) for path in sorted(found)]

    def _stream(self, name: str) -> bytes | None:
        path = [*self._path, name]
        if not self._ole.exists(path) or self._ole.get_type(path) != 2:  # noqa: PLR2004 - a stream
            return None
        with self._ole.openstream(path) as stream:
            data: bytes = stream.read()
        return data

    def _blocks(self, data: bytes) -> list[bytes]:
        """The properties of fixed size, 16 bytes each, below a head that depends on what this is."""
        attached = bool(self._path) and not self._path[-1].startswith("__substg1.0")
        head = 8 if attached else 24 if self._path else 32
        return [data[at : at + 16] for at in range(head, len(data) - 15, 16)]

    def _decoded(self, data: bytes) -> str:
        page = self.number(_CODEPAGE) or self.number(_MESSAGE_CODEPAGE)
        declared = {65001: "utf-8", 20127: "ascii", 28591: "iso-8859-1"}.get(page, f"cp{page}" if page else None)
        return decode(data.rstrip(b"\0"), self._name, declared) if data.strip(b"\0 \r\n") else ""


def _message(store: _Storage) -> EmailMessage:
    message = EmailMessage(policy.default)
    for name, value in _headers(store):
        message[name] = " ".join(value.split())
    text, page = store.text(_BODY), store.page()
    message.set_content(text)
    if page:
        message.add_alternative(page, subtype="html")
    for file in store.below("__attach_version1.0_"):
        _attach(message, file)
    return message


def _headers(store: _Storage) -> list[tuple[str, str]]:
    """The mail's headers as they came over the net, where Outlook kept them; else what its own fields say."""
    came = HeaderParser(policy=policy.default).parsestr(store.text(_HEADERS))
    kept = {name: str(came[name]) for name in _KEPT if came.get(name)}
    address = store.text(_SENDER_SMTP) or store.text(_SENDER_MAIL)
    people = store.below("__recip_version1.0_")
    sent = store.time(_SUBMITTED) or store.time(_DELIVERED)
    own = {
        "Subject": store.text(_SUBJECT),
        "From": _address(store.text(_SENDER_NAME) or store.text(_SENDER_ON_BEHALF), address),
        "To": ", ".join(_recipient(one) for one in people if one.number(_KIND) in {0, _TO}),
        "Cc": ", ".join(_recipient(one) for one in people if one.number(_KIND) == _CC),
        "Date": format_datetime(sent) if sent else "",
    }
    return [(name, value) for name, value in {**own, **kept}.items() if value]


def _recipient(store: _Storage) -> str:
    return _address(store.text(_NAME), store.text(_SMTP) or store.text(_MAIL))


def _address(name: str, address: str) -> str:
    """A name and an address; what Exchange writes for people inside it (`/O=…/CN=…`) is none."""
    address = address if "@" in address else "unknown"
    return formataddr((" ".join(name.split()), address), charset="utf-8") if name or "@" in address else ""


def _attach(message: EmailMessage, file: _Storage) -> None:
    inner = file.below(f"__substg1.0_{_DATA:04X}000D")
    if inner:
        if inner[0].text(_CLASS):  # else an object drawn into the text, such as a chart
            message.add_attachment(_message(inner[0]))
        return
    data = file.data(_DATA)
    name = file.text(_FILE) or file.text(_FILE_SHORT) or file.text(_NAME)
    if not data:
        return
    main, _, sub = file.text(_MEDIA).partition("/")
    shown = bool(file.text(_CONTENT_ID)) or bool(file.number(_HIDDEN))
    message.add_attachment(
        data,
        maintype=main if sub and main not in {"message", "multipart"} else "application",
        subtype=sub if sub and main not in {"message", "multipart"} else "octet-stream",
        filename=" ".join(name.split()) or None,
        disposition="inline" if shown else "attachment",
        cid=f"<{file.text(_CONTENT_ID)}>" if file.text(_CONTENT_ID).isascii() and file.text(_CONTENT_ID) else None,
    )
