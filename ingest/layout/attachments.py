"""Files that lie in a PDF."""

import re
import unicodedata
from collections.abc import Iterator
from ctypes import c_ulong
from typing import Any

from pypdfium2 import raw as pdfium

MOST = 100
"""Attachments that are looked at."""
_LONGEST = 120
_PARTS = re.compile(r"[\\/]")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f<>:\"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]")


def attached(document: Any, largest: int) -> Iterator[tuple[str, bytes | None]]:
    """Yield name and bytes of each attached file, at most `MOST`; `None` for one larger than `largest` or broken."""
    seen: set[str] = set()
    for index in range(min(document.count_attachments(), MOST)):
        attachment = document.get_attachment(index)
        name = _unlike(safe_name(attachment.get_name()), seen)
        seen.add(name.casefold())
        size = c_ulong()
        there = pdfium.FPDFAttachment_GetFile(attachment, None, 0, size)
        yield name, bytes(attachment.get_data()) if there and 0 < size.value <= largest else None


def safe_name(name: str) -> str:
    """The last part of a path, without characters that no file name has or that hide its ending."""
    last = _UNSAFE.sub("", unicodedata.normalize("NFC", _PARTS.split(name)[-1])).strip(" .")
    return last[-_LONGEST:] or "attachment"


def _unlike(name: str, seen: set[str]) -> str:
    stem, dot, ending = name.rpartition(".")
    number, other = 1, name
    while other.casefold() in seen:
        number += 1
        other = f"{stem} ({number}){dot}{ending}" if dot else f"{name} ({number})"
    return other
