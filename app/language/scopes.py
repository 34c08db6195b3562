"""What a sentence limits itself to: a plan, a segment, a market, a year."""

import re

from app.domain.scope import Scope

_PLAN = re.compile(
    r"\b(?:(?P<plan>Free|Lite|Start(?:er)?|Bas(?:ic)?|Standard|Small|Medium|Large|Team|Growth|Plus|Pro(?:fessional)?|Business|"
    r"Premium|Enterprise|Ultimate|Guld|Silver|Brons|Gold|Bronze|Solo|Duo)(?=\b)(?![-\s]?(?:up\b|[a-zåäö]+up\b))"
    r"|(?P<lower>free|lite|starter|basic|standard|team|growth|plus|pro|business|premium|enterprise|gratis|bas)[- ]?(?:plan(?:en)?|paket(?:et)?|"
    r"licens(?:en)?|tier|package|nivå(?:n)?|edition|abonnemang(?:et)?|kund(?:en|er)?|customers?)\b)",
)
_SYNONYM = {
    "starter": "start",
    "basic": "bas",
    "professional": "pro",
    "gold": "guld",
    "bronze": "brons",
    "gratis": "free",
}
_SEGMENT = {
    "public": r"kommun(?:er|en|ens|al\w*)?|regioner?|offentlig\w*|myndighet\w*|public[- ]sector|municipal\w*|councils?|government",
    "nonprofit": r"ideell\w*|förening(?:ar|en)?|välgörenhet\w*|non-?profits?|charit\w+|ngo",
    "education": r"skol(?:a|or|an|orna)|utbildningsväsend\w*|universitet\w*|schools?|universit\w+|education(?:al)?",
    "small": r"småföretag\w*|småbolag|små (?:företag|kunder|team)|small (?:business|compan|team)\w*|startups?|enskild firma|sole traders?",
    "large": r"storföretag|stora (?:kunder|organisationer|företag)|large (?:customers|organi[sz]ations|enterprises)|storkund\w*",
    "existing": r"befintliga kunder|existing customers",
    "new": r"nya kunder|new customers",
}
_MARKET = {
    "se": r"svenska (?:marknaden|kunder)|(?:i|in) (?:sverige|sweden)|swedish customers",
    "no": r"norge|norway|norsk\w*|norwegian", "dk": r"danmark|denmark|dansk\w*|danish", "fi": r"finland|finsk\w*|finnish",
    "de": r"tyskland|germany|tysk\w*|german\b", "uk": r"storbritannien|\buk\b|britain|brittisk\w*|british|england|scotland",
    "us": r"\busa\b|united states|\bus (?:market|customers|office)|amerikansk\w*|american", "eu": r"\beu\b|\bees\b|european union",
    "islands": r"orkney|isle of man|shetland|gotland|öland|åland",
}  # fmt: skip
_SEGMENTS = {
    name: re.compile(
        rf"\b(?:för|for|till|to|with|hos|åt|endast|only|bara)\s(?:alla |all |the |de |en |a )?(?:{p})\b", re.IGNORECASE
    )
    for name, p in _SEGMENT.items()
}
_MARKETS = {name: re.compile(rf"\b(?:{p})", re.IGNORECASE) for name, p in _MARKET.items()}
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
    if re.search(
        r"\b(?:all|every|alla|varje|samtliga|any)\s(?:\w+\s)?(?:plan|paket|package|tier|nivå|abonnemang)",
        text,
        re.IGNORECASE,
    ):
        return []
    found = [(m["plan"] or m["lower"]).lower() for m in _PLAN.finditer(text) if not _is_sentence_start(text, m)]
    return list(dict.fromkeys(_SYNONYM.get(name, name) for name in found))


def _is_sentence_start(text: str, match: re.Match[str]) -> bool:
    """A capital that opens a sentence may be a common word ("Start free today", "Plus en kvalitetsrond")."""
    name = match["plan"]
    if not name or name in {"Enterprise", "Premium", "Professional", "Starter", "Basic", "Business", "Duo", "Solo"}:
        return False
    opening = match.start() == 0 or text[: match.start()].rstrip()[-1:] in ".!?:\n"
    following = text[match.end() : match.end() + 14].lower()
    names_itself = re.match(
        r"\s*(?:[:|(–—-]|costs?\b|kostar\b|plan|är\b|is\b|includes|ingår|from\b|från\b|och\b|and\b|\d|passar|fits)",
        following,
    )
    return opening and bool(following.strip()) and not names_itself


def _joined(names: list[str]) -> str | None:
    return "|".join(names) or None
