"""PDF: pages in reading order, tables as rows, headers and footers left out; a scan is refused with what to do."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from app.domain.errors import SamsynError, TooLarge, Unreadable
from ingest.layout import attachments, pdfium, properties, weight
from ingest.layout.assembling import assembled
from ingest.layout.shapes import Sheet
from ingest.reading import MEGABYTE, Raw, Reading, Refusal
from ingest.stated.about import whole

log = logging.getLogger(__name__)

SUFFIXES = frozenset({".pdf"})
_HEADER = 1024
"""Bytes in which a PDF must say that it is one."""
_AGAIN = "Open it in a PDF viewer and print or save it as a new PDF"
_SCAN = "export it from where it was made, or run text recognition (OCR) first"


@dataclass(slots=True)
class _Taken:
    """What was taken out of a file, while PDFium was held."""

    sheets: list[Sheet] = field(default_factory=list)
    broken: list[tuple[int, str]] = field(default_factory=list)
    properties: dict[str, str] = field(default_factory=dict)
    inside: list[Raw] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)


def read(raw: Raw) -> Reading:
    """Return the file as one document with its pages, and the files attached to it.

    A file that only forbids copying and printing is read: it opens for everybody, and the wish is about passing it on.

    Raises:
        TooLarge: More pages or text than a file may have.
        Unreadable: No PDF, broken, locked with a password, or pictures of pages without text.
    """
    _check(raw)
    try:
        with pdfium.ONE_AT_A_TIME:
            taken = _taken(raw)
        printed = assembled(taken.sheets)
    except (SamsynError, MemoryError):
        raise
    except Exception as error:
        if pdfium.needs_password(error):
            raise Unreadable(f"{raw.name} is locked with a password", "Save a copy without it and try again") from error
        log.info("reading %s: %s", raw.path, error)
        raise Unreadable(f"{raw.name} is broken or no whole PDF", _AGAIN) from error
    aside = Reading(
        refusals=(*(_page(raw, number, number, why) for number, why in taken.broken), *taken.refusals),
        skipped=tuple(_without_text(raw, taken.sheets)),
        inside=tuple(taken.inside),
    )
    if not printed.text and taken.inside:
        return aside
    if not printed.text:
        raise _nothing(raw, taken)
    reading = whole(
        raw, {}, printed.text, printed.headings, first_line=0, places=printed.places, properties=taken.properties
    )
    return replace(reading, refusals=aside.refusals, skipped=aside.skipped, inside=aside.inside)


def _check(raw: Raw) -> None:
    if b"%PDF-" not in raw.data[:_HEADER]:
        raise Unreadable(f"{raw.name} is not a PDF, whatever its name says", "Download or export it again")
    if weight.unpacked(raw.data, raw.limits.expanded) > raw.limits.expanded:
        raise _too_much(raw)


def _too_much(raw: Raw) -> TooLarge:
    said = f"{raw.name} unpacks to more than {raw.limits.expanded // MEGABYTE} MB"
    return TooLarge(said, "Split it, or raise SAMSYN_MAX_EXPANDED_MB")


def _taken(raw: Raw) -> _Taken:
    document = pdfium.opened(raw.data)
    try:
        pages = len(document)
        if pages > raw.limits.pages:
            said = f"{raw.name} has {pages:,} pages, the limit is {raw.limits.pages:,}"
            raise TooLarge(said, "Split it, or raise SAMSYN_MAX_PAGES")
        taken = _Taken(properties=properties.stated(document.get_metadata_dict(), raw.name, raw.today))
        _read_pages(raw, document, pages, taken)
        _read_attached(raw, document, taken)
        return taken
    finally:
        document.close()


def _read_pages(raw: Raw, document: Any, pages: int, taken: _Taken) -> None:
    size = 0
    for number in range(1, pages + 1):
        try:
            sheet = pdfium.sheet(document, number)
        except pdfium.Broken as error:
            taken.broken.append((number, str(error)))
            continue
        taken.sheets.append(sheet)
        size += sum(len(segment.text.encode()) for segment in sheet.segments)
        if size > raw.limits.expanded:
            raise _too_much(raw)


def _read_attached(raw: Raw, document: Any, taken: _Taken) -> None:
    for name, data in attachments.attached(document, raw.limits.file):
        if data is None:
            why = f"It is empty, broken or larger than {raw.limits.file // MEGABYTE} MB."
            taken.refusals.append(Refusal(f"{raw.path}/{name}", why))
        else:
            taken.inside.append(raw.within(name, data))
    more = document.count_attachments() - attachments.MOST
    if more > 0:
        why = f"Of its attachments {more} were not read: {attachments.MOST} are the most. Take them out."
        taken.refusals.append(Refusal(raw.path, why))


def _without_text(raw: Raw, sheets: Sequence[Sheet]) -> list[Refusal]:
    """The pages that show something and hold no text, neighbours together; blank ones are none."""
    bare = [sheet.number for sheet in sheets if sheet.empty and sheet.drawn]
    starts = [number for before, number in pairwise([-1, *bare]) if number > before + 1]
    ends = [number for number, after in pairwise([*bare, 10**9]) if after > number + 1]
    why = f"no text on it: a picture or a scan; if it says something, {_SCAN}"
    return [_page(raw, first, last, why) for first, last in zip(starts, ends, strict=True)]


def _page(raw: Raw, first: int, last: int, why: str) -> Refusal:
    return Refusal(f"{raw.path}, page {first}" if first == last else f"{raw.path}, pages {first}–{last}", why)


def _nothing(raw: Raw, taken: _Taken) -> Unreadable:
    pages = len(taken.sheets) + len(taken.broken)
    if any(sheet.drawn for sheet in taken.sheets):
        on = "its page" if pages == 1 else f"its {pages} pages"
        return Unreadable(f"{raw.name} has no text on {on}: it is a scan", f"{_SCAN[0].upper()}{_SCAN[1:]}")
    if taken.broken:
        return Unreadable(f"{raw.name} has no page that can be read ({taken.broken[0][1]})", _AGAIN)
    return Unreadable(f"{raw.name} holds no text", "Remove it, or save it again if it should")
