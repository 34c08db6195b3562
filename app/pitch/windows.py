"""How likely each official sentence is to answer a question: what it speaks of, what it leaves out, what it carries."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.language.senses import senses_of, senses_of_word
from app.pitch.asked import Asked
from app.pitch.carried import carries
from app.pitch.matching import Bag, Unit, met, text_bag
from app.pitch.retrieve import Found
from app.pitch.shelf import Shelf
from app.pitch.understand import Understanding

ANSWERS = 1.87
"""Score from which a sentence answers. It and the weights below were fitted on the `tune` half of evals/cases/known and
on tests/pitch/questions.yaml, for as many right "answered" as right "not known", and rounded."""
_SENTENCE, _HEADED, _PASSAGE = 0.45, 0.75, 0.35
"""What the share of the question is worth that a sentence speaks of by itself with the question or heading right above
it, with its document's title and headings as well, and with the rest of its passage as well."""
_LEFT_OUT, _LEFT_OUT_ALTOGETHER = 0.5, 0.5
"""Taken off for the rarest word of the question that the sentence, and its whole passage, leave out."""
_UNNAMED = 0.7
"""Taken off for a name that not even the passage has."""
_CARRIES = 1.35
"""For carrying the kind of thing asked for: without it hardly anything answers."""
_CLOSE = 0.3
_OTHERS = 1.3
"""Taken off for speaking of a competitor nobody asked about, or not of the one asked about."""
_BY_SENSE = 0.9
_LIGHT = 0.45
"""How much a plain word counts of what it would."""


@dataclass(frozen=True, slots=True)
class Window:
    """One sentence: its `score` (see `ANSWERS`) and the `share` of the question, 0..1, it and its headings speak of."""

    found: Found
    score: float
    share: float


def windows(asked: Asked, understood: Understanding, official: Iterable[Found], shelf: Shelf) -> Iterator[Window]:
    """Score each official sentence; none for a question that has no word to speak of."""
    units = asked.units
    parts = [_weight(unit, asked, shelf) for unit in units]
    whole = sum(parts)
    if not whole:
        return
    around: dict[str, tuple[list[float], list[float]]] = {}
    for found in official:
        if found.passage.id not in around:
            around[found.passage.id] = _around(units, found)
        headed, passage = around[found.passage.id]
        senses = senses_of(found.bag.text)
        said = [_speaks(unit, found.bag, senses) for unit in units]
        above = [max(pair) for pair in zip(said, headed, strict=True)]
        altogether = [max(pair) for pair in zip(above, passage, strict=True)]
        steps = (said, above, altogether)
        shares = [sum(part * one for part, one in zip(parts, step, strict=True)) / whole for step in steps]
        left = [max(part * (1 - one) for part, one in zip(parts, step, strict=True)) for step in steps[1:]]
        unnamed = max((1 - one for one, unit in zip(altogether, units, strict=True) if unit.name), default=0.0)
        score = _SENTENCE * shares[0] + _HEADED * shares[1] + _PASSAGE * shares[2]
        score -= _LEFT_OUT * left[0] + _LEFT_OUT_ALTOGETHER * left[1] + _UNNAMED * unnamed
        score += _CARRIES * carries(asked, found.claim) + _CLOSE * found.cosine
        score -= _OTHERS * _of_another(found, understood, shelf)
        yield Window(found, score, shares[1])


def _weight(unit: Unit, asked: Asked, shelf: Shelf) -> float:
    light = unit.word in asked.light and not unit.name
    return min(1.0, shelf.vocabulary.weight(unit)) * (_LIGHT if light else 1.0)


def _around(units: tuple[Unit, ...], found: Found) -> tuple[list[float], list[float]]:
    """How well each unit is met by the title and headings above a passage, and by the whole passage.

    A title says what a document is about, not what each of its sentences says: only its words and names count there,
    not the concepts.
    """
    document = found.document.document.about
    title = "\n".join(filter(None, (document.title, found.claim.heading, document.plan, document.segment)))
    headed, passage = text_bag(title), text_bag(found.passage.text)
    words = Bag(headed.stems, frozenset(), headed.text)
    names = frozenset(sense for sense in senses_of(title) if sense.startswith("="))
    senses = senses_of(found.passage.text)
    return [_speaks(unit, words, names) for unit in units], [_speaks(unit, passage, senses) for unit in units]


def _speaks(unit: Unit, bag: Bag, senses: frozenset[str]) -> float:
    """How well a text speaks of `unit`, 0..1: as `met`, or in plain words of either language."""
    meant = senses_of_word(unit.word)
    if meant.name and not unit.pattern:
        return float(bool(unit.stems & bag.stems or meant.first & senses))
    literal = met(unit, bag)
    return literal if unit.pattern or unit.name else max(literal, _BY_SENSE * meant.shared(senses))


def _of_another(found: Found, understood: Understanding, shelf: Shelf) -> bool:
    """Whether a sentence is about another company than the question."""
    text, rival = found.bag.text.casefold(), understood.competitor
    if rival:
        return rival.casefold() not in text and found.claim.document_id not in shelf.rivals.get(rival, frozenset())
    return any(name.casefold() in text for name in shelf.rivals)
