"""One small, valid file of every kind that is read, for tests that damage them."""

import functools
import json
import struct
from collections.abc import Mapping, Sequence
from typing import Any

import docx
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from tests.ingest import pdf_files as make
from tests.ingest.a_mail import message
from tests.ingest.office_files import saved
from tests.ingest.test_archives import packed
from tests.ingest.test_calls import CALLS, TRANSCRIPT
from tests.ingest.test_crm import HUBSPOT, HUBSPOT_NOTES, SALESFORCE_TASKS
from tests.ingest.test_html import PAGE
from tests.ingest.test_html import saved as page_archive
from tests.ingest.test_mail import attached
from tests.ingest.test_outlook import FILE, INNER, NOTE, TO
from tests.ingest.test_slides import sales_deck
from tests.ingest.test_transcripts import TEAMS
from tests.ingest.test_word import one_pager
from tests.ingest.test_workbook import crm, prices, sheet

MARKDOWN = """---
title: Kairos för kommuner
product: Kairos
valid_until: 2026-12-31
---
# Priser

Team kostar 4\xa0900 kr/mån exkl. moms, och data lagras i Sverige.

| Plan | Pris |
| --- | --- |
| Team | 490 kr |

## Drift

- 99,9 % per månad
- Svar inom fyra timmar
"""
TEXT = (
    "Kund: Hotell Fjorden  Datum: 9/3\nSäljare: Anna Berg\n\nDe tycker att 550 kr är för dyrt. De har redan Outlook.\n"
)
SPOKEN = "\n".join(
    f"[00:0{n}:10] {'Anna' if n % 2 else 'Lena Holm'}: Vi har redan Outlook nummer {n}." for n in range(8)
)
SUBRIP = "1\n00:00:01,000 --> 00:00:04,000\nAnna: Det är 490 kr.\n\n2\n00:00:04,500 --> 00:00:06,000\nLena: Dyrt.\n"
ATTACHED = "__attach_version1.0_#00000000/__substg1.0_37010102"
DEALS = (
    "Deal name,Deal stage,Amount,Closed lost reason,Close date,Company\n"
    "Fjorden,Closed lost,120000.00,De valde Tempo för priset,2026-03-09,Hotell Fjorden\n"
)


@functools.cache
def specimens() -> Mapping[str, bytes]:
    """Return the files by name; every ending that is read stands in it."""
    office = {"deck.pptx": _deck(), "pager.docx": _pager(), "crm.xlsx": saved(crm().parent), "prices.xlsx": _prices()}
    alike = {
        **dict.fromkeys((".pptm", ".potx", ".potm", ".ppsx", ".ppsm"), office["deck.pptx"]),
        **dict.fromkeys((".docm", ".dotx", ".dotm"), office["pager.docx"]),
        **dict.fromkeys((".xlsm", ".xltx", ".xltm"), office["crm.xlsx"]),
        **dict.fromkeys((".htm", ".xhtml"), PAGE.encode()),
        **dict.fromkeys((".markdown", ".mdown"), MARKDOWN.encode()),
    }
    mail = attached()
    mail.add_attachment(message("Vi vill ha ett API.", subject="Krav"))
    texts = {
        "kairos.md": MARKDOWN, "note.txt": TEXT, "spoken.text": SPOKEN, "start.html": PAGE, "teams.vtt": TEAMS,
        "sub.srt": SUBRIP, "hubspot.csv": HUBSPOT_NOTES, "salesforce.csv": SALESFORCE_TASKS, "deals.csv": DEALS,
        "notes.tsv": "date\taccount\ttext\n2026-03-09\tAcme\tThey want single sign-on and an API.\n",
        "gong.json": json.dumps({**TRANSCRIPT, **CALLS}), "hubspot.json": json.dumps(HUBSPOT),
        "meeting.json": json.dumps(_meeting()),
        "notes.jsonl": "\n".join(json.dumps({"date": "2026-03-09", "text": f"{n}: de vill ha SSO"}) for n in range(4)),
        "notes.ndjson": '{"text": "De vill ha enkel inloggning."}\n',
    }  # fmt: skip
    return {
        **office,
        **{f"alike{suffix}": data for suffix, data in alike.items()},
        **{name: text.encode() for name, text in texts.items()},
        "mail.eml": mail.as_bytes(),
        "page.eml": message("Hej", f"{PAGE}<blockquote type=cite>Gammalt</blockquote>").as_bytes(),
        "outlook.msg": compound(
            NOTE | TO | FILE | INNER | {f"{ATTACHED}/__substg1.0_37010102": TEXT.encode().ljust(_LEAST)}
        ),
        "start.mht": page_archive(PAGE.encode(), "utf-8", "quoted-printable"),
        "start.mhtml": page_archive(PAGE.encode(), "utf-8"),
        "export.zip": packed(("official/a.md", MARKDOWN.encode()), ("b/c.zip", packed(("d.txt", TEXT.encode())))),
        "prices.pdf": _pdf(compress=True),
        "plain.pdf": _pdf(compress=False),
        "form.pdf": make.form(),
    }


def _deck() -> bytes:
    made = sales_deck()
    one = made.slides.add_slide(made.slide_layouts[5])
    data = CategoryChartData()
    data.categories = ["Före", "Efter"]
    data.add_series("Timmar", (9.5, 4))
    one.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(1), Cm(4), Cm(10), Cm(8), data)
    table = one.shapes.add_table(2, 2, Cm(12), Cm(4), Cm(10), Cm(4)).table
    table.cell(0, 0).text, table.cell(1, 1).text = "Plan", "490 kr"
    return saved(made)


def _pager() -> bytes:
    made: Any = one_pager()
    run = made.add_paragraph("Vi lovar en startdag.").runs[0]
    if hasattr(made, "add_comment"):
        made.add_comment(run, "Stämmer det?", author="Anna Berg")
    assert isinstance(made, type(docx.Document()))
    return saved(made)


def _prices() -> bytes:
    made = prices()
    sheet(["Plan", "Pris"], ["Team", "490 kr"], title="Gamla", book=made.parent).sheet_state = "hidden"
    return saved(made.parent)


def _pdf(*, compress: bool) -> bytes:
    pdf = make.blank()
    pdf.set_compression(compress)
    make.heading(pdf, 20, 20, "Kairos prislista")
    make.paragraphs(pdf, 20, 40, 80, make.LOREM)
    make.paragraphs(pdf, 110, 40, 80, make.ENGLISH)
    make.grid(
        pdf, 20, 150, [40, 30, 30], [("Plan", "Pris", "Antal"), ("Team", "490 kr", "40"), ("Stor", "900 kr", "90")]
    )
    pdf.add_page()
    make.paragraphs(pdf, 20, 40, 170, make.LOREM)
    pdf.embed_file(bytes="Avtalet gäller i tolv månader.".encode(), basename="villkor.txt")
    return make.done(pdf)


def _meeting() -> dict[str, object]:
    said = [
        {"speaker_name": "Anna Berg", "text": "Vi ligger på 490 kr per användare.", "start_time": 4.2, "end_time": 7},
        {"speaker_name": "Lena Holm", "text": "Det är för dyrt för oss.", "start_time": 8, "end_time": 9.5},
    ]
    people = [{"displayName": "Lena Holm", "email": "lena@hotell-fjorden.se", "is_external": True}]
    return {"title": "Demo", "date": "2026-03-09", "sentences": said, "meeting_attendees": people}


_SECTOR = 512
_LEAST = 4096
"""Bytes below which a stream would belong into the small one."""
_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD


def compound(streams: Mapping[str, bytes]) -> bytes:
    """Return a compound file as Outlook's are, with streams at paths such as `__attach…/__substg…`.

    Streams are filled up with zeros to the size from which they lie in sectors of their own.
    """
    paths = sorted({"/".join(p.split("/")[:n]) for p in streams for n in range(1, p.count("/") + 2)})
    numbers = {"": 0, **{path: n for n, path in enumerate(paths, start=1)}}
    children = {path: [p for p in paths if p.rpartition("/")[0] == path] for path in numbers}
    body, chain, entries = bytearray(), [], []
    for path, number in numbers.items():
        data = streams.get(path)
        siblings = children[path.rpartition("/")[0]] if path else [path]
        after = siblings[siblings.index(path) + 1 :][:1]
        below = children[path][:1]
        first, size = _END, 0
        if data is not None:
            data = data.ljust(_LEAST, b"\0")
            first, size = len(chain), len(data)
            body += _filled(data)
            chain += _chained(first, len(_filled(data)) // _SECTOR)
        name = (path.rpartition("/")[2] or "Root Entry").encode("utf-16-le") + b"\0\0"
        entries.append(
            name.ljust(64, b"\0")
            + struct.pack("<HBB", len(name), 2 if data is not None else 1 if number else 5, 1)
            + struct.pack("<III", _FREE, *(numbers[p[0]] if p else _FREE for p in (after, below)))
            + bytes(36)
            + struct.pack("<IQ", first, size)
        )
    directory = _filled(b"".join(entries))
    start = len(chain)
    chain += _chained(start, len(directory) // _SECTOR)
    tables = -(-(len(chain) + 8) // (_SECTOR // 4 - 1))
    places = range(len(chain), len(chain) + tables)
    table = struct.pack(f"<{len(chain) + tables}I", *chain, *[_TABLE] * tables)
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    head += struct.pack("<IIIIIIIIII", 0, tables, start, 0, _LEAST, _END, 0, _END, 0, places[0])
    head += struct.pack(f"<{tables - 1}I", *places[1:])
    return head.ljust(_SECTOR, b"\xff") + bytes(body) + directory + table.ljust(tables * _SECTOR, b"\xff")


def _filled(data: bytes) -> bytes:
    return data.ljust(-(-len(data) // _SECTOR) * _SECTOR, b"\0")


def _chained(first: int, count: int) -> Sequence[int]:
    return [*range(first + 1, first + count), _END]
