"""Office files made to do harm, or broken on the way: each is refused with what to do, and none takes long."""

import time
from typing import Any

import docx
import pytest
from openpyxl import Workbook
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE

from app.domain.errors import SamsynError, TooLarge, Unreadable
from app.domain.evidence import Origin
from ingest import readers
from ingest.reading import Limits, Raw
from tests.ingest.office_files import OLE, PROTECTED, changed, replaced, saved
from tests.ingest.reading_a_file import TODAY, assert_says, only, read


def word() -> bytes:
    made = docx.Document()
    made.add_paragraph("Vi svarar inom fyra timmar.")
    return saved(made)


def slides() -> bytes:
    made = Presentation()
    made.slides.add_slide(made.slide_layouts[5]).shapes.title.text = "Vi svarar inom fyra timmar"
    return saved(made)


def workbook() -> bytes:
    made = Workbook()
    made.active.append(["Datum", "Anteckning"])
    made.active.append(["2026-03-09", "Vi svarar inom fyra timmar, sa jag."])
    return saved(made)


MAIN = {".docx": "word/document.xml", ".pptx": "ppt/slides/slide1.xml", ".xlsx": "xl/worksheets/sheet1.xml"}
FILES = {".docx": word(), ".pptx": slides(), ".xlsx": workbook()}
everywhere = pytest.mark.parametrize("suffix", FILES)


def refused(data: bytes, suffix: str) -> SamsynError:
    started = time.perf_counter()
    with pytest.raises(SamsynError) as refusal:
        read(data, f"official/a{suffix}", Origin.OFFICIAL)
    assert time.perf_counter() - started < 5
    assert refusal.value.next_step
    return refusal.value


@everywhere
def test_a_file_under_a_password_is_said_to_be(suffix: str) -> None:
    assert_says(refused(PROTECTED, suffix).sentence(), f"a{suffix}", "password")


@everywhere
def test_an_old_file_under_a_new_name_is_to_be_saved_as_a_new_one(suffix: str) -> None:
    assert_says(refused(OLE + bytes(2000), suffix).sentence(), "old Office file", f"save it as {suffix}")


@everywhere
@pytest.mark.parametrize("cut", [0, 1, 30, 700, -30])
def test_a_file_cut_short_is_refused(suffix: str, cut: int) -> None:
    assert_says(refused(FILES[suffix][:cut], suffix).sentence(), f"a{suffix} is damaged", "save it again")


@everywhere
@pytest.mark.parametrize("part", [None, b"", b"<", b"<a/>", b"\xff\xfe\x00", b"<a>" * 100_000])
def test_a_missing_or_senseless_part_is_refused(suffix: str, part: Any) -> None:
    assert_says(refused(changed(FILES[suffix], {MAIN[suffix]: part}), suffix).sentence(), f"a{suffix}")


@everywhere
def test_a_file_of_another_kind_is_refused(suffix: str) -> None:
    other = next(data for kind, data in FILES.items() if kind != suffix)
    assert_says(refused(other, suffix).sentence(), "not what its name says")


@everywhere
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be"])
def test_document_types_and_their_entities_are_refused(suffix: str, encoding: str) -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;"><!ENTITY e SYSTEM "file:///etc/hostname">]><x>&b;&e;</x>'
    part = bomb.encode(encoding)
    assert_says(refused(changed(FILES[suffix], {MAIN[suffix]: part}), suffix).sentence(), "document type")


@everywhere
def test_a_bomb_is_refused_by_its_directory(suffix: str) -> None:
    data = changed(FILES[suffix], {f"{MAIN[suffix]}.x.xml": b" " * 150_000_000})
    assert_says(refused(data, suffix).sentence(), "zip bomb", "MB that unpack to 15")


@everywhere
def test_more_than_the_limit_unpacked_is_refused_by_the_setting_that_allows_more(suffix: str) -> None:
    raw = Raw(FILES[suffix], f"official/a{suffix}", Origin.OFFICIAL, TODAY, limits=Limits(expanded=1000))
    with pytest.raises(TooLarge, match="MB unpacked, the limit is") as refusal:
        readers.read(raw)
    assert "SAMSYN_MAX_EXPANDED_MB" in refusal.value.next_step


@everywhere
def test_macros_pictures_embedded_files_and_links_out_are_never_looked_at(suffix: str) -> None:
    folder = MAIN[suffix].split("/")[0]
    name = {"word": "document", "ppt": "presentation", "xl": "workbook"}[folder]
    kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relations = (
        f'<Relationship Id="rId90" Type="{kinds}/image" Target="NULL"/>'
        f'<Relationship Id="rId91" Type="{kinds}/image" Target="http://127.0.0.1:9/x.png" TargetMode="External"/>'
        f'<Relationship Id="rId92" Type="{kinds}/package" Target="embeddings/inner.docx"/></Relationships>'
    )
    data = changed(
        FILES[suffix],
        {
            f"{folder}/_rels/{name}.xml.rels": replaced("</Relationships>", relations),
            f"{folder}/embeddings/inner.docx": word().replace(b"PK", b"XX"),
            f"{folder}/vbaProject.bin": b"Sub AutoOpen()",
        },
    )
    assert "inom fyra timmar" in only(data, f"official/a{suffix}", Origin.OFFICIAL).text


def test_strict_open_xml_is_to_be_saved_as_the_ordinary_kind() -> None:
    strict = replaced(
        "http://schemas.openxmlformats.org/officeDocument/2006/", "http://purl.oclc.org/ooxml/officeDocument/"
    )
    assert_says(
        refused(changed(FILES[".docx"], {"_rels/.rels": strict}), ".docx").sentence(), "Strict Open XML", ".docx"
    )


def test_a_chart_that_claims_two_thousand_million_points_costs_nothing() -> None:
    made = Presentation()
    data = CategoryChartData()
    data.categories = ["2026"]
    data.add_series("Kunder", (7,))
    made.slides.add_slide(made.slide_layouts[6]).shapes.add_chart(XL_CHART_TYPE.PIE, 0, 0, 9, 9, data)
    (name,) = (part.partname[1:] for part in made.part.package.iter_parts() if "/charts/" in part.partname)
    many = changed(saved(made), {name: replaced('<c:ptCount val="1"/>', '<c:ptCount val="2000000000"/>')})
    assert "| 2026 | 7 |" in only(many, "official/a.pptx", Origin.OFFICIAL).text


def test_what_a_refusal_says_is_not_what_the_library_says() -> None:
    refusal = refused(changed(FILES[".docx"], {"[Content_Types].xml": None}), ".docx")
    assert isinstance(refusal, Unreadable)
    assert not any(word in str(refusal) for word in ("Traceback", "KeyError", "Content_Types", "lxml"))
