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
_ABOUT_US = re.compile(
    r"\b(?:we|us|our|you|your|it|vi|oss|vår\w*|ni|er|era|den|det|appen|systemet|tjänsten|the (?:app|system|service))\b",
    re.IGNORECASE,
)
"""A worry without any of these may be about the customer's own people."""
_SAID_LAST = re.compile(
    r",\s*(?:(?:tror|trodde|antar|antog) (?:\w+)|(?:\w+) (?:thinks|thought|believes|believed|reckons|reckoned|assumes|assumed))"
    r"(?: (?:ju|nog|fortfarande|still))?\W*$",
    re.IGNORECASE,
)
"""The belief first, then whose it is: "priset höjs varje år, tror hon"."""
_LONGEST_CONTENT = 300
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Belief:
    """What is believed: `text` is the sentence's stretch from `start`, `denied` whether it is disbelieved."""

    text: str
    start: int
    denied: bool


def belief_in(sentence: str, *, own_words: bool = False) -> Belief | None:
    """Return what somebody other than the writer believes, or None.

    Args:
        sentence: What was noted.
        own_words: The sentence is the customer's own, so that "I thought" is theirs too.
    """
    said_last = _SAID_LAST.search(sentence)
    if said_last and not _OWN.search(said_last[0]):
        text = _END.split(sentence[: said_last.start()])[-1].strip(" .:,")
        return Belief(text, sentence.find(text), False) if len(_WORD.findall(text)) >= _FEWEST else None
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
    if cues.has("worry", cue[0]) and not _ABOUT_US.search(text):
        return None
    if len(_WORD.findall(text)) < _FEWEST or sentence.rstrip("\"'”’) ").endswith("?"):
        return None
    return Belief(text, start, bool(denied_after) or _DENIED_BEFORE.search(near) is not None)


def _held_by_another(before: str, near: str) -> bool:
    """Whether the words before the verb name somebody, and not the writer."""
    return bool(_WORD.findall(before)) and not _OWN.search(near)
