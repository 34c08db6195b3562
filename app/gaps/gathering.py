"""Signs of one key become one gap with all its witnesses, in an order that depends on nothing else."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from app.domain.evidence import Evidence
from app.domain.gap import Gap
from app.domain.sign import Sign
from app.gaps.findings import by_day
from app.gaps.joining import MANY_ACCOUNTS, MOST_SEVERE
from app.language.statements import statement


def each_once(signs: Iterable[Sign]) -> Iterator[Sign]:
    """Yield signs without those that an earlier note of the same account shows word for word: the same note twice."""
    shown_by: dict[tuple[object, ...], str] = {}
    for sign in sorted(signs, key=lambda sign: (sign.earliest, sign.owner)):
        what = (sign.kind, sign.key, sign.members, tuple(map(_said, sign.field)))
        if not sign.owner or shown_by.setdefault(what, sign.owner) == sign.owner:
            yield sign


def gathered(signs: Iterable[Sign], today: date) -> list[Gap]:
    """Return the gaps of joined signs, by key."""
    grouped: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        grouped[f"{sign.kind}|{sign.key}"].append(sign)
    return [_gap(key, group, today) for key, group in sorted(grouped.items())]


def _gap(key: str, group: list[Sign], today: date) -> Gap:
    official = by_day(e for sign in group for e in sign.official)
    heard = by_day(_each_said_once(e for sign in group for e in sign.field))
    days = [e.date for e in (heard or official) if e.date]
    accounts = len({e.account or "" for e in heard if e.document_id})
    first = min(group, key=lambda sign: sign.earliest)
    surest = min(group, key=lambda sign: (-sign.confidence, sign.earliest))
    gap = Gap(
        key=key,
        kind=first.kind,
        statement="",
        severity=min(MOST_SEVERE, max(sign.severity for sign in group) + (accounts >= MANY_ACCOUNTS)),
        confidence=surest.confidence,
        decided_by=surest.decided_by,
        reason=surest.reason,
        official=official,
        field=heard,
        first_seen=min(days, default=today) if heard else max(days, default=today),
        last_seen=max(days, default=today),
        subject=first.subject,
    )
    return replace(gap, statement=statement(gap, first.language))


def _each_said_once(evidence: Iterable[Evidence]) -> Iterator[Evidence]:
    """Drop what stands word for word in another note of the same account."""
    said: dict[tuple[str, str], Evidence] = {}
    for one in sorted(evidence, key=lambda e: (e.date or date.min, e.claim_id)):
        said.setdefault(_said(one), one)
    return iter(said.values())


def _said(evidence: Evidence) -> tuple[str, str]:
    where = (evidence.account or "").casefold() if evidence.document_id else evidence.claim_id
    return where, " ".join(evidence.quote.casefold().split())
