"""The JSON other programs rely on, from the command and from the API. Keys may be added, never taken."""

from typing import TypedDict

from app.domain.evidence import Evidence
from app.domain.gap import Event, Gap
from app.domain.pitch import Citation, GapMention, Line, Pitch


class EvidenceJson(TypedDict):
    """One side of a gap; `quote` is a verbatim stretch of the document's text, `date` is ISO 8601."""

    document: str
    title: str
    place: str
    quote: str
    origin: str
    account: str | None
    speaker: str | None
    rep: str | None
    date: str | None


class EventJson(TypedDict):
    """One change in a gap's life."""

    on: str
    status: str
    who: str
    why: str


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
    official: list[EvidenceJson]
    field: list[EvidenceJson]
    events: list[EventJson]


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
        "due": gap.due.isoformat() if gap.due else None,
        "official": [evidence_json(e) for e in gap.official],
        "field": [evidence_json(e) for e in gap.field],
        "events": [_event_json(e) for e in gap.events],
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
        "date": evidence.date.isoformat() if evidence.date else None,
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
        "date": citation.date.isoformat() if citation.date else None,
        "account": citation.account,
        "document_id": citation.document_id,
        "passage_id": citation.passage_id,
    }


def _mention_json(mention: GapMention) -> GapMentionJson:
    return {"id": mention.id, "kind": mention.kind, "statement": mention.statement, "status": mention.status}


def _event_json(event: Event) -> EventJson:
    return {"on": event.on.isoformat(), "status": event.status.value, "who": event.who, "why": event.why}
