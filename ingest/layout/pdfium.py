"""PDFium: from bytes to what stands on each page. Nothing is run, fetched or drawn.

The build in use has no JavaScript engine, and neither a document's opening actions nor its links are ever followed.
PDFium answers one caller at a time: whoever uses this module holds `ONE_AT_A_TIME`.
"""

import math
import threading
from collections import Counter
from collections.abc import Iterator
from ctypes import c_double
from typing import Any

import pypdfium2
from pypdfium2 import raw as pdfium

from ingest.layout import overlay
from ingest.layout.letters import Letter, segments, unknown
from ingest.layout.shapes import Sheet

ONE_AT_A_TIME = threading.Lock()
Broken = pypdfium2.PdfiumError
MOST_LETTERS = 500_000
"""On one page. A page of a newspaper holds 20,000."""
_SLANTED = 8.0
_HYPHENS = frozenset({2, 0xFFFE, 0x2010, 0x2011})
"""Among them how PDFium marks one at a line's end."""
_BREAKS = frozenset({0, 10, 13})
_SPACES = frozenset({32, 160})


def opened(data: bytes) -> Any:
    """Return the document, with the empty password if it wants one; raises `Broken`."""
    document = pypdfium2.PdfDocument(data)
    document.init_forms()
    return document


def needs_password(error: Exception) -> bool:
    """Whether the document opens with a password only."""
    return bool(getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD)


def sheet(document: Any, number: int) -> Sheet:
    """Return page `number` (from 1); raises `Broken` if it cannot be loaded, or holds no letters that can be told."""
    page = document[number - 1]
    try:
        return _sheet(document, page, number)
    finally:
        page.close()


def _sheet(document: Any, page: Any, number: int) -> Sheet:
    """The page as most of it is read; what stands sideways or slanted (stamps, labels of an axis) is left out."""
    text = page.get_textpage()
    try:
        letters = list(_letters(text.raw))
    finally:
        text.close()
    if unknown(letters):
        raise Broken("its fonts do not say which letters their signs stand for")
    angles = Counter(letter.angle for letter in letters if letter.text.strip())
    upright = max(angles, key=lambda angle: (angles[angle], -angle), default=0)
    left, right, upper, lower = _turned(max(upright, 0), *page.get_bbox())
    here = [
        letter._replace(left=letter.left - left, right=letter.right - left, base=letter.base - upper)
        for letter in letters
        if not letter.text
        or (letter.angle == upright and left <= letter.left <= right and upper <= letter.base <= lower)
    ]
    drawn = bool(letters) or pdfium.FPDFPage_CountObjects(page) > 0
    return Sheet(
        number, right - left, lower - upper, tuple(segments(here)), tuple(overlay.lines(document, page)), drawn
    )


def _letters(text: Any) -> Iterator[Letter]:
    """Every letter of a page; PDFium's own spaces and line ends are among them."""
    count = pdfium.FPDFText_CountChars(text)
    if count > MOST_LETTERS:
        raise Broken(f"it holds more than {MOST_LETTERS:,} letters")
    x, y, box = c_double(), c_double(), pdfium.FS_RECTF()
    size, angle, begins = 0.0, 0, True
    for index in range(max(count, 0)):
        code = pdfium.FPDFText_GetUnicode(text, index)
        if code in _BREAKS:
            yield Letter("")
            begins = True
            continue
        if begins:
            size, angle = _set(text, index)
        begins = code in _SPACES
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        left, right, _, _ = _turned(max(angle, 0), box.left, box.bottom, box.right, box.top)
        _, _, base, _ = _turned(max(angle, 0), x.value, y.value, x.value, y.value)
        yield Letter("-" if code in _HYPHENS else chr(code), left, right, base, size, angle)


def _set(text: Any, index: int) -> tuple[float, int]:
    """Type size in points and quarter turns of the word that begins at `index`; -1 for a slanted one."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text, index, matrix)
    size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
    degrees = math.degrees(math.atan2(matrix.b, matrix.a))
    turn = round(degrees / 90)
    return max(abs(size), 0.1), turn % 4 if abs(degrees - 90 * turn) < _SLANTED else -1


def _turned(turn: int, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
    """A box, seen by who reads text turned so: from and to along the line, then from and to down the page."""
    return (
        (left, right, -top, -bottom),
        (bottom, top, left, right),
        (-right, -left, bottom, top),
        (-top, -bottom, -right, -left),
    )[turn]
