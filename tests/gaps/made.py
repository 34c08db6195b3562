"""Gaps made by hand for the tests of their life."""

from datetime import date

from app.domain.evidence import Evidence, Origin
from app.domain.gap import Gap, Kind, Rung
from app.gaps.moves import Hand

DAY = date(2026, 3, 2)


def heard(claim: str, account: str = "Nordpost", rep: str = "Eva", said: date = DAY) -> Evidence:
    """A quote of its own in a note of its own, heard at `account`."""
    note = f"field/{claim}.md"
    return Evidence(f"d-{claim}", claim, Origin.FIELD, note, claim, "line 1", f"550 {claim}", account, rep, "rep", said)


def gap(key: str = "price", *field: Evidence, kind: Kind = Kind.VALUE_MISMATCH, severity: int = 4) -> Gap:
    """A gap as a run finds it, with one official quote."""
    heard_by_default = field or (heard("c1"),)
    official = Evidence("o1", f"o-{key}", Origin.OFFICIAL, "official/prices.md", "Prices", "line 1", f"490 {key}")
    days = [e.date for e in heard_by_default if e.date]
    sides = (official,), heard_by_default
    return Gap(key, kind, "s", severity, 0.9, Rung.RULE, *sides, min(days, default=DAY), max(days, default=DAY))


def hand(why: str = "", on: date = DAY, who: str = "Maria (marketing)") -> Hand:
    return Hand(who, on, why)
