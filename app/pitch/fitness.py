"""How fit an official sentence is to be said aloud by a seller, 0..1 and a little above."""

import re

from app.domain.claim import Mood, Speaker
from app.language.audience import audience
from app.pitch.draft import plain
from app.pitch.matching import title_of
from app.pitch.material import Material
from app.pitch.retrieve import Found

_SHORT, _LONG = 4, 38
"""Words between which a sentence can be said in one breath."""
_LEANING = re.compile(
    r"(?:it|this|that|they|these|those|he|she|then|there|but|and|or|so|det(?! (?:finns|går|tar))|detta|dessa|"
    r"den(?! som)|de(?! som)|då|där|därefter|han|hon|men|och|eller|så|alla andra|all others|every other|"
    r"tidigare|previously|before)\b",
    re.IGNORECASE,
)
"""Beginnings that lean on the sentence before."""
_TO_COLLEAGUES = re.compile(
    r"(?:do not|don't|never say|always say|ask|if the room|säg|fråga|ta med|ring|visa inte|jump|read|"
    r"let them|install|installera|see (?:also|above|below|page|the|our)|se (?:även|ovan|nedan)|valid|gäller|giltig|"
    r"contact|kontakta|läs mer|read more)\b",
    re.IGNORECASE,
)
"""Beginnings of stage directions, references and fine print."""
_CALL = re.compile(
    r"(?:set|download|get|click|sign up|learn|discover|go to|check out|visit|try|choose|see how|start|join|"
    r"ladda ner|hämta|klicka|besök|upptäck|prova|testa|välj|kom igång|läs)\b",
    re.IGNORECASE,
)
"""Beginnings of calls to action: said on a page, not in a meeting."""
_NOTES = re.compile(r"speaker notes|talarmanus|traps|fällor|words we|ord vi|internal|intern\b", re.IGNORECASE)
_OWN_VOICE = re.compile(r"^[”“\"»–—]|,\s*(?:säger|says|said)\s")
OUTCOME = re.compile(
    r"\b(?:sav(?:e|es|ed|ing)|less|fewer|fallen|fell|half|halved|faster|reduced|cut by|increased|average|"
    r"spar(?:ar|at|ade)? (?:tid|i snitt|\w+ tim\w+)|mindre|färre|halver\w*|snabbare|minska\w*|i snitt|genomsnitt\w*)\b",
    re.IGNORECASE,
)
_STATED = {Mood.FACT, Mood.PROMISE, Mood.PRAISE}
_PAID = frozenset({"price", "setup_fee", "discount", "price_change", "invoice", "budget", "roi"})
_CURRENCY = re.compile(r"[A-Z]{3}")
_FITTEST = 20
_OTHER_LANGUAGE = 0.45


def speakable(found: Found) -> float:
    """Return 0..1: whole sentences about the matter high, fragments and asides lower, tables and stage directions 0."""
    quote = found.claim.quote
    text = plain(quote)
    count = len(text.split())
    if "|" in quote or text.endswith(("?", ":")) or _asks(found) or not _SHORT <= count <= _LONG:
        return 0.0
    if _TO_COLLEAGUES.match(text) or _NOTES.search(found.claim.heading) or found.claim.mood not in _STATED:
        return 0.0
    score = 1.0 if text.endswith((".", "!")) else 0.7
    if 2 * (text.count(",") + 1) + 2 >= count and text.count(",") > 1:  # a list of things says nothing about them
        score *= 0.3
    if _CALL.match(text):
        score *= 0.4
    if leans(found):
        score *= 0.55
    if _OWN_VOICE.search(text) or found.claim.speaker is not Speaker.COMPANY:
        score *= 0.4
    return score


def _asks(found: Found) -> bool:
    """Whether it is the lead-in to a question in a list of questions and answers, somebody else's words."""
    text, at = found.passage.text, found.claim.start - found.passage.start
    line = text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0].strip()
    return line.endswith(("?**", "?__", "?*", "?_")) and line.startswith(("*", "_"))


def leans(found: Found) -> bool:
    """Whether the sentence needs the one before it to be understood."""
    return bool(_LEANING.match(plain(found.claim.quote)))


def fitness(found: Found, material: Material) -> float:
    """Return how fit the claim is for this asker: form, kind of material, language, persona and segment."""
    known = material.fits
    if found.claim.id not in known:
        known[found.claim.id] = _fitness(found, material)
    return known[found.claim.id]


def _fitness(found: Found, material: Material) -> float:
    understood, claim = material.understood, found.claim
    asset = material.shelf.assets[claim.document_id]
    score = speakable(found) * asset.say
    if not score:
        return 0.0
    score *= 1.0 if claim.language == understood.language else _OTHER_LANGUAGE
    score *= _telling(found, material)
    if understood.persona and understood.general:
        score *= 1.0 + 0.5 * bool(claim.concepts & frozenset(understood.persona.cares))
        score *= 2.0 if understood.persona.pattern.search(f"{claim.heading} {claim.quote}".casefold()) else 1.0
    if understood.segment:
        score *= _segment(found, material)
    if understood.general:
        score *= 0.7 if claim.scope.plan else 1.0
        score *= 1.4 if claim.passage_id in material.shelf.openings else 1.0
        score *= 1.0 if asset.front else 0.6
    return score


def asked_for(found: Found, material: Material) -> bool:
    """Whether the claim gives the very value the question is about: a price for "price", a time for "trial"."""
    topics = material.understood.topics
    return any(
        q.metric in topics and (q.metric in _PAID or not _CURRENCY.fullmatch(q.unit)) for q in found.claim.quantities
    )


def _telling(found: Found, material: Material) -> float:
    if asked_for(found, material):
        return 3.0 * (1.2 if any(q.per for q in found.claim.quantities) else 1.0)
    outcome = bool(OUTCOME.search(found.claim.quote))
    if material.understood.general:
        return 1.0 + 0.15 * bool(found.claim.quantities) + 0.4 * outcome
    return 1.0


def _segment(found: Found, material: Material) -> float:
    """Above 1 for a claim about the asker's segment, below for one about another."""
    segment = material.understood.segment
    if segment is None:
        return 1.0
    said = f"{found.claim.quote} {title_of(found.claim.heading)}".casefold()
    declared = (found.document.document.about.segment or "").casefold()
    if segment.pattern.search(said):
        return 1.5
    others = [g.pattern for g in audience().segments.values() if g.id != segment.id]
    if any(other.search(title_of(found.claim.heading).casefold()) for other in others):
        return 0.4
    if not declared:
        return 1.0
    return 1.3 if segment.pattern.search(declared) else 0.5


def echoed(material: Material) -> dict[str, float]:
    """Return in how many other documents each of the fittest claims is said again, 0..3: repeated is the message."""
    others = material.found.official
    fittest = sorted(others, key=lambda f: (-fitness(f, material), f.claim.id))[:_FITTEST]
    return {found.claim.id: _echoes(found, others) for found in fittest}


def _echoes(found: Found, others: tuple[Found, ...]) -> float:
    documents: set[str] = set()
    values = _values(found)
    for other in others:
        document = other.claim.document_id
        if document != found.claim.document_id and document not in documents and _echo(found, other, values):
            documents.add(document)
    return float(min(len(documents), 3))


def _echo(one: Found, other: Found, values: frozenset[tuple[object, ...]]) -> bool:
    shared = len(one.claim.terms & other.claim.terms)
    if shared >= 3 and 2 * shared > len(one.claim.terms | other.claim.terms):  # noqa: PLR2004 - more alike than not
        return True
    return bool(values and one.claim.concepts & other.claim.concepts and values & _values(other))


def _values(found: Found) -> frozenset[tuple[object, ...]]:
    return frozenset((q.low, q.high, q.unit) for q in found.claim.quantities if q.unit != "date")
