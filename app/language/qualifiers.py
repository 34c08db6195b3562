"""What the words around a number say of it: a bound, vagueness, tax, and what it is per."""

import re
from decimal import Decimal

from app.domain.quantity import BARE, MONEY, Bound, Quantity
from app.language.lexicon import read
from app.language.stems import stem
from app.language.units import PER

_WORDS = {
    (section, name): "|".join(fragments)
    for section, entries in read("quantities").items()
    for name, fragments in entries.items()
}
_BEFORE = re.compile(
    rf"(?:(?P<most>\b(?:{_WORDS['before', 'at_most']})|<=|=<|[<≤])"
    rf"|(?P<least>\b(?:{_WORDS['before', 'at_least']})|>=|=>|[>≥])"
    rf"|(?P<about>\b(?:{_WORDS['before', 'about']})|[~≈]))\.?\s*(?:(?:med|of|än|som|på|to)\s)?$",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    rf"\b(?:{_WORDS['before', 'limit']})\s(?:is|of|at|to|är|på|vid|ligger på)?\s?$",
    re.IGNORECASE,
)
_AFTER_BOUND = re.compile(
    rf"\s(?:(?P<most>{_WORDS['after', 'at_most']})|(?P<least>{_WORDS['after', 'at_least']}))\b(?!\s*+\d)", re.IGNORECASE
)
_AFTER_ABOUT = re.compile(rf"\s*+(?:{_WORDS['after', 'about']})", re.IGNORECASE)
_PER = re.compile(
    r"\s*+(?:,\s*+)?(?:for (?:the|a) (?:full |whole )?|(?:per|pr|och|and|o|i|om|a|an|en|x)\s++|(?:/|×|p\.)\s*+)"
    r"(?P<what>[^\W\d_]+)(?:(?<=\banv)\.|(?<=\bmån)\.|(?<=\bpers)\.|(?<=\blic)\.)?"
    r"|\s++(?P<adverb>monthly|yearly|annually|weekly|daily|each|styck|månadsvis|årligen)\b",
    re.IGNORECASE,
)
_SHORT_PER = re.compile(
    r"\s*+(?:(?P<user_month>pupm|pppm)|(?P<month>pcm|p\.?/?m)|(?P<year>p\.?/?a)|(?P<user>pp))\b\.?", re.IGNORECASE
)
"""What only ever stands after money: "£49 pcm", "490 kr p/m"."""
_WEEKLY = re.compile(r"/\s?[vw]\b")
_SAID_PER = re.compile(r"\s*+(?:per|/)", re.IGNORECASE)
_RATE = r"(?:\d\d\s?%\s)?"
_ALONE = r"\b\.?(?=[,;)]|\s*+$)"
"""Nothing comes after it that could be included instead."""
_VAT = re.compile(
    rf"(?P<out>\b(?:{_WORDS['vat', 'without']})\.?\s*{_RATE}(?:moms|vat)|\+\s?{_RATE}(?:moms|vat)|tax comes on top"
    r"|\bmoms tillkommer|\btillkommer moms|\b(?:vat|tax) (?:is )?(?:extra|excluded|not included)"
    rf"|\b(?:exkl|excl){_ALONE})|(?P<in>\b(?:{_WORDS['vat', 'with']})\.?\s*{_RATE}(?:moms|vat|tax)"
    rf"|\b(?:inkl|incl){_ALONE}|\bmoms(?:en)? ingår|\b(?:vat|tax) (?:is )?included)",
    re.IGNORECASE,
)
_PERIOD = {
    "month": re.compile(r"\b(?:månads|monthly)", re.IGNORECASE),
    "year": re.compile(r"\b(?:års|annual|yearly)", re.IGNORECASE),
}
_BOUND_REACH, _TAX_REACH = 24, 30
"""Characters around a number in which such words belong to it."""
_TAX_BESIDE = 4
_SHORTEST_NOUN = 3


def qualified(text: str, start: int, end: int, low: Decimal, high: Decimal, unit: str) -> Quantity:
    """Return the quantity whose number and unit stand at `start`..`end`, with all the words around it say."""
    bound, about = _bound(text, start)
    if bound is Bound.EXACT and (after := _AFTER_BOUND.match(text, end)):
        bound = Bound.AT_MOST if after["most"] else Bound.AT_LEAST
    about = about or bool(_AFTER_ABOUT.match(text, end))
    per, stop = _denominators(text, end)
    vat = None
    if unit.isupper() or unit == BARE:
        short = _SHORT_PER.match(text, stop)
        if short and short.lastgroup:
            per, stop = per | set(short.lastgroup.split("_")), short.end()
        tax = _VAT.search(text, stop, stop + _TAX_REACH) or _VAT.search(text, max(0, start - _TAX_REACH), start)
        vat = None if tax is None else bool(tax["in"])
        stop = max(stop, tax.end()) if tax and tax.start() - stop in range(_TAX_BESIDE) else stop
        more, stop = _denominators(text, stop)
        per |= more
        if unit in MONEY and not per & _PERIOD.keys():
            lead = text[max(0, start - _TAX_REACH) : start]
            per |= {period for period, named in _PERIOD.items() if named.search(lead)}
    return Quantity(low, high, unit, frozenset(per), vat, bound, about, "", start, stop, text[start:stop])


def _bound(text: str, start: int) -> tuple[Bound, bool]:
    """Which way the number at `start` bounds, and whether it is said to be rough."""
    before = _BEFORE.search(text, max(0, start - _BOUND_REACH), start)
    if before and before["most"]:
        return Bound.AT_MOST, False
    if before and before["least"]:
        return Bound.AT_LEAST, False
    limit = _LIMIT.search(text, max(0, start - _BOUND_REACH), start)
    return (Bound.AT_MOST if limit else Bound.EXACT), bool(before)


def _denominators(text: str, start: int) -> tuple[set[str], int]:
    """What the number ending at `start` is per ("/user/month", "per användare och månad"), and where that ends."""
    per: set[str] = set()
    stop = start
    while (match := _PER.match(text, stop)) and (word := _denominator(match)):
        per.add(word)
        stop = match.end()
    if weekly := _WEEKLY.match(text, stop):
        per.add("week")
        stop = weekly.end()
    return per, stop


def _denominator(match: re.Match[str]) -> str | None:
    """`user`, `month` …; a noun no list knows stands for itself after "per" ("per order")."""
    said = (match["what"] or match["adverb"] or "").lower()
    known = PER.get(said)
    if known or not _SAID_PER.match(match[0]):
        return known
    return stem(said, "sv") if len(said) >= _SHORTEST_NOUN else None
