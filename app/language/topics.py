"""What a question is about: topics in both languages, and the words of one language that nothing is known of."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.language.audience import audience
from app.language.glossary import concepts_of
from app.language.lexicon import read
from app.language.stems import STOP, WORD, stem

_SHORTEST = 4
"""Letters of the shortest word that names a topic by itself."""
_PART = re.compile(r"[^\W_]+")
_OPENS = re.compile(r"[.!?:;\"“”«»–—-]\s*$")


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a text speaks of: `known` as `topic:recycling` or `concept:sso` in any language, `words` as stems of one."""

    known: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Written forms to topics. A phrase stands under its first word, as its other words; the last may be cut short."""

    exact: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, frozenset[str]]
    suffixes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], bool, str], ...]]


@functools.cache
def _lexicon() -> _Lexicon:
    tables: dict[str, dict[str, set[str]]] = {k: defaultdict(set) for k in ("exact", "prefix", "suffix")}
    phrases: dict[str, list[tuple[tuple[str, ...], bool, str]]] = defaultdict(list)
    for topic, entries in read("topics").items():
        for entry in entries:
            first, *rest = _PART.findall(entry)
            if rest:
                phrases[first].append((tuple(rest), entry.endswith("*"), topic))
            else:
                kind = "prefix" if entry.endswith("*") else "suffix" if entry.startswith("*") else "exact"
                tables[kind][first].add(topic)
    exact, prefixes, suffixes = ({form: frozenset(t) for form, t in table.items()} for table in tables.values())
    return _Lexicon(exact, prefixes, suffixes, {first: tuple(found) for first, found in phrases.items()})


@functools.lru_cache(maxsize=100_000)
def _of_word(word: str) -> frozenset[str]:
    known = _lexicon()
    found = set(known.exact.get(word, ()))
    for length in range(2, len(word) + 1):
        found |= known.prefixes.get(word[:length], frozenset())
        found |= known.suffixes.get(word[-length:], frozenset())
    return frozenset(found)


@functools.lru_cache(maxsize=8192)
def topics_of(text: str) -> frozenset[str]:
    """Return the ids of the topics `text` names."""
    spoken = _PART.findall(text.casefold())
    found = set().union(*map(_of_word, spoken))
    for at, word in enumerate(spoken):
        for rest, cut, topic in _lexicon().phrases.get(word, ()):
            following = spoken[at + 1 : at + 1 + len(rest)]
            if len(following) == len(rest) and following[:-1] == list(rest[:-1]):
                last = following[-1]
                if last.startswith(rest[-1]) if cut else last == rest[-1]:
                    found.add(topic)
    return frozenset(found)


def known_in(text: str) -> frozenset[str]:
    """Return the topics and concepts of `text`."""
    return frozenset({f"topic:{t}" for t in topics_of(text)} | {f"concept:{c}" for c in concepts_of(text)})


@functools.lru_cache(maxsize=8192)
def subjects_of(text: str, language: str) -> Subjects:
    """Return what `text` speaks of, without who asks, names, and words with which anything is asked."""
    return Subjects(known_in(text), frozenset(_telling(text, language)))


def _telling(text: str, language: str) -> Iterator[str]:
    known = audience()
    framing = (known.frame, known.soft, *(g.pattern for g in (*known.personas.values(), *known.segments.values())))
    for match in WORD.finditer(text):
        word, before = match[0].casefold(), text[: match.start()]
        named = match[0][:1].isupper() and bool(before.strip()) and not _OPENS.search(before)
        if len(word) < _SHORTEST or "'" in word.replace("’", "'") or word.isdigit() or word in STOP or named:
            continue
        if not _of_word(word) and not any(pattern.fullmatch(word) for pattern in framing):
            yield stem(word, language)
