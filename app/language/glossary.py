"""A small two-language glossary of what business software and services are talked about: `price`, `trial`, `sso` ...

It lets a Swedish note meet an English page, and it names what a number measures. The words live in
`glossary.toml`; adding a word is adding it there.
"""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Glossary:
    """`names` maps a concept to its readable name per language; the rest are matchers built from the file."""

    names: dict[str, dict[str, str]]
    exact: dict[str, frozenset[str]]
    prefixes: dict[str, frozenset[str]]
    suffixes: dict[str, frozenset[str]]
    phrases: re.Pattern[str]
    phrase_concepts: dict[str, frozenset[str]]

    def of_word(self, word: str) -> frozenset[str]:
        """Concepts of one lowercase word."""
        found = set(self.exact.get(word, ()))
        for length in range(3, len(word) + 1):
            found |= self.prefixes.get(word[:length], frozenset())
            found |= self.suffixes.get(word[-length:], frozenset())
        return frozenset(found)


@functools.cache
def glossary() -> Glossary:
    """Read `glossary.toml` once.

    Words: `price` exact, `pris*` prefix, `*pris` suffix (Swedish compounds), `*pris*` both, several words = a phrase.
    """
    data = tomllib.loads(resources.files("app.language").joinpath("glossary.toml").read_text("utf-8"))
    names: dict[str, dict[str, str]] = {}
    exact: dict[str, set[str]] = {}
    prefixes: dict[str, set[str]] = {}
    suffixes: dict[str, set[str]] = {}
    phrases: dict[str, set[str]] = {}
    for concept, entry in data.items():
        names[concept] = {"sv": entry["name_sv"], "en": entry["name_en"]}
        for text in (*entry.get("sv", ()), *entry.get("en", ())):
            word = text.casefold()
            if " " in word:
                phrases.setdefault(word, set()).add(concept)
                continue
            bare = word.strip("*")
            if word.endswith("*"):
                prefixes.setdefault(bare, set()).add(concept)
            if word.startswith("*"):
                suffixes.setdefault(bare, set()).add(concept)
            if "*" not in word:
                exact.setdefault(bare, set()).add(concept)
    longest_first = sorted(phrases, key=len, reverse=True)
    pattern = "|".join(re.escape(p).replace(r"\ ", r"[\s\-]+") for p in longest_first)
    return Glossary(
        names,
        *({k: frozenset(v) for k, v in table.items()} for table in (exact, prefixes, suffixes)),
        re.compile(rf"(?<!\w)(?:{pattern})"),
        {k: frozenset(v) for k, v in phrases.items()},
    )


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
    lowered = text.lower()
    found = [(c, m.start(), m.end()) for m in _WORD.finditer(lowered) for c in _of_word(m[0])]
    for match in glossary().phrases.finditer(lowered):
        phrase = re.sub(r"[\s\-]+", " ", match[0])
        found.extend((c, match.start(), match.end()) for c in glossary().phrase_concepts.get(phrase, ()))
    return tuple(sorted(found, key=lambda item: (item[1], item[0])))


def name_of(concept: str, language: str) -> str:
    """Return the concept's name for a reader."""
    return glossary().names[concept][language]
