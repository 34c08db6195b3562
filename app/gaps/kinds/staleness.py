"""Official material that does not hold any more although it is there or in use: `stale_claim`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.claim import Claim, Mood
from app.domain.editions import edition
from app.domain.evidence import Origin, StoredDocument
from app.domain.gap import Kind
from app.domain.quantity import Bound, Quantity
from app.domain.sign import Sign
from app.gaps.around import Around
from app.gaps.binding import sets_terms
from app.gaps.findings import Finding
from app.gaps.kinds.ended import ended_since, retired, retired_met
from app.gaps.pairs import Corpus
from app.gaps.usage import uses
from app.language import cues
from app.language.stems import stem, words

_UNUSED = "unused"
_REACH = 60
"""Characters before a date in which the word stands that makes it the last day of something."""
_PAST = re.compile(r"\b(?:löpte|varade|pågick|gällde|ran|lasted|was|were|var)\b", re.IGNORECASE)
_ENDS = re.compile(
    r"(?:till och med|ends?(?: on)?|ending|expires?(?: on)?|runs out|closes?(?: on)?|löper ut|slutar(?: gälla)?|upphör|"
    r"sista dag\w*|last day)"
    r"[\s:]*(?:den\s|on\s|the\s|är\s|is\s)*$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(?:\b(?:till|to|och|and)\b|[–—-])\s*(?:den\s|the\s)?$", re.IGNORECASE)
_DURING = re.compile(r"\b(?:under|during|hela|throughout)\s*(?:the\s)?$", re.IGNORECASE)
_OFFER = re.compile(r"\b(?:kampanj|erbjud|offer|promotion|rabatt|discount|introdu)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Past:
    """Official claims of one document that hold no more since a day, and how bad it is where they are used or not."""

    key: str
    stored: StoredDocument
    claims: tuple[Claim, ...]
    since: date
    used: tuple[int, float]
    unused: tuple[int, float] | None


def stale_material(corpus: Corpus) -> Iterator[Finding]:
    """Yield what is past its day, and what names something retired, whether anybody uses it or not."""
    for one in corpus.kept(past):
        if one.unused is not None:
            main = _main(list(one.claims))
            yield replace(_finding(one.key, main, None, *one.unused), facts=(_UNUSED,))
    yield from retired(corpus)


def stale_claims(corpus: Corpus) -> Iterator[Finding]:
    """Yield who still uses what is past its day or retired, and what the field shows to have ended."""
    for one in corpus.kept(past):
        for official, heard in uses(corpus, one.stored, one.claims, one.since):
            yield _finding(one.key, official, heard, *one.used)
    yield from retired_met(corpus)
    yield from corpus.found(ended_since)


def used_or_not(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield the uses of what is past its day; where there are none, that it is there."""
    del around
    used = {sign.key for sign in signs if _UNUSED not in sign.facts}
    for sign in signs:
        if _UNUSED not in sign.facts or sign.key not in used:
            yield sign


def past(corpus: Corpus) -> list[_Past]:
    """Return the official material that is past its day."""
    return [*_expired(corpus), *_overdue(corpus), *_past_sentences(corpus)]


def _expired(corpus: Corpus) -> Iterator[_Past]:
    """Documents past their last day: those still used, and those that nothing has taken the place of."""
    for document_id, claims in _by_document(corpus.expired).items():
        stored = corpus.documents[document_id]
        until = stored.document.about.valid_until
        ended = until if until is not None and until < corpus.today else stored.superseded_on
        if ended is not None:
            unused = None if _succeeded(corpus, stored) else (3, 0.8)
            yield _Past(f"expired|{stored.document.path}", stored, tuple(claims), ended, (4, 0.85), unused)


def _overdue(corpus: Corpus) -> Iterator[_Past]:
    """Current documents whose day of review has passed."""
    for document_id, claims in _by_document(corpus.official).items():
        stored = corpus.documents[document_id]
        review = stored.document.about.review
        if review is not None and review < corpus.today and not _succeeded(corpus, stored):
            yield _Past(f"review|{stored.document.path}", stored, tuple(claims), review, (3, 0.8), (2, 0.75))


def _past_sentences(corpus: Corpus) -> Iterator[_Past]:
    """Sentences of current documents that name their own last day."""
    for claim in corpus.official:
        stored = corpus.documents[claim.document_id]
        if not sets_terms(stored):
            continue
        last = last_day(claim)
        if last is not None and last < corpus.today and not _continued(claim, last):
            yield _Past(f"until|{claim.id}", stored, (claim,), last, (4, 0.85), (3, 0.8))


def last_day(claim: Claim) -> date | None:
    """Return the last day a sentence says that its offer or price holds; None where it names none."""
    days = []
    for quantity in claim.quantities:
        lead = claim.quote[max(0, quantity.start - _REACH) : quantity.start]
        if quantity.unit == "date" and _ends_something(claim, quantity, lead):
            days.append(date.fromordinal(int(quantity.high)))
    return max(days, default=None)


def _ends_something(claim: Claim, quantity: Quantity, lead: str) -> bool:
    if _PAST.search(lead) or quantity.bound is Bound.AT_LEAST:
        return False
    last = quantity.bound is Bound.AT_MOST or _ENDS.search(lead) or _RANGE.search(lead)
    if last:
        return cues.has("holds_until", claim.quote[: quantity.end])
    return bool(_DURING.search(lead) and _OFFER.search(claim.quote))


def _continued(claim: Claim, last: date) -> bool:
    """Whether the sentence also says what holds after that day."""
    return any(q.unit == "date" and q.high > last.toordinal() for q in claim.quantities)


def _succeeded(corpus: Corpus, stored: StoredDocument) -> bool:
    """Whether a current document says of itself that it took this one's place, or is called the same."""
    mine = edition(stored.document)
    for other in corpus.documents.values():
        if other.id == stored.id or other.document.origin is not Origin.OFFICIAL or not other.current(corpus.today):
            continue
        theirs = edition(other.document)
        if mine and theirs and mine.family == theirs.family:
            return True
        if _name(other) == _name(stored) and _later(other, stored):
            return True
    return False


def _later(one: StoredDocument, other: StoredDocument) -> bool:
    mine, theirs = one.document.about, other.document.about
    return (mine.valid_from or mine.date or one.ingested) > (theirs.valid_from or theirs.date or date.min)


def _name(stored: StoredDocument) -> frozenset[str]:
    """The words of the title without figures and months: "Prislista 2025" and "Prislista 2026" are called the same."""
    title = stored.document.about.title
    return frozenset(stem(word, "sv") for word in words(title) if not any(c.isdigit() for c in word))


def _main(claims: list[Claim]) -> Claim:
    """The sentence a reader knows the document by: its first one with a figure that is no date, else its longest."""
    with_figures = (c for c in claims if any(q.unit != "date" for q in c.quantities))
    return next(with_figures, None) or max(claims, key=lambda c: len(c.terms))


def _by_document(claims: tuple[Claim, ...]) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.mood is Mood.FACT:
            found.setdefault(claim.document_id, []).append(claim)
    return found


def _finding(key: str, official: Claim, heard: Claim | None, severity: int, confidence: float) -> Finding:
    field = (heard,) if heard else ()
    return Finding(Kind.STALE_CLAIM, key, (official,), field, severity, confidence)
