"""The JSON other programs rely on, from the command and from the API. Keys may be added, never taken."""

from datetime import date
from typing import TypedDict

from app.domain.evidence import Evidence
from app.domain.gap import Event, Gap
from app.domain.pitch import Citation, GapMention, Line, Pitch


class EvidenceJson(TypedDict):
    """One side of a gap; `quote` is a verbatim stretch of the document's text, `date` is ISO 8601.

    `asked` says that it is a question put to Samsyn itself: then it stands in no document, and `document` is empty.
    """

    document: str
    title: str
    place: str
    quote: str
    origin: str
    account: str | None
    speaker: str | None
    rep: str | None
    date: str | None
    claim: str
    asked: bool


class EventJson(TypedDict):
    """One change in a gap's life, and the status since then.

    `act` is `moved`, `assigned` (to `owner` until `due`), `merged` or `split` (with or from the gap `other`); `until`
    is the last day of a dismissal.
    """

    on: str
    status: str
    who: str
    why: str
    act: str
    owner: str | None
    due: str | None
    until: str | None
    other: str


class ReasonJson(TypedDict):
    """Why it was decided so, in one sentence with both quotes; empty where nobody has said why."""

    sv: str
    en: str


class GapJson(TypedDict):
    """One gap; `severity` 1..5, `confidence` 0..1, dates ISO 8601."""

    id: str
    kind: str
    status: str
    statement: str
    severity: int
    confidence: float
    decided_by: str
    reason: ReasonJson
    emerging: bool
    accounts: int
    reps: int
    first_seen: str
    last_seen: str
    subject: str
    owner: str | None
    due: str | None
    until: str | None
    merged_into: str
    split_from: str
    official: list[EvidenceJson]
    field: list[EvidenceJson]
    events: list[EventJson]


class PromiseJson(TypedDict):
    """What a rep committed us to; `by` is the last day of what was promised for, `status` where it stands."""

    rep: str | None
    account: str | None
    said: str | None
    by: str | None
    official_basis: bool
    status: str
    gap: str | None
    owner: str | None
    due: str | None
    promise: EvidenceJson
    basis: list[EvidenceJson]


class ReceiptJson(TypedDict):
    """What the reporter of a note is told: `text` is the sentence, the rest what it is made of."""

    text: str
    rep: str
    note: str
    document_id: str
    account: str | None
    said: str | None
    gap: str
    kind: str
    on: str
    status: str
    who: str
    why: str
    merged_into: str


class LineJson(TypedDict):
    """One line of a card; `citations` are numbers in the card's list."""

    section: str
    text: str
    citations: list[int]


class CitationJson(TypedDict):
    """A numbered source."""

    n: int
    origin: str
    document: str
    title: str
    place: str
    quote: str
    date: str | None
    account: str | None
    document_id: str
    passage_id: str


class GapMentionJson(TypedDict):
    """A gap the asker must know of."""

    id: str
    kind: str
    statement: str
    status: str


class PitchJson(TypedDict):
    """A pitch card; `not_known` is non-empty exactly when the official material does not answer."""

    question: str
    language: str
    composed_by: str
    lines: list[LineJson]
    citations: list[CitationJson]
    gaps: list[GapMentionJson]
    not_known: list[str]
    dropped: int
    notice: str
    provenance: list[str]


def gap_json(gap: Gap) -> GapJson:
    """One gap as `samsyn gaps --json` and `GET /api/gaps` give it."""
    return {
        "id": gap.id,
        "kind": gap.kind.value,
        "status": gap.status.value,
        "statement": gap.statement,
        "severity": gap.severity,
        "confidence": round(gap.confidence, 3),
        "decided_by": gap.decided_by.value,
        "reason": {"sv": gap.reason.sv, "en": gap.reason.en},
        "emerging": gap.emerging,
        "accounts": gap.accounts,
        "reps": gap.reps,
        "first_seen": gap.first_seen.isoformat(),
        "last_seen": gap.last_seen.isoformat(),
        "subject": gap.subject,
        "owner": gap.owner,
        "due": _iso(gap.due),
        "until": _iso(gap.until),
        "merged_into": gap.merged_into,
        "split_from": gap.split_from,
        "official": [evidence_json(e) for e in gap.official],
        "field": [evidence_json(e) for e in gap.field],
        "events": [event_json(e) for e in gap.events],
    }


def evidence_json(evidence: Evidence) -> EvidenceJson:
    """One side of a gap."""
    return {
        "document": evidence.document,
        "title": evidence.title,
        "place": evidence.place,
        "quote": evidence.quote,
        "origin": evidence.origin.value,
        "account": evidence.account,
        "speaker": evidence.speaker,
        "rep": evidence.rep,
        "date": _iso(evidence.date),
        "claim": evidence.claim_id,
        "asked": not evidence.document_id,
    }


def event_json(event: Event) -> EventJson:
    """One change in a gap's life."""
    return {
        "on": event.on.isoformat(),
        "status": event.status.value,
        "who": event.who,
        "why": event.why,
        "act": event.act.value,
        "owner": event.owner,
        "due": _iso(event.due),
        "until": _iso(event.until),
        "other": event.other,
    }


def line_json(line: Line) -> LineJson:
    """One line of a card, as the stream sends it."""
    return {"section": line.section.value, "text": line.text, "citations": list(line.citations)}


def pitch_json(pitch: Pitch) -> PitchJson:
    """A card as `samsyn ask --json` and `POST /api/pitch` give it."""
    return {
        "question": pitch.question,
        "language": pitch.language,
        "composed_by": pitch.composed_by,
        "lines": [line_json(line) for line in pitch.lines],
        "citations": [_citation_json(c) for c in pitch.citations],
        "gaps": [_mention_json(g) for g in pitch.gaps],
        "not_known": list(pitch.not_known),
        "dropped": pitch.dropped,
        "notice": pitch.notice,
        "provenance": list(pitch.provenance),
    }


def _citation_json(citation: Citation) -> CitationJson:
    return {
        "n": citation.n,
        "origin": citation.origin.value,
        "document": citation.document,
        "title": citation.title,
        "place": citation.place,
        "quote": citation.quote,
        "date": _iso(citation.date),
        "account": citation.account,
        "document_id": citation.document_id,
        "passage_id": citation.passage_id,
    }


def _mention_json(mention: GapMention) -> GapMentionJson:
    return {"id": mention.id, "kind": mention.kind, "statement": mention.statement, "status": mention.status}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
