"""What the report says about a gap beyond its figures: the proposed action, a draft to send, the headline."""

from datetime import date

from app.domain.evidence import Evidence
from app.domain.gap import Gap, Kind
from app.domain.report import Report
from app.report.words import Words

_NAMED = 100
"""So much of a quote stands in a statement, however long it is."""
_DISAGREEMENTS = frozenset({Kind.CONTRADICTION, Kind.VALUE_MISMATCH, Kind.MISPERCEPTION, Kind.COMPETITOR_CLAIM})


def both_sides(gap: Gap) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """What to show of each side: at most two official quotes and one of the field.

    Those the gap's statement names come first, else the most recent, so that a reader sees in full what it is about.
    """
    return _foremost(gap.official, gap.statement)[:2], _foremost(gap.field, gap.statement)[:1]


def _foremost(evidence: tuple[Evidence, ...], statement: str) -> tuple[Evidence, ...]:
    recent = sorted(evidence, key=lambda e: (e.date or date.min, e.claim_id), reverse=True)
    return tuple(sorted(recent, key=lambda e: " ".join(e.quote.split())[:_NAMED] not in statement))


def accounts(gap: Gap, words: Words) -> str:
    """Up to three accounts by name, or how many there are."""
    named = tuple(dict.fromkeys(e.account for e in gap.field if e.account))
    few = 3
    return words.listing(named) if 0 < len(named) <= few else words.witnesses(gap)


def action(gap: Gap, words: Words) -> str:
    """One sentence: what to do about the gap."""
    official, heard = both_sides(gap)
    titles = [e.title or e.document for e in official] + [words("action.material")] * 2
    account = next((e.account for e in heard if e.account), words("action.customer"))
    return words(f"action.{gap.kind}", document=titles[0], other=titles[1], account=account)


def draft(gap: Gap, words: Words) -> str:
    """A message ready to edit and send; every figure in it stands in a quote."""
    official, heard = both_sides(gap)
    if official and heard and gap.kind in _DISAGREEMENTS:
        return words(
            "draft.disagreement",
            official_title=official[0].title or official[0].document,
            official=_inline(official[0]),
            field=_inline(heard[0]),
            accounts=accounts(gap, words),
        )
    if heard and gap.kind is Kind.UNANSWERED_OBJECTION:
        return words("draft.objection", field=_inline(heard[0]))
    if len(official) > 1 and gap.kind is Kind.OFFICIAL_INCONSISTENCY:
        one, other = official
        return words(
            "draft.documents",
            official_title=one.title or one.document,
            official=_inline(one),
            other_title=other.title or other.document,
            other=_inline(other),
        )
    if heard and not heard[0].document_id:
        return words("draft.asked", field=_inline(heard[0]))
    return words("draft.other", field=_inline(heard[0]), accounts=accounts(gap, words)) if heard else ""


def _inline(evidence: Evidence) -> str:
    """The quote within a sentence of ours, which has its own full stop."""
    return evidence.quote.rstrip(". ")


def headline(report: Report, words: Words) -> tuple[str, ...]:
    """Three sentences, or the two lines of a quiet week."""
    if report.quiet:
        return words("headline.quiet"), _quiet_rest(report, words)
    if report.decide:
        first = words("headline.first", statement=words.statement(report.decide[0].gap))
    else:
        first = words("headline.nothing_to_decide")
    return _moved(report, words), first, _thanks_or_objections(report, words)


def _moved(report: Report, words: Words) -> str:
    moves = report.moves
    key = "headline.reopened" if moves.reopened else "headline.moved"
    return words(
        key,
        new=words.count("headline.new", moves.new),
        reopened=words.count("headline.reopened_count", moves.reopened),
        closed=words.count("headline.closed", moves.closed),
        open=words.count("headline.open", moves.open_now),
    )


def _thanks_or_objections(report: Report, words: Words) -> str:
    thanked = next((c for c in report.closed if c.reported_by), None)
    if thanked:
        return words(
            "headline.thanks", who=words.listing(thanked.reported_by[:2]), statement=words.statement(thanked.gap)
        )
    objections = report.objections
    if not objections.heard:
        return words("headline.no_objections")
    if objections.answered == objections.heard:
        return words("headline.all_answered")
    return words("headline.unanswered", missing=objections.heard - objections.answered, heard=objections.heard)


def _quiet_rest(report: Report, words: Words) -> str:
    if not report.moves.open_now:
        return words("headline.quiet_none")
    count = words.count("headline.Open", report.moves.open_now)
    if not report.decide:
        return f"{count}. {words('headline.nothing_to_decide')}"
    return words("headline.quiet_open", open=count, statement=words.statement(report.decide[0].gap))
