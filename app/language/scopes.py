"""What a sentence limits itself to: a plan, a segment, a market, a year."""

import re

from app.domain.scope import Scope
from app.language.lexicon import read

_LISTS = read("scopes")
_PLANS = {name: "|".join(fragments) for name, fragments in _LISTS["plans"].items()}
_PLAN = re.compile(
    rf"\b(?:(?P<plan>{_PLANS['capital']})(?=\b)(?![-\s]?(?:up\b|[a-zåäö]+up\b))"
    rf"|(?P<lower>{_PLANS['lower']})[- ]?(?:{_PLANS['after_lower']})\b)",
)
_EVERY_PLAN = re.compile(
    r"\b(?:all|every|alla|varje|samtliga|any)\s(?:\w+\s)?(?:plan|paket|package|tier|nivå|abonnemang)", re.IGNORECASE
)
_NAMES_ITSELF = re.compile(
    r"\s*(?:[:|(–—-]|costs?\b|kostar\b|plan|är\b|is\b|includes|ingår|from\b|från\b|och\b|and\b|\d|passar|fits)"
)
_SEGMENTS = {
    name: re.compile(
        rf"\b(?:för|for|till|to|with|hos|åt|endast|only|bara)\s(?:alla |all |the |de |en |a )?(?:{'|'.join(words)})\b",
        re.IGNORECASE,
    )
    for name, words in _LISTS["segments"].items()
}
_MARKETS = {name: re.compile(rf"\b(?:{'|'.join(words)})", re.IGNORECASE) for name, words in _LISTS["markets"].items()}
_PERIOD = re.compile(
    r"\b(?:prislist\w*|price list|pricing|priser|prices|avtal|contract|version|v)\s?(20\d\d|\d+\.\d+)\b", re.IGNORECASE
)


def scope_of(text: str, heading: str = "") -> Scope:
    """Return what `text` limits itself to; a plan named only in the `heading` above counts too."""
    return Scope(
        plan=_joined(plans_in(text)) or _joined(plans_in(heading)),
        segment=_joined([name for name, p in _SEGMENTS.items() if p.search(text)]),
        market=_joined([name for name, p in _MARKETS.items() if p.search(text)]),
        period=match[1] if (match := _PERIOD.search(text)) else None,
    )


def plans_in(text: str) -> list[str]:
    """Return the plan names in `text`, in lower case and one spelling, in order."""
    if _EVERY_PLAN.search(text):
        return []
    found = [(m["plan"] or m["lower"]).lower() for m in _PLAN.finditer(text) if not _is_sentence_start(text, m)]
    return list(dict.fromkeys(_LISTS["synonyms"].get(name, name) for name in found))


def _is_sentence_start(text: str, match: re.Match[str]) -> bool:
    """A capital that opens a sentence may be a common word ("Start free today", "Plus en kvalitetsrond")."""
    name = match["plan"]
    if not name or name in _LISTS["plans"]["unmistakable"]:
        return False
    before = match.start() - 1
    while before >= 0 and text[before].isspace():
        before -= 1
    opening = before < 0 or text[before] in ".!?:"
    following = text[match.end() : match.end() + 14].lower()
    return opening and bool(following.strip()) and not _NAMES_ITSELF.match(following)


def _joined(names: list[str]) -> str | None:
    return "|".join(names) or None
