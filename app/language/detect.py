"""Which language a text is in: Swedish, English, or both by turns."""

import functools
import re

from py3langid.langid import MODEL_FILE, LanguageIdentifier

from app.language.lexicon import read
from app.language.sentences import sentences

_TELLING = {language: frozenset(words.split()) for language, words in read("words")["telling"].items()}
_ANY = frozenset().union(*_TELLING.values())
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 400
"""Characters looked at: more never changed the answer on the notes tried."""
_RUNNING, _NEITHER = 8, 0.18
"""Words of running text, and the share of function words below which it is in neither language."""
_CLEAR = 2
"""Signs of one language more than of the other from which a sentence is clearly in it."""


@functools.cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE)
    identifier.set_languages(["sv", "en"])
    return identifier


@functools.lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """Return `sv` or `en` for `text`.

    Function words decide where they are clear, since sales notes are too short for statistics alone; py3langid
    decides the rest. A text with no word at all is taken for English.
    """
    words = [w.casefold() for w in _WORD.findall(text[:_ENOUGH])]
    if not words:
        return "en"
    swedish, english = _signs(words)
    if abs(swedish - english) > min(swedish, english):
        return "sv" if swedish > english else "en"
    return str(_identifier().classify(text[:_ENOUGH])[0])


def is_neither(text: str) -> bool:
    """Whether running text is in some third language; False where there is too little of it to tell."""
    words = [w.casefold() for line in text.splitlines() if "|" not in line for w in _WORD.findall(line)]
    return len(words) >= _RUNNING and sum(w in _ANY for w in words) < _NEITHER * len(words)


def is_mixed(text: str) -> bool:
    """Whether some sentences are clearly Swedish and others clearly English; a borrowed word is not enough."""
    if min(_signs([w.casefold() for w in _WORD.findall(text)])) < _CLEAR:
        return False
    seen = {_clearly(text[start:end]) for start, end in sentences(text)}
    return {"sv", "en"} <= seen


def _clearly(sentence: str) -> str:
    swedish, english = _signs([w.casefold() for w in _WORD.findall(sentence)])
    if abs(swedish - english) < _CLEAR:
        return ""
    return "sv" if swedish > english else "en"


def _signs(words: list[str]) -> tuple[int, int]:
    """How many of `words`, in lower case, speak for Swedish and for English; a word with å, ä or ö counts again."""
    swedish = sum(w in _TELLING["sv"] for w in words) + sum(any(c in w for c in "åäö") for w in words)
    return swedish, sum(w in _TELLING["en"] for w in words)
