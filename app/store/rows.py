"""From the domain to rows and back, exactly: dates, decimals and sets included."""

import gc
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray
from sqlalchemy import insert
from sqlmodel import Session

from app.domain.claim import Claim
from app.domain.editions import edition
from app.domain.evidence import Document, Origin, Passage, StoredDocument, stable_id
from app.domain.gap import Event, Gap, Status
from app.domain.history import Cause, Removal, Tombstone, Version
from app.domain.receipt import Receipt
from app.store.changes import VECTOR
from app.store.tables import DocumentRow, Row, TombstoneRow, VersionRow

Values = dict[str, Any]
"""The columns of one row, as an INSERT takes them."""

_encoder = msgspec.json.Encoder(order="deterministic")  # a set has no order of its own: same claim, same row
_gap = msgspec.json.Decoder(Gap)
_whole_event = msgspec.json.Decoder(Event).decode
receipt = msgspec.json.Decoder(Receipt).decode
document = msgspec.json.Decoder(Document).decode
corrections = msgspec.json.Decoder(tuple[tuple[str, str], ...]).decode
passage = msgspec.json.Decoder(Passage).decode
_claim = msgspec.json.Decoder(Claim)


def stored_document(row: DocumentRow) -> StoredDocument:
    """Return the document of a row."""
    return StoredDocument(row.id, document(row.body), row.ingested, row.superseded_by, row.superseded_on)


def claims(bodies: Sequence[str]) -> list[Claim]:
    """Return the claims of rows' bodies.

    The cyclic collector is paused meanwhile: it would walk what has been read again and again, which takes two thirds
    of the time at 20,000 claims, and there is nothing in it to collect.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        return [_claim.decode(body) for body in bodies]
    finally:
        if running:
            gc.enable()


def document_values(document_id: str, document: Document, today: date) -> Values:
    """Return the row of a document taken in `today`."""
    which = edition(document)
    return {
        "id": document_id,
        "origin": document.origin.value,
        "path": document.path,
        "part": document.part,
        "source": document.source,
        "digest": document.digest,
        "ingested": today,
        "corrections": _encoder.encode(document.corrections).decode() if document.corrections else "",
        "family": which.family if which else "",
        "body": _body(document),
    }


def tombstone(row: TombstoneRow) -> Tombstone:
    """Return the tombstone of a row."""
    return Tombstone(row.id, Origin(row.origin), row.path, Removal(row.day, Cause(row.cause), row.who, row.why))


def version(row: VersionRow) -> Version:
    """Return the version of a row."""
    return Version(row.document_id, row.number, document(row.body), row.taken_in, row.replaced)


def passage_values(number: int, passage: Passage, vector: NDArray[np.float32], fingerprint: str) -> Values:
    """Return the row of a passage with its vector of shape (dimension,)."""
    return {
        "number": number,
        "id": passage.id,
        "document_id": passage.document_id,
        "origin": passage.origin.value,
        "start": passage.start,
        "text_hash": text_hash(passage.indexed_text),
        "fingerprint": fingerprint,
        "body": _body(passage),
        "vector": vector.astype(VECTOR, copy=False).tobytes(),
    }


def claim_values(claim: Claim) -> Values:
    """Return the row of a claim."""
    return {
        "id": claim.id,
        "document_id": claim.document_id,
        "passage_id": claim.passage_id,
        "origin": claim.origin.value,
        "start": claim.start,
        "body": _body(claim),
    }


def gap_values(gap: Gap) -> Values:
    """Return the row of a gap; its events have rows of their own."""
    return {
        "id": gap.id,
        "kind": gap.kind.value,
        "status": gap.status.value,
        "body": _body(replace(gap, events=())),
    }


def event_values(gap: Gap, known: int = 0) -> list[Values]:
    """Return the rows of a gap's events after the first `known`, in their order."""
    return [
        {
            "gap_id": gap.id,
            "number": number,
            "day": e.on,
            "status": e.status.value,
            "who": e.who,
            "why": e.why,
            "body": "" if e == Event(e.on, e.status, e.who, e.why) else _body(e),
        }
        for number, e in enumerate(gap.events[known:], known)
    ]


def evidence_values(gap: Gap) -> list[Values]:
    """Return a row for each claim a gap rests on."""
    return [{"gap_id": gap.id, "claim_id": one} for one in dict.fromkeys(e.claim_id for e in gap.official + gap.field)]


def gap(body: str, events: Iterable[Event]) -> Gap:
    """Return the gap of a row's body, with its events in order."""
    return replace(_gap.decode(body), events=tuple(events))


def event(day: date, status: str, who: str, why: str, body: str) -> Event:
    """Return the event of a row's columns."""
    return _whole_event(body) if body else Event(day, Status(status), who, why)


def receipt_values(receipt: Receipt) -> Values:
    """Return the row of a receipt."""
    return {
        "rep": name_key(receipt.rep),
        "document_id": receipt.document_id,
        "kind": receipt.kind.value,
        "body": _body(receipt),
    }


def name_key(name: str) -> str:
    """Return what a person's name is looked up by."""
    return " ".join(name.casefold().split())


def insert_all(session: Session, table: type[Row], values: Iterable[Values]) -> None:
    """Insert these rows, however many or few."""
    if many := list(values):
        session.exec(insert(table), params=many)


def text_hash(text: str) -> str:
    """Return what a text is looked up by."""
    return stable_id(text)


def _body(thing: Document | Passage | Claim | Gap | Event | Receipt) -> str:
    return _encoder.encode(thing).decode()
