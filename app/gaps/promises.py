"""The ledger of promises: who promised what to whom, by when, on what official basis, and where it stands."""

from dataclasses import dataclass
from datetime import date

from app.domain.claim import Claim
from app.domain.contract import PromiseJson, evidence_json
from app.domain.evidence import Evidence
from app.domain.gap import Gap, Kind
from app.gaps.comparing import once
from app.gaps.finder import Finder
from app.gaps.kinds.promises import basis, commitments

_CONTESTED = frozenset({Kind.UNSUPPORTED_PROMISE, Kind.VALUE_MISMATCH})


@dataclass(frozen=True, slots=True)
class Promise:
    """What a rep committed us to: `said` is the quote, with who, to whom and when."""

    said: Evidence
    by: date | None
    """The last day of what was promised for, where a day, a week, a month or a quarter was named."""
    basis: tuple[Evidence, ...]
    """The official statements that commit to the same."""
    approved: bool
    """Whether the note says that somebody approved an exception."""
    gap: Gap | None
    """The gap it is part of: without a basis, or with another figure than the official one."""

    @property
    def standing(self) -> str:
        """The gap's status; `supported` or `approved` where there is none, else `open`."""
        if self.gap:
            return self.gap.status.value
        return "approved" if self.approved else "supported" if self.basis else "open"


def promises(finder: Finder, today: date) -> list[Promise]:
    """Return every commitment known on `today`, those due first, then the latest said."""
    gaps = {
        e.claim_id: gap
        for gap in finder.view(today)
        if gap.kind in _CONTESTED and not gap.merged_into
        for e in gap.field
    }
    corpus = finder.corpus(today)
    official = corpus.passages
    found = [
        Promise(
            said=claim.evidence(corpus.documents[claim.document_id]),
            by=_by(claim),
            basis=tuple(c.evidence(corpus.documents[c.document_id]) for c in basis(claim, official)),
            approved=claim.exempt == "exception",
            gap=gaps.get(claim.id),
        )
        for claim in once(list(commitments(corpus)))
    ]
    return sorted(found, key=_by_urgency)


def _by(claim: Claim) -> date | None:
    days = [int(q.high) for q in claim.quantities if q.unit == "date"]
    return date.fromordinal(max(days)) if days else None


def _by_urgency(promise: Promise) -> tuple[date, int, str]:
    said = promise.said.date or date.min
    return promise.by or date.max, -said.toordinal(), promise.said.claim_id


def promise_json(promise: Promise) -> PromiseJson:
    """The promise for programs."""
    said, gap = promise.said, promise.gap
    return {
        "rep": said.rep,
        "account": said.account,
        "said": said.date.isoformat() if said.date else None,
        "by": promise.by.isoformat() if promise.by else None,
        "official_basis": bool(promise.basis),
        "status": promise.standing,
        "gap": gap.id if gap else None,
        "owner": gap.owner if gap else None,
        "due": gap.due.isoformat() if gap and gap.due else None,
        "promise": evidence_json(said),
        "basis": [evidence_json(e) for e in promise.basis],
    }
