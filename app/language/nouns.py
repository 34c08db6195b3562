"""Whether a word names a thing, told by how it stands and bends; no dictionary is asked."""

import re
from collections.abc import Collection

_NOUN = re.compile(
    r"(?:\b(?:the|an?|our|your|my|their|her|his|this|that|these|those|some|more|new|old|one|two|three|four|five|en|"
    r"ett|den|det|de|"
    r"dom|två|tre|fyra|fem|ny|nya|nytt|vår|våra|vårt|deras|min|mitt|mina|sin|sitt|sina|alla|varje|egen|eget|egna)|"
    r"\d)\s+[\"“”'‘’]?$",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:to|will|would|can|could|should|didn['’]t|don['’]t|i|we|they|she|he|att|han|hon|jag|vi|inte|kan|ska|"
    r"skulle)\s+$",
    re.IGNORECASE,
)
_VERB_FORM = re.compile(r"(?:ade|ades|at|ats)$")
_NOUN_FORM = re.compile(r"(?:en|et|ar|er|or|arna|erna|orna|n)$")


def names_a_thing(forms: Collection[str], texts: Collection[str]) -> bool:
    """Whether a word, in the lowercase `forms` it takes in `texts`, stands where a noun does.

    After an article or a number, or in the forms a Swedish noun has; never after a subject or in a verb's form.
    """
    if any(_VERB_FORM.search(form) for form in forms):
        return False
    before = [
        text[: match.start()]
        for text in texts
        for form in forms
        for match in re.finditer(rf"\b{re.escape(form)}\b", text, re.IGNORECASE)
    ]
    if any(_VERB.search(text) for text in before):
        return False
    bent = any(a != b and a.startswith(b) and _NOUN_FORM.search(a) for a in forms for b in forms)
    return bent or any(_NOUN.search(text) for text in before)
