"""Whether a text uses the words of a message: inflected, in a compound, in the other language."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.gaps.subjects import narrow
from app.language import cues
from app.language.glossary import concepts_of
from app.language.stems import STOP, WORD, stem

_PART = 4
"""Letters a word must have to be heard inside a longer one ("morgon" in "morgontiden")."""
_SHORT = 2
_ENDINGS = frozenset(
    ("n", "en", "et", "t", "s", "ns", "ens", "ets", "na", "ar", "er", "or", "erna", "arna", "orna", "'s")
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word that carries meaning, with its stems in both languages: short texts do not tell which they are in."""

    text: str
    stems: frozenset[str]

    def says(self, other: "Word", part: int = _PART) -> bool:
        """Whether both are forms of one word, or one of `part` letters is the first or last part of the other."""
        return self.within(other, part) or other.within(self, part)

    def within(self, other: "Word", part: int = _PART) -> bool:
        """Whether `other` is a form of this word or a longer word made with it."""
        return self.same(other) or any(_part(a, b, part) for a in self.stems for b in other.stems)

    def same(self, other: "Word") -> bool:
        """Whether both are forms of one word."""
        return bool(self.stems & other.stems) or _bent(self.text, other.text) or _bent(other.text, self.text)


def _part(short: str, long: str, least: int) -> bool:
    return least <= len(short) < len(long) and (long.startswith(short) or (len(short) > _PART and long.endswith(short)))


def _bent(plain: str, form: str) -> bool:
    """Whether `form` is `plain` with a Swedish ending the stemmer leaves ("firma", "firman")."""
    return len(plain) >= _PART and form.startswith(plain) and form[len(plain) :] in _ENDINGS


@functools.lru_cache(maxsize=100_000)
def word(text: str) -> Word:
    """Return one lowercase word with its stems."""
    return Word(text, frozenset(stem(text, language) for language in ("sv", "en")))


@functools.lru_cache(maxsize=20_000)
def content(text: str) -> tuple[Word, ...]:
    """Return the words of `text` that carry meaning, in order, each once."""
    found = (m[0].casefold() for m in WORD.finditer(text))
    return tuple(word(w) for w in dict.fromkeys(found) if w not in STOP and len(w) >= _SHORT and not w.isdigit())


def without_idioms(text: str) -> str:
    """Drop set phrases ("the rest of the") and the roles of people met."""
    return cues.without("role", cues.without("idle", text))


def shared_words(message: Iterable[Word], text: str, part: int = _PART) -> list[Word]:
    """Return the words of the message that `text` says in some form, or in a compound if they have `part` letters."""
    return [w for w in message if _shapes(text, part).say(w, part)]


@dataclass(frozen=True, slots=True)
class _Shapes:
    """A text's words as sets: a note is asked for many words."""

    texts: frozenset[str]
    stems: frozenset[str]
    parts: frozenset[str]
    """First and last parts of the stems."""

    def say(self, sought: Word, part: int) -> bool:
        """Whether one of the words says `sought`, as `Word.says` does."""
        if sought.stems & self.stems or sought.stems & self.parts:
            return True
        if any(_parts(one, part) & self.stems for one in sought.stems):
            return True
        return len(sought.text) >= _PART and (
            any(sought.text + ending in self.texts for ending in _ENDINGS)
            or any(
                _bent(sought.text[:-n], sought.text) and sought.text[:-n] in self.texts
                for n in range(1, _SHORT * 2 + 1)
            )
        )


@functools.lru_cache(maxsize=64)
def _shapes(text: str, part: int) -> _Shapes:
    spoken = content(text)
    stems = frozenset(one for w in spoken for one in w.stems)
    parts = frozenset(piece for one in stems for piece in _parts(one, part))
    return _Shapes(frozenset(w.text for w in spoken), stems, parts)


def _parts(one: str, part: int) -> frozenset[str]:
    firsts = {one[:n] for n in range(part, len(one))}
    return frozenset(firsts | {one[-n:] for n in range(max(part, _PART + 1), len(one))})


def shared_concepts(message: str, text: str) -> frozenset[str]:
    """Return what both speak of, whatever their language; concepts that are everywhere tell nothing."""
    return narrow(concepts_of(message) & concepts_of(text))


def find_phrase(phrase: str, text: str, *, compound: bool = False) -> re.Match[str] | None:
    """Return the first word in `text` of a run that says `phrase` word by word, in any inflection.

    With `compound` the phrase's only word may also begin a longer one ("lågpris" in "lågprisgolvet").
    """
    wanted = [word(m[0].casefold()) for m in WORD.finditer(phrase)]
    spoken = list(WORD.finditer(text))
    for at in range(len(spoken) - len(wanted) + 1):
        run = [word(m[0].casefold()) for m in spoken[at : at + len(wanted)]]
        if all(w.same(s) for w, s in zip(wanted, run, strict=True)) or (
            compound and len(wanted) == 1 and len(phrase) > _PART and run[0].text.startswith(wanted[0].text)
        ):
            return spoken[at]
    return None
