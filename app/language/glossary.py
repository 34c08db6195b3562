"""A small two-language glossary of what business software and services are talked about: `price`, `trial`, `sso` ...

It lets a Swedish note meet an English page, and it names what a number measures. The words live in
`glossary.toml`; adding a word is adding it there.
"""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from app.language.lexicon import read

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"[\s\-]+")
_SHORTEST, _LONGEST = 3, 40
"""Letters of the prefixes and suffixes the file has."""


@dataclass(frozen=True, slots=True)
class Glossary:
    """`names` maps a concept to its readable name per language; the others map written forms to concepts."""

    names: Mapping[str, Mapping[str, str]]
    exact: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, frozenset[str]]
    suffixes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, frozenset[str]]
    phrase: re.Pattern[str]

    def of_word(self, word: str) -> frozenset[str]:
        """Concepts of one lowercase word."""
        found = set(self.exact.get(word, ()))
        for length in range(_SHORTEST, min(len(word), _LONGEST) + 1):
            found |= self.prefixes.get(word[:length], frozenset())
            found |= self.suffixes.get(word[-length:], frozenset())
        return frozenset(found)


@functools.cache
def glossary() -> Glossary:
    """Read `glossary.toml` once.

    Words: `price` exact, `pris*` prefix, `*pris` suffix (Swedish compounds), several words = a phrase.
    """
    data = read("glossary")
    forms: dict[str, dict[str, set[str]]] = {kind: defaultdict(set) for kind in ("exact", "prefix", "suffix", "phrase")}
    for concept, entry in data.items():
        for text in (*entry.get("sv", ()), *entry.get("en", ())):
            forms[_kind(text)][text.casefold().strip("*")].add(concept)
    exact, prefixes, suffixes, phrases = (
        {form: frozenset(concepts) for form, concepts in table.items()} for table in forms.values()
    )
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = "|".join(re.escape(phrase).replace(r"\ ", r"[\s\-]+") for phrase in longest_first)
    return Glossary(
        names={concept: {"sv": entry["name_sv"], "en": entry["name_en"]} for concept, entry in data.items()},
        exact=exact,
        prefixes=prefixes,
        suffixes=suffixes,
        phrases={_GAP.sub(" ", phrase): concepts for phrase, concepts in phrases.items()},
        phrase=re.compile(rf"(?<!\w)(?:{pattern})"),
    )


def _kind(text: str) -> str:
    if _GAP.search(text):
        return "phrase"  # a hyphen parts words too: no single word of a text has one
    return "prefix" if text.endswith("*") else "suffix" if text.startswith("*") else "exact"


@functools.lru_cache(maxsize=100_000)
def _of_word(word: str) -> frozenset[str]:
    return glossary().of_word(word)


@functools.lru_cache(maxsize=8192)
def concepts_of(text: str) -> frozenset[str]:
    """Return the ids of the concepts `text` speaks of."""
    return frozenset(concept for concept, _, _ in places_of(text))


@functools.lru_cache(maxsize=8192)
def places_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Return `(concept, start, end)` for each mention, in order of appearance."""
    lowered = _lower(text)
    found = [(c, m.start(), m.end()) for m in _WORD.finditer(lowered) for c in _of_word(m[0])]
    for match in glossary().phrase.finditer(lowered):
        phrase = _GAP.sub(" ", match[0])
        found.extend((c, match.start(), match.end()) for c in glossary().phrases.get(phrase, ()))
    return tuple(sorted(found, key=lambda item: (item[1], item[0])))


def _lower(text: str) -> str:
    """Lower case at the same offsets: a few letters ("İ") grow when they are lowered, and are left as they are."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c if len(c.lower()) > 1 else c.lower() for c in text)


def name_of(concept: str, language: str) -> str:
    """Return the concept's name for a reader."""
    return glossary().names[concept][language]
