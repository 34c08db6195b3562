"""Mails as programs write them, made in a test."""

from email.message import EmailMessage
from email.policy import default

from app.domain.evidence import Document, Origin
from ingest.reading import Reading
from tests.ingest.reading_a_file import read

LENA = "Lena Berg <lena.berg@hotell-fjorden.se>"
ANNA = "Anna Svensson <anna@kairos-tid.se>"


def message(text: str = "", page: str = "", **headers: str) -> EmailMessage:
    made = EmailMessage(default)
    given = {"from": LENA, "to": ANNA, "subject": "SV: Offert", "date": "Tue, 03 Mar 2026 23:30:00 +0100"} | headers
    for name, value in given.items():
        if value:
            made[name.replace("_", "-")] = value
    if text:
        made.set_content(text)
    if page and text:
        made.add_alternative(page, subtype="html")
    elif page:
        made.set_content(page, subtype="html")
    return made


def reading(made: EmailMessage | bytes, path: str = "field/mail.eml", origin: Origin = Origin.FIELD) -> Reading:
    return read(made if isinstance(made, bytes) else made.as_bytes(), path, origin)


def first(made: EmailMessage | bytes, path: str = "field/mail.eml", origin: Origin = Origin.FIELD) -> Document:
    return reading(made, path, origin).documents[0]


def said(text: str = "", page: str = "", **headers: str) -> str:
    return first(message(text, page, **headers)).text
