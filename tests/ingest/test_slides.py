import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from app.domain.errors import TooLarge, Unreadable
from app.domain.evidence import Document, Origin
from ingest import readers
from ingest.passages import passages
from ingest.reading import Limits, Raw
from tests.ingest.office_files import changed, replaced, saved
from tests.ingest.reading_a_file import TODAY, only, read, texts

TITLE, CONTENT, TITLE_ONLY, BLANK = 0, 1, 5, 6


def deck() -> Any:
    made = Presentation()
    made.core_properties.author = ""
    return made


def slide(made: Any, layout: int, title: str = "", body: str = "") -> Any:
    one = made.slides.add_slide(made.slide_layouts[layout])
    if title:
        one.shapes.title.text = title
    if body:
        one.placeholders[1].text = body
    return one


def box(where: Any, text: str, left: float, top: float, width: float = 5, height: float = 1.5) -> Any:
    one = where.shapes.add_textbox(Cm(left), Cm(top), Cm(width), Cm(height))
    one.text_frame.text = text
    return one


def shown(made: Any, name: str = "official/kairos.pptx") -> Document:
    return only(saved(made), name, Origin.OFFICIAL)


def sales_deck() -> Any:
    made = deck()
    slide(made, TITLE, "Kairos ger dig tid tillbaka", "Säljpresentation\nGäller t.o.m. 2026-12-31")
    slide(made, CONTENT, "Varför Kairos", "Sparar fem timmar i veckan\nData lagras i Sverige")
    one = slide(made, TITLE_ONLY, "Vi svarar inom fyra timmar")
    one.notes_slide.notes_text_frame.text = "Säg att det gäller vardagar 8–17."
    return made


def test_a_deck_is_read_slide_by_slide_with_titles_as_headings() -> None:
    document = shown(sales_deck())
    assert document.text == (
        "Kairos ger dig tid tillbaka\n\nSäljpresentation\nGäller t.o.m. 2026-12-31\n\n"
        "Varför Kairos\n\n- Sparar fem timmar i veckan\n- Data lagras i Sverige\n\n"
        "Vi svarar inom fyra timmar\n\nVi svarar inom fyra timmar – speaker notes\n\nSäg att det gäller vardagar 8–17."
    )
    assert [document.text[at:].split("\n")[0] for at, _ in document.places] == [
        "Kairos ger dig tid tillbaka",
        "Varför Kairos",
        "Vi svarar inom fyra timmar",
    ]
    assert [name for _, name in document.places] == ["slide 1", "slide 2", "slide 3"]
    assert (document.about.title, str(document.about.valid_until)) == ("Kairos ger dig tid tillbaka", "2026-12-31")
    assert "- Sparar fem timmar i veckan\n- Data lagras i Sverige" in texts(document)


def test_a_title_is_a_message_and_notes_are_said_to_be_notes() -> None:
    document = shown(sales_deck())
    places = {one.text: one.place for one in passages(document, "d")}
    assert places["Vi svarar inom fyra timmar"] == "Vi svarar inom fyra timmar, slide 3"
    assert places["Säg att det gäller vardagar 8–17."] == "Vi svarar inom fyra timmar – speaker notes, slide 3"


def test_a_slide_without_a_title_does_not_stand_under_the_one_before() -> None:
    made = sales_deck()
    box(slide(made, BLANK), "Kundcase: Hotell Fjorden sparar sex timmar i veckan. De började i mars.", 3, 9, 15)
    document = shown(made)
    last = document.text.index("Kundcase")
    assert document.headings[-1] == (last - 1, "")
    assert passages(document, "d")[-1].place == "slide 4"
    assert passages(document, "d")[-1].heading is None


def test_a_box_that_stands_where_a_title_does_is_the_title() -> None:
    made = deck()
    one = slide(made, BLANK)
    box(one, "Our prices for 2026", 2, 1, 15)
    box(one, "Team is EUR 49 per user and month.", 2, 8, 15)
    document = shown(made)
    assert [path for _, path in document.headings] == ["Our prices for 2026"]
    assert document.about.title == "Our prices for 2026"


def test_cards_side_by_side_are_read_card_by_card() -> None:
    made = deck()
    one = slide(made, TITLE_ONLY, "Planer")
    for column, (plan, price) in enumerate([("Start", "290 kr"), ("Team", "490 kr"), ("Enterprise", "Offert")]):
        box(one, price, 1 + 8 * column, 9.7)  # drawn before what stands above it, as happens
        box(one, plan, 1 + 8 * column, 8)
    assert shown(made).text == "Planer\n\nStart\n\n290 kr\n\nTeam\n\n490 kr\n\nEnterprise\n\nOffert"


def test_boxes_in_a_group_stay_together() -> None:
    made = deck()
    one = slide(made, TITLE_ONLY, "Support")
    box(one, "Telefon vardagar", 14, 6)
    group = one.shapes.add_group_shape()
    for text, top in [("svarstid", 9), ("4 timmar", 6)]:
        inner = group.shapes.add_textbox(Cm(2), Cm(top), Cm(5), Cm(1))
        inner.text_frame.text = text
    assert shown(made).text == "Support\n\n4 timmar\n\nsvarstid\n\nTelefon vardagar"


def test_tables_and_charts_become_rows_with_their_figures() -> None:
    made = deck()
    one = slide(made, TITLE_ONLY, "Priser")
    table = one.shapes.add_table(3, 3, Cm(1), Cm(5), Cm(20), Cm(3)).table
    for row, cells in enumerate([("Plan", "Pris", "Användare"), ("Team", "490 kr | månad", "40"), ("Max", "", "")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(2, 1).merge(table.cell(2, 2))
    table.cell(2, 1).text = "offert"
    data = CategoryChartData(number_format="0%")
    data.categories = ["2025", "2026"]
    data.add_series("Nöjda kunder", (0.9, 0.955))
    frame = one.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(12), Cm(10), Cm(5), data)
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = "Andel nöjda"
    document = shown(made)
    assert document.text == (
        "Priser\n\n| Plan | Pris | Användare |\n| --- | --- | --- |\n"
        "| Team | 490 kr / månad | 40 |\n| Max | offert |  |"
        "\n\nAndel nöjda\n\n|  | Nöjda kunder |\n| --- | --- |\n| 2025 | 90 % |\n| 2026 | 96 % |"
    )
    assert "| Max | offert |  |" in texts(document)


def test_what_nobody_is_shown_is_not_read() -> None:
    made = sales_deck()
    slide(made, CONTENT, "Gamla priser", "Team kostar 390 kr").element.set("show", "0")
    one = made.slides[1]
    box(one, "Fråga Lena om detta", -30, 2)
    hidden = box(one, "Borttagen ruta", 5, 15)
    hidden.element.find(".//{*}cNvPr").set("hidden", "1")
    reading = read(saved(made), "official/kairos.pptx", Origin.OFFICIAL)
    (document,) = reading.documents
    assert not any(word in document.text for word in ("390", "Lena", "Borttagen"))
    assert [(one.document, one.reason) for one in reading.skipped] == [
        ("official/kairos.pptx, slide 4", "hidden in the deck")
    ]


def test_a_deck_of_hidden_slides_says_so() -> None:
    made = deck()
    slide(made, CONTENT, "Utkast", "Team kostar 390 kr").element.set("show", "0")
    with pytest.raises(Unreadable, match="hidden"):
        read(saved(made), "official/kairos.pptx", Origin.OFFICIAL)


COMMENTS = (
    '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cm authorId="0" idx="1"><p:text>Stämmer fem timmar?</p:text></p:cm></p:cmLst>'
)
AUTHORS = (
    '<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
    '<p:cmAuthor id="0" name="Anna Berg"/></p:cmAuthorLst>'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _related(kind: str, target: str) -> Any:
    relation = f'<Relationship Id="rId99" Type="{KINDS}/{kind}" Target="{target}"/></Relationships>'
    return replaced("</Relationships>", relation)


def test_comments_stand_below_their_slide_with_who_wrote_them() -> None:
    data = changed(
        saved(sales_deck()),
        {
            "ppt/slides/_rels/slide2.xml.rels": _related("comments", "../comments/comment1.xml"),
            "ppt/_rels/presentation.xml.rels": _related("commentAuthors", "commentAuthors.xml"),
            "ppt/comments/comment1.xml": COMMENTS.encode(),
            "ppt/commentAuthors.xml": AUTHORS.encode(),
        },
    )
    document = only(data, "official/kairos.pptx", Origin.OFFICIAL)
    assert "Varför Kairos – comments\n\nAnna Berg: Stämmer fem timmar?" in document.text


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        ("potx", "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml"),
        ("ppsx", "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml"),
        ("pptm", "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"),
    ],
)
def test_templates_shows_and_decks_with_macros_hold_the_same_text(suffix: str, kind: str) -> None:
    plain = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    data = changed(saved(sales_deck()), {"[Content_Types].xml": replaced(plain, kind)})
    assert only(data, f"official/kairos.{suffix}", Origin.OFFICIAL).text == shown(sales_deck()).text


def test_properties_are_believed_last() -> None:
    made = deck()
    made.core_properties.title = "Mall 2019"
    made.core_properties.author = "Maria Lund"
    made.core_properties.modified = dt.datetime(2026, 2, 3, 9, 0)  # noqa: DTZ001 - as the library wants it
    slide(made, TITLE, "Kairos", "Tid tillbaka")
    about = shown(made).about
    assert (about.title, about.owner, str(about.date)) == ("Kairos", "Maria Lund", "2026-02-03")
    assert str(shown(made, "official/2026-03-09 kairos.pptx").about.date) == "2026-03-09"


def test_too_many_slides_are_refused_by_the_setting_that_allows_more() -> None:
    raw = Raw(saved(sales_deck()), "official/kairos.pptx", Origin.OFFICIAL, TODAY, limits=Limits(pages=2))
    with pytest.raises(TooLarge, match="3 slides, the limit is 2") as refusal:
        readers.read(raw)
    assert "SAMSYN_MAX_PAGES" in refusal.value.next_step
    assert readers.read(replace(raw, limits=Limits(pages=3))).documents


def test_smart_art_is_read_without_its_arrows() -> None:
    a, dgm = (f"http://schemas.openxmlformats.org/drawingml/2006/{name}" for name in ("main", "diagram"))
    point = "<dgm:pt modelId='{}' type='{}'><dgm:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:t></dgm:pt>"
    points = [("1", "node", "Boka"), ("2", "sibTrans", "pil"), ("3", "node", "Bemanna")]
    data = f"<dgm:dataModel xmlns:dgm='{dgm}' xmlns:a='{a}'><dgm:ptLst>{''.join(point.format(*p) for p in points)}"
    frame = (
        "<p:graphicFrame><p:nvGraphicFramePr><p:cNvPr id='90' name='SmartArt'/><p:cNvGraphicFramePr/><p:nvPr/>"
        "</p:nvGraphicFramePr><p:xfrm><a:off x='0' y='3000000'/><a:ext cx='9' cy='9'/></p:xfrm>"
        f"<a:graphic><a:graphicData uri='{dgm}'><dgm:relIds xmlns:dgm='{dgm}' r:dm='rId99'"
        f" xmlns:r='{KINDS}'/></a:graphicData></a:graphic></p:graphicFrame></p:spTree>"
    )
    parts = {
        "ppt/slides/slide2.xml": replaced("</p:spTree>", frame),
        "ppt/slides/_rels/slide2.xml.rels": _related("diagramData", "../diagrams/data1.xml"),
        "ppt/diagrams/data1.xml": f"{data}</dgm:ptLst></dgm:dataModel>".encode(),
    }
    document = only(changed(saved(sales_deck()), parts), "official/kairos.pptx", Origin.OFFICIAL)
    assert "- Boka\n- Bemanna" in document.text
    assert "pil" not in document.text.split()


def test_comments_of_newer_programs_are_read_with_their_replies() -> None:
    a, p188 = KINDS.replace("officeDocument/2006/relationships", "drawingml/2006/main"), "urn:p188"
    body = "<p188:txBody><a:p><a:r><a:t>{}</a:t></a:r></a:p></p188:txBody>"
    comments = (
        f"<p188:cmLst xmlns:p188='{p188}' xmlns:a='{a}'><p188:cm authorId='{{A}}'><p188:replyLst>"
        f"<p188:reply authorId='{{B}}'>{body.format('Ja, enligt enkäten')}</p188:reply></p188:replyLst>"
        f"{body.format('Stämmer fem timmar?')}</p188:cm></p188:cmLst>"
    )
    authors = f"<p188:authorLst xmlns:p188='{p188}'><p188:author id='{{A}}' name='Anna Berg'/></p188:authorLst>"
    parts = {
        "ppt/slides/_rels/slide2.xml.rels": _related("comments", "../comments/modern.xml"),
        "ppt/_rels/presentation.xml.rels": _related("authors", "authors.xml"),
        "ppt/comments/modern.xml": comments.encode(),
        "ppt/authors.xml": authors.encode(),
    }
    document = only(changed(saved(sales_deck()), parts), "official/kairos.pptx", Origin.OFFICIAL)
    assert "Anna Berg: Stämmer fem timmar?\n\nJa, enligt enkäten" in document.text
