"""Rolling captions to what was said once: each cue repeats the line before it, or grows by a few words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ingest.calls.conversation import Utterance

_TOUCHING = 1.0
"""Seconds between two cues of which one may repeat the other; later it has been said again."""


def once(cues: Iterable[Utterance]) -> Iterator[Utterance]:
    """Yield each cue's new words.

    Left out is only what stands in the cue before, word for word: whole lines of it at the start of this one, or the
    whole of it as this one's beginning. Texts that differ in anything, a figure above all, are both kept.
    """
    seen: set[tuple[float | None, str, str]] = set()
    before: Utterance | None = None
    for cue in cues:
        key = (cue.start, cue.name, cue.text)
        if key in seen and cue.start is not None:
            continue
        seen.add(key)
        fresh = _fresh(before, cue) if before and _touching(before, cue) else cue.text
        before = cue
        if fresh:
            yield replace(cue, text=fresh)


def _touching(before: Utterance, cue: Utterance) -> bool:
    until = before.end if before.end is not None else before.start
    if cue.name not in {"", before.name}:
        return False
    return cue.start is not None and until is not None and cue.start - until <= _TOUCHING


def _fresh(before: Utterance, cue: Utterance) -> str:
    old, new = _lines(before.text), _lines(cue.text)
    for count in range(min(len(old), len(new)), 0, -1):
        if old[-count:] == new[:count]:
            return "\n".join(new[count:])
    grown = _after(before.text.split(), cue.text.split())
    # A last line that grows while the ones above it roll away.
    return grown if grown is not None else _last_line_grown(old, new)


def _last_line_grown(old: Sequence[str], new: Sequence[str]) -> str:
    if not old or not new:
        return "\n".join(new)
    for at, line in enumerate(new):
        rest = _after(old[-1].split(), line.split())
        if rest is not None and list(new[:at]) == list(old[-at - 1 : -1]):
            return "\n".join(filter(None, [rest, *new[at + 1 :]]))
    return "\n".join(new)


def _after(beginning: Sequence[str], words: Sequence[str]) -> str | None:
    """The words after `beginning`; `None` if they do not begin so."""
    if not beginning or list(words[: len(beginning)]) != list(beginning):
        return None
    return " ".join(words[len(beginning) :])


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]
