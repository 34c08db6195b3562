"""Which official sentences bind the company: not a customer's story, the message map, an example or an old offer."""

import re
from datetime import date

from app.domain.claim import Claim
from app.domain.evidence import Origin, StoredDocument
from app.domain.quantity import Bound
from app.language import cues

_NO_TERMS = re.compile(
    r"kundcase|kundberättels|customer[\s_-]?(?:cases?|stor|success)|case[\s_-]?stud|success[\s_-]?stor|referens(?:er|kund|case)|testimonial"
    r"|message[\s_-]?map|budskapskart|budskap|messaging|tone[\s_-]of[\s_-]voice|tonalitet|battle[\s_-]?card|stridskort|konkurrent"
    r"|competitor|objection|invändning|talking[\s_-]?points",
    re.IGNORECASE,
)
_IF = re.compile(r"(?:\d[\d.]*\s+)?(?:if|om|when|när|should)\b", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we|our|us|vi|vår|våra|vårt|oss)\b", re.IGNORECASE)


_REPLIES = re.compile(
    r"objection|invändning|\bfaq\b|frequently asked|vanliga frågor|frågor[\s_-]och[\s_-]svar|q&a", re.IGNORECASE
)

_OPENING = 2
"""Characters a sentence may open with before its first word: a bullet, a quotation mark."""


def replies_to_objections(stored: StoredDocument) -> bool:
    """Whether the document was written to answer questions and objections."""
    about = stored.document.about
    return stored.document.origin is Origin.OFFICIAL and bool(
        _REPLIES.search(f"{about.title} {about.kind or ''} {stored.document.path}")
    )


def sets_terms(stored: StoredDocument) -> bool:
    """Whether the document says what customers get, rather than how to talk or what one customer did."""
    about = stored.document.about
    return not _NO_TERMS.search(f"{about.title} {about.kind or ''} {stored.document.path}")


def binds(claim: Claim, competitors: frozenset[str], today: date) -> bool:
    """Whether this official sentence can be contradicted: about us, in force, and no worked example."""
    if claim.terms & competitors or (claim.context & competitors and not _OURS.search(claim.quote)):
        return False
    if cues.has("example", claim.quote) or _IF.match(claim.quote):
        return False
    ended = (
        q for q in claim.quantities if q.unit == "date" and q.bound is Bound.AT_MOST and q.high < today.toordinal()
    )
    return not (any(ended) and cues.has("offer", claim.quote))


def asserts(official: Claim) -> bool:
    """Whether it says how things are: no call to act, no generality, nothing that holds from a certain size on only."""
    conditional = any(q.unit.startswith("#") and q.bound is Bound.AT_LEAST for q in official.quantities)
    return not conditional and not _calls(official.quote) and not cues.has("generality", official.quote)


def _calls(text: str) -> bool:
    cue = cues.find("call", text)
    return cue is not None and cue.start() <= _OPENING
