"""What the week's notes and documents themselves say: objections, expiries, and what the notes lacked."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import StoredDocument
from app.domain.gap import Gap, Kind
from app.domain.report import Expiry, InputQuality, Objections

EXPIRES_SOON = timedelta(days=30)
EXPIRED_LATELY = timedelta(days=90)
"""What ran out longer ago is an archive, not a task."""


def objections(claims: Iterable[Claim], open_now: Sequence[Gap], start: date, end: date) -> Objections:
    """Count what customers objected to from `start` to `end`, and how much of it has an official answer."""
    unanswered = {e.claim_id: gap for gap in open_now if gap.kind is Kind.UNANSWERED_OBJECTION for e in gap.field}
    heard: set[tuple[str, str]] = set()
    open_matters: dict[str, Gap] = {}
    missing: set[tuple[str, str]] = set()
    for claim in claims:
        if claim.mood is not Mood.OBJECTION or claim.speaker is not Speaker.CUSTOMER:
            continue
        if claim.said is None or not start <= claim.said <= end:
            continue
        gap = unanswered.get(claim.id)
        matter = gap.id if gap else "|".join(sorted(claim.concepts)) or claim.id
        heard.add((matter, claim.account or ""))
        if gap:
            open_matters[gap.id] = gap
            missing.add((matter, claim.account or ""))
    ranked = sorted(open_matters.values(), key=lambda g: (-g.accounts, -g.severity, g.id))
    return Objections(heard=len(heard), answered=len(heard) - len(missing), unanswered=tuple(ranked))


def expiring(official: Iterable[StoredDocument], stated: Iterable[Claim], today: date) -> tuple[Expiry, ...]:
    """Official documents, and claims with a last day of their own, that ran out lately or soon will, soonest first."""
    found, known = [], {stored.id: stored for stored in official}
    for stored in known.values():
        about = stored.document.about
        if about.valid_until is not None:
            found.append(_expiry(stored, about.title, about.valid_until, about.owner, today))
    for claim in stated:
        kept, whole = claim.registered, known.get(claim.document_id)
        if whole is not None and kept is not None and kept.valid_until is not None and kept.retired is None:
            owner = kept.owner or whole.document.about.owner
            found.append(_expiry(whole, f"“{claim.quote}”", kept.valid_until, owner, today))
    lately, soon = -EXPIRED_LATELY.days, EXPIRES_SOON.days
    return tuple(
        sorted((e for e in found if lately <= e.days <= soon), key=lambda e: (e.valid_until, e.document, e.title))
    )


def _expiry(stored: StoredDocument, title: str, until: date, owner: str | None, today: date) -> Expiry:
    return Expiry(stored.document.path, title, until, (until - today).days, owner)


def quality(notes: Iterable[StoredDocument], claims: Iterable[Claim], start: date, end: date) -> InputQuality:
    """What the week's notes lacked; a note without a date counts in the week it was taken in."""
    fruitful = {claim.document_id for claim in claims}
    week = [n for n in notes if start <= (n.document.about.date or n.ingested) <= end]
    return InputQuality(
        notes=len(week),
        without_account=sum(not n.document.about.account for n in week),
        without_date=sum(n.document.about.date is None for n in week),
        without_claims=sum(n.id not in fruitful for n in week),
    )
