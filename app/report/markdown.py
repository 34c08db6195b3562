"""The report as Markdown, for a wiki, a mail or a terminal. Text from sources is escaped: it can form no markup."""

import re
from collections.abc import Iterable, Iterator

from app.domain.evidence import Evidence
from app.domain.gap import Gap
from app.domain.report import Closure, Decision, Report
from app.report.proposal import action, both_sides, draft, headline
from app.report.words import Words, words

_MARKUP = re.compile(r"([\\`*_{}\[\]|~<>&])")
_BLOCK = re.compile(r"^(\d*)([#+=.)-])")


def escape(text: str) -> str:
    """One line in which nothing is markup: no tag, link, heading, list or table."""
    line = _MARKUP.sub(r"\\\1", " ".join(text.split()))
    return _BLOCK.sub(r"\1\\\2", line)


def render(report: Report, language: str) -> str:
    """The whole report, ending in a newline."""
    return "\n\n".join(_blocks(report, words(language))) + "\n"


def _blocks(report: Report, texts: Words) -> Iterator[str]:
    yield f"# {texts('report.title', number=report.week.number, year=report.week.year)}"
    if report.quiet:
        yield "\n".join(escape(line) for line in headline(report, texts))
        return
    running = report.end < report.week.sunday
    yield f"*{texts('report.running' if running else 'report.period', end=texts.day(report.end))}*"
    yield " ".join(escape(sentence) for sentence in headline(report, texts))
    if report.low_volume:
        yield f"> {texts('report.low_volume', notes=texts.count('notes', report.input.notes))}"
    yield from _section("decide", texts)
    if not report.decide:
        yield texts("report.decide_none")
    for number, decision in enumerate(report.decide, 1):
        yield from _decision(number, decision, texts)
    if report.waiting:
        yield texts.count("waiting", report.waiting)
    yield from _closed(report, texts)
    yield from _moves(report, texts)
    yield from _objections(report, texts)
    yield from _lists(report, texts)
    yield from _input(report, texts)
    yield from _certainty(report, texts)


def _section(key: str, texts: Words) -> Iterator[str]:
    yield f"## {texts(f'report.{key}')}"
    yield f"*{texts(f'report.{key}_why')}*"


def _quote(label: str, evidence: Evidence, texts: Words) -> str:
    day = texts.day(evidence.date) if evidence.date else None
    place = texts.place(evidence.place)
    parts = (texts.source(evidence), place, evidence.account, day)
    where = " · ".join(escape(part) for part in parts if part)
    return f"> **{label}:** “{escape(evidence.quote)}”  \n> {where}"


def _decision(number: int, decision: Decision, texts: Words) -> Iterator[str]:
    gap = decision.gap
    yield f"### {number}. {escape(texts.statement(gap))}"
    facts = [texts(f"kind.{gap.kind}"), texts("report.severity", n=gap.severity)]
    if gap.field:
        facts.append(texts.witnesses(gap))
        facts.append(texts("report.trend", weeks=" ".join(map(str, decision.trend))))
    yield " · ".join(facts)
    official, field = both_sides(gap)
    for evidence in official:
        yield _quote(texts("report.official_says"), evidence, texts)
    if not official:
        yield f"> {texts('report.no_official')}"
    for evidence in field:
        yield _quote(texts("report.field_says"), evidence, texts)
    owner = gap.owner or texts("report.no_owner")
    if not gap.owner and decision.suggested_owner:
        owner = texts("report.suggested_owner", owner=decision.suggested_owner)
    yield f"{texts('report.owner')}: {escape(owner)} · {texts('report.age')}: {texts.count('days', decision.age)}"
    yield f"**{texts('report.proposal')}:** {escape(action(gap, texts))}"
    if why := gap.reason.of(texts.language):
        rung, sure = texts(f"rung.{gap.decided_by}"), texts.percent(gap.confidence)
        yield escape(texts("report.decided", rung=rung, sure=sure, why=why))
    text = draft(gap, texts)
    if text:
        yield f"**{texts('report.draft')}:** {escape(text)}"


def _closed(report: Report, texts: Words) -> Iterator[str]:
    if report.closed:
        yield from _section("closed", texts)
        yield "\n".join(_closure(closure, texts) for closure in report.closed)
    else:
        yield f"## {texts('report.closed')}"
        yield texts("report.closed_none")
    if report.dismissed:
        yield f"### {texts('report.dismissed')}"
        yield "\n".join(f"- {escape(texts.statement(c.gap))} ({escape(texts.why(c.why))})" for c in report.dismissed)


def _closure(closure: Closure, texts: Words) -> str:
    thanks = texts("report.reported_by", who=texts.listing(closure.reported_by)) if closure.reported_by else ""
    parts = (texts.statement(closure.gap), texts.why(closure.why), texts.day(closure.on), thanks)
    return "- " + " · ".join(escape(part) for part in parts if part)


def _moves(report: Report, texts: Words) -> Iterator[str]:
    moves = report.moves
    yield from _section("moves", texts)
    rows = (
        ("open_before", f"{moves.open_before}"),
        ("new", f"+ {moves.new}"),
        ("reopened", f"+ {moves.reopened}"),
        ("closed_count", f"− {moves.closed}"),
        ("dismissed_count", f"− {moves.dismissed}"),
        ("open_now", f"= {moves.open_now}"),
    )
    yield "\n".join(["| | |", "|---|---:|", *(f"| {texts(f'report.{key}')} | {value} |" for key, value in rows)])


def _objections(report: Report, texts: Words) -> Iterator[str]:
    heard = report.objections
    yield from _section("objections", texts)
    if heard.share is None:
        yield texts("report.objections_none")
        return
    share = texts.percent(heard.share)
    yield texts("report.objections_share", answered=heard.answered, heard=heard.heard, share=share)
    if heard.unanswered:
        yield _gaps(heard.unanswered, report, texts)


def _gaps(gaps: Iterable[Gap], report: Report, texts: Words) -> str:
    lines = []
    for gap in gaps:
        number = report.number(gap)
        notes = [texts.witnesses(gap)] if gap.field else []
        notes += [texts("report.seen_above", n=number)] if number else []
        after = f" ({', '.join(notes)})" if notes else ""
        lines.append(f"- {texts(f'kind.{gap.kind}')}: {escape(texts.statement(gap))}{after}")
    return "\n".join(lines)


def _lists(report: Report, texts: Words) -> Iterator[str]:
    if report.promises_shown and report.promises:
        yield from _section("promises", texts)
        yield f"> {texts('report.promises_private')}"
        yield _gaps(report.promises, report, texts)
    if report.figures:
        yield from _section("figures", texts)
        others, above = report.split(report.figures)
        if others:
            yield _gaps(others, report, texts)
        if above:
            yield texts("report.also_above", numbers=texts.listing(above))
    if report.stale:
        yield from _section("stale", texts)
        yield "\n".join(
            f"- {escape(e.title)}: "
            + texts("report.expired" if e.days < 0 else "report.expires", day=texts.day(e.valid_until))
            for e in report.stale
        )
    if report.questions:
        yield from _section("questions", texts)
        yield "\n".join(f"- {escape(q.question)} ({texts.count('times', q.times)})" for q in report.questions)
    if report.emerging:
        yield from _section("emerging", texts)
        yield _gaps(report.emerging, report, texts)


def _input(report: Report, texts: Words) -> Iterator[str]:
    quality, notes = report.input, texts.count("notes", report.input.notes)
    lacking = {
        "without_account": quality.without_account,
        "without_date": quality.without_date,
        "without_claims": quality.without_claims,
    }
    yield from _section("input", texts)
    lines = [f"- {texts(f'report.{key}', n=n, notes=notes)}" for key, n in lacking.items() if n]
    yield "\n".join(lines) or texts("report.input_fine", notes=notes)


def _certainty(report: Report, texts: Words) -> Iterator[str]:
    sure = report.certainty
    yield from _section("certainty", texts)
    rungs = ", ".join(f"{count} {texts(f'rung.{rung}')}" for rung, count in sure.rungs)
    if sure.reviewed:
        reviewed = texts("report.reviewed", reviewed=sure.reviewed, confirmed=sure.confirmed)
    else:
        reviewed = texts("report.not_reviewed")
    yield f"{rungs}. {reviewed}" if rungs else reviewed
    if sure.computed:
        yield texts("report.computed", day=texts.day(sure.computed), revision=sure.revision)
