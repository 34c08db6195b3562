"""What lies on top of a PDF's page: filled in form fields and text typed onto it. Comments are none of the text."""

from collections.abc import Callable, Iterator
from ctypes import POINTER, c_ushort, cast
from typing import Any

from pypdfium2 import raw as pdfium

_MOST = 5_000
"""Annotations of one page that are looked at."""
_LONGEST = 20_000
"""Bytes of a value, in UTF-16."""
_BOXES = frozenset({pdfium.FPDF_FORMFIELD_CHECKBOX, pdfium.FPDF_FORMFIELD_RADIOBUTTON})
_WRITTEN = frozenset({pdfium.FPDF_FORMFIELD_TEXTFIELD, pdfium.FPDF_FORMFIELD_COMBOBOX, pdfium.FPDF_FORMFIELD_LISTBOX})


def lines(document: Any, page: Any) -> Iterator[str]:
    """Yield `name: value` of each form field that is filled in, and text that was typed onto the page."""
    seen: set[str] = set()
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        note = pdfium.FPDFPage_GetAnnot(page, index)
        if not note:
            continue
        try:
            line = _line(document.formenv, note)
        finally:
            pdfium.FPDFPage_CloseAnnot(note)
        if line and line not in seen:
            seen.add(line)
            yield line


def _line(form: Any, note: Any) -> str:
    kind = pdfium.FPDFAnnot_GetSubtype(note)
    if kind == pdfium.FPDF_ANNOT_FREETEXT:
        return _text(lambda buffer, size: pdfium.FPDFAnnot_GetStringValue(note, b"Contents", buffer, size))
    if kind != pdfium.FPDF_ANNOT_WIDGET or not form:
        return ""
    field = pdfium.FPDFAnnot_GetFormFieldType(form, note)
    if field not in _BOXES | _WRITTEN:
        return ""
    ticked = pdfium.FPDFAnnot_IsChecked(form, note)
    value = _text(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldValue(form, note, buffer, size))
    name = _text(lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldAlternateName(form, note, buffer, size)) or _text(
        lambda buffer, size: pdfium.FPDFAnnot_GetFormFieldName(form, note, buffer, size)
    )
    if field in _BOXES and not ticked:
        return ""
    return f"{name}: {value}" if name and value else value


def _text(read: Callable[[Any, int], int]) -> str:
    """Call a function of PDFium that fills a buffer with UTF-16, first to learn its size."""
    size = read(None, 0)
    if not 2 < size <= _LONGEST:  # noqa: PLR2004 - the closing zero alone
        return ""
    buffer = (c_ushort * (size // 2 + 1))()
    read(cast(buffer, POINTER(c_ushort)), size)
    return " ".join(bytes(buffer)[: size - 2].decode("utf-16-le", "replace").replace("\0", "").split())
