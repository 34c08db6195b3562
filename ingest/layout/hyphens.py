"""Words that were divided at a line's end."""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_HALF = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)-$")
_REST = re.compile(r"[^\W\d_]+")
_AND = frozenset({"och", "eller", "samt", "resp", "and", "or", "to", "till"})
_SWEDISH = frozenset({"och", "att"})
_SHORTEST = 2


def words(texts: Iterable[str]) -> frozenset[str]:
    """Return the words of `texts` in lower case, without the first and the last of each, which may be divided."""
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text)[1:-1])


def joined(before: str, after: str, known: frozenset[str]) -> str:
    """Return two lines of one paragraph as one.

    A hyphen at the end goes, unless the word is written with it elsewhere in the document (`known` are its words), or
    both halves are words and the text is not Swedish, which writes compounds as one. It stays in `e-postadress`,
    `BM25-system` and `pris- och rabattlista`.
    """
    if before.endswith("\u00ad"):
        return before[:-1] + after
    half, rest = _HALF.search(before), _REST.match(after)
    if not before.endswith("-") or before.endswith((" -", "--")):
        return f"{before} {after}"
    if half is None or rest is None:
        return before + after
    if rest[0].casefold() in _AND:
        return f"{before} {after}"
    whole, divided = f"{half[1]}{rest[0]}".casefold(), f"{half[1]}-{rest[0]}".casefold()
    both = "-" in half[1] or {half[1].casefold(), rest[0].casefold()} <= known
    compound = (
        (both and not known >= _SWEDISH) or len(half[1]) < _SHORTEST or not rest[0].islower() or half[1].isupper()
    )
    if whole not in known and (divided in known or compound):
        return before + after
    return before[:-1] + after
