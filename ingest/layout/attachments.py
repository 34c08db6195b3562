"""Files that lie in a PDF."""

from collections.abc import Iterator
from ctypes import c_ulong
from typing import Any

from pypdfium2 import raw as pdfium

from ingest.stated import names

MOST = 100
"""Attachments that are looked at."""


def attached(document: Any, largest: int) -> Iterator[tuple[str, bytes | None]]:
    """Yield name and bytes of each attached file, at most `MOST`; `None` for one larger than `largest` or broken."""
    seen: set[str] = set()
    for index in range(min(document.count_attachments(), MOST)):
        attachment = document.get_attachment(index)
        name = names.apart(names.safe(attachment.get_name()) or "attachment", seen)
        seen.add(name.casefold())
        size = c_ulong()
        there = pdfium.FPDFAttachment_GetFile(attachment, None, 0, size)
        yield name, bytes(attachment.get_data()) if there and 0 < size.value <= largest else None
