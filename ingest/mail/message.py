"""A message, as the standard library parses it, to a `Mail`. Headers and charsets that lie are survived."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage, Message
from email.utils import parsedate_to_datetime

from app.domain.errors import Unreadable
from ingest.encoding import clean, decode
from ingest.mail import body
from ingest.mail.attachments import Attachment
from ingest.mail.sides import Person, people

_REPLY = re.compile(
    r"\s*(?:(?:(?P<forward>fwd?|vb|vs|wg|tr|rv|vl|doorst)|re|sv|aw|antw|res|ref|svar)\s{0,2}(?:\[\d{1,3}\])?\s{0,2}:"
    r"|\[(?:ext(?:ern(?:al|t)?)?)\]:?)",
    re.IGNORECASE,
)
_STATED = {"account": ("X-Account", "X-Kund", "X-Customer"), "rep": ("X-Rep", "X-Sales-Rep", "X-Saljare")}
_OPAQUE = frozenset({"application/pkcs7-mime", "application/x-pkcs7-mime", "multipart/encrypted"})
MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError)
"""What the standard library's parser raises, at whatever is asked of a message that breaks the rules."""
_ARMOUR = re.compile(r"^-----BEGIN PGP MESSAGE-----", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Mail:
    """A mail. `text` still holds history and signature; `stated` is what its X- headers say, by label."""

    subject: str
    day: date | None
    sender: Person
    recipients: tuple[Person, ...]
    text: str
    attachments: tuple[Attachment, ...] = ()
    forward: bool = False
    stated: dict[str, str] = field(default_factory=dict)


def mail(message: EmailMessage, name: str) -> Mail:
    """Return what is in a message; `name` is the file's, for the refusal.

    Raises `Unreadable` for an encrypted one, for a text in an encoding that cannot be told, and for a broken one.
    """
    try:
        return _mail(message, name)
    except MALFORMED as error:
        raise Unreadable(f"{name} is broken", "Save it from your mail program again, as .eml or .msg") from error


def _mail(message: EmailMessage, name: str) -> Mail:
    leaves = list(_leaves(message))
    if any(_is_opaque(leaf) for leaf in leaves):
        raise encrypted(name)
    texts = {kind: [leaf for leaf in leaves if _is_body(leaf, kind)] for kind in ("text/plain", "text/html")}
    plain = "\n\n".join(_text(leaf, name) for leaf in texts["text/plain"])
    page = "\n".join(_text(leaf, name) for leaf in texts["text/html"])
    if _ARMOUR.search(plain):
        raise encrypted(name)
    bodies = [id(leaf) for found in texts.values() for leaf in found]
    attached = [_attachment(leaf) for leaf in leaves if id(leaf) not in bodies]
    subject = header(message, "Subject")
    sender = people(header(message, "From")) or people(header(message, "Sender")) or [Person("", "")]
    stated = {label: value for label, names in _STATED.items() if (value := _first(message, names))}
    return Mail(
        title(subject),
        _day(header(message, "Date")),
        sender[0],
        tuple(people(header(message, "To"), header(message, "Cc"))),
        body.text_of(plain, page),
        tuple(attached),
        forward=is_forward(subject),
        stated=stated,
    )


def encrypted(name: str) -> Unreadable:
    """Return the refusal of a mail that only its recipient can read."""
    return Unreadable(
        f"{name} is an encrypted mail", "Open it in your mail program and save its text, or what is attached to it"
    )


def title(subject: str) -> str:
    """Return a subject without `Re:`, `SV:`, `VB:`, `[EXTERN]` and their like."""
    while match := _REPLY.match(subject):
        subject = subject[match.end() :]
    return " ".join(subject.split())


def is_forward(subject: str) -> bool:
    """Whether the last thing done to a mail was passing it on: `VB: SV: Offert`."""
    at = 0
    while match := _REPLY.match(subject, at):
        if not match[0].lstrip().startswith("["):
            return match["forward"] is not None
        at = match.end()
    return False


def header(message: EmailMessage, name: str) -> str:
    """Return a header as a reader sees it, empty if there is none; bytes that were never encoded are guessed."""
    raw = next((value for key, value in message.raw_items() if key.casefold() == name.casefold()), "")
    if not raw.isascii():
        undecoded = " ".join(str(raw).split()).encode("utf-8", "surrogateescape")
        try:
            return decode(undecoded, name)
        except Unreadable:
            return undecoded.decode("ascii", "ignore")
    try:
        return clean(" ".join(str(message.get(name, "")).split()))
    except MALFORMED:
        return clean(" ".join(str(raw).split()))


def _first(message: EmailMessage, names: tuple[str, ...]) -> str:
    return next(filter(None, (header(message, name) for name in names)), "")


def _day(value: str) -> date | None:
    """The day the sender's clock showed."""
    try:
        sent: datetime = parsedate_to_datetime(value)
    except MALFORMED:
        return None
    return sent.date()


def _leaves(part: EmailMessage) -> Iterator[EmailMessage]:
    """The parts that hold something; an attached message is one, and what it holds is its own."""
    content = part.get_payload()
    holds_parts = isinstance(content, list) and part.get_content_maintype() != "message"
    if not holds_parts or part.get_content_type() == "multipart/encrypted":
        yield part
        return
    for inner in content:
        if isinstance(inner, EmailMessage):  # always: the policy says so
            yield from _leaves(inner)


def _is_opaque(leaf: EmailMessage) -> bool:
    kind, name = leaf.get_content_type(), _filename(leaf).lower()
    return kind in _OPAQUE or name in {"smime.p7m", "message.rpmsg"}


def _is_body(leaf: EmailMessage, kind: str) -> bool:
    if leaf.get_content_type() != kind or leaf.is_multipart():
        return False
    return leaf.get_content_disposition() != "attachment" and not _filename(leaf)


def _text(leaf: EmailMessage, name: str) -> str:
    payload = leaf.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    text = decode(data, name, leaf.get_content_charset()) if data.strip() else ""
    if str(leaf.get_param("format", "")).lower() == "flowed":
        text = body.unflowed(text, delete_space=str(leaf.get_param("delsp", "")).lower() == "yes")
    return text


def _attachment(leaf: EmailMessage) -> Attachment:
    kind = leaf.get_content_type()
    inline = leaf.get_content_disposition() != "attachment" and leaf["Content-ID"] is not None
    inline = inline or (kind.startswith("image/") and leaf.get_content_disposition() == "inline")
    if leaf.get_content_maintype() == "message" and leaf.is_multipart():
        inner = leaf.get_payload(0)
        data = inner.as_bytes() if isinstance(inner, Message) else b""
        subject = title(header(inner, "Subject")) if isinstance(inner, EmailMessage) else ""
        return Attachment(f"{_filename(leaf) or subject or 'message'}.eml".replace(".eml.eml", ".eml"), kind, data)
    payload = leaf.get_payload(decode=True)
    return Attachment(_filename(leaf), kind, payload if isinstance(payload, bytes) else b"", inline)


def _filename(leaf: EmailMessage) -> str:
    try:
        return clean(leaf.get_filename() or "")
    except MALFORMED:
        return ""
