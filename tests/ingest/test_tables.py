import json

import pytest

from app.domain.errors import Unreadable
from app.domain.evidence import Origin
from tests.ingest.reading_a_file import only, read, texts

NOTE = "De tycker att priset är för högt, och de har redan Outlook"
SWEDISH = (
    f'Datum;Kund;Säljare;Fas;Värde (kr);Anteckning\n2026-03-09;Hotell Fjorden AB;Anna Berg;Offert;27 000,00;"{NOTE}"\n'
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "utf-16-le"])
@pytest.mark.parametrize("hint", ["", "sep=;\n"])
def test_swedish_excel_in_every_encoding(encoding: str, hint: str) -> None:
    reading = read((hint + SWEDISH).replace("\n", "\r\n").encode(encoding), "field/export.csv")
    (document,) = reading.documents
    assert document.text == NOTE
    assert (document.about.account, document.about.rep, document.about.stage) == (
        "Hotell Fjorden",
        "Anna Berg",
        "Offert",
    )
    assert str(document.about.date) == "2026-03-09"
    assert document.place == ("row 3" if hint else "row 2")
    assert reading.columns == {
        "date": "Datum",
        "account": "Kund",
        "rep": "Säljare",
        "stage": "Fas",
        "text": "Anteckning",
    }


@pytest.mark.parametrize(
    ("header", "columns"),
    [
        ("engagement_id,property_hs_note_body,property_hs_timestamp,property_hubspot_owner_id", "id text date rep"),
        ("Id,Description,ActivityDate,OwnerId", "id text date rep"),
        ("ID,Notering,Datum,Saljare", "id text date rep"),
        ("key,What they said,When,Rep__c", "id text date rep"),
    ],
)
def test_columns_are_guessed_by_name_and_else_by_what_they_hold(header: str, columns: str) -> None:
    rows = "".join(f'{n},"They said number {n} of it is too expensive",2026-03-{n + 10},Anna\n' for n in range(5))
    reading = read(f"{header}\n{rows}", "field/export.csv")
    assert reading.columns == dict(zip(columns.split(), header.split(","), strict=True))
    assert [d.part for d in reading.documents] == ["0", "1", "2", "3", "4"]
    assert reading.documents[4].text == "They said number 4 of it is too expensive"
    assert str(reading.documents[4].about.date) == "2026-03-14"


def test_a_table_without_header_is_understood_when_it_cannot_be_misunderstood() -> None:
    rows = "".join(f"2026-03-{n};Hotell {n};De tycker att priset är för högt, gång {n}\n" for n in range(10, 15))
    reading = read(rows, "field/export.csv")
    assert reading.columns == {"date": "column 1", "text": "column 3"}
    assert [d.place for d in reading.documents] == ["row 1", "row 2", "row 3", "row 4", "row 5"]
    assert str(reading.documents[0].about.date) == "2026-03-10"


@pytest.mark.parametrize(
    "rows", ["1;2;3\n4;5;6\n", "2026-03-09;hej\n2026-03-10;du\n", "En lång text om priset;En annan lång text här;1\n"]
)
def test_a_table_without_header_that_could_be_anything_is_refused_with_what_to_do(rows: str) -> None:
    with pytest.raises(Unreadable, match=r"export\.csv has no header row") as refusal:
        read(rows, "field/export.csv")
    assert "date;account;rep;text" in refusal.value.next_step


def test_rows_with_nothing_but_a_name_are_counted_and_not_errors() -> None:
    rows = f"kund;text\nHotell Fjorden;{NOTE}\nHotell Berget;\nHotell Dalen;Hotell Dalen\nHotell Sjön;Anna Berg\n;\n"
    reading = read(rows, "field/export.csv")
    assert [d.about.account for d in reading.documents] == ["Hotell Fjorden"]
    assert (reading.empty_rows, reading.refusals) == (3, ())


def test_a_row_keeps_its_key_when_rows_are_added_around_it_and_equal_rows_are_told_apart() -> None:
    before = read(f"kund;text\nA;{NOTE} ett\nB;{NOTE} två\n", "field/e.csv").documents
    after = read(f"kund;text\nC;{NOTE} noll\nA;{NOTE} ett\nB;{NOTE} två\nB;{NOTE} två\n", "field/e.csv").documents
    assert [d.part for d in after[1:3]] == [d.part for d in before]
    assert len({d.part for d in after}) == 4


def test_html_in_a_cell_is_reduced_to_what_people_see() -> None:
    cell = "<div><p>Priset &auml;r <b>f&ouml;r</b> h&ouml;gt</p><ul><li>Outlook<li>Excel</ul><script>alert(1)</script>"
    document = only(f"date,hs_note_body\n2026-03-09,{cell}\n", "field/e.csv")
    assert document.text == "Priset är för högt\n\n- Outlook\n- Excel"
    assert (
        only("kund;text\nA;pris < 500 & > 300 kr i månaden\n", "field/e.csv").text == "pris < 500 & > 300 kr i månaden"
    )


def test_commas_that_nobody_quoted_stay_in_the_last_column() -> None:
    document = only("date,account,text\n2026-03-09,Acme,They said it is too dear, again, and left\n", "field/e.csv")
    assert document.text == "They said it is too dear, again, and left"


def test_apostrophes_are_no_quotation_marks() -> None:
    rows = "account,text\nAcme,'twas too dear and they don't want it\nBolt,they can't and won't pay for 'this'\n"
    assert [d.text for d in read(rows, "field/e.csv").documents] == [
        "'twas too dear and they don't want it", "they can't and won't pay for 'this'"
    ]  # fmt: skip


def test_american_days_are_told_by_their_column() -> None:
    rows = f"date,text\n9/3/2026,{NOTE.replace(',', '')}\n9/28/2026,{NOTE.replace(',', '')}\n"
    assert [str(d.about.date) for d in read(rows, "field/e.csv").documents] == ["2026-09-03", "2026-09-28"]


def test_an_official_price_table_is_a_citable_line_a_row() -> None:
    table = "Plan;Price;Users;valid_until\nStart;290 kr;5;2026-12-31\nTeam;490 kr;40;2026-12-31\n"
    documents = read(table, "official/prices-2026.csv", Origin.OFFICIAL).documents
    assert [d.text for d in documents] == [
        "Plan: Start; Price: 290 kr; Users: 5; valid_until: 2026-12-31",
        "Plan: Team; Price: 490 kr; Users: 40; valid_until: 2026-12-31",
    ]
    assert [(d.about.plan, str(d.about.valid_until), d.about.title) for d in documents] == [
        ("Start", "2026-12-31", "Prices 2026"), ("Team", "2026-12-31", "Prices 2026")
    ]  # fmt: skip
    assert texts(documents[0]) == [documents[0].text]


def test_a_subject_that_says_something_is_part_of_the_note_and_call_is_not() -> None:
    rows = "Too expensive for us,They have Outlook and it is free\nCall,They have Outlook already\nNo SSO no deal,\n"
    documents = read(f"Subject,Description\n{rows}", "field/tasks.csv").documents
    assert documents[0].text == "Too expensive for us\n\nThey have Outlook and it is free"
    assert documents[0].about.title == "Too expensive for us"
    assert documents[1].text == "They have Outlook already"
    assert documents[2].text == "No SSO no deal"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("date;text\n", "a header and no rows"),
        ("\n\n", "holds no rows"),
        ('text\n"never closed' + "x" * 200_000, "field limit"),
        ("name;phone\nAnna;0701\nBo;0702\n", "no column that is clearly the note"),
        ("text\nAnna\nBo Ek\n", "No row"),
        (",".join("abc" for _ in range(2000)) + "\n1", "2,000 columns"),
    ],
)
def test_a_table_that_holds_no_notes_is_refused_with_what_to_do(data: str, says: str) -> None:
    with pytest.raises(Unreadable, match=says) as refusal:
        read(data, "field/e.csv")
    assert refusal.value.next_step


def test_json_lines_with_nested_crm_fields() -> None:
    row = {
        "id": 7,
        "properties": {"hs_note_body": f"<p>{NOTE}</p>", "hs_timestamp": "2026-03-09T10:00:00Z"},
        "company": {"name": "Acme"},
        "x": None,
    }
    reading = read(json.dumps(row) + "\n\n", "field/notes.jsonl")
    (document,) = reading.documents
    assert (document.text, str(document.about.date), document.part, document.place) == (
        NOTE,
        "2026-03-09",
        "7",
        "row 1",
    )


def test_a_line_that_is_no_json_is_refused_by_itself() -> None:
    good = json.dumps({"text": NOTE})
    reading = read(f'{good}\n{{"text": \n[1, 2]\n{good}\n', "field/notes.jsonl")
    assert [d.place for d in reading.documents] == ["row 1", "row 4"]
    assert [r.document for r in reading.refusals] == ["field/notes.jsonl, row 2", "field/notes.jsonl, row 3"]


@pytest.mark.parametrize(
    "data", ["[" * 100_000, "1" * 10_000, "{}", '{"text": "\\ud800 \\u0000"}', '{"a": 1}\n{"b": 2}']
)
def test_hostile_json_is_refused(data: str) -> None:
    with pytest.raises(Unreadable):
        read(data, "field/notes.jsonl")


def test_characters_no_database_takes_are_replaced() -> None:
    document = only('{"text": "they said \\ud800 and \\u0000 it is dear"}', "field/notes.jsonl")
    assert document.text == "they said � and � it is dear"


def test_labels_inside_a_row_fill_what_the_columns_leave_open() -> None:
    document = only(json.dumps({"text": f"Kund: Hotell Fjorden  Datum: 9/3\n\n{NOTE}"}), "field/notes.jsonl")
    assert (document.about.account, str(document.about.date)) == ("Hotell Fjorden", "2026-03-09")
    assert texts(document) == [NOTE]
