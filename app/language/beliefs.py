"""Whose belief a sentence tells of, and what it is that is believed."""

import re
from dataclasses import dataclass

from app.language import cues

_WORD = re.compile(r"[^\W_]+")
_CLAUSE = re.compile(r"[.,;:!?()–—]|\s-\s|\b(?:men|but|och|and|så|so)\b", re.IGNORECASE)
_DENIED_AFTER = re.compile(r"\s*(?:inte|ej|not)\b", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"(?:\b(?:inte|ej|aldrig|not|never)|n['’]t)\s+$", re.IGNORECASE)
_OWN = re.compile(r"\b(?:jag|i|we|vi|mig|me|myself)(?:['’]\w+)?\b", re.IGNORECASE)
_NOBODY = re.compile(
    r"\b(?:ingen|inga|nobody|no[ -]one|none)\b|\b(?:isn['’]t|is not|wasn['’]t|inte) (?:that|att|så att)\b",
    re.IGNORECASE,
)
_END = re.compile(r"[.!?;]\s|\n")
_SAID_LAST = re.compile(
    r",\s*(?:(?:tror|trodde|antar|antog) \w+|\w+ (?:thinks|thought|believe[sd]|reckon(?:s|ed)|assume[sd]))"
    r"(?: (?:ju|nog|fortfarande|still))?\W*$",
    re.IGNORECASE,
)
"""The belief first, then whose it is: "priset höjs varje år, tror hon"."""
_LONGEST_CONTENT = 300
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed: the sentence's stretch `text` from `start`, whether it is disbelieved, and whether feared."""

    text: str
    start: int
    denied: bool = False
    feared: bool = False


def belief_in(sentence: str, *, own_words: bool = False) -> Belief | None:
    """Return what somebody other than the writer believes, or None.

    Args:
        sentence: What was noted.
        own_words: The sentence is the customer's own, so that "I thought" is theirs too.
    """
    said_last = _SAID_LAST.search(sentence)
    if said_last and not _OWN.search(said_last[0]):
        text = _END.split(sentence[: said_last.start()])[-1].strip(" .:,")
        return Belief(text, sentence.find(text)) if len(_WORD.findall(text)) >= _FEWEST else None
    cue = cues.find("held_true", sentence)
    if cue is None:
        return None
    before = sentence[: cue.start()]
    near = _CLAUSE.split(before)[-1]
    if _NOBODY.search(before) or cues.has("hypothetical", before) or not (own_words or _held_by_another(before, near)):
        return None
    denied_after = _DENIED_AFTER.match(sentence, cue.end())
    start = denied_after.end() if denied_after else cue.end()
    text = _END.split(sentence[start : start + _LONGEST_CONTENT])[0].strip(" .:,")
    if len(_WORD.findall(text)) < _FEWEST or sentence.rstrip("\"'”’) ").endswith("?"):
        return None
    denied = bool(denied_after) or _DENIED_BEFORE.search(near) is not None
    return Belief(text, start, denied, cues.has("worry", cue[0]))


def _held_by_another(before: str, near: str) -> bool:
    """Whether the words before the verb name somebody, and not the writer."""
    return bool(_WORD.findall(before)) and not _OWN.search(near)
