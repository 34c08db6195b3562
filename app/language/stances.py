"""What a statement says on attributes where statements can exclude each other in words, as `freshness:delayed`.

The attributes, their positions and cue words live in `stances.toml`; adding an attribute is adding it there.
"""

import functools
import re
from dataclasses import dataclass

from app.language import cues
from app.language.lexicon import read

_BEFORE = 24
"""How many characters before a cue a negation still turns it: "not in", "inte längre i"."""

_CLAUSE = re.compile(r"[,.;:()]|\s[–—-]\s")
_WITHOUT = re.compile(
    r"\b(?:(?:without|utan|slipper|less|fewer|mindre|färre|no more)\W+(?:\w+\W+)?"
    r"|(?:reduc\w+|minsk\w+|instead of|replac\w+|ersätter|i stället för|istället för)\W+(?:[\w-]+\W+){0,3})$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """One attribute: its readable names, the harm of telling it wrong, and what both sides must share besides."""

    id: str
    name_sv: str
    name_en: str
    severity: int
    shared: int
    about: str
    positions: tuple[tuple[str, re.Pattern[str]], ...]

    def name(self, language: str) -> str:
        """The attribute's name for a reader."""
        return self.name_sv if language == "sv" else self.name_en


@functools.cache
def attributes() -> dict[str, Attribute]:
    """Read `stances.toml` once."""
    return {name: _attribute(name, entry) for name, entry in read("stances").items()}


def _attribute(name: str, entry: dict[str, object]) -> Attribute:
    positions = tuple(
        (value, re.compile(rf"\b(?:{'|'.join(map(str, patterns))})", re.IGNORECASE))
        for value, patterns in entry.items()
        if isinstance(patterns, list)
    )
    names = {key: str(entry[key]) for key in ("name_sv", "name_en")}
    return Attribute(
        name, names["name_sv"], names["name_en"], int(str(entry["severity"])), int(str(entry["shared"])),
        str(entry.get("about", "")), positions,
    )  # fmt: skip


def stances(text: str) -> frozenset[str]:
    """Return the positions `text` takes, as `attribute:position`; none where it takes both of one attribute."""
    found: set[str] = set()
    for attribute in attributes().values():
        taken = _positions(attribute, text)
        if len(taken) == 1:
            found.add(f"{attribute.id}:{taken.pop()}")
    return frozenset(found)


def _positions(attribute: Attribute, text: str) -> set[str]:
    """Positions taken; where two cues overlap the longer, more specific one counts ("not included", "included")."""
    found = [
        (m.start() - m.end(), position, m) for position, pattern in attribute.positions for m in pattern.finditer(text)
    ]
    taken: set[str] = set()
    covered = bytearray(len(text))
    for length, position, match in sorted(found, key=lambda item: (item[0], item[1])):
        if any(covered[match.start() : match.end()]):
            continue
        covered[match.start() : match.end()] = b"\x01" * -length
        before = _CLAUSE.split(text[max(0, match.start() - _BEFORE) : match.start()])[-1]
        denied = cues.negated(before) or _WITHOUT.search(before) is not None
        taken.add(_other(attribute, position) if denied else position)
    return taken


def _other(attribute: Attribute, position: str) -> str:
    return next(value for value, _ in attribute.positions if value != position)


def opposed(one: frozenset[str], other: frozenset[str]) -> list[str]:
    """Return the ids of the attributes on which the two sides take different positions."""
    mine, theirs = (dict(s.split(":") for s in side) for side in (one, other))
    return sorted(a for a in mine.keys() & theirs.keys() if mine[a] != theirs[a])
