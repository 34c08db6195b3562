"""The word lists of this package, kept as data beside the code that reads them."""

import functools
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
