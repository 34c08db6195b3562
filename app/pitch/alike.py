"""Passages that say one thing in the same words: it takes one place among the hits, and figures never melt together.

A paragraph that stands in eight decks, or a note pasted into a mail, would otherwise crowd out the rest. Two texts say
the same when the words of one stand in the other in the same order, figures, names and negations among them, and what
the other adds is little and tells nothing of the kind. What may be left out is judged strictly: a duplicate kept costs
a place, a difference lost costs a customer.
"""

import functools
import re
from dataclasses import dataclass
from datetime import date

from app.domain.evidence import Origin, Passage, StoredDocument
from app.language import cues
from app.language.lexicon import read
from app.language.quantities import quantities
from app.language.scopes import plans_in, scope_of
from app.language.stems import STOP, stem
from app.language.units import NUMBER_WORD
from app.pitch.matching import title_of
from app.pitch.shelf import Shelf

_SHARED = 0.85
"""Share of the longer text's words that the shorter one must have. Set on the pairs in tests/pitch/test_alike.py: an
added word or two lies above, another sentence below."""
_TOKEN = re.compile(
    r"(?<![^\W_])-?\d\w*(?:[.,:/\-]\d\w*)*"  # a figure as it stands: 99,9 · 2026-11-23 · 1.5 · -5 · 24/7
    r"|[^\W_]+(?:'[^\W_]+)?(?:[+#]+(?!\w))?"  # a word: doesn't · v12 · C#
    r"|[%‰€$£°?]|[<>≤≥±=+~](?=\s?\d)"
)
_SPELLINGS = str.maketrans({"’": "'", "–": "-", "—": "-", "−": "-", "\u00a0": " ", "\u00ad": None})
_LISTS = read("words")
_FILLERS = frozenset(" ".join(_LISTS["filler"].values()).split())
_LIMITS = frozenset(" ".join(_LISTS["limit"].values()).split())
_NUMBERS = frozenset(word for names in NUMBER_WORD.values() for word in names)


@dataclass(frozen=True, slots=True)
class _Worded:
    """A text as its words in order, each as its stems, and with how it is written; fillers are left out."""

    stems: tuple[str, ...]
    shown: tuple[str, ...]
    plain: str
    """Every word and figure in lower case, fillers too, with nothing else between them."""


def same_words(one: str, other: str) -> bool:
    """Whether two texts say the same thing in the same words: no figure, name, limit or negation sets them apart."""
    short, long = sorted((_worded(one), _worded(other)), key=lambda w: len(w.stems))
    if not short.stems or len(short.stems) < _SHARED * len(long.stems):
        return False
    added = _added(short.stems, long)
    if added is None or any(map(_tells, added)):
        return False
    return short.plain == long.plain or _values(short.plain) == _values(long.plain)


def exactly(text: str) -> tuple[str, ...]:
    """Return what two sentences must have in common for one to stand for the other: words in order, and values."""
    worded = _worded(text)
    return (*worded.stems, *map(str, _values(worded.plain)))


class Groups:
    """Passages taken in one after another, those that say the same thing in the same scope together."""

    def __init__(self, shelf: Shelf, today: date) -> None:
        self._shelf, self._today = shelf, today
        self._groups: dict[str, list[Passage]] = {}
        self._first: dict[str, str] = {}
        self._alike: dict[tuple[object, ...], list[Passage]] = {}

    def take(self, passage: Passage) -> None:
        """Add a passage, to those that say the same if there are any."""
        if passage.id not in self._first:
            stored = self._shelf.documents.get(passage.document_id)
            peers = self._alike.setdefault(self._apart(stored, passage), []) if stored else []
            first = next((p for p in peers if same_words(p.text, passage.text)), passage)
            if first is passage:
                peers.append(passage)
            self._groups.setdefault(first.id, []).append(passage)
            self._first[passage.id] = first.id

    def first(self, passage_id: str) -> str:
        """Return the passage that was there first among those that say the same."""
        return self._first[passage_id]

    def standing(self) -> dict[str, str]:
        """Return by the id of every passage taken the id of the one that stands for it."""
        chosen = {first: max(group, key=self._worth).id for first, group in self._groups.items()}
        return {one: chosen[first] for one, first in self._first.items()}

    def _worth(self, passage: Passage) -> tuple[bool, bool, bool, int]:
        """What is in force before what was, then the latest of ours; of notes the earliest, as among the gaps."""
        i, shelf, today = passage.document_id, self._shelf, self._today
        if i not in shelf.documents:
            return False, False, False, 0
        about = shelf.documents[i].document.about
        if passage.origin is Origin.FIELD:
            return True, True, True, -(about.date or date.min).toordinal()
        day = about.valid_from or about.date or date.min
        return shelf.usable(i, today), shelf.expired(i, today), shelf.replaced(i, today) is None, day.toordinal()

    def _apart(self, stored: StoredDocument, passage: Passage) -> tuple[object, ...]:
        """What must be equal for two passages to be compared at all: whose they are, what they hold for and answer."""
        about = stored.document.about
        heading = _own_heading(passage, about.title)
        if passage.origin is Origin.FIELD:
            return passage.origin, (about.account or "").casefold(), _worded(heading).stems
        kind = self._shelf.assets[stored.id].id
        return passage.origin, kind, about.scope, scope_of(f"in {about.title}"), _worded(heading).stems


def _own_heading(passage: Passage, title: str) -> str:
    """What the passage stands under, unless that is its document."""
    heading = title_of(passage.heading or "")
    return "" if _worded(heading).plain == _worded(title).plain else heading


@functools.lru_cache(maxsize=4096)
def _worded(text: str) -> _Worded:
    written = [match[0] for match in _TOKEN.finditer(text.translate(_SPELLINGS))]
    kept = [(word.casefold(), word) for word in written if word.casefold() not in _FILLERS]
    # Both stemmers must agree: each takes some tenses of its own language for one ("kostade", "kostar").
    stems = tuple(f"{stem(low, 'sv')}|{stem(low, 'en')}" for low, _ in kept)
    return _Worded(stems, tuple(word for _, word in kept), " ".join(word.casefold() for word in written))


def _added(short: tuple[str, ...], long: _Worded) -> list[str] | None:
    """Return the words of `long` that `short` lacks; None when `short` is not what is left without them."""
    added: list[str] = []
    at = 0
    for one, word in zip(long.stems, long.shown, strict=True):
        if at < len(short) and short[at] == one:
            at += 1
        else:
            added.append(word)
    return added if at == len(short) else None


def _tells(word: str) -> bool:
    """Whether a word more or less could make another statement: a figure, a name, a limit, a negation.

    Any capital may be a name's, the one that opens a sentence too: "Norge: 490 kr".
    """
    low = word.casefold()
    return (
        not word.isalpha()
        or low in _LIMITS
        or low in _NUMBERS
        or not (word.islower() or low in STOP)
        or cues.has("negation", low)
        or bool(plans_in(f"in {word.capitalize()}"))
    )


@functools.lru_cache(maxsize=1024)
def _values(plain: str) -> tuple[tuple[object, ...], ...]:
    """The quantities of a text normalised, as each language would read them."""
    return tuple(
        (q.low, q.high, q.unit, tuple(sorted(q.per)), q.vat, q.bound, q.approximate)
        for language in ("sv", "en")
        for q in quantities(plain, language)
    )
