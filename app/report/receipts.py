"""A receipt as its reader is told it."""

from app.domain.contract import ReceiptJson
from app.domain.gap import Act, Event, Status
from app.domain.receipt import Receipt
from app.report.words import Words


def told(receipt: Receipt, words: Words) -> str:
    """`Your note of 3 March 2026 (Nordpost) → gap 1a2b3c4d, figures differ → resolved: one-pager v3`."""
    when = words("receipt.note", day=words.day(receipt.said)) if receipt.said else words("receipt.undated")
    note = f"{when} ({receipt.account or receipt.note})"
    gap = words("receipt.gap", id=receipt.gap_id, kind=words(f"kind.{receipt.kind}"))
    return f"{note} → {gap} → {_outcome(receipt.event, words)}"


def _outcome(event: Event, words: Words) -> str:
    if event.act is Act.MERGED:
        return words("receipt.merged", other=event.other)
    if event.status is Status.VERIFIED:
        return words("receipt.verified")
    became = words(f"receipt.{event.status}")
    why = words.why(event.why)
    return f"{became}: {why}" if why else became


def receipt_json(receipt: Receipt, words: Words) -> ReceiptJson:
    """The receipt for programs, with the sentence a person reads in `text`."""
    event = receipt.event
    return {
        "text": told(receipt, words),
        "rep": receipt.rep,
        "note": receipt.note,
        "document_id": receipt.document_id,
        "account": receipt.account,
        "said": receipt.said.isoformat() if receipt.said else None,
        "gap": receipt.gap_id,
        "kind": receipt.kind.value,
        "on": event.on.isoformat(),
        "status": event.status.value,
        "who": event.who,
        "why": event.why,
        "merged_into": event.other,
    }
