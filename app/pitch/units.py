"""The words of a question an answer must speak of: what remains when what merely frames it is taken away."""

import re
from collections.abc import Iterable, Iterator

from app.language.audience import Group, audience
from app.language.glossary import places_of
from app.language.stems import STOP, WORD
from app.pitch.matching import Unit, unit_of

_SUPPORT_VERB = re.compile(r"\b(?:do|does|can|will) (?:you|we|it|they|\w+) support\b", re.IGNORECASE)
_CODE = 3
"""Digits from which a bare number names something ("27001"); a shorter one counts."""


def units_of(text: str, taken: Iterable[re.Pattern[str]], segment: Group | None = None) -> tuple[Unit, ...]:
    """Return the units of a question, in order, each once.

    `taken` matches what is understood already (to whom, where, when, against whom); a `segment` is given only where
    the question asks for something of that segment, and then has to be met.
    """
    bare = _SUPPORT_VERB.sub(" ", text.casefold() if text.isupper() else text)
    for pattern in taken:
        bare = _blanked(bare, pattern)
    units = {p.casefold(): unit_of(p, name=_named_thing(p)) for p in _phrases(bare)}
    for phrase in units:
        bare = _blanked(bare, re.compile(re.escape(phrase)))
    frame, soft = audience().frame, audience().soft
    for word, name in _words(bare):
        folded = word.casefold()
        if folded in STOP or (frame.fullmatch(folded) and not name):
            continue
        only = segment.pattern if segment and segment.pattern.fullmatch(folded) else None
        generic = bool(soft.fullmatch(folded)) and not name
        units[folded] = unit_of(word, name=name or only is not None, soft=generic, pattern=only)
    return tuple(units.values())


def _blanked(text: str, pattern: re.Pattern[str]) -> str:
    """Replace what `pattern` finds, whatever its case, by spaces."""
    lowered = text.casefold()
    if len(lowered) != len(text):  # a letter that folds into two: offsets would not agree
        text = lowered
    for match in pattern.finditer(lowered):
        text = text[: match.start()] + " " * (match.end() - match.start()) + text[match.end() :]
    return text


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each word with whether it is a name: a capital inside a sentence, an acronym, letters with digits."""
    for match in WORD.finditer(text):
        word, before = match[0], text[: match.start()].rstrip()
        opens = not re.search(r"\w", before) or before.endswith((".", "!", "?"))
        digits = any(c.isdigit() for c in word)
        if len(word) > 1 and not (word.isdigit() and len(word) < _CODE):
            yield word, digits or word.isupper() or (word[0].isupper() and not opens)


def _phrases(text: str) -> list[str]:
    """Stretches of several words that the glossary knows as one thing: "single sign-on", "free trial"."""
    return [text[start:end] for _, start, end in places_of(text) if re.search(r"\w[\s\-]+\w", text[start:end])]


def _named_thing(phrase: str) -> bool:
    """Whether a phrase names one thing ("ISO 27001", "Entra ID") rather than speaks of a kind ("free trial")."""
    return any(c.isdigit() for c in phrase) or any(w.isupper() and len(w) > 1 for w in phrase.split())
