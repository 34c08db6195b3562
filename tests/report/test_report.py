"""What the weekly report chooses, counts and hides."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.domain.claim import Mood
from app.domain.errors import NotFound
from app.domain.evidence import Origin
from app.domain.gap import Act, Event, Gap, Kind, Rung, Status
from app.domain.people import Role
from app.domain.week import Week
from app.store.library import Indexed
from tests.report.conftest import TODAY, World, gap, heard, note, stated

WEEK = Week(2026, 47)
MONDAY, SUNDAY = WEEK.monday, WEEK.sunday


def both(*accounts: str, day: date = MONDAY) -> list:
    return [heard(account, day, f"said by {account}") for account in accounts]


def test_at_most_five_are_to_decide_the_gravest_first_and_single_accounts_wait(world: World) -> None:
    grave = gap("grave", both("A", "B"), severity=5)
    gaps = [gap(f"mild {n}", both("A", "B"), severity=2) for n in range(6)]
    alone = gap("alone", both("A"), severity=5)
    report = world.has([*gaps, alone, grave]).reporter.week(WEEK, TODAY, Role.MARKETING)
    assert len(report.decide) == 5
    assert report.decide[0].gap.statement == "grave"
    assert report.waiting == 2
    assert [g.statement for g in report.emerging] == ["alone"]


def test_a_decision_has_its_four_week_trend_its_age_and_the_owner_of_the_document(world: World) -> None:
    days = [MONDAY - timedelta(weeks=3), MONDAY - timedelta(weeks=1), MONDAY, MONDAY]
    field = [heard(a, d, "x") for a, d in zip("ABCD", days, strict=True)]
    official = note("official-1", "It costs 490.", day=None, origin=Origin.OFFICIAL, owner="Lena", mood=None)
    found = gap("price", field, official=[stated("It costs 490.")])
    decision = world.has([found], [official]).reporter.week(WEEK, TODAY, Role.MARKETING).decide[0]
    assert decision.trend == (1, 0, 1, 2)
    assert decision.age == (SUNDAY - days[0]).days
    assert decision.suggested_owner == "Lena"


def test_what_closed_names_who_reported_it_and_what_changed(world: World) -> None:
    field = [heard("Beta", MONDAY - timedelta(20), "b", rep="Olle"), heard("Acme", MONDAY - timedelta(30), "a")]
    closed = gap("fixed", field).moved(Event(MONDAY, Status.RESOLVED, "lena", "new price list"))
    verified = closed.moved(Event(MONDAY + timedelta(2), Status.VERIFIED, "samsyn", "the material no longer disagrees"))
    closure = world.has([verified]).reporter.week(WEEK, TODAY, Role.MARKETING).closed[0]
    assert closure.reported_by == ("Eva (Acme)", "Olle (Beta)")
    assert closure.why == "new price list"


def test_sales_sees_no_promise_in_any_list_or_count(world: World) -> None:
    promise = gap("SSO in Q3", both("A", "B"), kind=Kind.UNSUPPORTED_PROMISE, severity=5)
    done = gap("old promise", both("A", "B"), kind=Kind.UNSUPPORTED_PROMISE).moved(
        Event(MONDAY, Status.RESOLVED, "lena", "")
    )
    reporter = world.has([promise, done]).reporter
    seen, hidden = (reporter.week(WEEK, TODAY, role) for role in (Role.MARKETING, Role.SALES))
    assert [g.statement for g in seen.promises] == ["SSO in Q3"]
    assert hidden.promises == hidden.decide == hidden.closed == ()
    assert not hidden.promises_shown
    assert hidden.moves.open_now == hidden.moves.new == 0


def test_objections_count_accounts_not_notes_and_know_which_have_an_answer(world: World) -> None:
    notes = [
        note("one", "Too expensive.", day=MONDAY, account="Acme", concepts=frozenset({"price"})),
        note("two", "Far too expensive.", day=MONDAY, account="Acme", concepts=frozenset({"price"})),
        note("three", "We have Outlook.", day=MONDAY, account="Beta"),
        note("four", "We have Outlook.", day=MONDAY - timedelta(7), account="Core"),
    ]
    open_gap = gap(
        "Outlook", [heard("Beta", MONDAY, "We have Outlook.", claim_id="c-three")], kind=Kind.UNANSWERED_OBJECTION
    )
    objections = world.has([open_gap], notes).reporter.week(WEEK, TODAY, Role.SALES).objections
    assert (objections.heard, objections.answered, objections.share) == (2, 1, 0.5)
    assert [g.statement for g in objections.unanswered] == ["Outlook"]


def test_a_week_without_objections_has_no_share(world: World) -> None:
    assert world.has().reporter.week(WEEK, TODAY, Role.ADMIN).objections.share is None


def test_stale_lists_what_ran_out_lately_or_will_soon_and_leaves_the_archive_alone(world: World) -> None:
    def official(name: str, until: date | None) -> Indexed:
        return note(name, name, day=None, origin=Origin.OFFICIAL, valid_until=until, mood=None)

    shelf = [
        official("archive", SUNDAY - timedelta(400)),
        official("lately", SUNDAY - timedelta(10)),
        official("soon", SUNDAY + timedelta(20)),
        official("later", SUNDAY + timedelta(90)),
        official("always", None),
    ]
    stale = world.has(notes=shelf).reporter.week(WEEK, TODAY, Role.ADMIN).stale
    assert [(e.title, e.days) for e in stale] == [("lately", -10), ("soon", 20)]


def test_questions_nobody_could_answer_reach_the_report_of_their_week(world: World) -> None:
    for day, answered in [(MONDAY, False), (MONDAY, False), (MONDAY, True), (MONDAY - timedelta(1), False)]:
        world.ledger.ask("Where is data stored?" if not answered else "What does it cost?", "en", day, answered)
    questions = world.has().reporter.week(WEEK, TODAY, Role.ADMIN).questions
    assert [(q.question, q.times) for q in questions] == [("Where is data stored?", 2)]


def test_quality_of_the_input_counts_what_notes_lack(world: World) -> None:
    notes = [
        note("fine", "They liked it.", day=MONDAY, mood=Mood.PRAISE),
        note("nameless", "They liked it.", day=MONDAY, account=None, mood=Mood.PRAISE),
        note("undated", "Hm.", day=None, mood=None),
    ]
    taken_in = world.has(notes=notes, today=SUNDAY).reporter.week(WEEK, TODAY, Role.ADMIN).input
    assert (taken_in.notes, taken_in.without_account, taken_in.without_date, taken_in.without_claims) == (3, 1, 1, 1)


def test_certainty_tells_rungs_and_last_weeks_reviews(world: World) -> None:
    last = MONDAY - timedelta(3)
    judged = replace(gap("model said", both("A", "B")), decided_by=Rung.MODEL)
    right = gap("right", both("A", "B", day=last)).moved(Event(last, Status.ACKNOWLEDGED, "lena", ""))
    wrong = gap("wrong", both("A", "B", day=last)).moved(Event(last, Status.DISMISSED, "lena", "another plan"))
    sure = world.has([judged, right, wrong]).reporter.week(WEEK, TODAY, Role.ADMIN).certainty
    assert sure.rungs == ((Rung.RULE, 1), (Rung.MODEL, 1))
    assert (sure.reviewed, sure.confirmed) == (2, 1)


def test_a_merged_gap_was_no_false_alarm(world: World) -> None:
    last = MONDAY - timedelta(3)
    merged = Event(last, Status.DISMISSED, "lena", "the same matter", Act.MERGED, other="1a2b3c4d")
    sure = world.has([gap("twice", both("A", "B", day=last)).moved(merged)]).reporter.week(WEEK, TODAY, Role.ADMIN)
    assert (sure.certainty.reviewed, sure.certainty.confirmed) == (0, 0)


def test_what_closed_again_tells_the_reason_that_held(world: World) -> None:
    found = gap("fixed", both("A", "B", day=MONDAY - timedelta(20)))
    for day, status, why in [
        (MONDAY - timedelta(14), Status.RESOLVED, "a mail to the field"),
        (MONDAY - timedelta(10), Status.OPEN, "heard again"),
        (MONDAY, Status.RESOLVED, "new price list"),
    ]:
        found = found.moved(Event(day, status, "lena", why))
    assert [c.why for c in world.has([found]).reporter.week(WEEK, TODAY, Role.ADMIN).closed] == ["new price list"]


def test_a_quiet_week_is_quiet_and_one_note_ends_the_silence(world: World) -> None:
    old = gap("old", both("A", "B", day=MONDAY - timedelta(30)))
    assert world.has([old]).reporter.week(WEEK, TODAY, Role.ADMIN).quiet
    world.has([old], [note("new", "Hello.", day=MONDAY, mood=None)])
    assert not world.reporter.week(WEEK, TODAY, Role.ADMIN).quiet


def test_low_volume_is_said_below_ten_notes(world: World, many_notes: Callable[[date, int], list[Indexed]]) -> None:
    world.has(notes=many_notes(MONDAY, 9))
    assert world.reporter.week(WEEK, TODAY, Role.ADMIN).low_volume
    world.has(notes=many_notes(MONDAY, 10))
    assert not world.reporter.week(WEEK, TODAY, Role.ADMIN).low_volume


def test_a_week_to_come_is_not_found_and_a_running_one_ends_today(world: World) -> None:
    with pytest.raises(NotFound, match="has not begun"):
        world.has().reporter.week(Week(2026, 49), TODAY, Role.ADMIN)
    assert world.reporter.week(Week.of(TODAY), TODAY, Role.ADMIN).end == TODAY


def test_an_old_report_stays_as_it_was_when_the_gap_has_since_closed(world: World) -> None:
    past = gap("past", both("A", "B", day=MONDAY - timedelta(14)))
    closed = past.moved(Event(SUNDAY, Status.RESOLVED, "lena", "done"))
    report = world.has([closed]).reporter.week(WEEK.back(1), TODAY, Role.ADMIN)
    assert [d.gap.status for d in report.decide] == [Status.OPEN]
    assert report.reconciles()


def test_documents_that_disagree_in_words_are_no_figures(world: World) -> None:
    def officials(one: str, other: str) -> Gap:
        return gap(
            one,
            [],
            kind=Kind.OFFICIAL_INCONSISTENCY,
            first_seen=MONDAY,
            official=[stated(one, "A"), stated(other, "B")],
        )

    gaps = [officials("30 days", "14 days"), officials("in real time", "once a night")]
    report = world.has(gaps).reporter.week(WEEK, TODAY, Role.ADMIN)
    assert [g.statement for g in report.figures] == ["30 days"]
    assert len(report.decide) == 2


def test_what_stands_among_the_decisions_is_not_listed_twice(world: World) -> None:
    gaps = [gap(f"price {n}", both("A", "B"), kind=Kind.VALUE_MISMATCH, severity=5 - n // 4) for n in range(7)]
    report = world.has(gaps).reporter.week(WEEK, TODAY, Role.ADMIN)
    others, above = report.split(report.figures)
    assert len(report.figures) == 7
    assert len(others) == 2
    assert above == (1, 2, 3, 4, 5)
