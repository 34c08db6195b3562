"""Bytes to text: byte order mark, strict UTF-8, UTF-16 by its zeros, Windows-1252; anything else is refused.

Statistical guessing is left out on purpose: on short Swedish notes it is wrong too often.
"""

import codecs
import re
import unicodedata

from app.domain.errors import Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_AS_TEXT = "Save it as text, Markdown, HTML or CSV and try again"
_PICTURE = "Write down what it says, or run text recognition (OCR) and save a PDF"
_BINARY = (
    (b"%PDF-", "a PDF", "Let its name end in .pdf"),
    (
        b"PK\x03\x04", "a zip archive or an Office document",
        "Let its name end in .docx, .pptx, .xlsx or .zip, whichever it is",
    ),
    (
        b"\xd0\xcf\x11\xe0", "an old Office document or an Outlook message",
        "Let its name end in .msg if it is a mail, else save it as .docx, .pptx or .xlsx",
    ),
    (b"\x89PNG", "an image", _PICTURE),
    (b"\xff\xd8\xff", "an image", _PICTURE),
    (b"GIF8", "an image", _PICTURE),
    (b"RIFF", "an image, sound or film", "Write down what it says"),
    (b"\x1f\x8b", "a compressed file", "Unpack it, or pack it again as .zip"),
    (b"7z\xbc\xaf", "a compressed file", "Pack it again as .zip"),
    (b"Rar!", "a compressed file", "Pack it again as .zip"),
    (b"SQLite format 3", "a database", "Export its rows as .csv"),
    (b"{\\rtf", "an RTF document", "Save it as .docx"),
)  # fmt: skip
"""How files begin that are no text, what they are and what to do."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UNPRINTABLE = re.compile(r"[\x00\ud800-\udfff]")
_ESCAPED = re.compile(r"[\udc80-\udcff]")
_SEVERAL = 3
_SOME = 20
_WESTERN_SHARE = 0.3
"""Swedish has one accented letter in twelve; another alphabet, read as Windows-1252, is nearly all accents."""
_FALLBACK = {0xDC00 + byte: bytes([byte]).decode("cp1252", "replace") for byte in range(0x80, 0x100)}


def decode(data: bytes, name: str, declared: str | None = None) -> str:
    """Return the text of `data`, with line feeds as its only line ends and with composed accents.

    Args:
        data: The file's bytes.
        name: The file's name, for the refusal.
        declared: The encoding the file itself claims to be in (HTML's `<meta charset>`), tried after a byte order mark.

    Raises:
        Unreadable: The bytes are no text, or in an encoding that cannot be told.
    """
    for magic, what, to_do in _BINARY:
        if data.startswith(magic):
            raise Unreadable(f"{name} is not text but {what}", to_do)
    text = _marked(data, name) or _declared(data, declared) or _guessed(data, name)
    if len(_CONTROL.findall(text[:100_000])) > max(_SEVERAL, len(text) // 1000):
        raise _not_text(name)
    return clean(text)


def clean(text: str) -> str:
    """Return `text` as it is kept: line feeds, composed accents, nothing that a database refuses."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii():
        text = unicodedata.normalize("NFC", text.replace("\ufeff", ""))
    return _UNPRINTABLE.sub("\ufffd", text)


def _marked(data: bytes, name: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError as error:
                raise Unreadable(f"{name} says it is {encoding} and is not", "Save it again as UTF-8") from error
    return None


def _declared(data: bytes, declared: str | None) -> str | None:
    """Try the stated encoding. UTF-16 and UTF-7 cannot be stated in ASCII; Latin-1 means Windows-1252 on the web."""
    if not declared or b"\0" in data:
        return None
    try:
        encoding = codecs.lookup(declared.strip().lower()).name
    except (LookupError, ValueError):  # a name with a zero in it
        return None
    if encoding in {"iso8859-1", "ascii", "cp1252", "utf-8"} or encoding.startswith(("utf-16", "utf-32", "utf-7")):
        return None
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _guessed(data: bytes, name: str) -> str:
    if b"\0" in data:
        return _wide(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(data) - 3 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")  # cut in the middle of its last character
    mixed = data.decode("utf-8", "surrogateescape")
    strange = len(_ESCAPED.findall(mixed))
    if strange < sum(1 for character in mixed if character > "\x7f") - strange:
        return mixed.translate(_FALLBACK)  # UTF-8 with a few stray bytes pasted in
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _unknown(name) from error
    if strange > max(_SOME, _WESTERN_SHARE * len(text)):
        raise _unknown(name)
    return text


def _wide(data: bytes, name: str) -> str:
    """UTF-16 without a mark: western text has a zero in every other byte, nearly always."""
    half = len(data) // 2
    low, high = data[0::2].count(0), data[1::2].count(0)
    encoding = "utf-16-le" if high > low else "utf-16-be"
    if len(data) % 2 or max(low, high) < half * 0.6 or min(low, high) > half * 0.02:
        raise _not_text(name)
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _not_text(name) from error


def _not_text(name: str) -> Unreadable:
    return Unreadable(f"{name} is not text", _AS_TEXT)


def _unknown(name: str) -> Unreadable:
    return Unreadable(f"{name} is in an encoding that could not be told", "Save it as UTF-8 and try again")
