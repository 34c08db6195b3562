"""Reading quantities in Swedish and English: `4 900 kr/mån exkl. moms` and `SEK 4,900 per month excl. VAT` are one.

No maintained library parses both languages with VAT, denominators and bounds (quantulum3 and pint were looked at:
English only, and no money with tax), so the small grammar stands here. It is linear in the length of the text.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.domain.quantity import BARE, Bound, Quantity
from app.language.dates import dates
from app.language.stems import STOP, stem
from app.language.units import (
    CURRENCY,
    DAY,
    DURATION,
    FIXED_DURATION,
    IMPLIED_CURRENCY,
    MEASURE,
    MULTIPLIER,
    FIXED_WORKDAY,
    NUMBER_WORD,
    SHORT_NOUN,
    PER,
    WORKDAY,
)

_WORDS = {lang: "|".join(sorted(words, key=len, reverse=True)) for lang, words in NUMBER_WORD.items()}
_DIGITS = r"\d{1,3}(?:[  ’']\d{3})+(?:[.,]\d{1,4})?|\d{1,9}(?:[.,]\d{1,4}){0,3}"
_NUMBER = {
    language: re.compile(
        rf"(?<![\w.,§#])(?P<currency>(?:sek|eur|usd|gbp|nok|dkk|msek|meur|kr)\s?|[€$£]\s?)?(?P<minus>[-−–](?=\d))?"
        rf"(?:(?P<digits>{_DIGITS})|(?P<word>\b(?:{names})\b))",
        re.IGNORECASE,
    )
    for language, names in _WORDS.items()
}
_RANGE = re.compile(rf"\s?(?:-|–|—|\btill\b|\bto\b|\band\b|\boch\b)\s?(?P<digits>{_DIGITS})(?![\w:])", re.IGNORECASE)
_UNIT = re.compile(
    r"[\s\-]?(?P<scale>(?:k|m|tusen|thousand|miljon(?:er)?|millions?|mn|bn|mdr|miljard(?:er)?|billion)\b)?[\s\-]?"
    r"(?P<unit>%|:-|°c|°|m²|[€$£]|km/h|per\s?cent|(?:helgfria\s)?[^\W\d_]+(?:['’]s?)?)?(?:[\s](?P<second>[^\W\d_]+['’]?))?",
    re.IGNORECASE,
)
_PER = re.compile(
    r"\s*(?:,?\s*(?:for (?:the|a) (?:full |whole )?|per|/|och|and|i|om|a|an|en|x|×|p\.)\s*)\s*(?P<what>[^\W\d_]+)|\s+(?P<adverb>monthly|yearly|annually|"
    r"weekly|daily|each|styck|månadsvis|årligen)\b",
    re.IGNORECASE,
)
_VAT = re.compile(
    r"(?P<out>\b(?:exkl|excl|exclusive of|excluding|ex|plus|before|före|utan)\.?\s*(?:moms|vat)|\+\s?(?:moms|vat)|tax comes on top)"
    r"|(?P<in>\b(?:inkl|incl|inklusive|including|inclusive of|med|with|w/)\.?\s*(?:moms|vat|tax))",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r"(?:(?P<most>\b(?:inom|within|under|upp till|up to|max|max\.|maximalt|högst|maximum|maximum of|less than|fewer than|färre än|mindre än|at most|"
    r"no more than|som mest|below|in under|på under)|[<≤])|(?P<least>\b(?:minst|at least|over|över|mer än|fler än|more than|från|from|"
    r"starting at|lägst|minimum|längre än|longer than|upwards of)|[>≥])|(?P<about>\b(?:cirka|ca|ungefär|runt|omkring|about|around|"
    r"approx|approximately|roughly|nästan|nearly|almost|typ|drygt|knappt|some|circa|closer to|nearer|närmare|uppåt)|~))"
    r"\.?\s*(?:(?:med|of|än|som|på|to)\s)?$",
    re.IGNORECASE,
)
_AFTER_ABOUT = re.compile(r"\s*(?:or so|ish\b|ungefär|el\.? dyl|eller så)", re.IGNORECASE)
_FIXED = re.compile(
    rf"\b(?:{'|'.join(sorted(FIXED_DURATION, key=len, reverse=True))})\b", re.IGNORECASE
)
_NEXT_DAY = re.compile("|".join(FIXED_WORKDAY), re.IGNORECASE)
_COMPOUND = {
    language: re.compile(
        rf"\b(?P<n>\d{{1,3}}|{names})-?(?P<unit>dagars|veckors|månaders|månads|års|åriga?t?|timmars|minuters|day|week|month|"
        rf"year|hour|minute)(?=[\s\-]|[^\W\d]+)",
        re.IGNORECASE,
    )
    for language, names in _WORDS.items()
}
_CLOCK = re.compile(r"(?<![\d.,:])(?:kl\.?\s?)?(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)?\s?(?:-|–|till|to)\s?(?:kl\.?\s?)?(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)?(?![\d%]|\s?(?:kr|sek|veck|dag|mån|min|tim|h\b|hour|week|day|month|procent|%|,\d))", re.IGNORECASE)
_TIME = re.compile(r"\b(?:klockan|kl\.?|by|at|before|före|innan|senast)\s?(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)?\b(?!\s?(?:%|kr|dag|day|veck|week|mån|month|[-–]))|\b(\d{1,2})(?:[:.](\d{2}))?\s?(am|pm)\b", re.IGNORECASE)
_CLOCK_HINT = re.compile(r"\b(?:kl|öppet|öppen|öppettid\w*|vardagar|bemann\w*|jour\w*|telefontid|open|hours|weekdays|mon|mån|monday|måndag|staffed|support\w*|kundtjänst)\b", re.IGNORECASE)
_ROUND = re.compile(r"\b(?:24/7|24x7|dygnet runt|around the clock|round the clock)\b", re.IGNORECASE)
_QUOTED = re.compile(
    r"\b(?:quoted|quote|offered|offered them|i said|told them|gave (?:them|him|her)|priced at|pris(?:et)?(?: på| är)?|offererade|"
    r"offert(?:en)?(?: på)?|jag sa|sa jag|la(?:de)? (?:jag )?på|paying|pays|betalar|price (?:of|is|was))\s(?:ca\s|about\s|them\s|dem\s)?$",
    re.IGNORECASE,
)


_ARTICLES = frozenset({"en", "ett", "a", "an"})
_NEVER_COUNTS = _ARTICLES | {"one", "half", "halv"}
_TAXED = re.compile(r"\s?(?:exkl|excl|inkl|incl|ex)\.?\s(?:moms|vat)", re.IGNORECASE)
_MEANT = re.compile(r"\b(?:inom|within|in|om|på|tar|tog|takes?|took|after|efter|med|with|of|is|är)\s$", re.IGNORECASE)
_LIMIT = re.compile(r"\b(?:cap|limit|tak|taket|gräns(?:en)?|max(?:imum|imalt)?|ceiling)\s(?:is|of|at|to|är|på|vid|ligger på)?\s?$", re.IGNORECASE)
_HOURS_A_DAY = Decimal(24)
_TIMES_NOT_COUNTS = frozenset("st gånger gång times % and or och eller of i på den det the to in at är is".split())


def quantities(text: str, language: str, near: date | None = None) -> tuple[Quantity, ...]:
    """Return every quantity `text` states, in order; dates without a year are read as those nearest to `near`."""
    found: list[Quantity] = []
    taken: list[tuple[int, int]] = []

    def free(start: int, end: int) -> bool:
        return all(end <= s or start >= e for s, e in taken)

    for source in (_clocks(text), _times(text), dates(text, near), _fixed(text), _compounds(text, language), _numbers(text, language)):
        for quantity in source:
            if free(quantity.start, quantity.end):
                found.append(quantity)
                taken.append((quantity.start, quantity.end))
    return tuple(sorted(found, key=lambda q: q.start))


def number(text: str, language: str) -> Decimal:
    """Read one written number: spaces and apostrophes group, the last comma or dot decides by what follows it."""
    bare = re.sub(r"[  ’']", "", text)
    marks = [c for c in bare if c in ".,"]
    if not marks:
        return Decimal(bare)
    if len(set(marks)) == 1:
        grouped = re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", bare) and (
            len(marks) > 1 or (marks[0] == "," if language == "en" else True)
        )
        return Decimal(bare.replace(",", "").replace(".", "")) if grouped else Decimal(bare.replace(",", ".", 1).replace(",", ""))
    decimal_mark = marks[-1]
    other = "," if decimal_mark == "." else "."
    return Decimal(bare.replace(other, "").replace(decimal_mark, "."))


def _numbers(text: str, language: str) -> Iterator[Quantity]:
    for match in _NUMBER[language].finditer(text):
        try:
            value = number(match["digits"], language) if match["digits"] else Decimal(NUMBER_WORD[language][match["word"].lower()])
        except ArithmeticError:
            continue
        if match["minus"] and text[match.start() - 1 : match.start()].strip() == "":
            value = -value
        high, end = value, match.end()
        if match["digits"] and (span := _RANGE.match(text, end)):
            try:
                upper = number(span["digits"], language)
            except ArithmeticError:
                upper = value
            if upper > value:
                high, end = upper, span.end()
        yield from _with_unit(text, language, match, value, high, end)


def _with_unit(
    text: str, language: str, match: re.Match[str], low: Decimal, high: Decimal, end: int
) -> Iterator[Quantity]:
    unit_match = _UNIT.match(text, end)
    scale, unit, second = (
        ((unit_match[g] or "").lower() for g in ("scale", "unit", "second")) if unit_match else ("", "", "")
    )
    currency = CURRENCY.get((match["currency"] or "").strip().lower().lstrip("m"))
    factor = Decimal(1)
    if scale and (currency or unit in CURRENCY or scale not in {"k", "m"}):
        factor = Decimal(MULTIPLIER[scale])
    elif scale:
        unit, scale = scale, ""
    if (match["currency"] or "").strip().lower() in {"msek", "meur"}:
        factor = Decimal(1_000_000)
        currency = "SEK" if "sek" in match["currency"].lower() else "EUR"
    word_start = unit_match.start("unit") if unit_match and unit_match["unit"] else end
    word_end = unit_match.end("unit") if unit_match and unit_match["unit"] else end
    kind, stop = "", end
    single = bool(match["word"]) and match["word"].lower() in _ARTICLES
    if currency:
        kind, stop = currency, (unit_match.end("scale") if scale and unit_match else end)
    elif unit in IMPLIED_CURRENCY:
        kind, factor, stop = IMPLIED_CURRENCY[unit], Decimal(MULTIPLIER[unit]), word_end
    elif unit in CURRENCY:
        kind, stop = CURRENCY[unit], word_end
        factor *= Decimal("0.01") if unit == "öre" else 1
    elif unit in {"%", "procent", "percent", "pct", "procents", "procentenheter"} or unit.replace(" ", "") == "percent":
        kind, stop = "%", word_end
    elif unit.startswith("arbetstim") or f"{unit} {second}" in {"working hours", "business hours"}:
        kind, stop = "workhour", word_end if unit.startswith("arbetstim") or not unit_match else unit_match.end("second")
    elif (unit in WORKDAY or f"{unit} {second}" in WORKDAY) and not single:
        kind, factor = "workhour", Decimal(8)
        stop = unit_match.end("second") if unit_match and unit not in WORKDAY else word_end
    elif single and not _MEANT.search(text, max(0, match.start() - 12), match.start()) and not unit.endswith("s"):
        return  # "for a day", "en dag": an article, not a number
    elif unit in DURATION and not (unit in {"t", "v", "d", "m", "s"} and not match["digits"]):
        kind, factor, stop = "hour", DURATION[unit], word_end
    elif unit in MEASURE and match["digits"]:
        kind, size = MEASURE[unit]
        factor, stop = Decimal(size), word_end
    elif match["digits"] and (low >= 10 or "." in match["digits"] or "," in match["digits"]) and not scale and (  # noqa: PLR2004 - "said 2 things"
        _TAXED.match(text, end) or _QUOTED.search(text, max(0, match.start() - 30), match.start())
    ):
        kind, stop = BARE, end
    elif unit and unit not in _TIMES_NOT_COUNTS and unit not in STOP and text[word_start].islower() and (match["digits"] or match["word"].lower() not in _NEVER_COUNTS):
        kind, stop = f"#{stem(SHORT_NOUN.get(unit, unit), language)}", word_end
        if word_start - end > 1:
            return
    else:
        return
    yield _finish(text, match.start(), stop, low * factor, high * factor, kind)


def _finish(
    text: str, start: int, end: int, low: Decimal, high: Decimal, unit: str
) -> Quantity:
    """Add denominators, tax, bound and vagueness from the words around."""
    before = _BEFORE.search(text, max(0, start - 24), start)
    bound = Bound.EXACT
    if before and before["most"]:
        bound = Bound.AT_MOST
    elif before and before["least"]:
        bound = Bound.AT_LEAST
    if bound is Bound.EXACT and _LIMIT.search(text, max(0, start - 24), start):
        bound = Bound.AT_MOST
    about = bool(before and before["about"]) or bool(_AFTER_ABOUT.match(text, end))
    per: set[str] = set()
    stop = end
    while (match := _PER.match(text, stop)) and (word := _denominator(match)):
        per.add(word)
        stop = match.end()
    vat = None
    if unit.isupper() or unit == BARE:
        tax = _VAT.search(text, stop, min(len(text), stop + 30)) or _VAT.search(text, max(0, start - 30), start)
        vat = None if tax is None else bool(tax["in"])
        stop = max(stop, tax.end()) if tax and tax.start() - stop in range(4) else stop
        while (match := _PER.match(text, stop)) and (word := _denominator(match)):
            per.add(word)
            stop = match.end()
        if unit in CURRENCY.values() and not per & {"month", "year"}:
            per |= {p for p, words in (("month", "månads|monthly"), ("year", "års|annual|yearly")) if re.search(rf"\b(?:{words})", text[max(0, start - 30) : start], re.IGNORECASE)}
    return Quantity(low, high, unit, frozenset(per), vat, bound, about, "", start, stop, text[start:stop])


def _denominator(match: re.Match[str]) -> str | None:
    """`user`, `month` …; a noun no list knows stands for itself after "per" ("per order")."""
    said = (match["what"] or match["adverb"] or "").lower()
    known = PER.get(said)
    if known or not re.match(r"\s*(?:per|/)", match[0], re.IGNORECASE):
        return known
    return stem(said, "sv") if len(said) > 2 else None  # noqa: PLR2004 - "per st", "per s"


def _fixed(text: str) -> Iterator[Quantity]:
    for match in _NEXT_DAY.finditer(text):
        yield _finish(text, match.start(), match.end(), Decimal(8), Decimal(8 * FIXED_WORKDAY[match[0].lower()]), "workhour")
    for match in _FIXED.finditer(text):
        hours = FIXED_DURATION[match[0].lower()]
        yield _finish(text, match.start(), match.end(), hours, hours, "hour")


def _compounds(text: str, language: str) -> Iterator[Quantity]:
    """`30-dagars`, `tvåårsavtal`, `10-minute`: number and unit grown together, often into a third word."""
    for match in _COMPOUND[language].finditer(text):
        word = match["n"].lower()
        value = Decimal(word) if word.isdigit() else Decimal(NUMBER_WORD[language][word])
        unit = match["unit"].lower().replace("månads", "månad").replace("åriga", "årig")
        hours = value * DURATION.get(unit, DURATION["år"] if unit.startswith("år") else DAY)
        yield _finish(text, match.start(), match.end(), hours, hours, "hour")


def _clocks(text: str) -> Iterator[Quantity]:
    """Opening hours: `8–17`, `kl. 08.00–17.00`, `9am to 5pm`; only where the text speaks of hours."""
    for match in _ROUND.finditer(text):
        yield Quantity(Decimal(0), _HOURS_A_DAY, "clock", start=match.start(), end=match.end(), text=match[0])
    if not _CLOCK_HINT.search(text):
        return
    for match in _CLOCK.finditer(text):
        opens, closes = _hour(match[1], match[2], match[3]), _hour(match[4], match[5], match[6] or "")
        if match[6] and match[6].lower() == "pm" and closes < 12:  # noqa: PLR2004 - noon
            closes += 12
        if opens < closes <= _HOURS_A_DAY and (match[2] or match[3] or match[6] or closes - opens >= 4):  # noqa: PLR2004 - a shorter span is a count or a date
            quantity = Quantity(opens, closes, "clock", start=match.start(), end=match.end(), text=match[0])
            yield replace(quantity, text=text[match.start() : match.end()])


def _times(text: str) -> Iterator[Quantity]:
    """A time of day: `kl. 14`, `klockan 10.00`, `by 2 pm`."""
    for match in _TIME.finditer(text):
        hour, minutes, half = (match[1], match[2], match[3]) if match[1] else (match[4], match[5], match[6])
        said_as_time = match[6] or match[3] or minutes or match[0].lower().startswith("k")
        at = _hour(hour, minutes, half)
        if said_as_time and at <= _HOURS_A_DAY:
            yield Quantity(at, at, "time", start=match.start(), end=match.end(), text=match[0])


def _hour(hour: str, minutes: str | None, half: str | None) -> Decimal:
    value = Decimal(hour) + Decimal(minutes or 0) / 60
    return value + 12 if (half or "").lower() == "pm" and value < 12 else value  # noqa: PLR2004 - noon
