"""Written numbers: `4 900`, `4,900.50`, `1.2`, `tolv`, `SEK 300`, `20–30`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from app.language.lexicon import any_of
from app.language.units import NUMBER_WORD

NAMES = {language: any_of(words) for language, words in NUMBER_WORD.items()}
"""Per language, the expression that matches a number's name."""
_SPACE = r"[ \u00a0\u2009\u202f’']"
_DIGITS = rf"(?:\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:[.,]\d{{1,4}})?|\d{{1,9}}(?:[.,]\d{{1,4}}){{0,3}})(?!\d)"
_CURRENCY = r"(?:sek|eur|usd|gbp|nok|dkk|msek|meur|kr)\s?|[€$£]\s?"
_NUMBER = {
    language: re.compile(
        rf"(?<![\w.,§#])(?P<currency>{_CURRENCY})?(?P<minus>[-−–](?=\d))?"
        rf"(?:(?P<digits>{_DIGITS})|(?P<word>\b(?:{names})\b))",
        re.IGNORECASE,
    )
    for language, names in NAMES.items()
}
_RANGE = re.compile(rf"\s?(?:-|–|—|\btill\b|\bto\b|\band\b|\boch\b)\s?(?P<digits>{_DIGITS})(?![\w:])", re.IGNORECASE)
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
    value = NUMBER_WORD[language].get(word.lower())
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
        if match["digits"] and (span := _RANGE.match(text, end)):
            upper = _digits(span["digits"], language)
            if upper is not None and upper > low:
                high, end = upper, span.end()
        currency, word = ((match[group] or "").strip().lower() for group in ("currency", "word"))
        yield Written(low, high, match.start(), end, match["digits"] or "", word, currency)


def _value(match: re.Match[str], language: str) -> Decimal | None:
    return _digits(match["digits"], language) if match["digits"] else named(match["word"], language)


def _digits(text: str, language: str) -> Decimal | None:
    try:
        return number(text, language)
    except ArithmeticError:
        return None
