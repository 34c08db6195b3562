"""What an outsider asks to be given: material for somebody, or in a language."""

import functools
import re
from dataclasses import dataclass

from app.language import cues
from app.language.lexicon import any_of, read

_THING = (
    r"\w*(?:broschyr|folder|presentation|produktblad|infoblad|ensidare|utskick|flygblad)\w*|(?:\w+-?)?blad(?:et|en)?"
    r"|\w*text(?:en|er)?|material(?:et)?|(?:film|video|guide|manual|handbok|affisch)\w*|(?:kravspec|kravsvar)\w*|sid(?:a|an|or)"
    r"|version(?:en)?|variant(?:en)?|översättning\w*"
    r"|brochures?|leaflets?|flyers?|sheets?|datasheets?|one-?pagers?|packs?|decks?|slides?|presentations?|pages?|versions?"
    r"|texts?|handouts?|booklets?|posters?|translations?|write-?ups?|the one|one|the same(?: thing)?|samma(?: sak)?"
    r"|(?:n[åa]got|nåt|ngt|n[åa]gonting) (?:skriv\w+|att (?:dela ut|läsa|visa|lämna|ge|skicka)|eget|tryckt)"
    r"|(?:something|anything|n[åa]got|nåt|ngt) (?:\w+ ){1,3}(?:give|show|hand|leave|ge|visa|lämna)"
    r"|(?:something|anything|whatever|nothing)(?: (?:written|printed|we (?:tell|give|say|have)"
    r"|to (?:hand out|read|show|give|leave)))?"
)
_FOR = (
    r"(?:(?:\w+ly )?(?:written|made|meant|aimed|designed|skriv\w+|gjor\w+|avsedd\w*|riktad\w*|anpassad\w*)\s)?"
    r"(?:for|to|at|till|för|åt|mot)"
)
_WHO = r"(?P<who>[^,.;:?!()\"“”–—]{2,70})"
_MATERIAL = re.compile(rf"\b(?:{_THING})\b", re.IGNORECASE)
_MEANT_FOR = re.compile(rf"\b(?:{_THING})\b(?P<about>[^.;:?!]{{0,60}}?)\s{_FOR}\s+{_WHO}", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:tell|pitch to|sell to|use on|say to|säga till|sälja till|pitcha till|visa för)\s+" + _WHO, re.IGNORECASE
)
_ENDS = re.compile(
    r"\s(?:som|that|who|which|when|about|om|sa|said|says|and not|och inte|not just|inte bara|instead|i stället|istället"
    r"|before|innan|inför|så|so|but|men|eller|or|annars|otherwise|as|in|on|på|i)\b.*$",
    re.IGNORECASE,
)  # fmt: skip
_SELF = re.compile(r"^(?:oss|us|them|dem|dom|me|mig|honom|henne|him|her|sig)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Request:
    """Material asked for: `who` as the text names whom it is for, `language` its code; "" where it names none."""

    who: str = ""
    language: str = ""


@functools.cache
def _languages() -> dict[str, re.Pattern[str]]:
    """How each language is asked for: "in Danish", "på danska", "a Danish version"."""
    return {
        code: re.compile(
            rf"\b(?:in|into|på|till)\s(?:(?:\w+\s)?(?:\w+ (?:or|och|eller|and) )?)(?:{any_of(words)})\b"
            rf"|\b(?:{any_of(words)})\s(?:\w+\s)?(?:{_THING})\b"
            rf"|\b(?:{any_of(w for w in words if w.startswith('suom')) or '(?!)'})\b",
            re.IGNORECASE,
        )
        for code, words in read("languages").items()
    }


def languages_in(text: str) -> frozenset[str]:
    """Return the codes of the languages `text` names as one that something is written in."""
    return frozenset(code for code, pattern in _languages().items() if pattern.search(text))


def material_asked_for(text: str) -> Request | None:
    """Return whom and what language the material somebody asks for in `text` is to be for, None where nobody does."""
    asks = cues.find("request", text)
    if asks is None or _withdrawn(text):
        return None
    languages = languages_in(text)
    reading = re.search(r"\b(?:läsa|läser|read(?:ing)?)\b", text, re.IGNORECASE)
    if languages and (_MATERIAL.search(text) or reading or "suom" in text.casefold()):
        return Request(language=min(languages))
    match = _MEANT_FOR.search(text, asks.start())
    return Request(_whom(match["who"], text)) if match else None


def audience_asked_for(question: str) -> Request | None:
    """Return whom a question put to Samsyn wants to tell something, None where it names nobody."""
    match = _TOLD.search(question) or _MEANT_FOR.search(question)
    return Request(_whom(match["who"], question)) if match else None


def _withdrawn(text: str) -> bool:
    return any(cues.has(name, text) for name in ("no_request", "hypothetical", "irony", "own_question"))


def _whom(named: str, text: str) -> str:
    """Whom a phrase names; "us" is whoever speaks, who stands before."""
    return text if _SELF.match(named) else _ENDS.sub("", named).strip()
