"""Words reduced to what can be compared: stems, without the words that carry nothing."""

import functools
import re
import threading

import Stemmer

from app.language.glossary import concepts_of
from app.language.lexicon import read

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_STEMMERS = {"sv": Stemmer.Stemmer("swedish", 0), "en": Stemmer.Stemmer("english", 0)}
_LOCK = threading.Lock()  # a Snowball stemmer keeps its state while it works
STOP = frozenset(" ".join(read("words")["stop"].values()).split())


@functools.lru_cache(maxsize=200_000)
def stem(word: str, language: str) -> str:
    """Return the Snowball stem of one lowercase word."""
    with _LOCK:
        return str(_STEMMERS[language].stemWord(word))


def words(text: str) -> list[str]:
    """Return the words of `text` in lower case, in order."""
    return [w.casefold() for w in WORD.findall(text)]


def terms(text: str, language: str) -> frozenset[str]:
    """Return the content stems of `text`: no function words, no bare numbers, nothing shorter than two letters."""
    return frozenset(stem(w, language) for w in words(text) if w not in STOP and len(w) > 1 and not w.isdigit())


def index_tokens(text: str) -> list[str]:
    """Return what the lexical index holds for `text`, passages and questions alike.

    Stems in both languages (a note may mix them), numbers as they are, and the glossary's concepts as `§price`,
    which is what lets a Swedish question find English material.
    """
    tokens: list[str] = []
    for word in words(text):
        if word in STOP:
            continue
        swedish, english = stem(word, "sv"), stem(word, "en")
        tokens.append(swedish)
        if english != swedish:
            tokens.append(english)
    tokens.extend(f"§{concept}" for concept in sorted(concepts_of(text)))
    return tokens
