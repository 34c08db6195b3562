"""What kind of thing a question asks for: a price, a time, a number, a place, somebody, one of several, or whether."""

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from app.language.audience import audience, pattern_of
from app.language.senses import senses_of_word
from app.language.stems import STOP, words
from app.pitch.matching import Unit, unit_of
from app.pitch.understand import Understanding

_OPEN = frozenset({"how", "which", "whether"})
"""Kinds that a question about the product in general may have: it asks for no one thing."""
_HEAD = re.compile(r"\b(?:how many|hur många|vilket antal|which|what|vilken|vilket|vilka)\s+(.*)")
_HEADS = 2
"""Words after "how many" that may name what is counted: "how many support agents"."""
_SEVERAL = re.compile(r"\bvilka\b")
_POSSESSIVE = re.compile(r"['’]s$")
_SHORT = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """One question: its `kind` as in asked.toml or `how`, and the words an answer must speak of.

    `light` are those that count less: plain verbs, what the kind itself implies, and words that merely frame most
    questions ("how long is the *offer* valid"). `heads` are the words right after "how many" and "which", `several`
    whether more than one is asked for, `measure` what an answer to "how heavy" must hold.
    """

    kind: str
    units: tuple[Unit, ...]
    light: frozenset[str]
    heads: tuple[Unit, ...] = ()
    several: bool = False
    measure: re.Pattern[str] | None = None

    @property
    def open(self) -> bool:
        """Whether it asks for no one thing of its own kind."""
        return self.kind in _OPEN


@dataclass(frozen=True, slots=True)
class _Words:
    """The file, ready to match against text in lower case."""

    kinds: Mapping[str, re.Pattern[str]]
    implied: Mapping[str, re.Pattern[str]]
    light: re.Pattern[str]
    numbers: frozenset[str]
    measures: tuple[tuple[re.Pattern[str], re.Pattern[str]], ...]


@functools.cache
def _words() -> _Words:
    data = tomllib.loads(resources.files("app.pitch").joinpath("asked.toml").read_text("utf-8"))
    return _Words(
        kinds={kind: re.compile("|".join(entry["asks"])) for kind, entry in data["kind"].items()},
        implied={kind: pattern_of(entry["implied"]) for kind, entry in data["kind"].items() if "implied" in entry},
        light=pattern_of(data["light"]["words"]),
        numbers=frozenset(data["numbers"]["words"]),
        measures=tuple((pattern_of(m["asks"]), re.compile(m["holds"])) for m in data["measure"].values()),
    )


def asked(understood: Understanding) -> Asked:
    """Tell what `understood` asks for."""
    lowered, known = understood.question.casefold(), _words()
    kind = next((kind for kind, pattern in known.kinds.items() if pattern.search(lowered)), "how")
    implied = known.implied.get(kind)
    units = {unit.word: unit for unit in map(_bare, understood.units)}
    light = {
        word
        for word, unit in units.items()
        if unit.soft or known.light.fullmatch(word) or (implied and implied.fullmatch(word))
    }
    for word in _framing(understood, units, kind):
        units[word] = unit_of(word)
        if not (understood.segment and understood.segment.pattern.search(word)):
            light.add(word)
    heads = _heads(lowered) if kind in {"count", "which"} else ()
    for head in heads[:1]:
        units.setdefault(head.word, head)
        light.discard(head.word)
    several = kind == "which" and (bool(_SEVERAL.search(lowered)) or any(h.word.endswith("s") for h in heads[:1]))
    measure = next((holds for asks, holds in known.measures if asks.search(lowered)), None)
    return Asked(kind, tuple(units.values()), frozenset(light), heads, several, measure if kind == "amount" else None)


def _bare(unit: Unit) -> Unit:
    """A name without its possessive: "Nimbusafe's contracts"."""
    if _POSSESSIVE.search(unit.word):
        return unit_of(_POSSESSIVE.sub("", unit.shown), name=unit.name)
    return unit


def _heads(lowered: str) -> tuple[Unit, ...]:
    """The words right after "how many" or "which", up to the first that carries nothing."""
    match = _HEAD.search(lowered)
    found: list[Unit] = []
    for word in words(match[1]) if match else []:
        if len(found) == _HEADS or (found and word in STOP):
            break
        if len(word) > _SHORT and word not in STOP and not word.isdigit() and word not in _words().numbers:
            found.append(unit_of(word))
    return tuple(found)


def _framing(understood: Understanding, units: Mapping[str, Unit], kind: str) -> list[str]:
    """Words taken for the frame, or for whom it is about, that mean something which material can speak of."""
    if kind == "how" or (understood.general and kind in _OPEN):
        return []
    taken = STOP.union(words(f"{understood.product or ''} {understood.competitor or ''} {' '.join(units)}"))
    found = []
    for word in dict.fromkeys(words(understood.question)):
        senses = senses_of_word(word)
        means = len(word) > _SHORT and word not in taken and (senses.first or senses.last)
        if means and not (kind in _OPEN and audience().intent.fullmatch(word)):
            found.append(word)
    return found
