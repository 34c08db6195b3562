"""Mails as mail programs save them: what the sender wrote, without the thread below it; attachments on their own."""

from email import policy
from email.parser import BytesParser

from app.domain.errors import Unreadable
from ingest.mail.message import MALFORMED, mail
from ingest.mail.reading import reading
from ingest.reading import Raw, Reading

SUFFIXES = frozenset({".eml"})


def read(raw: Raw) -> Reading:
    """Return the mail as one document, and the files attached to it."""
    try:
        message = BytesParser(policy=policy.default).parsebytes(raw.data)
    except MALFORMED:
        message = None
    if message is None or not message.keys():
        raise Unreadable(f"{raw.name} is no mail", "Save it from your mail program again, as .eml or .msg")
    return reading(raw, mail(message, raw.name))
