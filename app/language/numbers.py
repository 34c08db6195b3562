"""Written numbers: `4 900`, `4,900.50`, `1.2`, `tolv`, `SEK 300`, `20–30`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.language.lexicon import any_word
from app.language.units import NUMBER_WORD

NAMES = {language: any_word(words).replace(r"\-", "[ -]") for language, words in NUMBER_WORD.items()}
"""Per language, the expression that matches a number's name."""
_SPACE = r"[ \u00a0\u2009\u202f’']"
_DIGITS = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d{{1,4}})?|\d{{1,9}}(?:[.,]\d{{1,4}}){{0,3}})(?!\d)"
_CURRENCY = r"(?:sek|eur|usd|gbp|nok|dkk|[ktm]sek|[ktm]eur|musd|[mt]?kr)\.?\s?|(?:us)?[$]\s?|[€£]\s?"
_FRACTION = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75"), "1/2": Decimal("0.5")}
_NUMBER = {
    language: re.compile(
        rf"(?<![\w.,§#])(?P<currency>{_CURRENCY})?(?P<minus>[-−–](?=\d))?"
        rf"(?:(?P<digits>{_DIGITS})(?:\s?(?P<part>[½¼¾])|\s(?P<half>1/2)(?!\d))?|(?P<vulgar>[½¼¾])"
        rf"|\b(?P<word>{names})(?:[\s-]?(?P<hundred>hundra|hundred)(?:[\s-]?(?:and\s|och\s)?(?P<rest>{names}))?)?"
        r"(?:\b|(?=tusen\b))(?:\s?\((?P<again>\d{1,9})\))?)"
        r"(?P<more>\s(?:and\sa\shalf|och\s(?:en|ett)\shalvt?)\b)?",
        re.IGNORECASE,
    )
    for language, names in NAMES.items()
}
_UNITS = r"%|:-|,-|kr|sek|eur|euros?|usd|nok|dkk|€|procent|percent"
_RANGE = re.compile(
    rf"\s?(?P<unit>(?:{_UNITS})\s?)?(?:-|–|—|à|\btill\b|\bto\b|\b(?P<and>and|och|or|eller)\b)\s?(?P<currency>{_CURRENCY})?"
    rf"(?P<digits>{_DIGITS})(?!:\d)(?P<same>\s?(?:{_UNITS}))?",
    re.IGNORECASE,
)
_NAMED_RANGE = {
    language: re.compile(rf"\s?(?:-|–|\b(?:till|to|or|eller)\b)\s?(?P<word>{names})\b", re.IGNORECASE)
    for language, names in NAMES.items()
}
_BETWEEN = re.compile(r"\b(?:between|mellan)\s$", re.IGNORECASE)
_GOES_ON = re.compile(r"\s?(?:$|[.,;:)/]|(?:per|a|each|excl?|incl|plus|k|m|million|thousand)\b)", re.IGNORECASE)
"""After "$10 to 15": still money."""
_MORE = re.compile(r"\+(?=\s?(?:%|[^\W\d_]))(?!\s?(?:moms|vat|tax|frakt|shipping|setup)\b)", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Written:
    """A number or range at `start`..`end`; `digits` or the lowercase `word` is how it was written, the other is ""."""

    low: Decimal
    high: Decimal
    start: int
    end: int
    digits: str
    word: str
    currency: str
    """The currency written before it in lower case ("sek", "€"), "" for none."""
    or_more: bool = False
    """Whether a plus stands after it: "10+ users"."""


def number(text: str, language: str) -> Decimal:
    """Read one written number: spaces and apostrophes group, the last comma or dot decides by what follows it.

    Raises `ArithmeticError` for digits that make no number.
    """
    bare = re.sub(_SPACE, "", text)
    marks = [c for c in bare if c in ".,"]
    if not marks:
        return Decimal(bare)
    if len(set(marks)) == 1:
        # "1.200" is a decimal to an Englishman; "1,200" groups in Swedish too, whose notes mix the two.
        may_group = len(marks) > 1 or marks[0] == "," or language == "sv"
        if may_group and _GROUPED.fullmatch(bare):
            return Decimal(bare.replace(",", "").replace(".", ""))
        return Decimal(bare.replace(",", ".", 1).replace(",", ""))
    other = "," if marks[-1] == "." else "."
    return Decimal(bare.replace(other, "").replace(marks[-1], "."))


def named(word: str, language: str) -> Decimal | None:
    """Return what a number's name stands for; None for a name only a caseless match takes for one ("ſeven")."""
    names, low = NUMBER_WORD[language], word.lower()
    value = names.get(low, names.get(low.replace(" ", "-")))
    return None if value is None else Decimal(value)


def written(text: str, language: str) -> Iterator[Written]:
    """Yield every number in `text`, in order; a range of digits is one."""
    for match in _NUMBER[language].finditer(text):
        low = _value(match, language)
        if low is None:
            continue
        if match["minus"] and not text[match.start() - 1 : match.start()].strip():
            low = -low
        high, end = low, match.end()
        upper = _upper(text, match, low, language) if match["digits"] else _named_upper(text, match, low, language)
        if upper:
            high, end = upper
        currency, word = ((match[group] or "").strip(" .").lower() for group in ("currency", "word"))
        word = "" if match["more"] or match["hundred"] or high > low else word  # "en och en halv" is no article
        more = _MORE.match(text, end) if low == high else None
        end = more.end() if more else end
        yield Written(
            low, high, match.start(), end, match["digits"] or match["vulgar"] or "", word, currency, bool(more)
        )


def _upper(text: str, match: re.Match[str], low: Decimal, language: str) -> tuple[Decimal, int] | None:
    """The upper end of a range and where it stands: `20–30`, `$10–$15`, `10 % - 15 %`.

    A unit that stands at the lower end stands at the upper one too: "490 kr - 10 %" is no range.
    """
    span = _RANGE.match(text, match.end())
    if span is None:
        return None
    unit, sign, same = (_bare(span[group]) for group in ("unit", "currency", "same"))
    if unit not in {"", same} or sign not in {"", _bare(match["currency"])}:
        return None
    alone = match["currency"] and not sign and not span[0].strip().startswith(("-", "–", "—"))
    if alone and not _GOES_ON.match(text, span.end("digits")):
        return None  # "$5 to 10 users"
    if span["and"] and (unit or sign) and not _BETWEEN.search(text, max(0, match.start() - 9), match.start()):
        return None
    upper = _digits(span["digits"], language)
    return (upper, span.end("digits")) if upper is not None and upper > low else None


def _bare(unit: str | None) -> str:
    return (unit or "").strip(" .\u00a0\u202f").lower()


def _named_upper(text: str, match: re.Match[str], low: Decimal, language: str) -> tuple[Decimal, int] | None:
    """The upper end of `två till tre`, `three or four`."""
    span = _NAMED_RANGE[language].match(text, match.end())
    upper = named(span["word"], language) if span else None
    return (upper, span.end()) if span and upper is not None and upper > low else None


def _value(match: re.Match[str], language: str) -> Decimal | None:
    """What the digits or words say, with the half or the hundreds after them."""
    if match["vulgar"]:
        return _FRACTION[match["vulgar"]]
    value = _digits(match["digits"], language) if match["digits"] else named(match["word"], language)
    if value is None or (match["again"] and Decimal(match["again"]) != _whole(match, value, language)):
        return value
    value = _whole(match, value, language)
    part = match["part"] or match["half"]
    return value + (_FRACTION[part] if part else 0) + (Decimal("0.5") if match["more"] else 0)


def _whole(match: re.Match[str], value: Decimal, language: str) -> Decimal:
    if not match["hundred"]:
        return value
    return value * 100 + (named(match["rest"], language) or 0 if match["rest"] else 0)


def _digits(text: str, language: str) -> Decimal | None:
    try:
        return number(text, language)
    except ArithmeticError:
        return None
