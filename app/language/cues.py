"""Cue words: how people show who is speaking and how they mean it. The words live in `cues.toml`."""

import functools
import re

from app.language.lexicon import read


@functools.cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(_alternatives(fragments), re.IGNORECASE) for name, fragments in read("cues").items()}


def _alternatives(fragments: list[str]) -> str:
    """One boundary for all that start a word: tried at each position, each further one costs as much again."""
    at_start = [f for f in fragments if not f.startswith("n['’]t")]
    inside = [f for f in fragments if f.startswith("n['’]t")]
    return "|".join([rf"\b(?:{'|'.join(at_start)})", *inside])


@functools.lru_cache(maxsize=50_000)  # a claim is asked again for every other one it is held against
def has(name: str, text: str) -> bool:
    """Whether `text` carries a cue of the list `name`."""
    return _patterns()[name].search(text) is not None


def find(name: str, text: str) -> re.Match[str] | None:
    """Return the first cue of the list `name`."""
    return _patterns()[name].search(text)


def without(name: str, text: str) -> str:
    """Return `text` with a space for each cue of the list `name`."""
    return _patterns()[name].sub(" ", text)


def count(name: str, text: str) -> int:
    """Return how many cues of the list `name` stand in `text`."""
    return sum(1 for _ in _patterns()[name].finditer(text))


def negated(text: str) -> bool:
    """Whether the statement as a whole denies: an odd number of negations."""
    return count("negation", text) % 2 == 1
