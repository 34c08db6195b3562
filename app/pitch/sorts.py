"""What sort of question it is: one to be answered from what we say, or from what the field says, or none at all."""

import re
from enum import StrEnum


class Sort(StrEnum):
    """`pitch` asks what to say, `field` what others say, and `talk` is no question."""

    PITCH = "pitch"
    FIELD = "field"
    TALK = "talk"


_THEY = (
    r"(?:the |our |your |most |any )?(?:customers?|buyers?|clients?|prospects?|users?|people|accounts?|they|field|reps)"
)
_DE = r"(?:våra |de |alla )?(?:kunder(?:na)?|kunden|köpar(?:e|na)|användar(?:e|na)|folk|fältet|säljar(?:e|na)|dom|de)"
_ON, _OM = r"(?:\s(?:about|of|on|regarding|to))*", r"(?:\s(?:om|kring|på|till))*"
_ASKS = re.compile(
    rf"\b(?:what|how) (?:do|does|did|are|is|were|have|has) {_THEY} (?:been )?"
    r"(?:say|said|saying|think|thinking|thought|feel|feeling|complain(?:ing|ed)?|tell|telling|told)\b(?: us)?" + _ON
    + r"|\bwhat (?:have|did) we (?:hear|heard)\b(?: (?:back|from (?:the field|customers)))?" + _ON
    + r"|\bwho (?:said|says|told us|has said)\b(?: that)?"
    + rf"|\b(?:vad|hur) (?:säger|sa|sade|tycker|tyckte|tänker|har|klagar) {_DE}\b(?: (?:sagt|tyckt))?" + _OM
    + r"|\bvad har vi hört\b(?: från (?:fältet|kunderna))?" + _OM
    + r"|\bvem (?:sa|sade|säger|har sagt)\b(?: att)?"
)  # fmt: skip
"""The words by which somebody asks what others say; what follows them is the topic."""
_ASKS_OF = re.compile(
    r"\bwhat (?:do|did|are) (?!we\b|i\b|you\b)(?=\w+\s+(?:say|think|saying|thinking)\b)"
    r"|\bvad (?:säger|tycker|tyckte) (?!vi\b|jag\b|du\b|ni\b|man\b)"
)
"""The same of a persona or a segment: "what do hospitals say?"."""
_SAYING = re.compile(r"\b(?:say|think|saying|thinking)\b" + _ON)
_AGAIN = re.compile(
    r"\W*(?:(?:and|och) )?(?:who (?:said|says|told (?:us|you)) (?:that|so|this|it)|who is that from|says who|"
    r"vem (?:sa|sade|säger|har sagt) (?:det|så|detta)|vilka (?:sa|säger) det|vem kommer det från)\W*"
)
"""A question about the answer before it: whose words these are."""
_TALK = re.compile(
    r"\W*(?:(?:hi|hello|hey|hej|hejsan|hallå|tja|god ?morgon|good (?:morning|afternoon)|thanks?|thank you|thx|tack|"
    r"ok(?:ay|ej)?|great|perfect|cool|bra|toppen|perfekt|kanon|super|bye|hej ?då|test|so much|very much|"
    r"så mycket|there|där|for that|för det|how are you|hur mår du|läget)\b\W*)+"
)


def sort_of(lowered: str, *, of_somebody: bool) -> Sort:
    """Tell the sort of a question in small letters; `of_somebody` is whether it names a persona or a segment."""
    if _TALK.fullmatch(lowered):
        return Sort.TALK
    if _ASKS.search(lowered) or _AGAIN.fullmatch(lowered) or (of_somebody and _ASKS_OF.search(lowered)):
        return Sort.FIELD
    return Sort.PITCH


def asks_whose(question: str) -> bool:
    """Whether this asks who is behind the answer before it: "who said that?"."""
    return _AGAIN.fullmatch(question.casefold()) is not None


def framing(sort: Sort) -> list[re.Pattern[str]]:
    """Return what of such a question is no part of its topic."""
    return [_ASKS, _ASKS_OF, _SAYING] if sort is Sort.FIELD else []
