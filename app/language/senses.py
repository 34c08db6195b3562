"""What plain words mean in both languages: so that "väger" meets "38 grams in weight" without being a concept."""

import functools
import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from app.language.lexicon import read
from app.language.stems import stem, words

_SHORTEST = 3
"""Letters of the shortest end the file has, and of what may stand before it in a compound."""
_ENDING = re.compile(
    r"(?:n?ing|ering|er|ar|or|na|an|en|et|[aensdt]|de|ad|at|it|ed|ly|ies|es|y|ig|lig|isk|sam|bar|het|else|ion|at|ment"
    r"|able|ible|ance|ence|ande|ende|are|al|ity|ive|ors|ist|man|or|ant|ent|i|nad|ska|ter|tern|ts|c|ic|ate|fi|fic|om|ur"
    r"|[rgplmb])*"
)
"""What may follow the beginning of a word in another form of it; anything else is the second part of a compound."""
_INFLECTED = re.compile(r"(?:arna|erna|orna|ens|ets|en|et|ar|er|or|na|n|t|s)$")
_HALF = 0.55
"""For one of a compound's two parts."""


@dataclass(frozen=True, slots=True)
class Senses:
    """What one word means: `first` by itself or its beginning, `last` by the end of a compound alone.

    `part` says that a compound begins with something unknown: "studentrabatt" is a discount, and of which kind?
    """

    first: frozenset[str]
    last: frozenset[str]
    part: bool
    name: bool = False
    """Whether it is a country or a language, which no other one stands for."""

    def shared(self, others: frozenset[str]) -> float:
        """How much of the word, 0..1, a text with the senses `others` speaks of."""
        if not self.first and not self.last:
            return 0.0
        first, last = bool(self.first & others), bool(self.last & others)
        if self.part or (self.first and self.last):
            return 1.0 if first and last else _HALF if first or last else 0.0
        return float(first or last)


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """Written forms to senses: whole words and stems, beginnings, ends, and phrases as one pattern."""

    exact: Mapping[str, frozenset[str]]
    prefixes: Mapping[str, frozenset[str]]
    suffixes: Mapping[str, frozenset[str]]
    phrases: Mapping[str, frozenset[str]]
    phrase: re.Pattern[str]
    forms: Mapping[str, tuple[str, ...]]
    """Sense → stems to look for in an index of stems."""


@functools.cache
def _lexicon() -> _Lexicon:
    tables: dict[str, dict[str, set[str]]] = {k: defaultdict(set) for k in ("exact", "prefix", "suffix", "phrase")}
    forms: dict[str, dict[str, None]] = {}
    data = read("senses")
    for sense, entries in (*data["senses"].items(), *((f"={name}", forms) for name, forms in data["names"].items())):
        for entry in entries:
            bare = entry.strip("*")
            kind = "prefix" if entry.endswith("*") else "suffix" if entry.startswith("*") else "exact"
            if re.search(r"[\s\-]", bare):
                tables["phrase"][bare].add(sense)
                continue
            stems = {stem(bare, language) for language in ("sv", "en")}
            for form in {bare} if kind == "prefix" else {bare, *stems}:
                tables[kind][form].add(sense)
            forms.setdefault(sense, {}).update(dict.fromkeys(sorted(stems)))
    exact, prefixes, suffixes, phrases = ({f: frozenset(v) for f, v in table.items()} for table in tables.values())
    longest = "|".join(map(re.escape, sorted(phrases, key=len, reverse=True)))
    kept = {sense: tuple(stems) for sense, stems in forms.items()}
    return _Lexicon(exact, prefixes, suffixes, phrases, re.compile(rf"(?<!\w)(?:{longest})"), kept)


@functools.lru_cache(maxsize=50_000)
def senses_of_word(word: str) -> Senses:
    """Return the senses of one word in lower case."""
    known, forms = _lexicon(), {word, stem(word, "sv"), stem(word, "en"), _INFLECTED.sub("", word)}
    first: set[str] = set().union(*(known.exact.get(form, frozenset()) for form in forms))
    begun = 0 if first else max((n for n in range(len(word) + 1) if word[:n] in known.prefixes), default=0)
    for length in range(_SHORTEST - 1, len(word) + 1):
        first |= known.prefixes.get(word[:length], frozenset())
    ends = {form[-length:] for form in forms for length in range(_SHORTEST, len(form) + 1)} & known.suffixes.keys()
    last = frozenset().union(*(known.suffixes[end] for end in ends)) - first
    longest = max(map(len, ends), default=0)
    part = bool(last) and not first and len(min(forms, key=len)) - longest >= _SHORTEST
    part = part or (bool(begun) and not last and not _ENDING.fullmatch(word[begun:]))
    return Senses(frozenset(first), last, part, any(sense.startswith("=") for sense in first))


@functools.lru_cache(maxsize=8192)
def senses_of(text: str) -> frozenset[str]:
    """Return the senses of every word and phrase of `text`."""
    known, lowered = _lexicon(), text.casefold()
    each = [senses_of_word(word) for word in words(text)]
    phrases = (known.phrases[match[0]] for match in known.phrase.finditer(lowered))
    return frozenset().union(*(s.first | s.last for s in each), *phrases)


def forms_of(senses: frozenset[str]) -> list[str]:
    """Return the stems in both languages by which these senses are found in an index of stems."""
    return [form for sense in sorted(senses) for form in _lexicon().forms.get(sense, ())]
