"""What a question is about: topics in both languages, and the words of one language."""

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.language.audience import audience
from app.language.forms import forms
from app.language.glossary import concepts_of
from app.language.stems import STOP, WORD, stem

_SHORTEST = 4
"""Letters of the shortest word that names a topic by itself."""
_OPENS = re.compile(r"[.!?:;\"“”«»–—-]\s*$")


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a text speaks of: `known` as `topic:recycling` or `concept:sso` in any language, `words` as stems of one."""

    known: frozenset[str]
    words: frozenset[str]


@functools.lru_cache(maxsize=8192)
def known_in(text: str) -> frozenset[str]:
    """Return the topics and concepts of `text`."""
    return frozenset({f"topic:{t}" for t in forms("topics").of(text)} | {f"concept:{c}" for c in concepts_of(text)})


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
        if len(word) < _SHORTEST or re.search(r"['’]", word) or word.isdigit() or word in STOP or named:
            continue
        if not forms("topics").of_word(word) and not any(pattern.fullmatch(word) for pattern in framing):
            yield stem(word, language)
