"""Waits told as a story: "reported on Monday, they came on Thursday", "the answer did not come until the next day"."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.domain.quantity import Quantity
from app.language.lexicon import any_word

_DAYS = {
    day: number
    for number, names in enumerate(
        ("måndag monday mon", "tisdag tuesday tue tues", "onsdag wednesday wed", "torsdag thursday thu thurs",
         "fredag friday fri", "lördag saturday sat", "söndag sunday sun")
    )
    for day in names.split()
}  # fmt: skip
_DAY = rf"\b(?P<{{name}}>{any_word(_DAYS)})(?:s|en|ens)?\b"
_ASKED = (
    r"\b(?:(?:fel)?anmäl\w*|larm\w*|rapporter\w*|mejla\w*|maila\w*|ringde\w*|skrev|hörde av|report\w*|raised|logged|"
    r"rang|called|phoned|e-?mailed|wrote|alarm\w*|ticket)\b"
)
_ORDERED = r"\b(?:beställ\w*|order(?:ed)?|lade ordern|placed)\b"
_CAME = (
    r"\b(?:svar(?:et|ade|en)?|kom|återkom|framme|på plats|dök upp|hörde av sig|levererad\w*|fick|åtgärda\w*|"
    r"repl(?:y|ied)|answer(?:ed)?|came|arriv\w+|turned up|on site|got|heard back|delivered|showed up)\b"
)
_TIME = r"(?<![\d.:])(?P<{h}>[01]?\d|2[0-3])[.:](?P<{m}>[0-5]\d)(?!\d|[.:]\d|\s?(?:kr|%))"
_BY_DAY = re.compile(
    rf"(?:(?P<asked>{_ASKED})|{_ORDERED})[^.;!?]{{0,60}}?{_DAY.format(name='first')}"
    rf"[^.;!?]{{0,60}}?{_CAME}[^.;!?]{{0,30}}?{_DAY.format(name='last')}",
    re.IGNORECASE,
)
_BY_CLOCK = re.compile(
    rf"(?P<asked>{_ASKED})[^;!?]{{0,25}}?{_TIME.format(h='h1', m='m1')}"
    rf"[^;!?]{{0,40}}?{_CAME}[^;!?]{{0,20}}?{_TIME.format(h='h2', m='m2')}",
    re.IGNORECASE,
)
_NEXT_DAY = re.compile(
    r"\b(?:dröjde|väntade?|fick vänta|dröjt|först|förrän|until|till|only|took until)\s(?:till\s|on\s)?"
    r"(?P<day>dagen (?:därpå|efter)|nästa dag|följande dag|(?:the )?(?:next|following) (?:day|morning))\b",
    re.IGNORECASE,
)
_SOUGHT = re.compile(rf"{_ASKED}|{_CAME}", re.IGNORECASE)
_BOUGHT = re.compile(rf"{_ORDERED}|\b(?:leverans\w*|leverera\w*|deliver\w*|ship\w*)\b", re.IGNORECASE)
_OVERNIGHT, _NEXT_DAY_AT_MOST = Decimal(12), Decimal(40)
"""Hours that "the next day" may lie away."""
_DAY_HOURS, _HALF_DAY = Decimal(24), Decimal(12)
_LONGEST = Decimal(12)
"""Hours between two times of day that are taken for a wait, and not for two things that happened."""


def waits(text: str) -> Iterator[Quantity]:
    """Yield each wait that `text` tells without naming its length, in hours, with what was waited for as its metric."""
    for match in _BY_DAY.finditer(text):
        days = (_DAYS[match["last"].lower()] - _DAYS[match["first"].lower()]) % 7
        if days:
            yield _wait(
                days * _DAY_HOURS - _HALF_DAY,
                days * _DAY_HOURS + _HALF_DAY,
                match.span("last"),
                text,
                "response_time" if match["asked"] else "delivery",
            )
    for match in _BY_CLOCK.finditer(text):
        minutes = (int(match["h2"]) - int(match["h1"])) * 60 + int(match["m2"]) - int(match["m1"])
        hours = Decimal(minutes % (24 * 60)) / 60
        if 0 < hours <= _LONGEST:
            yield _wait(hours, hours, (match.start("h2"), match.end("m2")), text, "response_time")
    for match in _NEXT_DAY.finditer(text):
        bought = _BOUGHT.search(text)
        if bought or _SOUGHT.search(text):
            metric = "delivery" if bought else "response_time"
            yield _wait(_OVERNIGHT, _NEXT_DAY_AT_MOST, match.span("day"), text, metric)


def _wait(low: Decimal, high: Decimal, span: tuple[int, int], text: str, metric: str) -> Quantity:
    return Quantity(low, high, "hour", metric=metric, start=span[0], end=span[1], text=text[span[0] : span[1]])
