"""What a kind hands over: one difference between named claims, before it becomes a gap with a life."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.claim import Claim
from app.domain.demand import Asked
from app.domain.evidence import Evidence, Origin, StoredDocument, stable_id
from app.domain.gap import UNSAID, Kind, Reason, Rung
from app.domain.sign import Sign


@dataclass(frozen=True, slots=True)
class Finding:
    """One witness for one gap. Findings with the same `key` are the same gap."""

    kind: Kind
    key: str
    official: tuple[Claim, ...]
    field: tuple[Claim, ...]
    severity: int
    confidence: float
    subject: str = ""
    decided_by: Rung = Rung.RULE
    reason: Reason = UNSAID
    asked: tuple[Asked, ...] = ()
    """Questions put to Samsyn itself that show it."""
    members: tuple[str, ...] = ()
    """What it is held together with other findings of its kind by, where that is not its key (`app.gaps.joins`)."""
    facts: tuple[str, ...] = ()
    """What that needs to know of it."""


def sign_of(finding: Finding, documents: Mapping[str, StoredDocument]) -> Sign:
    """Return the finding as it is kept: with quotes in the place of claims."""
    field, official = evidence_of(finding.field, documents), evidence_of(finding.official, documents)
    return Sign(
        owner=finding.field[0].document_id if finding.field else "",
        kind=finding.kind,
        key=finding.key,
        members=finding.members or (finding.key,),
        official=official,
        field=(*field, *_demand(finding.asked)),
        severity=finding.severity,
        confidence=finding.confidence,
        language=(finding.official or finding.field or finding.asked)[0].language,
        subject=finding.subject,
        decided_by=finding.decided_by,
        reason=finding.reason,
        facts=finding.facts,
    )


def evidence_of(claims: Iterable[Claim], documents: Mapping[str, StoredDocument]) -> tuple[Evidence, ...]:
    """Return claims as evidence, each once, in the order they were given."""
    unique = {claim.id: claim for claim in claims}
    return tuple(claim.evidence(documents[claim.document_id]) for claim in unique.values())


def by_day(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Return evidence, each claim once, by day; questions put to Samsyn, which stand in no document, last."""
    unique = {e.claim_id: e for e in evidence}
    return tuple(sorted(unique.values(), key=lambda e: (not e.document_id, e.date or date.min, e.claim_id)))


def _demand(asked: Iterable[Asked]) -> Iterator[Evidence]:
    """Questions put to Samsyn as evidence: they stand in no document."""
    for one in asked:
        yield Evidence("", stable_id("asked", one.question), Origin.FIELD, "", "", "", one.question, date=one.on)
