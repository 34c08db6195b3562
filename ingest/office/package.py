"""An Office file opened safely: what is too much or protected is refused, and only its own texts are handed on."""

import io
import logging
import posixpath
import re
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from app.domain.errors import SamsynError, TooLarge, Unreadable
from ingest.office import properties
from ingest.office.trees import parsed
from ingest.reading import Raw

log = logging.getLogger(__name__)

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MEMBERS = 20_000
_RATIO = 250
"""Markup packs to a tenth, a sheet of formatted empty cells to a hundredth; a bomb to a thousandth."""
_SMALL = 10_000_000
"""Bytes unpacked below which the ratio does not matter."""
_TYPES = "[Content_Types].xml"
_CORE = "docProps/core.xml"
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_WORD = (
    rb"application/vnd\.(?:ms-word\.(?:document|template)\.macroEnabled(?:Template)?"
    rb"|openxmlformats-officedocument\.wordprocessingml\.template)\.main\+xml"
)
_POWERPOINT = (
    rb"application/vnd\.(?:ms-powerpoint\.(?:presentation|slideshow|template)\.macroEnabled"
    rb"|openxmlformats-officedocument\.presentationml\.(?:slideshow|template))\.main\+xml"
)
_PLAIN = b"application/vnd.openxmlformats-officedocument."
_VARIANTS = (
    (re.compile(_WORD), _PLAIN + b"wordprocessingml.document.main+xml"),
    (re.compile(_POWERPOINT), _PLAIN + b"presentationml.presentation.main+xml"),
)
"""Templates, shows and files with macros hold the same text; the libraries know only the plain kinds."""


@dataclass(frozen=True, slots=True)
class Package:
    """The texts of an Office file as a zip of its own, and what its properties say (by field of `About`)."""

    file: io.BytesIO
    properties: Mapping[str, str]


@contextmanager
def opened(raw: Raw) -> Iterator[Package]:
    """Hand out what is in the file; whatever goes wrong with it meanwhile is a refusal.

    Raises:
        TooLarge: Unpacked it is beyond a limit.
        Unreadable: It is protected, damaged, or another kind of file.
    """
    again = f"Open it in the program it was made with and save it again as {_modern(raw)}"
    try:
        yield _package(raw)
    except (SamsynError, MemoryError):
        raise
    except Exception as error:
        # Three libraries parse what anybody may have written, and each fails in ways of its own.
        log.info("reading %s: %r", raw.path, error)
        raise Unreadable(f"{raw.name} is damaged or not what its name says", again) from error


def _package(raw: Raw) -> Package:
    if raw.data.startswith(_OLE):
        raise _old_or_protected(raw)
    with zipfile.ZipFile(io.BytesIO(raw.data)) as archive:
        members = {member.filename: member for member in archive.infolist() if not member.is_dir()}
        _measure(raw, list(members.values()))
        texts = {name for name in members if name.lower().endswith((".xml", ".rels"))}
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as copy:
            for name in sorted(texts):
                copy.writestr(zipfile.ZipInfo(name), _part(raw, name, archive.read(name), texts))
        stated = properties.stated(archive.read(_CORE), raw.today) if _CORE in texts else {}
    file.seek(0)
    return Package(file, stated)


def _old_or_protected(raw: Raw) -> Unreadable:
    if _ENCRYPTED in raw.data:
        return Unreadable(
            f"{raw.name} is protected with a password", "Open it, take the password off, save it and try again"
        )
    return Unreadable(f"{raw.name} is an old Office file under a new name", f"Open it and save it as {_modern(raw)}")


def _modern(raw: Raw) -> str:
    letter = PurePosixPath(raw.path).suffix.lower()[1:2]
    return {"d": ".docx", "x": ".xlsx"}.get(letter, ".pptx")


def _measure(raw: Raw, members: list[zipfile.ZipInfo]) -> None:
    """Refuse by what the directory of the zip says; more than it says is never unpacked."""
    expanded = sum(member.file_size for member in members)
    if expanded > raw.limits.expanded:
        raise TooLarge(
            f"{raw.name} is {expanded / 1e6:,.0f} MB unpacked, the limit is {raw.limits.expanded / 1e6:,.0f} MB",
            "Split it, or raise SAMSYN_MAX_EXPANDED_MB",
        )
    if expanded > max(_SMALL, _RATIO * len(raw.data)) or len(members) > _MEMBERS:
        raise Unreadable(
            f"{raw.name} is packed like a zip bomb ({len(members):,} parts, {len(raw.data) / 1e6:.1f} MB"
            f" that unpack to {expanded / 1e6:,.0f})",
            f"If it is a real document, open it and save it again as {_modern(raw)}",
        )
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(f"{raw.name} is protected with a password", "Take the password off and try again")


def _part(raw: Raw, name: str, data: bytes, texts: set[str]) -> bytes:
    if any(mark in data for mark in _DOCTYPES):
        raise Unreadable(
            f"{raw.name} declares a document type, which no Office program writes",
            f"Do not trust it; if it is a real document, open it and save it again as {_modern(raw)}",
        )
    if b"http://purl.oclc.org/ooxml/" in data and name == "_rels/.rels":
        raise Unreadable(f"{raw.name} is saved as Strict Open XML", f"Save it as an ordinary {_modern(raw)}")
    if name == _TYPES:
        for variant, plain in _VARIANTS:
            data = variant.sub(plain, data)
    return _inward(name, data, texts) if name.endswith(".rels") else data


def _inward(name: str, data: bytes, texts: set[str]) -> bytes:
    """Only relationships to texts of this file: links out of it, pictures, macros and embedded files are not there."""
    folder = posixpath.dirname(posixpath.dirname(name))
    tree = parsed(data)
    for relation in list(tree):
        target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
        if relation.get("TargetMode") == "External" or target not in texts:
            tree.remove(relation)
    return bytes(etree.tostring(tree))
