"""The evidence of one gap: put together from several findings, or a part of one."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from app.domain.evidence import Evidence
from app.domain.gap import Gap
from app.language.detect import language_of
from app.language.statements import statement

MANY_ACCOUNTS = 3
"""Accounts from which a gap is one graver."""
MOST_SEVERE = 5


def together(parts: Sequence[Gap]) -> Gap:
    """Return the first of the parts with the evidence of all: a witness stands in it once."""
    if len(parts) == 1:
        return parts[0]
    first = parts[0]
    official = {e.claim_id: e for part in parts for e in part.official}
    field = {e.claim_id: e for part in parts for e in part.field}
    joined = replace(
        first,
        official=_in_order(official.values()),
        field=_in_order(field.values()),
        confidence=max(part.confidence for part in parts),
        first_seen=min(part.first_seen for part in parts),
        last_seen=max(part.last_seen for part in parts),
    )
    grown = joined.accounts >= MANY_ACCOUNTS and all(part.accounts < MANY_ACCOUNTS for part in parts)
    severity = min(MOST_SEVERE, max(part.severity for part in parts) + grown)
    return _restated(replace(joined, severity=severity))


def only(gap: Gap, field: Iterable[Evidence]) -> Gap:
    """Return the gap with nothing but this field evidence of its own."""
    chosen = frozenset(field)
    kept = tuple(e for e in gap.field if e in chosen)
    if kept == gap.field:
        return gap
    days = [e.date for e in kept if e.date]
    first, last = min(days, default=gap.first_seen), max(days, default=gap.last_seen)
    return _restated(replace(gap, field=kept, first_seen=first, last_seen=last))


def _in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """By day; questions put to Samsyn, which stand in no document, last."""
    return tuple(sorted(evidence, key=lambda e: (not e.document_id, e.date or date.min, e.claim_id)))


def _restated(gap: Gap) -> Gap:
    """The gap in a sentence about the quotes it has now."""
    quoted = (*gap.official, *gap.field)
    return replace(gap, statement=statement(gap, language_of(quoted[0].quote))) if quoted else gap
