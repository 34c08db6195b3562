"""The word lists of this package, kept as data beside the code that reads them."""

import functools
import re
import tomllib
from collections.abc import Iterable
from importlib import resources
from typing import Any


@functools.cache
def read(name: str) -> dict[str, Any]:
    """Return the tables of `<name>.toml` in this package."""
    return tomllib.loads(resources.files("app.language").joinpath(f"{name}.toml").read_text("utf-8"))


def word_list(section: str) -> frozenset[str]:
    """Return the words of one section of `words.toml`, of both languages together."""
    return frozenset(" ".join(read("words")[section].values()).split())


def any_of(fragments: Iterable[str]) -> str:
    """Return the regular expression that matches any of the fragments, the longest first."""
    return "|".join(sorted(fragments, key=len, reverse=True))


def any_word(words: Iterable[str]) -> str:
    """Return the regular expression that matches any of these words, the longest first of those that begin alike.

    They are parted by their first letters: without case, each branch of a long alternation is tried in full.
    """
    groups: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        groups.setdefault(word[0], []).append(re.escape(word[1:]))
    return "|".join(f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in sorted(groups.items()))
