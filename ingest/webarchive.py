"""A web page saved as one file (`.mht`, `.mhtml`): a mail without a receiver, the page first, then its pictures."""

import email
from email.errors import MessageError
from email.message import EmailMessage
from email.policy import default

from app.domain.errors import Unreadable
from ingest.mail.message import MALFORMED
from ingest.reading import Raw


def archived(raw: Raw) -> tuple[bytes, str | None]:
    """Return the page's markup and the charset its part is said to be in; raises `Unreadable` if there is none.

    Of several pages (frames, embedded ones) the one that the archive names as its start, or the first, is read.
    """
    try:
        archive = email.message_from_bytes(raw.data, policy=default)
        pages = [part for part in archive.walk() if part.get_content_type() in {"text/html", "application/xhtml+xml"}]
        page = _start(archive, pages)
        data = page.get_payload(decode=True) if page else None
        charset = page.get_content_charset() if page else None
    except (MessageError, *MALFORMED) as error:
        raise _none(raw) from error
    if not isinstance(data, bytes):
        raise _none(raw)
    return data, charset


def _start(archive: EmailMessage, pages: list[EmailMessage]) -> EmailMessage | None:
    start = str(archive.get_param("start", "") or "")
    address = str(archive.get("Snapshot-Content-Location", ""))
    for page in pages:
        if (start and page.get("Content-ID") == start) or (address and page.get("Content-Location") == address):
            return page
    return pages[0] if pages else None


def _none(raw: Raw) -> Unreadable:
    return Unreadable(f"{raw.name} holds no web page", "Open it in a browser and save it again, as HTML or as PDF")
