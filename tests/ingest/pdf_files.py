"""PDFs as people make them, and as nobody should."""

import zlib
from collections.abc import Sequence

from fpdf import FPDF

LOREM = (
    "Kairos samlar alla scheman på ett ställe och föreslår pass som håller för arbetstidslagen. "
    "Den som planerar ser direkt vem som är ledig, vem som är sjuk och vad det kostar. "
    "Ändringar går ut som notis i telefonen, så att ingen behöver ringa runt på kvällen. "
    "Allt lagras i Sverige, och varje ändring kan följas i loggen i minst fem år framåt. "
)
ENGLISH = (
    "Kairos keeps every rota in one place and proposes shifts that respect working time rules. "
    "Planners see at once who is free, who is ill and what a change will cost the unit. "
    "Changes reach the phone as a notification, so that nobody has to call around at night. "
)


def blank(pages: int = 1) -> FPDF:
    """A document of white pages, A4, with a font set."""
    pdf = FPDF()
    pdf.set_auto_page_break(auto=False)
    pdf.set_font("Helvetica", size=10)
    for _ in range(pages):
        pdf.add_page()
    return pdf


def done(pdf: FPDF) -> bytes:
    return bytes(pdf.output())


def paragraphs(pdf: FPDF, left: float, top: float, width: float, *texts: str) -> None:
    """Set texts in a column, with a gap between them; millimetres."""
    pdf.set_xy(left, top)
    for text in texts:
        pdf.set_x(left)
        pdf.multi_cell(width, 4.6, text, align="L", new_x="LEFT", new_y="NEXT")
        pdf.ln(4)


def grid(pdf: FPDF, left: float, top: float, widths: Sequence[float], rows: Sequence[Sequence[str]]) -> None:
    """Set a table without borders, figures to the right; millimetres."""
    for number, row in enumerate(rows):
        x = left
        for column, (width, cell) in enumerate(zip(widths, row, strict=True)):
            pdf.set_xy(x, top + 7 * number)
            pdf.cell(width, 7, cell, align="R" if column else "L")
            x += width


def heading(pdf: FPDF, left: float, top: float, text: str, size: float = 18) -> None:
    pdf.set_font("Helvetica", style="B", size=size)
    pdf.set_xy(left, top)
    pdf.cell(0, size / 2, text)
    pdf.set_font("Helvetica", size=10)


def drawn(stream: bytes, contents: bytes = b"4 0 R", packed: bytes = b"/FlateDecode", more: bytes = b"") -> bytes:
    """A PDF of one page, written by hand, with `stream` as what is drawn on it."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + more + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>>>/Contents " + contents + b">>",
        b"<</Length %d/Filter %s>>stream\n" % (len(stream), packed) + stream + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    return written(objects)


def written(objects: Sequence[bytes]) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out, places = b"%PDF-1.7\n", []
    for number, thing in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj" % number + thing + b"endobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size + table
    return out + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


def swollen(unit: bytes, megabytes: int) -> bytes:
    """`unit` so many times over, packed."""
    packing = zlib.compressobj(9)
    piece = unit * (1_000_000 // len(unit))
    return b"".join(packing.compress(piece) for _ in range(megabytes)) + packing.flush()


def form() -> bytes:
    """A form with a name filled in, a box ticked and one left open."""
    fields = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(Kund)/V(Hotell Fjorden)/Rect[100 600 300 620]/F 4/P 3 0 R>>",
        (
            b"<</Type/Annot/Subtype/Widget/FT/Btn/T(Vill bli uppringd)/V/Ja/AS/Ja/Rect[100 500 120 520]/F 4/P 3 0 R"
            b"/AP<</N<</Ja 5 0 R/Off 5 0 R>>>>>>"
        ),
        (
            b"<</Type/Annot/Subtype/Widget/FT/Btn/T(Avtal skickat)/V/Off/AS/Off/Rect[100 400 120 420]/F 4/P 3 0 R"
            b"/AP<</N<</Ja 5 0 R/Off 5 0 R>>>>>>"
        ),
    )
    text = b"BT /F1 12 Tf 100 700 Td (Intresseanm\\344lan) Tj ET"
    script = b"/OpenAction<</S/JavaScript/JS(app.launchURL\\('http://127.0.0.1:9'\\);)>>"
    return written([
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[7 0 R 8 0 R 9 0 R]>>" + script + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F1 6 0 R>>>>/Contents 4 0 R"
        b"/Annots[7 0 R 8 0 R 9 0 R]>>"),
        b"<</Length %d>>stream\n" % len(text) + text + b"\nendstream",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length 0>>stream\n\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        *fields,
    ])  # fmt: skip
