"""A `Mail` to documents: its new text as one, and each file attached to it as one of its own."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from app.domain.errors import Unreadable
from app.domain.evidence import About, Origin
from ingest import vocabulary
from ingest.mail import history
from ingest.mail.attachments import Attachment, safe_name
from ingest.mail.message import Mail
from ingest.mail.sides import Sides, people, sides
from ingest.reading import MEGABYTE, Raw, Reading, Refusal
from ingest.stated.about import describe, whole
from ingest.vocabulary import plain

ATTACHMENTS = 100
"""More files than a person attaches to one mail."""


def reading(raw: Raw, mail: Mail) -> Reading:
    """Return the mail's new text as a document, and what is attached to it.

    A customer told by an address alone is `account_guessed`; the file's or folder's name and labels at the top of the
    text come before it. Attached files are handed the mail's day, customer and seller.

    Raises `Unreadable` for a mail without text and attachments.
    """
    new = history.new_text(mail.text, forward=mail.forward)
    stated = {**mail.stated, "title": mail.subject, "date": mail.day.isoformat() if mail.day else ""}
    passed_on = next(iter(people(new.forwarded_from)), None)
    told = Sides(mail.sender.name)  # of official mail, whoever sent it
    if raw.origin is Origin.FIELD:
        told = sides(mail.sender, mail.recipients, passed_on, sent=_is_sent(raw))
    about, guessed = _about(raw, stated, new.text, told)
    inside, refused, skipped = _attached(raw, mail.attachments, _handed_on(about, raw.origin))
    if not new.text and not inside and not skipped:
        raise Unreadable(f"{raw.name} holds no text", "Remove it, or save it again if it should")
    documents = whole(raw, stated, new.text, first_line=0).documents if new.text else ()
    return Reading(
        tuple(replace(document, about=about) for document in documents),
        refusals=refused,
        skipped=skipped,
        inside=inside,
        account_guessed=guessed,
    )


def _about(raw: Raw, stated: Mapping[str, str], text: str, told: Sides) -> tuple[About, bool]:
    """What the mail is about; its addresses fill in what nothing else tells."""
    known, guessed = describe(raw, {**raw.stated, **stated}, text)
    missing = {}
    if told.account and not known.account:
        missing["account"] = told.account
    if not (known.rep or known.owner) and told.rep:
        missing["rep"] = told.rep
    about = describe(raw, {**raw.stated, **stated, **missing}, text)[0] if missing else known
    return about, guessed or "account" in missing


def _is_sent(raw: Raw) -> bool:
    return any(plain(folder) in vocabulary.words("sent") for folder in PurePosixPath(raw.path).parts[:-1])


def _handed_on(about: About, origin: Origin) -> dict[str, str]:
    account = about.account if origin is Origin.FIELD else None
    values = {"date": about.date.isoformat() if about.date else "", "account": account, "rep": about.rep or about.owner}
    return {label: value for label, value in values.items() if value}


def _attached(
    raw: Raw, attachments: tuple[Attachment, ...], stated: Mapping[str, str]
) -> tuple[tuple[Raw, ...], tuple[Refusal, ...], tuple[Refusal, ...]]:
    """Return the files to read, those refused for the limits, and those that are not read."""
    files: list[Raw] = []
    refused: list[Refusal] = []
    skipped: list[Refusal] = []
    taken: set[str] = set()
    total = 0
    wanted = [one for one in attachments if not one.unread and one.data]
    for number, one in enumerate(wanted[:ATTACHMENTS], start=1):
        name = safe_name(one, taken, number)
        taken.add(name.casefold())
        path = f"{raw.path}/{name}"
        total += len(one.data)
        if one.kind == "application/ms-tnef" or name.lower() == "winmail.dat":
            why = "What Outlook packed into it cannot be read: save the mail as .msg, or its attachments one by one"
            skipped.append(Refusal(path, why))
        elif total > raw.limits.expanded:
            limit = f"The mail's attachments are larger than {raw.limits.expanded // MEGABYTE} MB together"
            refused.append(Refusal(path, f"{limit}. Save this one by itself, or raise SAMSYN_MAX_EXPANDED_MB."))
        else:
            files.append(raw.within(name, one.data, stated))
    more = len(wanted) - ATTACHMENTS
    if more > 0:
        why = f"Of its attachments {more} were not read: {ATTACHMENTS} are the most. Save them by themselves."
        refused.append(Refusal(raw.path, why))
    return tuple(files), tuple(refused), tuple(skipped)
