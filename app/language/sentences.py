"""Sentences with their offsets, in prose, in notes typed with one thumb, and in bullet lists."""

import re
from itertools import pairwise

from syntok.segmenter import analyze

_LINE = re.compile(r"[^\n]+")
_BULLET = re.compile(r"\s*(?:[-*•–·+]|\d{1,2}[.)]|#{1,6}|>|\|)\s+")
_WRAPPED = 55
"""A line at least this long that does not end a sentence was wrapped by an editor, not ended by its writer."""
_SEVERAL = 2
"""Other lines near that width before it counts as one."""
_RAGGED = 14
"""How much the lengths of wrapped lines differ: about a long word."""
_QUOTE_END = re.compile(r"[.!?][\"”'’]\s+(?=[^\s–—-])|[\"”][.!?]\s+")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:kl|ca|bl\.?\s?a|t\.?\s?ex|m\.?\s?a\.?\s?o|d\.?\s?v\.?\s?s|exkl|inkl|excl|incl|approx|max|min|off|"
    r"enl|acc|mån|tel|nr|no|st|v|vs|e\.g|i\.e|resp|ung|avs|ang|avd|etc|osv|mfl|forts|prel|evtl|motsv|tillf|dept|mgr|mr|mrs|ms|dr|fr|jan|feb|apr|aug|sept|okt|oct|nov|dec)\.$",
    re.IGNORECASE,
)
_TYPED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[)%]))[.!]\s+(?=[a-zåäö])")
"""An end typed with one thumb: the next sentence begins in lower case."""
_ABBREVIATED = 12
"""Characters before a full stop in which an abbreviation stands."""
_LONG = 20_000
"""Beyond this a paragraph is no prose; it is cut at spaces without being parsed."""


def sentences(text: str) -> list[tuple[int, int]]:
    """Return `(start, end)` of each sentence, ascending, without surrounding white space."""
    spans: list[tuple[int, int]] = []
    for start, end in _blocks(text):
        spans.extend(_split(text, start, end))
    return spans


def _blocks(text: str) -> list[tuple[int, int]]:
    """Join wrapped lines; a bullet, a blank line or a line that had room left ends the block."""
    blocks: list[tuple[int, int]] = []
    lines = [m for m in _LINE.finditer(text) if m[0].strip()]
    for index, line in enumerate(lines):
        if index and _wrapped(lines, index):
            blocks[-1] = (blocks[-1][0], line.end())
        else:
            blocks.append(line.span())
    return [piece for block in blocks for piece in _after_quotes(text, *block)]


def _wrapped(lines: list[re.Match[str]], index: int) -> bool:
    """Whether an editor broke the line before `lines[index]`: its first word would not have fitted there.

    A note's lines end where a thought ends, at any length; a wrapped paragraph's lines all end near one width.
    """
    line, before = lines[index], lines[index - 1]
    text = before[0].rstrip()
    if line.start() != before.end() + 1 or _BULLET.match(line[0]) or text.endswith((".", "!", "?", ":", '"', "”")):
        return False
    if not line[0].lstrip()[:1].islower() or len(text) < _WRAPPED:
        return False
    neighbours = [
        len(other[0].rstrip())
        for other in lines[max(0, index - 4) : index + 4]
        if other is not before and len(other[0].rstrip()) >= _WRAPPED
    ]
    width = max(neighbours, default=0)
    return (
        len(neighbours) >= _SEVERAL
        and abs(width - len(text)) <= _RAGGED
        and len(text) + 1 + len(line[0].split()[0]) > width
    )


def _after_quotes(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """End a sentence after `…".` and after a word, even where the next one begins in lower case."""
    cuts = {m.end() for m in _QUOTE_END.finditer(text, start, end)}
    cuts |= {
        m.end()
        for m in _TYPED.finditer(text, start, end)
        if not _ABBREVIATION.search(text[max(start, m.start() - _ABBREVIATED) : m.start() + 1])
    }
    pieces = [start, *sorted(cuts), end]
    return [(a, b) for a, b in pairwise(pieces) if b > a]


def _split(text: str, start: int, end: int) -> list[tuple[int, int]]:
    block = text[start:end]
    if len(block) > _LONG:
        return _trimmed(text, _cut(text, start, end))
    if not re.search(r"[.!?…;]\S?\s", block):
        return _trimmed(text, [(start, end)])
    spans: list[tuple[int, int]] = []
    for paragraph in analyze(block):
        for tokens in paragraph:
            first, last = tokens[0], tokens[-1]
            span = (start + first.offset, start + last.offset + len(last.value))
            if spans and _continues(text, spans[-1], span):
                spans[-1] = (spans[-1][0], span[1])
            else:
                spans.append(span)
    return _trimmed(text, spans)


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces of at most `_LONG` characters, ended at a space where there is one."""
    pieces: list[tuple[int, int]] = []
    while end - start > _LONG:
        stop = text.rfind(" ", start + 1, start + _LONG)
        stop = start + _LONG if stop < 0 else stop
        pieces.append((start, stop))
        start = stop
    return [*pieces, (start, end)]


def _continues(text: str, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether syntok split where an abbreviation only looks like an end."""
    if not _ABBREVIATION.search(text[max(before[0], before[1] - _ABBREVIATED) : before[1]]):
        return False
    following = text[after[0] : after[0] + 1]
    return following.islower() or following.isdigit() or following in "(–-~"


def _trimmed(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    result: list[tuple[int, int]] = []
    for start, end in spans:
        mark = _BULLET.match(text, start, end)
        begin = mark.end() if mark else start
        while begin < end and text[begin].isspace():
            begin += 1
        stop = end
        while stop > begin and text[stop - 1].isspace():
            stop -= 1
        if stop > begin:
            result.append((begin, stop))
    return result
