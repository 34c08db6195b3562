"""Evidence that an outsider asks to see, and from whom: "show me a hospital", "finns siffror från ett åkeri?"."""

import re

from app.language import cues
from app.language.circles import circles_of, workplaces

_EVIDENCE = (
    r"\w*(?:siffror|resultat|exempel|referens\w*|kundcase|bevis|studie[rn]?|undersökning\w*|mätning\w*|mätvärden|underlag)"
    r"|uppmätt\w*|försök\w*|statistik|case|data|figures?|numbers?|results?|evidence"
    r"|proof(?! of (?:insurance|id|identity|delivery|purchase|payment|address|residence|ownership|age)\b)"
    r"|stud(?:y|ies)|trials?|cases"
    r"|references?|examples?|testimonials?|logs?|records?|measurements?|research"
)
_NAMED = re.compile(rf"\b(?:{_EVIDENCE})\b", re.IGNORECASE)
_SOMEBODY = (
    r"someone|somebody|anyone|anybody|kunder|kund|customers?|clients?|nån(?: annan)?|någon(?: annan)?|nåt|något"
    r"|anything|something"
)
_WHO = r"(?P<who>[^,.;:?!()\"“”–—]{2,60})"
_FROM = re.compile(
    rf"\b(?:{_EVIDENCE})\b"
    rf"[^.;:?!]{{0,30}}?\s(?:from|in|on|at|among|within|with|of|like|från|inom|hos|på|bland|i|av|som)\s+{_WHO}",
    re.IGNORECASE,
)
_LIKE = re.compile(rf"\b(?:{_SOMEBODY})\s(?:from|within|like|från|inom|hos|bland)\s+{_WHO}", re.IGNORECASE)
_COMPOUND = re.compile(r"\b(?P<who>[^\W\d_]{3,})(?:exempel|referens(?:en|er)?|case|kund)\b", re.IGNORECASE)
_SHOW = re.compile(
    r"\b(?:show (?:me|us|her|him|them)|visa (?:mig|oss)"
    r"|(?:v(?:ill|ille)(?:\s\w+)? se|(?:want(?:s|ed)?|like[sd]?) to see)(?=[^.?!]*\s(?:som|that|who|already|redan)\b)"
    r"|(?:see|se) (?:it|det|that|them|den)(?: (?:run|work|used|köras|funka|fungera))?(?: (?:in|on|at|with"
    r"|på|hos|i))|reference (?:from|in|at))"
    rf"\s+(?:an?\s|en\s|ett\s|one\s|any\s|another\s|nån\s|någon\s|nåt\s)?{_WHO}",
    re.IGNORECASE,
)
_RUNS = re.compile(
    r"\b(?:who|vem|anyone|nån|någon)(?: (?:else|mer|annan))?"
    r"(?: (?:has|have|had|har) (?:run|used|tried|kört|använt|provat|testat)| (?:uses|runs|kör|använder))[^.?!]{0,25}?"
    rf"\s(?:on|in|at|with|på|hos|i|inom)\s+{_WHO}",
    re.IGNORECASE,
)
_ENDS = re.compile(
    r"\s(?:who(?:['’]s| has| have| is)|that (?:got|has|have|uses|runs|is)|which|where|som (?:fått|har|kör"
    r"|använder|är)|där|first"
    r"|before|innan|inför|men|but|och inte|and not|not|inte|att titta|to look|says?|said|sa|säger|i sommar|this)\b.*$",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\b(?:who else|anyone else|anybody else|someone else|(?:another|other|any) \w+(?: \w+)? (?:that|who"
    r"|using|with it|running)"
    r"|(?:annan|annat|andra) \w+(?: \w+)? (?:som|där|med)|vem mer|nån mer|någon mer|hear it from"
    r"|höra det (?:från|av))\b"
    r"|\b(?:can|could|får|kan) (?:\w+ )?(?:ring\w*|call|visit|besöka|prata med|talk to)\b",
    re.IGNORECASE,
)
_SPOKEN = re.compile(r"[\"“”„»«][^\"“”„»«]*[\"“”„»«]")


def names_evidence(text: str) -> bool:
    """Whether `text` says in so many words that it is about evidence."""
    return _NAMED.search(text) is not None


def proof_asked_from(text: str) -> str:
    """Return from whom somebody outside asks to see evidence in `text`, "" where nobody does.

    Where no phrase says it but the text asks for evidence, or for others who have it, it is whoever the text names.
    """
    if any(cues.has(name, text) for name in ("no_request", "hypothetical", "irony", "own_question")):
        return ""
    if cues.has("own_wish", _SPOKEN.sub(" ", text)):
        return ""
    asks = cues.has("request", text) or cues.has("wants_proof", text)
    if not asks and "?" not in text:
        return ""
    found = (
        [match for pattern in (_SHOW, _RUNS, _FROM, _LIKE, _COMPOUND) if (match := pattern.search(text))]
        if asks
        else []
    )
    named = [_ENDS.sub("", match["who"]).strip() for match in found]
    others = _NAMED.search(text) or _OTHERS.search(text)
    return next(
        (who for who in (*named, *([text] if others else ())) if workplaces(circles_of(who))), next(iter(named), "")
    )
