import io
from datetime import UTC, datetime

import pytest

from app.domain.evidence import Document, Origin
from ingest.layout import properties
from ingest.passages import passages
from ingest.reading import Reading
from tests.ingest import pdf_files as make
from tests.ingest.reading_a_file import TODAY, only, read, texts


def official(data: bytes, path: str = "official/kairos.pdf") -> Document:
    document = only(data, path, Origin.OFFICIAL)
    assert texts(document)
    return document


def test_a_price_list_gives_rows_that_name_their_plan_and_columns() -> None:
    pdf = make.blank()
    make.heading(pdf, 20, 15, "Prislista 2026")
    rows = [
        ("Plan", "Pris", "Användare"),
        ("Start", "190 kr/mån", "upp till 5"),
        ("Team", "4\xa0900 kr/mån exkl. moms", "upp till 40"),
        ("Företag", "12\xa0500 kr/mån exkl. moms", "obegränsat"),
    ]
    make.grid(pdf, 20, 40, (40, 60, 40), rows)
    make.paragraphs(pdf, 20, 90, 170, make.LOREM)
    document = official(make.done(pdf))
    assert (
        "| Plan | Pris | Användare |\n| --- | --- | --- |\n| Start | 190 kr/mån | upp till 5 |\n"
        "| Team | 4 900 kr/mån exkl. moms | upp till 40 |\n"
    ) in document.text
    assert document.about.title == "Prislista 2026"
    places = [one.place for one in passages(document, "d") if "4 900" in one.text]
    assert places == ["Prislista 2026, row 2, page 1"]


def test_cells_of_several_lines_are_whole() -> None:
    pdf = make.blank()
    rows = [
        ("Tillval", "Vad som ingår", "Pris"),
        ("Support", "Telefon och e-post alla vardagar", "900 kr/mån"),
        ("Drift", "Egen server i Sverige, säkerhetskopior", "2 900 kr/mån"),
    ]
    make.grid(pdf, 20, 40, (30, 90, 40), rows)
    pdf.set_xy(50, 58.5)
    pdf.cell(90, 7, "varje natt", align="R")
    make.paragraphs(pdf, 20, 90, 170, make.LOREM)
    assert (
        "| Drift | Egen server i Sverige, säkerhetskopior varje natt | 2 900 kr/mån |" in official(make.done(pdf)).text
    )


def test_two_columns_are_read_one_after_the_other_and_sentences_are_whole() -> None:
    pdf = make.blank()
    make.heading(pdf, 20, 15, "Kairos i korthet")
    make.paragraphs(pdf, 20, 40, 80, make.LOREM, make.LOREM)
    make.paragraphs(pdf, 110, 40, 80, make.ENGLISH, "Support answers within four hours. " * 6)
    document = official(make.done(pdf))
    for whole in (make.LOREM.strip(), make.ENGLISH.strip()):
        assert whole in document.text
    assert document.text.index("fem år framåt") < document.text.index("Kairos keeps every rota")
    assert [path for _, path in document.headings] == ["Kairos i korthet"]
    assert any("Den som planerar ser direkt vem som är ledig" in text for text in texts(document))


def test_lists_side_by_side_are_two_lists() -> None:
    pdf = make.blank()
    left = ["- Sparar fem timmar i veckan", "- Data i Sverige", "- 99,9 % tillgänglighet", "- Svensk support"]
    right = ["- Single sign-on ingår", "- Öppet API utan avgift", "- Mobilapp för alla", "- Import från Excel"]
    for x, items in ((20, left), (110, right)):
        for number, item in enumerate(items):
            pdf.set_xy(x, 40 + 6 * number)
            pdf.cell(80, 6, item)
    text = official(make.done(pdf)).text
    assert "\n".join(left) in text
    assert "\n".join(right) in text


def test_a_paragraph_that_runs_over_a_page_is_cited_where_its_sentence_begins() -> None:
    pdf = make.blank()
    make.paragraphs(pdf, 20, 250, 170, "Avtalet löper tolv månader i taget. " * 3 + "Uppsägning sker skriftligt senast")
    pdf.add_page()
    make.paragraphs(pdf, 20, 20, 170, "tre månader innan perioden är slut. Därefter gäller nya priser. " + make.LOREM)
    document = official(make.done(pdf))
    assert "senast tre månader innan perioden är slut." in document.text
    found = {one.place: one.text for one in passages(document, "d")}
    assert found["page 1"].endswith("tre månader innan perioden är slut.")
    assert found["page 2"].startswith("Därefter gäller nya priser.")


def test_headers_footers_and_page_numbers_are_left_out_and_terms_stay_once() -> None:
    pdf = make.blank(0)
    for number in range(1, 5):
        pdf.add_page()
        for top, text in (
            (8, "Kairos AB | Konfidentiellt"),
            (280, "Alla priser exkl. moms"),
            (286, f"Sida {number} av 4"),
        ):
            pdf.set_xy(20, top)
            pdf.cell(0, 5, text)
        make.paragraphs(pdf, 20, 40, 170, f"Kapitel {number} handlar om något eget. " + make.LOREM)
    text = official(make.done(pdf)).text
    assert "Konfidentiellt" not in text
    assert "Sida" not in text
    assert text.count("Alla priser exkl. moms") == 1
    assert text.count("handlar om något eget") == 4


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("schema-", "läggningen fungerar och är att lita på", "schemaläggningen fungerar"),
        ("pris-", "och rabattlistan att utgå från och mäta mot", "pris- och rabattlistan"),
        ("e-post-", "adressen är den som gäller och att använda", "e-postadressen"),
    ],
)
def test_words_divided_at_a_line_end_are_whole_again(before: str, after: str, whole: str) -> None:
    pdf = make.blank()
    lines = [
        "Planeraren ser hur den nya och mycket omtyckta " + before,
        after,
        "utan att någon behöver ringa runt på kvällen.",
    ]
    for number, line in enumerate(lines):
        pdf.set_xy(20, 40 + 4.6 * number)
        pdf.cell(0, 4.6, line)
    assert whole in official(make.done(pdf)).text


def test_ligatures_and_soft_hyphens_do_not_stand_in_the_way_of_a_search() -> None:
    from ingest.layout.letters import Letter, segments  # noqa: PLC0415 - only this test looks below the file

    letters = [Letter(sign, 10.0 * n, 10.0 * n + 10, 50, 12) for n, sign in enumerate("e\ufb03c\u00adient\u00a0pris")]
    assert [one.text for one in segments(letters)] == ["efficient pris"]


def test_filled_in_fields_are_read_with_their_names_and_scripts_are_not_run() -> None:
    text = official(make.form()).text
    assert "Intresseanmälan" in text
    assert "Kund: Hotell Fjorden" in text
    assert "Vill bli uppringd: Ja" in text
    assert "Avtal skickat" not in text
    assert "launchURL" not in text


def test_properties_are_believed_last() -> None:
    pdf = make.blank()
    make.paragraphs(pdf, 20, 40, 170, make.LOREM)
    pdf.set_title("Kairos produktblad")
    pdf.set_author("Åsa Ek")
    pdf.set_creation_date(datetime(2026, 3, 9, tzinfo=UTC))
    data = make.done(pdf)
    about = official(data).about
    assert (about.title, str(about.date), about.owner) == ("Kairos produktblad", "2026-03-09", "Åsa Ek")
    assert str(official(data, "official/2026-05-01 kairos.pdf").about.date) == "2026-05-01"


@pytest.mark.parametrize(
    "junk",
    ["Microsoft Word - offert_v3.docx", "prislista.indd", "Namnlös", "PowerPoint-presentation", "Dokument1", "k"],
)
def test_titles_that_programs_put_there_say_nothing(junk: str) -> None:
    assert "title" not in properties.stated({"Title": junk}, "k.pdf", TODAY)


def test_a_clock_that_is_wrong_says_no_day() -> None:
    assert properties.stated({"CreationDate": "D:20380119", "ModDate": "D:20260301120000"}, "k.pdf", TODAY) == {
        "date": "2026-03-01"
    }


def attached() -> Reading:
    pdf = make.blank()
    make.paragraphs(pdf, 20, 40, 170, make.LOREM)
    for name in ("../../etc/villkor.txt", "villkor.txt", "bild.png"):
        pdf.embed_file(bytes=io.BytesIO("Avtalet gäller i tolv månader.".encode()).getvalue(), basename=name)
    return read(make.done(pdf), "official/k.pdf", Origin.OFFICIAL)


def test_attached_files_are_documents_of_their_own_under_safe_names() -> None:
    reading = attached()
    assert [one.path for one in reading.documents] == [
        "official/k.pdf",
        "official/k.pdf/villkor.txt",
        "official/k.pdf/villkor (2).txt",
    ]
    assert reading.documents[1].text == "Avtalet gäller i tolv månader."
    assert [one.document for one in reading.skipped] == ["official/k.pdf/bild.png"]


def test_text_on_a_turned_page_is_read_as_it_is_turned() -> None:
    pdf = make.blank()
    with pdf.rotation(90, 100, 100):
        make.paragraphs(pdf, 20, 40, 150, make.LOREM)
    assert make.LOREM.strip() in official(make.done(pdf)).text
