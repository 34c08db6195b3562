"""What a kind hands over: one difference between named claims, before it becomes a gap with a life."""

from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.demand import Asked
from app.domain.gap import UNSAID, Kind, Reason, Rung


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
