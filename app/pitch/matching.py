"""How far a claim speaks of what a question asks: by stem, by concept, by part of a compound."""

import functools
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.evidence import Passage
from app.language.glossary import concepts_of, glossary
from app.language.stems import STOP, stem, words

_COMPOUND = 5
"""Letters two stems must share from their start to count as parts of one compound."""
_ANSWER = 250
"""Characters below a question that still answer it."""
_SOFT = 0.15
_BY_CONCEPT = 0.85
_BY_PART = 0.6
_BY_HEAD = 0.5
"""For a Swedish compound of which only the last part is met: "studentrabatt" by "rabatt"."""
_BY_COMPOUND = 0.8


@dataclass(frozen=True, slots=True)
class Unit:
    """One content word of a question; a `name` (SAP, Okta, ISO 27001) has to be met by itself or its concept."""

    word: str
    shown: str
    """The word as the question wrote it."""
    stems: frozenset[str]
    concepts: frozenset[str]
    name: bool = False
    soft: bool = False
    """A generic word ("systems", "guarantee"): it counts little and its absence says nothing."""
    pattern: re.Pattern[str] | None = None
    parts: tuple[frozenset[str], ...] = ()
    """The stems of each word of a phrase, which has none by itself."""


@dataclass(frozen=True, slots=True)
class Bag:
    """What a stretch of official or field text speaks of."""

    stems: frozenset[str]
    concepts: frozenset[str]
    text: str

    def __or__(self, other: "Bag") -> "Bag":
        return Bag(self.stems | other.stems, self.concepts | other.concepts, f"{self.text}\n{other.text}")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In how many of `size` official claims each stem or `§concept` stands."""

    size: int
    seen: Mapping[str, int]

    def weight(self, unit: Unit) -> float:
        """How much it matters that an answer speaks of `unit`: near 1 for a rare or unknown word, low for a common."""
        if unit.soft:
            return _SOFT
        times = max((self.seen.get(s, 0) for s in unit.stems), default=0)
        times = times or max((self.seen.get(f"§{c}", 0) for c in unit.concepts), default=0)
        return max(self._rare(times), 0.25)

    def rarity(self, tokens: Iterable[str]) -> float:
        """The sum over stems and `§concepts` of how rare each is in official material, 0..1 each."""
        return sum(self._rare(self.seen.get(token, 0)) for token in tokens)

    def _rare(self, times: int) -> float:
        return 1.0 - math.log1p(times) / math.log1p(max(self.size, 2))


def unit_of(shown: str, *, name: bool = False, soft: bool = False, pattern: re.Pattern[str] | None = None) -> Unit:
    """Make a unit of a word, or of a phrase the glossary knows, which is met by its concept alone."""
    word = shown.casefold()
    parts = tuple(filter(None, map(stems_of, words(word)))) if re.search(r"[\s\-]", word) else ()
    stems = frozenset() if parts else stems_of(word)
    return Unit(word, shown, stems, concepts_of(word), name, soft, pattern, parts)


def met(unit: Unit, bag: Bag) -> float:
    """Return how well `bag` speaks of `unit`, 0..1."""
    if unit.pattern:
        return 1.0 if unit.pattern.search(bag.text.casefold()) else 0.0
    if unit.stems & bag.stems or (not unit.stems and _squeezed(unit.word) in _squeezed(bag.text)):
        return 1.0
    if unit.name and not any(unit.word in _own_names(c) for c in unit.concepts):
        return 1.0 if unit.word[0].isdigit() and unit.word in bag.text else 0.0
    kin = _nearest(unit.stems, bag.stems)
    if unit.parts and 2 * sum(bool(part & bag.stems) for part in unit.parts) >= len(unit.parts):
        kin = _BY_PART
    if unit.concepts & bag.concepts:
        return max(kin, _BY_HEAD if _qualified(unit.word) else _BY_CONCEPT)
    return kin


def weights(units: tuple[Unit, ...], vocabulary: Vocabulary) -> tuple[float, ...]:
    """Return each unit's part of the whole question; they sum to 1."""
    each = [vocabulary.weight(unit) for unit in units]
    return tuple(weight / sum(each) for weight in each)


def coverage(units: tuple[Unit, ...], parts: tuple[float, ...], *bags: Bag) -> float:
    """Return the share, 0..1, of `units` that `bags` together speak of, weighed by `parts`; 0 without units."""
    return sum(part * max(met(unit, bag) for bag in bags) for part, unit in zip(parts, units, strict=True))


def bag_of(claim: Claim, passage: Passage) -> Bag:
    """Return what a claim speaks of, with the question it answers: the line above it, or its heading if that asks."""
    heading = title_of(claim.heading)
    asked = heading if heading.endswith(("?", "”", '"')) else ""
    question = f"{asked}\n{_question_before(claim, passage)}"
    return Bag(
        stems_of(claim.quote) | stems_of(question),
        claim.concepts.union(concepts_of(question), (q.metric for q in claim.quantities if q.metric)),
        f"{question}\n{claim.quote}",
    )


@functools.lru_cache(maxsize=4096)
def text_bag(text: str) -> Bag:
    """Return what any text speaks of."""
    return Bag(stems_of(text), concepts_of(text), text)


def _question_before(claim: Claim, passage: Passage) -> str:
    """The question a sentence stands right below in a list of questions and answers, else ""."""
    before = passage.text[: claim.start - passage.start]
    asked, mark, since = before.rpartition("?")
    return asked.rpartition("\n")[2] if mark and len(since) < _ANSWER else ""


def title_of(heading: str) -> str:
    """Return the last part of a heading's path: "Price list 2026 › Team" is "Team"."""
    return heading.rsplit(" › ", 1)[-1]


@functools.lru_cache(maxsize=20_000)
def stems_of(text: str) -> frozenset[str]:
    """Return the content stems of `text` in both languages."""
    return frozenset(stem(w, lang) for w in words(text) if w not in STOP and len(w) > 1 for lang in ("sv", "en"))


@functools.lru_cache(maxsize=4096)
def _qualified(word: str) -> bool:
    """Whether the concept of a compound comes from its last part alone, so that its first part says what kind."""
    known = glossary()
    if word in known.exact or any(word.startswith(prefix) for prefix in known.prefixes):
        return False
    return any(word.endswith(suffix) and len(word) - len(suffix) >= _COMPOUND - 1 for suffix in known.suffixes)


@functools.lru_cache(maxsize=512)
def _own_names(concept: str) -> frozenset[str]:
    """How a concept itself is called: "sso", "enkel inloggning", "single sign-on"."""
    return frozenset({concept.replace("_", " "), *(name.casefold() for name in glossary().names[concept].values())})


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold())


def _nearest(stems: frozenset[str], others: frozenset[str]) -> float:
    """The best `_kin` between them; most pairs differ at once at both ends and are not looked at further."""
    best = 0.0
    for mine in stems:
        first, last = mine[:4], mine[-4:]
        for other in others:
            if other[:4] == first or other[-4:] == last:
                best = max(best, _kin(mine, other))
    return best


def _kin(mine: str, other: str) -> float:
    """How much of the asked stem another one speaks of: as a compound or as the same word in another form."""
    short, long = (mine, other) if len(mine) <= len(other) else (other, mine)
    if len(short) < _COMPOUND:
        inflected = len(short) == _COMPOUND - 1 and len(long) <= len(short) + 2 and long.startswith(short)
        return _BY_COMPOUND if inflected else 0.0
    if long.startswith(short):
        return _BY_COMPOUND
    if long.endswith(short):
        return _BY_HEAD if long is mine else _BY_COMPOUND
    return 0.0
