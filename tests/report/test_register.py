"""What the register says of single claims reaches the report: their owner and their last day."""

from dataclasses import replace
from datetime import date, timedelta

from app.domain.claim import Mood
from app.domain.evidence import Origin
from app.domain.people import Role
from app.domain.register import Edit, Values, change, entry_id
from app.domain.week import Week
from app.store.register import RegisterBook
from tests.report.conftest import TODAY, World, gap, heard, note, stated

WEEK = Week(2026, 47)
QUOTE = "It costs 490."


def lay_down(world: World, *told: tuple[str, str]) -> None:
    values: Values = tuple(sorted(told))
    edit = Edit(entry_id("price", QUOTE), "price", QUOTE, values)
    RegisterBook(world.database).write(edit, change((), values, TODAY, "marketing", ""))


def test_a_claim_s_own_owner_and_last_day_come_before_its_document_s(world: World) -> None:
    official = note("price", QUOTE, day=None, origin=Origin.OFFICIAL, owner="Lena", mood=Mood.FACT)
    found = gap("price", [heard(a, WEEK.monday, "550") for a in "AB"], official=[stated(QUOTE, document_id="price")])
    named = replace(found, official=tuple(replace(e, claim_id="c-price") for e in found.official))
    world.has([named], [official])
    until = WEEK.sunday + timedelta(days=10)
    lay_down(world, ("owner", "Olle"), ("valid_until", until.isoformat()))
    report = world.reporter.week(WEEK, TODAY, Role.MARKETING)
    assert report.decide[0].suggested_owner == "Olle"
    (runs_out,) = report.stale
    assert (runs_out.title, runs_out.valid_until, runs_out.days, runs_out.owner) == (f"“{QUOTE}”", until, 10, "Olle")
    lay_down(world, ("retired", date(2026, 11, 1).isoformat()), ("valid_until", until.isoformat()))
    assert world.reporter.week(WEEK, TODAY, Role.MARKETING).stale == ()
