"""The report as JSON, for programs: the same figures, gaps in the shape of the gap contract."""

import json
from typing import Any

from app.domain.contract import gap_json
from app.domain.gap import Gap
from app.domain.report import Closure, Decision, Report
from app.report.proposal import action, draft, headline
from app.report.words import Words, words


def render(report: Report, language: str) -> str:
    """One JSON object; `language` is that of the headline, the actions and the drafts."""
    return json.dumps(as_json(report, language), ensure_ascii=False, indent=2)


def as_json(report: Report, language: str) -> dict[str, Any]:
    """The same as plain dicts and lists."""
    texts = words(language)
    moves, heard = report.moves, report.objections
    return {
        "week": str(report.week),
        "as_of": report.end.isoformat(),
        "language": texts.language,
        "quiet": report.quiet,
        "low_volume": report.low_volume,
        "headline": list(headline(report, texts)),
        "decide": [_decision(decision, texts) for decision in report.decide],
        "waiting": report.waiting,
        "closed": [_closure(closure) for closure in report.closed],
        "dismissed": [_closure(closure) for closure in report.dismissed],
        "moves": {
            "open_before": moves.open_before,
            "new": moves.new,
            "reopened": moves.reopened,
            "closed": moves.closed,
            "dismissed": moves.dismissed,
            "open_now": moves.open_now,
            "reconciles": report.reconciles(),
        },
        "objections": {
            "heard": heard.heard,
            "answered": heard.answered,
            "share": heard.share,
            "unanswered": _gaps(heard.unanswered),
        },
        # Absent, not empty, for a role that may not see promises: "none" would be a statement.
        **({"promises": _gaps(report.promises)} if report.promises_shown else {}),
        "figures": _gaps(report.figures),
        **_sources(report),
    }


def _sources(report: Report) -> dict[str, Any]:
    quality, sure = report.input, report.certainty
    return {
        "stale": [
            {
                "document": expiry.document,
                "title": expiry.title,
                "valid_until": expiry.valid_until.isoformat(),
                "days": expiry.days,
                "owner": expiry.owner,
            }
            for expiry in report.stale
        ],
        "questions": [{"question": q.question, "language": q.language, "times": q.times} for q in report.questions],
        "emerging": _gaps(report.emerging),
        "input": {
            "notes": quality.notes,
            "without_account": quality.without_account,
            "without_date": quality.without_date,
            "without_claims": quality.without_claims,
        },
        "certainty": {
            "decided_by": {rung.value: count for rung, count in sure.rungs},
            "reviewed": sure.reviewed,
            "confirmed": sure.confirmed,
            "computed": sure.computed.isoformat() if sure.computed else None,
            "revision": sure.revision,
        },
    }


def _gaps(gaps: tuple[Gap, ...]) -> list[Any]:
    return [gap_json(gap) for gap in gaps]


def _decision(decision: Decision, texts: Words) -> dict[str, Any]:
    return {
        **gap_json(decision.gap),
        "trend": list(decision.trend),
        "age_days": decision.age,
        "suggested_owner": decision.suggested_owner,
        "action": action(decision.gap, texts),
        "draft": draft(decision.gap, texts),
    }


def _closure(closure: Closure) -> dict[str, Any]:
    return {
        **gap_json(closure.gap),
        "closed_on": closure.on.isoformat(),
        "why": closure.why,
        "reported_by": list(closure.reported_by),
    }
