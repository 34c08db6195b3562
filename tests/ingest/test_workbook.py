import datetime as dt
import re
import time
from typing import Any

import pytest
from openpyxl import Workbook

from app.domain.errors import Unreadable
from app.domain.evidence import Origin
from ingest.office import sheets
from tests.ingest.office_files import changed, replaced, saved
from tests.ingest.reading_a_file import only, read, texts

NOTE = "De tycker att priset är för högt, och de har redan Outlook"


def sheet(*rows: Any, title: str = "Blad1", book: Any = None) -> Any:
    made = book.create_sheet(title) if book else Workbook().active
    made.title = title
    for row in rows:
        made.append(row)
    return made


def crm() -> Any:
    return sheet(
        ["Datum", "Kund", "Säljare", "Anteckning"],
        [dt.date(2026, 3, 9), "Hotell Fjorden AB", "Anna Berg", NOTE],
        [dt.date(2026, 3, 10), "Bageri Bullen", "Anna Berg", f"{NOTE}_x000D_\nDe vill se en demo"],
        title="Notes",
    )


def prices() -> Any:
    made = sheet(
        ["Kairos prislista 2026"],
        ["Gäller t.o.m. 2026-12-31"],
        ["Alla priser är exklusive moms."],
        [],
        ["Plan", "Pris per månad", "Årsrabatt", "Användare", "Inköp"],
        ["Team", 490, 0.125, 40, 12],
        [None, 4900, 0.1, None, 15],
        ["Volymrabatt ges från 500 användare."],
        title="Priser",
    )
    for row in (6, 7):
        made.cell(row, 2).number_format = '#,##0 "kr"'
        made.cell(row, 3).number_format = "0.0%"
    made.merge_cells("A6:A7")
    made.column_dimensions["E"].hidden = True
    return made


def test_an_export_from_a_crm_is_a_note_a_row() -> None:
    reading = read(saved(crm().parent), "field/export.xlsx")
    first, second = reading.documents
    assert (first.text, first.place) == (NOTE, "row 2")
    assert (first.about.account, first.about.rep, str(first.about.date)) == (
        "Hotell Fjorden",
        "Anna Berg",
        "2026-03-09",
    )
    assert second.text == f"{NOTE}\n\nDe vill se en demo"
    assert reading.columns == {"date": "Datum", "account": "Kund", "rep": "Säljare", "text": "Anteckning"}
    assert texts(first) == [NOTE]


def test_a_price_list_is_a_line_a_row_as_a_person_sees_it() -> None:
    documents = read(saved(prices().parent), "official/priser.xlsx", Origin.OFFICIAL).documents
    assert [(one.text, one.place) for one in documents] == [
        ("Alla priser är exklusive moms.", "row 3"),
        ("Plan: Team; Pris per månad: 490 kr; Årsrabatt: 12.5 %; Användare: 40", "row 6"),
        ("Plan: Team; Pris per månad: 4 900 kr; Årsrabatt: 10.0 %", "row 7"),
        ("Volymrabatt ges från 500 användare.", "row 8"),
    ]
    assert [(one.about.plan, str(one.about.valid_until)) for one in documents[1:3]] == [("Team", "2026-12-31")] * 2
    assert {one.about.title for one in documents} == {"Kairos prislista 2026"}
    assert documents[3].about.plan is None
    assert {one.about.owner for one in documents} == {None}  # "Användare" counts, it owns nothing


def test_places_name_the_sheet_where_there_are_several() -> None:
    book = crm().parent
    sheet(["Datum", "Anteckning"], [dt.date(2026, 4, 1), "De vill ha SSO före sommaren"], title="Våren", book=book)
    book.create_sheet("Tom")
    documents = read(saved(book), "field/export.xlsx").documents
    assert [one.place for one in documents] == ["sheet Notes, row 2", "sheet Notes, row 3", "sheet Våren, row 2"]


def test_equal_rows_on_two_sheets_are_two_documents() -> None:
    book = crm().parent
    sheet(*crm().iter_rows(values_only=True), title="Kopia", book=book)
    documents = read(saved(book), "field/export.xlsx").documents
    assert len({one.part for one in documents}) == len(documents) == 4


def test_hidden_sheets_and_sheets_without_notes_are_passed_over_and_said_to_be() -> None:
    book = crm().parent
    sheet(["Datum", "Anteckning"], [dt.date(2026, 4, 1), "Hemligt om priset vi gav dem"], title="Dold", book=book)
    book["Dold"].sheet_state = "hidden"
    sheet(["Fas"], ["Offert"], title="Listor", book=book)
    reading = read(saved(book), "field/export.xlsx")
    assert [one.place for one in reading.documents] == ["sheet Notes, row 2", "sheet Notes, row 3"]
    assert [one.document for one in reading.skipped] == [
        "field/export.xlsx, sheet Dold",
        "field/export.xlsx, sheet Listor",
    ]
    assert reading.skipped[0].reason == "hidden in the workbook"
    assert reading.refusals == ()


def test_a_matrix_with_an_empty_corner_keeps_its_plans() -> None:
    made = sheet(["Funktioner per plan"], [None, "Start", "Team"], ["SSO", "nej", "ja"], ["API", "nej", "ja"])
    documents = read(saved(made.parent), "official/plans.xlsx", Origin.OFFICIAL).documents
    assert [one.text for one in documents] == [
        "column 1: SSO; Start: nej; Team: ja",
        "column 1: API; Start: nej; Team: ja",
    ]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (4900, '#,##0 "kr"', "4 900 kr"),
        (4900, "# ##0 kr", "4 900 kr"),
        (1234.5, "#,##0.00 [$kr-41D]", "1 234,50 kr"),
        (1234.5, "[$€-2] #,##0.00", "€ 1 234.50"),
        (-12, '#,##0 "kr";[Red]-#,##0 "kr"', "-12 kr"),
        (0, '0;-0;"ingår"', "ingår"),
        (0.125, "0%", "13 %"),
        (0.1 + 0.2, "General", "0.3"),
        (27000.0, "General", "27000"),
        (1_500_000, '0.0,,"M"', "1.5M"),
        (4.5, "0.##", "4.5"),
        (4, "0.##", "4"),
        (0.00001, "General", "0.00001"),
        (556677, "000000-0000", "556677"),
        (490, r'_-* #,##0\ "kr"_-;\-* #,##0\ "kr"_-;_-* "-"??\ "kr"_-;_-@_-', "490 kr"),
        (0, r'_-* #,##0\ "kr"_-;\-* #,##0\ "kr"_-;_-* "-"??\ "kr"_-;_-@_-', "0 kr"),
        (-490.5, r"#,##0.00\ [$kr-41D];[Red]\-#,##0.00\ [$kr-41D]", "-490,50 kr"),
        (99.9, '0.0" %"', "99.9 %"),
        (1234, "00000", "01234"),
        (0.5, "# ?/?", "0.5"),
        (1e300, "#,##0", "1e+300"),
        (dt.datetime(2026, 3, 9, 14, 30), "yyyy-mm-dd hh:mm", "2026-03-09 14:30"),  # noqa: DTZ001 - a cell has no zone
        (dt.time(9, 5), "hh:mm", "09:05"),
        (True, "General", "TRUE"),
        ("#N/A", "General", ""),
    ],
)
def test_a_cell_is_read_as_it_is_shown(value: Any, form: str, shown: str) -> None:
    made = sheet(["Plan", "Villkor", "Värde"], ["Team", "x", value])
    made["C2"].number_format = form
    document = only(saved(made.parent), "official/a.xlsx", Origin.OFFICIAL)
    assert document.text == f"Plan: Team; Villkor: x{f'; Värde: {shown}' if shown else ''}"


def test_a_formula_says_what_it_last_came_to_and_nothing_if_it_never_was_counted() -> None:
    made = sheet(["Plan", "Villkor", "Pris"], ["Team", "per månad", "=400+90"])
    assert only(saved(made.parent), "official/a.xlsx", Origin.OFFICIAL).text == "Plan: Team; Villkor: per månad"
    counted = replaced("<f>400+90</f>", "<f>400+90</f><v>490</v>")
    data = changed(saved(made.parent), {"xl/worksheets/sheet1.xml": counted})
    assert only(data, "official/a.xlsx", Origin.OFFICIAL).text == "Plan: Team; Villkor: per månad; Pris: 490"


def test_a_sheet_that_claims_a_million_rows_costs_nothing() -> None:
    made = crm()
    made.cell(1_048_576, 16_384).value = "x"
    data = changed(
        saved(made.parent), {"xl/worksheets/sheet1.xml": replaced('ref="A1:XFD1048576"', 'ref="A1:XFD99999999"')}
    )
    started = time.perf_counter()
    assert len(read(data, "field/export.xlsx").documents) == 2
    assert time.perf_counter() - started < 2


def test_a_sheet_longer_than_the_limit_is_read_so_far_and_said_to_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheets, "LONGEST", 2)
    reading = read(saved(crm().parent), "field/export.xlsx")
    assert [one.place for one in reading.documents] == ["row 2"]
    assert [one.document for one in reading.refusals] == ["field/export.xlsx, sheet Notes"]
    assert "first 2 rows" in reading.refusals[0].reason


def test_a_row_without_a_day_has_that_of_the_file_and_never_its_author_as_seller() -> None:
    made = sheet(["Kund", "Anteckning"], ["Hotell Fjorden", NOTE])
    made.parent.properties.creator = "Maria Lund"

    def saved_in_march(core: bytes) -> bytes:
        return re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2026-03-09T14:00:00Z", core)

    data = changed(saved(made.parent), {"docProps/core.xml": saved_in_march})
    about = only(data, "field/export.xlsx").about
    assert (str(about.date), about.rep) == ("2026-03-09", None)
    assert str(only(data, "field/2026-02-01 export.xlsx").about.date) == "2026-02-01"


@pytest.mark.parametrize(
    ("made", "says"),
    [
        (Workbook().active, "holds no rows"),
        (sheet(["Datum", "Anteckning"]), "a header and no rows"),
        (sheet(["Namn", "Telefon"], ["Anna", "0701"], ["Bo", "0702"]), "no column that is clearly the note"),
    ],
)
def test_a_workbook_without_notes_is_refused_with_what_to_do(made: Any, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as refusal:
        read(saved(made.parent), "field/a.xlsx")
    assert refusal.value.next_step
