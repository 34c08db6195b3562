"""The words people use for what a note or a document is about; they live in `vocabulary.toml`."""

import functools
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from importlib import resources


@functools.cache
def _tables() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(resources.files("ingest").joinpath("vocabulary.toml").read_text("utf-8"))


def table(name: str) -> Mapping[str, list[str]]:
    """Return a table of the file: each key with its words, in order."""
    return {key: text.split() for key, text in _tables()[name].items()}


@functools.cache
def words(name: str) -> frozenset[str]:
    """Return a list of the table `words`."""
    return frozenset(_tables()["words"][name].split())


def plain(key: str) -> str:
    """`Gäller t.o.m.` → `gäller_t_o_m`: one spelling for a key however it was typed."""
    return re.sub(r"[\W_]+", "_", unicodedata.normalize("NFC", key).casefold()).strip("_")


def without_accents(text: str) -> str:
    """`säljare` → `saljare`, as on a foreign keyboard."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
