"""An entry of the register as programs get it."""

from datetime import date
from typing import TypedDict

from app.domain.register import SCOPE, Change, Entry


class RepeatedJson(TypedDict):
    """The latest field claim that repeats or supports a claim."""

    date: str | None
    account: str | None
    title: str
    document: str
    quote: str


class ClaimJson(TypedDict):
    """An official claim as the register has it.

    `text` is verbatim, `status` one of `current`, `not-current`, `retired`, `orphaned` (the sentence stands no more
    where it stood). `laid_down` holds what people have put right, by field; the days are its own or its document's,
    whichever bind. `also` are the ids of claims that say the same in other documents.
    """

    id: str
    text: str
    status: str
    document: str | None
    document_id: str
    title: str | None
    place: str
    language: str | None
    product: str | None
    plan: str | None
    segment: str | None
    market: str | None
    period: str | None
    valid_from: str | None
    valid_until: str | None
    owner: str | None
    proof: str | None
    pillar: bool
    retired: str | None
    because: str | None
    laid_down: dict[str, str]
    last_heard: RepeatedJson | None
    also: list[str]


class ChangeJson(TypedDict):
    """One change: the fields with their value before and after, null for "as it is read"."""

    on: str
    who: str
    why: str
    fields: dict[str, tuple[str | None, str | None]]


class ClaimHistoryJson(ClaimJson):
    """One claim with every change of its entry, oldest first."""

    events: list[ChangeJson]


def claim_json(entry: Entry, today: date) -> ClaimJson:
    """The entry for programs."""
    told = dict(entry.values)
    claim, document = entry.claim, entry.document.document if entry.document else None
    scope = {field: getattr(claim.scope, field) if claim else told.get(field) or None for field in SCOPE}
    about = document.about if document else None
    first = max(filter(None, (told.get("valid_from"), _day(about.valid_from if about else None))), default=None)
    last = min(filter(None, (told.get("valid_until"), _day(about.valid_until if about else None))), default=None)
    heard = entry.heard
    return {
        "id": entry.id,
        "text": entry.quote,
        "status": entry.status(today),
        "document": document.path if document else None,
        "document_id": entry.document_id,
        "title": about.title if about else None,
        "place": claim.place if claim else "",
        "language": claim.language if claim else None,
        "product": scope["product"],
        "plan": scope["plan"],
        "segment": scope["segment"],
        "market": scope["market"],
        "period": scope["period"],
        "valid_from": first,
        "valid_until": last,
        "owner": told.get("owner") or (about.owner if about else None),
        "proof": told.get("proof") or None,
        "pillar": entry.pillar,
        "retired": told.get("retired") or None,
        "because": told.get("because") or None,
        "laid_down": told,
        "last_heard": {
            "date": _day(heard.date),
            "account": heard.account,
            "title": heard.title,
            "document": heard.document,
            "quote": heard.quote,
        }
        if heard
        else None,
        "also": list(entry.also),
    }


def change_json(change: Change) -> ChangeJson:
    """One change for programs."""
    return {
        "on": change.on.isoformat(),
        "who": change.who,
        "why": change.why,
        "fields": {field: (before, after) for field, before, after in change.fields},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
