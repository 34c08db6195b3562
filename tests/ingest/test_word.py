import datetime as dt
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from app.domain.errors import Unreadable
from app.domain.evidence import Document, Origin
from ingest.passages import passages
from tests.ingest.office_files import changed, replaced, saved
from tests.ingest.reading_a_file import only, read, texts

XML = nsdecls("w")


def blank() -> Any:
    made = docx.Document()
    made.core_properties.author = ""
    return made


def xml(text: str) -> Any:
    head, _, rest = text.partition(">")
    return parse_xml(f"{head} {XML}>{rest}")


def shown(made: Any, name: str = "official/kairos.docx", origin: Origin = Origin.OFFICIAL) -> Document:
    return only(saved(made), name, origin)


def one_pager() -> Any:
    made = blank()
    made.add_heading("Kairos för kommuner", 0)
    made.add_paragraph("Gäller från 2026-01-01.")
    made.add_heading("Priser", 1)
    made.add_paragraph("Alla priser är exklusive moms.")
    table = made.add_table(3, 3)
    for row, cells in enumerate([("Plan", "Pris", "Användare"), ("Team", "490 kr", "40"), ("Offert", "", "")]):
        for column, text in enumerate(cells):
            table.cell(row, column).text = text
    table.cell(2, 0).merge(table.cell(2, 2))
    made.add_heading("Drift", 1)
    made.add_heading("Tillgänglighet", 2)
    made.add_paragraph("99,9 % per månad", style="List Bullet")
    made.add_paragraph("Data i Sverige", style="List Bullet")
    return made


def test_headings_lists_and_tables_are_read_as_they_stand() -> None:
    document = shown(one_pager())
    assert document.text == (
        "Kairos för kommuner\n\nGäller från 2026-01-01.\n\nPriser\n\nAlla priser är exklusive moms.\n\n"
        "| Plan | Pris | Användare |\n| --- | --- | --- |\n| Team | 490 kr | 40 |\n| Offert |  |  |\n\n"
        "Drift\n\nTillgänglighet\n\n- 99,9 % per månad\n- Data i Sverige"
    )
    assert [path for _, path in document.headings] == [
        "Kairos för kommuner",
        "Priser",
        "Drift",
        "Drift › Tillgänglighet",
    ]
    assert (document.about.title, str(document.about.valid_from)) == ("Kairos för kommuner", "2026-01-01")
    places = {passage.text: passage.place for passage in passages(document, "d")}
    assert places["- 99,9 % per månad\n- Data i Sverige"] == "Tillgänglighet"
    assert set(places) == set(texts(document))


@pytest.mark.parametrize("name", ["Rubrik 1", "heading 1", "Rubrik1"])
def test_headings_are_told_by_the_name_of_their_style_in_both_languages(name: str) -> None:
    made = blank()
    style = made.styles.add_style("Egen", 1)
    style.element.find("{*}name").set(f"{{{style.element.nsmap['w']}}}val", name)
    made.add_paragraph("Säkerhet")._p.get_or_add_pPr().style = style.style_id
    made.add_paragraph("All trafik är krypterad.")
    assert [path for _, path in shown(made).headings] == ["Säkerhet"]


def test_a_reader_sees_the_final_version() -> None:
    made = blank()
    made.add_paragraph("Provperioden är ")._p.extend([
        xml('<w:del w:id="1" w:author="A"><w:r><w:delText>14 dagar</w:delText></w:r></w:del>'),
        xml('<w:ins w:id="2" w:author="A"><w:r><w:t>30 dagar</w:t></w:r></w:ins>'),
        xml("<w:r><w:rPr><w:vanish/></w:rPr><w:t> internt</w:t></w:r>"),
        xml("<w:sdt><w:sdtContent><w:r><w:t> från i dag</w:t></w:r></w:sdtContent></w:sdt>"),
        xml('<w:hyperlink w:anchor="x"><w:r><w:t>, läs mer</w:t></w:r></w:hyperlink>'),
    ])  # fmt: skip
    assert shown(made).text == "Provperioden är 30 dagar från i dag, läs mer"


def test_headers_footers_contents_and_field_codes_are_no_text() -> None:
    made = one_pager()
    made.sections[0].header.paragraphs[0].text = "Konfidentiellt"
    made.sections[0].footer.paragraphs[0].text = "Kairos AB"
    made.styles.add_style("toc 1", 1)
    made.add_paragraph("Priser ..... 3", style="toc 1")
    made.add_paragraph("Utskriven ")._p.append(xml("<w:r><w:instrText>PAGE</w:instrText></w:r>"))
    text = shown(made).text
    assert text.endswith("Utskriven")
    assert not any(word in text for word in ("Konfidentiellt", "Kairos AB", ".....", "PAGE"))


def test_a_text_box_is_read_once_and_a_frame_of_one_column_is_no_table() -> None:
    made = blank()
    box = "<w:txbxContent><w:p><w:r><w:t>Fem timmar i veckan</w:t></w:r></w:p></w:txbxContent>"
    namespace = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    both = f"<mc:Choice Requires='wps'>{box}</mc:Choice><mc:Fallback>{box}</mc:Fallback>"
    made.add_paragraph("Sparat")._p.append(
        xml(f"<w:r><mc:AlternateContent {namespace}>{both}</mc:AlternateContent></w:r>")
    )
    frame = made.add_table(1, 1).cell(0, 0)
    frame.text = "Vi svarar inom fyra timmar."
    frame.add_paragraph("Vardagar 8–17")
    assert shown(made).text == "Sparat\n\nFem timmar i veckan\n\nVi svarar inom fyra timmar.\n\nVardagar 8–17"


def test_a_list_in_a_cell_stays_in_its_cell() -> None:
    made = blank()
    table = made.add_table(2, 2)
    for at, text in (((0, 0), "Plan"), ((0, 1), "Ingår"), ((1, 0), "Team")):
        table.cell(*at).text = text
    cell = table.cell(1, 1)
    cell.text = "Allt i Start samt"
    for item in ("SSO", "API"):
        cell.add_paragraph(item, style="List Bullet")
    assert "| Team | Allt i Start samt SSO; API |" in texts(shown(made))[-1]


def test_comments_stand_at_the_end_with_who_said_them() -> None:
    made = one_pager()
    made.add_comment(made.paragraphs[1].runs, text="Stämmer datumet?", author="Anna Berg", initials="AB")
    document = shown(made)
    assert document.text.endswith("Comments\n\nAnna Berg: Stämmer datumet?")
    assert passages(document, "d")[-1].place == "Comments"


FOOTNOTES = (
    f"<w:footnotes {XML}>"
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>streck</w:t></w:r></w:p></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t>Enkät 2025, 30 kunder.</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_a_footnote_stands_below_what_it_explains() -> None:
    made = blank()
    made.add_paragraph("Sparar fem timmar.")._p.append(xml('<w:r><w:footnoteReference w:id="2"/></w:r>'))
    made.add_paragraph("Data i Sverige.")
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
    relation = f'<Relationship Id="rId99" Type="{kind}" Target="footnotes.xml"/></Relationships>'
    data = changed(
        saved(made),
        {
            "word/_rels/document.xml.rels": replaced("</Relationships>", relation),
            "word/footnotes.xml": FOOTNOTES.encode(),
        },
    )
    text = only(data, "official/kairos.docx", Origin.OFFICIAL).text
    assert text == "Sparar fem timmar.\n\nEnkät 2025, 30 kunder.\n\nData i Sverige."


@pytest.mark.parametrize(
    ("suffix", "kind"),
    [
        ("docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
    ],
)
def test_templates_and_documents_with_macros_hold_the_same_text(suffix: str, kind: str) -> None:
    plain = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(saved(one_pager()), {"[Content_Types].xml": replaced(plain, kind)})
    assert only(data, f"official/kairos.{suffix}", Origin.OFFICIAL).text == shown(one_pager()).text


def note(author: str, title: str = "", text: str = "De tycker att priset är för högt.") -> Any:
    made = blank()
    made.core_properties.author = author
    made.core_properties.title = title
    made.core_properties.modified = dt.datetime(2026, 3, 9, 14, 0)  # noqa: DTZ001 - as the library wants it
    made.add_paragraph(text)
    return made


def test_when_and_by_whom_a_note_was_saved_is_the_last_thing_believed() -> None:
    alone = shown(note("Anna Berg"), "field/anteckning.docx", Origin.FIELD).about
    assert (str(alone.date), alone.rep) == ("2026-03-09", "Anna Berg")
    named = shown(note("Anna Berg"), "field/2026-02-01 hotell fjorden.docx", Origin.FIELD).about
    assert (str(named.date), named.account, named.title) == (
        "2026-02-01",
        "Hotell Fjorden",
        "Hotell Fjorden, 2026-02-01",
    )
    told = note("Anna Berg", text="Datum: 2026-01-15\nSäljare: Lena Ek\n\nDe tycker att priset är för högt.")
    about = shown(told, "field/anteckning.docx", Origin.FIELD).about
    assert (str(about.date), about.rep) == ("2026-01-15", "Lena Ek")


def test_a_day_of_saving_never_limits_how_long_material_holds() -> None:
    about = shown(note("Anna Berg"), "official/blad.docx").about
    assert (str(about.date), about.owner, about.valid_from, about.valid_until) == (
        "2026-03-09",
        "Anna Berg",
        None,
        None,
    )


@pytest.mark.parametrize("title", ["Word Document", "Dokument1", "Microsoft Word - mall.doc", "mall.docx"])
def test_titles_that_programs_make_up_are_not_used(title: str) -> None:
    assert shown(note("Windows User", title), "official/kairos-blad.docx").about.title == "Kairos blad"
    assert shown(note("Windows User", title), "official/kairos-blad.docx").about.owner is None
    assert shown(note("", "Kairos för vården"), "official/blad.docx").about.title == "Kairos för vården"


def test_days_of_a_template_say_nothing() -> None:
    made = docx.Document()
    made.add_paragraph("De tycker att priset är för högt.")
    assert made.core_properties.author == "python-docx"
    assert shown(made, "field/anteckning.docx", Origin.FIELD).about.date is None


def test_a_document_without_text_is_refused() -> None:
    with pytest.raises(Unreadable, match="holds no text"):
        read(saved(blank()), "official/tom.docx", Origin.OFFICIAL)
