"""Whether a sentence carries the kind of thing a question asks for: money for a price, a time for how long."""

import re

from app.domain.claim import Claim
from app.domain.quantity import BARE, MONEY, Quantity
from app.language.senses import senses_of_word
from app.language.stems import words
from app.pitch.asked import Asked
from app.pitch.matching import Unit, stems_of

_TIMES = frozenset({"hour", "workhour"})
_UNITS = {
    "price": MONEY | {BARE},
    "duration": _TIMES | {"date"},
    "when": frozenset({"date", "clock", "time", *_TIMES}),
}
"""Units of a quantity that is an answer; a frequency needs more than a time and has none."""
_PERIOD = r"minu|sekund|second|tim|hour|dag|day|dygn|veck|week|mån|mon|år|year|kvart|quart"
_WORDS = {
    "price": r"(?i)\b(?:gratis|kostnadsfri\w*|free|ingenting|no (?:\S+ )?fee|ingen \w*avgift|utan (?:extra )?kostnad|"
    r"no (?:further|extra|additional) cost|included|ingår)\b",
    "frequency": rf"(?i)\b(?:(?:varje|var|vart|every|each) (?:\w+ )?(?:{_PERIOD})\w*|daily|hourly|weekly|monthly|"
    r"yearly|annual\w*|once|twice|(?:en|två|tre) gång\w*|(?:per|a|om) (?:day|week|month|year|dag|vecka|månad|år)\w*|"
    r"årsvis|månadsvis|kvartalsvis|årlig\w*|daglig\w*|real[ -]?time|realtid|(?:first|första) \w+ (?:i|of)|"
    r"\w+[ -]minute (?:batch|interval)\w*|interval\w*)\b",
    "duration": r"(?i)\b(?:samma (?:dag|stund)|same day|next working day|nästa arbetsdag|realtid|real[ -]?time|genast|"
    r"direkt|immediately|half a day|halv dag|kvart\w*|(?:summer|winter|season)s|somrar|vintrar|säsonger)\b",
    "count": r"(?i)\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|två|tre|fyra|fem|sex|sju|"
    r"åtta|nio|tio|elva|tolv|unlimited|no limit|obegräns\w*)\b",
    "amount": r"(?i)\b(?:half|hälften|halva|third|tredjedel|fjärdedel|quarter|dubbel\w*|twice|av tio|of ten)\b",
    "when": r"(?i)\b(?:\d{4}|\d{1,2}[:.]\d\d|jan\w*|feb\w*|mars|march|april|maj|juni?|june|juli?|july|aug\w*|sep\w*|"
    r"okt\w*|oct\w*|nov\w*|dec\w*|\w+day|\w{3,4}dag\w*|weekdays|vardag\w*|dygnet runt|round[ -]the[ -]clock)\b",
    "where": r"\b(?:[iI]|[pP]å|[iI]n|[aA]t|[fF]rån|[fF]rom|[iI]nom|[wW]ithin|[iI]nside|[uU]tanför|[oO]utside|and|och)"
    r"\s+(?:the )?[A-ZÅÄÖ]",
    "who": r"(?<=[a-zåäö,:(] )[A-ZÅÄÖ][\wåäö]+|\b(?:\w*chef\w*|\w*direktör\w*|manager|director|head of \w+|\w*ombud\w*|"
    r"operator\w*|kund\w*|customer\w*|staff|personal\w*|medarbetar\w*|tekniker|technician\w*|partner\w*|lead|by)\b",
}
_SAID = {kind: re.compile(pattern) for kind, pattern in _WORDS.items()}
_LISTED = re.compile(r",| and | och |\||/")
_OFFSET = re.compile(r"\s?(?:after|efter|ago|sedan|before|före|innan)\b", re.IGNORECASE)
_TIME = re.compile(r"(?:hour|day|week|month|year|minute|second|timm|dag|dygn|veck|månad|år|minut|sekund)")
_BEFORE, _AFTER = 2, 3
"""Words on each side of a number among which stands what it counts: "24 ready-made integrations", "Users: 5"."""
_OTHER = 0.4
"""For a number that counts something else."""


def carries(asked: Asked, claim: Claim) -> float:
    """How well `claim` carries the kind of thing that is asked for, 0..1; always 1 where any statement may do."""
    if asked.kind in {"how", "which", "whether"}:
        return float(not asked.several or _LISTED.search(claim.quote) is not None)
    if asked.kind == "count":
        return _counts(asked.heads, claim)
    if asked.measure:
        return float(asked.measure.search(claim.quote.casefold()) is not None)
    if asked.kind == "amount" and claim.quantities:
        return 1.0
    units = _UNITS.get(asked.kind, frozenset())
    if any(q.unit in units and not _dates_another(q, claim) for q in claim.quantities):
        return 1.0
    return float(_SAID[asked.kind].search(claim.quote) is not None)


def _dates_another(quantity: Quantity, claim: Claim) -> bool:
    """Whether a time only says when something else was: "three months after go-live"."""
    return quantity.unit in _TIMES and _OFFSET.match(claim.quote, quantity.end) is not None


def _counts(heads: tuple[Unit, ...], claim: Claim) -> float:
    """Whether the sentence counts what is asked for: the quantity's own noun, or one beside a number."""
    number, tokens = _SAID["count"], words(claim.quote)
    if not number.search(claim.quote):
        return 0.0
    if any(_of_unit(quantity, heads) for quantity in claim.quantities):
        return 1.0
    for place, token in enumerate(tokens):
        after = tokens[place + 1 : place + _AFTER + 1]
        if not (token.isdigit() or number.fullmatch(token)) or (after and _TIME.match(after[0])):
            continue
        if any(_names(head, word) for head in heads for word in (*tokens[max(0, place - _BEFORE) : place], *after)):
            return 1.0
    return _OTHER


def _of_unit(quantity: Quantity, heads: tuple[Unit, ...]) -> bool:
    """Whether a quantity is of the unit asked for: "#user" for users, a time for "how many hours"."""
    if quantity.unit.startswith("#"):
        return any(_names(head, quantity.unit[1:]) for head in heads)
    return quantity.unit in _TIMES and bool(heads) and _TIME.match(heads[0].word) is not None


def _names(head: Unit, word: str) -> bool:
    theirs = senses_of_word(word)
    return bool(head.stems & stems_of(word)) or senses_of_word(head.word).shared(theirs.first | theirs.last) == 1.0
