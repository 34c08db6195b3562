"""Word lists by which many spellings are one thing: `word`, `word*`, `*word` and phrases, looked up word by word."""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from app.language.lexicon import read

_PART = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class Forms:
    """Written forms to ids. A phrase stands under its first word, as its other words; the last may be cut short."""

    exact: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, frozenset[str]]
    suffixes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], bool, str], ...]]

    def of_word(self, word: str) -> frozenset[str]:
        """Return the ids of one word in lower case."""
        found = set(self.exact.get(word, ()))
        for length in range(2, len(word) + 1):
            found |= self.prefixes.get(word[:length], frozenset())
            found |= self.suffixes.get(word[-length:], frozenset())
        return frozenset(found)

    def of(self, text: str) -> frozenset[str]:
        """Return the ids of everything `text` names."""
        spoken = _PART.findall(text.casefold())
        found = set[str]().union(*map(self.of_word, set(spoken)))
        for at, word in enumerate(spoken):
            for rest, cut, name in self.phrases.get(word, ()):
                *whole, last = spoken[at + 1 : at + 1 + len(rest)] or [""]
                if whole == list(rest[:-1]) and (last.startswith(rest[-1]) if cut else last == rest[-1]):
                    found.add(name)
        return frozenset(found)


@functools.cache
def forms(name: str) -> Forms:
    """Read `<name>.toml`, an id and its words a line, once."""
    tables: dict[str, dict[str, set[str]]] = {k: defaultdict(set) for k in ("exact", "prefix", "suffix")}
    phrases: dict[str, list[tuple[tuple[str, ...], bool, str]]] = defaultdict(list)
    for found, entries in read(name).items():
        for entry in entries:
            first, *rest = _PART.findall(entry.casefold())
            if rest:
                phrases[first].append((tuple(rest), entry.endswith("*"), found))
            else:
                kind = "prefix" if entry.endswith("*") else "suffix" if entry.startswith("*") else "exact"
                tables[kind][first].add(found)
    exact, prefixes, suffixes = ({form: frozenset(ids) for form, ids in table.items()} for table in tables.values())
    return Forms(exact, prefixes, suffixes, {first: tuple(listed) for first, listed in phrases.items()})
