"""The figures of a text, in a form in which "4 900", "4,900" and "4900", or "fem" and "5", are one and the same."""

import functools
import re

from app.pitch.phrases import number

_NUMBER = re.compile(r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,:]\d+)*")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)?")
_GROUPED = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


def figures(text: str) -> list[frozenset[str]]:
    """Return each figure of `text` as the set of values it may mean.

    "1.500" may be one and a half or fifteen hundred, hence a set; number words from two up count as figures.
    """
    found = [_readings(match[0]) for match in _NUMBER.finditer(text)]
    words = _words()
    for match in _WORD.finditer(text.casefold()):
        parts = [match[0]] if match[0] in words else match[0].split("-")
        found.extend(frozenset({words[part]}) for part in parts if part in words)
    return found


def unsupported(text: str, quotes: str) -> list[str]:
    """Return the figures of `text` that stand nowhere in `quotes`, each in its plainest form."""
    known = frozenset().union(*figures(quotes))
    return [min(readings, key=len) for readings in figures(text) if not readings & known]


def _readings(token: str) -> frozenset[str]:
    bare = re.sub(r"[ \u00a0\u202f]", "", token)
    readings = {_plain(re.sub(r"[.,:]", ".", bare, count=1))} if len(re.findall(r"[.,:]", bare)) < 2 else set()  # noqa: PLR2004 - one separator may be a decimal's
    if _GROUPED.fullmatch(bare):
        readings.add(_plain(re.sub(r"[.,]", "", bare)))
    if not readings:
        readings.add(re.sub(r"[.,:]", ".", bare))
    return frozenset(readings)


def _plain(value: str) -> str:
    whole, _, fraction = value.partition(".")
    fraction = fraction.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{fraction}" if fraction else whole


@functools.cache
def _words() -> dict[str, str]:
    """Number words of both languages; "one" is left out, being an article as often as a figure."""
    return {number(n, language): str(n) for language in ("sv", "en") for n in range(2, 100)}
