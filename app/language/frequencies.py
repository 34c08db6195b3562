"""How often something is done: "varje vecka", "once a month", "var fjortonde dag", as times a year."""

import functools
import re
from decimal import Decimal

from app.language.numbers import NAMES, named

_YEARLY = {
    "hour": Decimal(8766), "day": Decimal("365.25"), "week": Decimal("52.18"), "fortnight": Decimal(26),
    "month": Decimal(12), "quarter": Decimal(4), "season": Decimal(1), "year": Decimal(1),
}  # fmt: skip
_UNIT = {
    "hour": r"hours?|timmen?|timmar",
    "day": r"days?|dag(?:en)?|dagar|dygn(?:et)?|night|natt",
    "week": r"weeks?|veckan?|veckor",
    "fortnight": r"fortnight",
    "month": r"months?|månad(?:en)?|månader",
    "quarter": r"quarters?|kvartal(?:et)?",
    "season": r"seasons?|säsong(?:en)?",
    "year": r"years?|år(?:et)?",
}
_ANY = "|".join(_UNIT.values())
_ADVERB = {
    adverb: unit
    for unit, adverbs in {
        "day": "daily nightly dagligen", "week": "weekly veckovis", "fortnight": "fortnightly",
        "month": "monthly månadsvis", "quarter": "quarterly kvartalsvis", "year": "yearly annually årligen årsvis",
    }.items()
    for adverb in adverbs.split()
}  # fmt: skip
_ORDINAL = {
    "annan": 2, "andra": 2, "other": 2, "second": 2, "tredje": 3, "third": 3, "fjärde": 4, "fourth": 4, "femte": 5,
    "fifth": 5, "sjätte": 6, "sixth": 6, "åttonde": 8, "tionde": 10, "tenth": 10, "fjortonde": 14,
}  # fmt: skip
_NUMBER = rf"\d{{1,2}}|{NAMES['sv']}|{NAMES['en']}"
_TIMES = re.compile(
    rf"\b(?:(?P<word>once|twice)|(?P<n>{_NUMBER})\s(?:gång(?:er)?|ggr|times?))"
    rf"\s(?:i|om|per|a|an|every|each|varje|var|under|en)\s(?:the\s)?(?P<unit>{_ANY})\b",
    re.IGNORECASE,
)
_EVERY = re.compile(
    rf"\b(?:varje|every|each|vart?|en gång (?:i|per|om)|once (?:a|every))\s"
    rf"(?:(?P<nth>{'|'.join(_ORDINAL)}|\d{{1,2}}(?::[ae]|th|nd|rd|st)?|{_NUMBER})\s)?(?P<unit>{_ANY})\b",
    re.IGNORECASE,
)
_SINGLE = re.compile(rf"\b(?P<word>{'|'.join(_ADVERB)})\b", re.IGNORECASE)


@functools.lru_cache(maxsize=20_000)  # each statement is held against many
def times_a_year(text: str) -> Decimal | None:
    """Return how many times a year `text` says that something is done; None where it does not say, or says two."""
    found = {_counted(m) for m in _TIMES.finditer(text)}
    if not found:
        found = {_every(m) for m in _EVERY.finditer(text)}
        found |= {_YEARLY[_ADVERB[m["word"].lower()]] for m in _SINGLE.finditer(text)}
    known = found - {None}
    return known.pop() if len(known) == 1 and len(found) == 1 else None


def _counted(match: re.Match[str]) -> Decimal | None:
    count = {"once": Decimal(1), "twice": Decimal(2)}.get((match["word"] or "").lower()) or _value(match["n"])
    return None if count is None else count * _yearly(match["unit"])


def _every(match: re.Match[str]) -> Decimal | None:
    if not match["nth"]:
        return _yearly(match["unit"])
    nth = _ORDINAL.get(match["nth"].lower()) or _value(match["nth"])
    return _yearly(match["unit"]) / nth if nth else None


def _value(written: str | None) -> Decimal | None:
    if not written:
        return None
    digits = re.match(r"\d+", written)
    return Decimal(digits[0]) if digits else named(written, "sv") or named(written, "en")


def _yearly(unit: str) -> Decimal:
    return next(_YEARLY[name] for name, pattern in _UNIT.items() if re.fullmatch(pattern, unit, re.IGNORECASE))
