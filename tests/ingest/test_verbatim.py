"""Whatever it was written with: words, Swedish letters and amounts come back as they were, apart from white space."""

import json
from collections.abc import Callable, Sequence
from typing import Any

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from pptx import Presentation

from app.domain.evidence import Document, Origin
from tests.ingest import pdf_files
from tests.ingest.a_mail import message
from tests.ingest.office_files import saved
from tests.ingest.reading_a_file import read
from tests.ingest.soundness import problems_of

WORDS = (
    "på", "är", "åtgärd", "Öland", "schemat", "café", "över", "den", "och", "kunden", "svarar", "inom", "fyra",
    "the", "price", "of", "4\xa0900\xa0kr/mån", "exkl.\xa0moms", "99,9\xa0%", "1\xa0250,50\xa0€", "14/10",
    "(ca)", "½", "490:-", "§\xa07", "x²", "20\xa0°C", "e-post", "SSO", "2026-03-09", "R&D", "50%", "#1",
    "A&B", '"citat"', "timmar",
)  # fmt: skip
sentence = st.lists(st.sampled_from(WORDS), min_size=8, max_size=25).map(
    lambda words: f"Vi lovar {' '.join(words)} nu."
)
texts = st.lists(sentence, min_size=1, max_size=4, unique=True)
quick = settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))


def deck(paragraphs: Sequence[str]) -> bytes:
    made: Any = Presentation()
    for number, text in enumerate(paragraphs, start=1):
        one = made.slides.add_slide(made.slide_layouts[1])
        one.shapes.title.text, one.placeholders[1].text = f"Bild {number} av flera", text
    return saved(made)


def word(paragraphs: Sequence[str]) -> bytes:
    made = docx.Document()
    for number, text in enumerate(paragraphs, start=1):
        made.add_heading(f"Kapitel {number}", 1)
        made.add_paragraph(text)
        made.add_paragraph(text, style="List Bullet")
    return saved(made)


def pdf(paragraphs: Sequence[str]) -> bytes:
    made = pdf_files.blank()
    pdf_files.paragraphs(made, 20, 30, 160, *(text.replace("€", "EUR") for text in paragraphs))
    return pdf_files.done(made)


def workbook(paragraphs: Sequence[str]) -> bytes:
    made: Any = Workbook()
    made.active.append(["Datum", "Kund", "Anteckning"])
    for text in paragraphs:
        made.active.append(["2026-03-09", "Hotell Fjorden", text])
    return saved(made)


def page(paragraphs: Sequence[str]) -> bytes:
    escaped = (text.replace("&", "&amp;") for text in paragraphs)
    return f"<html><meta charset=utf-8><body>{''.join(f'<p>{text}</p>' for text in escaped)}</body></html>".encode()


def captions(paragraphs: Sequence[str]) -> bytes:
    times = (f"00:0{n}:01.000 --> 00:0{n}:05.000" for n in range(9))
    cues = (
        f"{time}\n<v Anna Berg>{text.replace('&', '&amp;')}</v>" for time, text in zip(times, paragraphs, strict=False)
    )
    return "\n\n".join(["WEBVTT", *cues]).encode()


KINDS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "deck.pptx": deck, "pager.docx": word, "list.pdf": pdf, "notes.xlsx": workbook, "page.html": page,
    "call.vtt": captions,
    "mail.eml": lambda paragraphs: message("\n\n".join(paragraphs)).as_bytes(),
    "page.eml": lambda paragraphs: message(page=page(paragraphs).decode()).as_bytes(),
    "note.md": lambda paragraphs: "\n\n".join(paragraphs).encode(),
    "note.txt": lambda paragraphs: "\r\n\r\n".join(paragraphs).encode("utf-16"),
    "notes.jsonl": lambda paragraphs: "\n".join(json.dumps({"text": text}) for text in paragraphs).encode(),
}  # fmt: skip


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("name", KINDS)
@given(paragraphs=texts)
@quick
def test_words_and_amounts_come_back_and_everything_has_its_place(name: str, paragraphs: list[str]) -> None:
    reading = read(KINDS[name](paragraphs), f"field/{name}", Origin.FIELD)
    assert not problems_of("field", reading)
    whole = squeezed("\n".join(document.text for document in reading.documents))
    at = 0
    for text in paragraphs:
        wanted = squeezed(text.replace("€", "EUR") if name.endswith(".pdf") else text)
        assert wanted in whole[at:], (text, reading.documents)
        at = whole.index(wanted, at) + len(wanted)


@pytest.mark.parametrize("origin", list(Origin))
@pytest.mark.parametrize("name", KINDS)
def test_a_price_with_no_break_spaces_can_be_cited(name: str, origin: Origin) -> None:
    price = "Kairos Team kostar 4\xa0900 kr/mån exkl.\xa0moms för den som är på Öland."
    documents: tuple[Document, ...] = read(KINDS[name]([price]), f"{origin.value}/{name}", origin).documents
    assert any(" ".join(price.split()) in " ".join(one.text.split()) for one in documents)
