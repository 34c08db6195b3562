"""Whether somebody still uses a piece of official material: a figure only it states, or the document by its name."""

import functools
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import StoredDocument
from app.gaps.kinship import content, shared_words
from app.gaps.pairs import Corpus
from app.language import cues
from app.language.numbers import written

_TELLING = 3
"""Digits from which a figure alone tells where it was read."""
_YEARS = range(1990, 2100)
_MENTIONS = 2


def uses(corpus: Corpus, stored: StoredDocument, claims: Sequence[Claim], after: date) -> Iterator[tuple[Claim, Claim]]:
    """Yield each (official claim, field claim) in which, later than `after`, somebody goes by the document."""
    current = [c for c in corpus.official if c.document_id != stored.id]
    alone = not any(_same_name(stored, corpus.documents[i]) for i in {c.document_id for c in current})
    for heard in corpus.field:
        if heard.said is None or heard.said <= after or not _of_ours(corpus, heard):
            continue
        cited = next((c for c in claims if _cites(c, heard) and not any(_cites(o, heard) for o in current)), None)
        if cited is None and alone and names(stored, heard) and cues.has("handed_over", heard.quote):
            cited = max(claims, key=lambda c: len(shared_words(content(c.quote), content(heard.quote))))
        if cited is not None:
            yield cited, heard


def _of_ours(corpus: Corpus, heard: Claim) -> bool:
    return (
        heard.mood not in {Mood.QUESTION, Mood.HYPOTHETICAL}
        and heard.speaker is not Speaker.COMPETITOR
        and heard.exempt not in {"exception", "irony"}
        and not (heard.exempt == "older" and not cues.has("paper", heard.quote))
        and not corpus.names_competitor(heard)
    )


def _cites(official: Claim, heard: Claim) -> bool:
    """Whether the note has a telling figure of the official sentence and speaks of the same thing besides."""
    if not official.scope.overlaps(heard.scope):
        return False
    if not (_figures(official) & _figures(heard) or _same_quantity(official, heard)):
        return False
    common = shared_words(content(official.quote), content(f"{heard.quote}"))
    return bool(common) or bool(official.concepts & heard.concepts)


def _same_quantity(official: Claim, heard: Claim) -> bool:
    """Whether both state the same share, or the same time of the same thing: "25 %" is told by its unit."""
    return any(
        stated.low == said.low and stated.unit == said.unit and (stated.unit == "%" or stated.metric == said.metric)
        for stated in official.quantities
        for said in heard.quantities
        if stated.unit == "%" or (stated.unit == "hour" and stated.metric)
    )


@functools.lru_cache(maxsize=20_000)  # each note is held against each sentence
def _figures(claim: Claim) -> frozenset[Decimal]:
    """The figures of a statement that tell where they come from: prices and the like, no years and small counts."""
    dates = [(q.start, q.end) for q in claim.quantities if q.unit in {"date", "clock"}]
    return frozenset(
        number.low
        for number in written(claim.quote, claim.language)
        if number.digits
        and (len([c for c in number.digits if c.isdigit()]) >= _TELLING)
        and number.low not in _YEARS
        and not any(start <= number.start < end for start, end in dates)
    )


def _same_name(one: StoredDocument, other: StoredDocument) -> bool:
    """Whether somebody who names the one may mean the other: a price list and the next one."""
    title = content(one.document.about.title)
    return len(shared_words(title, content(other.document.about.title))) >= min(_MENTIONS, len(title))


def names(stored: StoredDocument, heard: Claim) -> bool:
    """Whether a note names the document: all the words of its title, or a compound that has them."""
    title = content(stored.document.about.title)
    return len(title) >= 1 and len(shared_words(title, content(heard.quote))) >= min(_MENTIONS, len(title))
