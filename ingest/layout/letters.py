"""Letters and where they were set, to stretches of words."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ingest.layout.shapes import SAME_LINE, Segment

_CELL = 1.0
"""A gap this many type sizes wide parts two cells of a row."""
_TWO_SPACES = 1.5
"""The same where spaces were typed into it."""
_PLACED = 0.4
"""The same on pages that are typed with spaces, where a gap without one is a new place on the line."""
_LIGATURES = str.maketrans({
    "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st",
    "\u00a0": " ", "\u202f": " ", "\u2007": " ", "\u2009": " ", "\u200b": None, "\t": " ",
})  # fmt: skip
_SOFT = re.compile("\u00ad(?!$)")
_LEADERS = re.compile(r"\s?(?:\.\s?){5,}")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_UNKNOWN = re.compile("[\x01-\x08\x0e-\x1f\ufffd\ue000-\uf8ff]")
_BULLETS = {"\uf0b7": "•", "\uf0a7": "▪", "\uf0fc": "✓", "\uf0d8": "▪", "\uf06c": "•", "\uf02d": "–"}
"""Signs of the symbol fonts that Word and PowerPoint make bullets with."""


class Letter(NamedTuple):
    """A letter: where it begins and ends along its line, its baseline and type size, all in points, and its angle.

    `angle` counts quarter turns, -1 for a slanted one. `text` is empty where a line ends.
    """

    text: str
    left: float = 0.0
    right: float = 0.0
    base: float = 0.0
    size: float = 0.0
    angle: int = 0


def segments(letters: Sequence[Letter]) -> list[Segment]:
    """Return the stretches of words that `letters`, in the order they were drawn, make up."""
    text = "".join(letter.text for letter in letters)
    across = 2 * len(_RIGHT_TO_LEFT.findall(text)) > sum(map(str.isalpha, text))
    typed = [letter.right > letter.left for letter in letters if letter.text == " "]
    gap = _PLACED if 2 * sum(typed) > len(typed) else _CELL
    found: list[Segment] = []
    for group in _groups(letters, math.inf if across else gap):
        words = _words(group)
        if words:
            sizes = Counter(round(letter.size, 1) for letter in group if letter.text != " ")
            size = sizes.most_common(1)[0][0]
            base = next(letter.base for letter in group if abs(letter.size - size) < 1)
            left, right = min(letter.left for letter in group), max(letter.right for letter in group)
            found.append(Segment(left, max(right, left + 1), base, size, words))
    return found


def unknown(letters: Sequence[Letter]) -> bool:
    """Whether the page's fonts do not tell which letters their signs stand for."""
    text = "".join(letter.text for letter in letters if not letter.text.isspace())
    return 3 * len(_UNKNOWN.findall(text)) > len(text)


def _groups(letters: Sequence[Letter], gap: float) -> Iterator[list[Letter]]:
    """Letters of one line without a gap of `gap` type sizes; of a script that runs from right to left, whole lines."""
    group: list[Letter] = []
    spaces: list[Letter] = []
    for letter in letters:
        if letter.text.isspace():
            spaces += [letter] if group else []
            continue
        if group and (not letter.text or (gap < math.inf and _apart(group[-1], letter, gap, spaces))):
            yield group
            group, spaces = [], []
        if letter.text:
            group += [*spaces[:1], letter]
            spaces = []
    if group:
        yield group


def _apart(before: Letter, letter: Letter, gap: float, spaces: Sequence[Letter]) -> bool:
    size = max(before.size, letter.size)
    distance = letter.left - before.right
    wide = _TWO_SPACES if any(space.right > space.left for space in spaces) else gap
    return abs(letter.base - before.base) > SAME_LINE * size or distance > wide * size or distance < -size


def _words(group: Sequence[Letter]) -> str:
    text = "".join(_BULLETS.get(letter.text, letter.text) for letter in group).translate(_LIGATURES)
    return _LEADERS.sub(" … ", _SOFT.sub("", " ".join(text.split()))).strip()
