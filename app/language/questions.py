"""What an outsider asks of us in a sentence: told by the one who writes, or in the asker's own words."""

import re

from app.language import cues

_LEAD = re.compile(r"^[^?\n]{0,90}?(?::|→|->|–|—|\s-)\s+(?=\S)")
"""Who asks, before what is asked: "Ward manager: can it do nights?"."""
_OF_THE_WRITER = re.compile(r"\s*(?:jag|i)\b", re.IGNORECASE)
_WHAT_IF = re.compile(r"\bwhat if\b", re.IGNORECASE)
"""Asked of the present, it is a question like another: "what if it breaks?"."""
_OPENS = re.compile(r"^\W*(?:do|does|can|could|is|are|will|har|kan|får|går|finns|tar|gör|kommer)\b", re.IGNORECASE)
_SPOKEN = re.compile(r"[\"“”„»«](?P<said>[^\"“”„»«]+\?)[^\"“”„»«]*[\"“”„»«]")


def asked_of_us(text: str, *, spoken: bool = False) -> str:
    """Return the words of the question that somebody outside asks in `text`, "" where nobody does.

    `spoken` says that the text is an outsider's own words, as in a recorded call. The writer's own question, one to a
    colleague and one about the person who writes ("whether I'd be there") are none.
    """
    if cues.has("hypothetical", _WHAT_IF.sub(" ", text)) or cues.has("irony", text):
        return ""
    asked = _own_words(text) if spoken else _told(text)
    return "" if cues.has("small_talk", asked) or _OF_THE_WRITER.match(asked) else asked


def _own_words(text: str) -> str:
    return text if "?" in text else _after("relayed", text)


def _told(text: str) -> str:
    if cues.has("own_question", text):
        return ""
    if (match := _SPOKEN.search(text)) is not None:
        return match["said"]
    relayed = _after("relayed", text)
    if relayed.strip(" .:?!"):
        return relayed
    if "?" not in text:
        return text if _OPENS.match(text) and cues.has("said_to_ask", text) else ""
    lead = _LEAD.match(text)
    asked = text[lead.end() :] if lead else text
    return asked if lead or cues.has("to_us", asked) or cues.has("said_to_ask", text) else ""


def _after(name: str, text: str) -> str:
    match = cues.find(name, text)
    return text[match.end() :] if match else ""
