"""What a rep committed to that no official source states: `unsupported_promise`."""

from collections.abc import Iterator

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind
from app.domain.quantity import Comparison
from app.gaps.answers import Passage, answering
from app.gaps.findings import Finding
from app.gaps.kinds.values import value_mismatches
from app.gaps.pairs import Corpus, measure
from app.gaps.subjects import roots
from app.language import cues

_RIGHT_AFTER = 25
"""Characters after the cue within which the promised verb stands."""
_SUBSTANCE = 2


def unsupported_promises(corpus: Corpus) -> Iterator[Finding]:
    """Yield each commitment about delivery, terms or ability that no current official claim states.

    A promise to call back, send or book something is courtesy, not a commitment; one whose figure contradicts an
    official figure is a `value_mismatch` and not told twice.
    """
    disputed = {claim.id for finding in corpus.found(value_mismatches) for claim in finding.field}
    official = corpus.passages
    for claim in commitments(corpus):
        if claim.exempt == "exception" or claim.id in disputed or basis(claim, official):
            continue
        dated = _dated(claim)
        yield Finding(
            kind=Kind.UNSUPPORTED_PROMISE,
            key=f"{(claim.account or claim.document_id).casefold()}|{','.join(sorted(claim.terms))}",
            official=(),
            field=(claim,),
            severity=4 if dated or "price" in claim.concepts or "discount" in claim.concepts else 3,
            confidence=0.75,
            subject=",".join(sorted(claim.concepts)),
        )


def commitments(corpus: Corpus) -> Iterator[Claim]:
    """Yield what we committed ourselves to in the field, with an official basis or without."""
    for claim in corpus.field:
        ours = claim.mood is Mood.PROMISE and claim.speaker in {Speaker.REP, Speaker.COMPANY}
        if ours and _commits(claim) and not _courtesy(claim) and not corpus.names_competitor(claim):
            yield claim


def _commits(claim: Claim) -> bool:
    """Whether more is said than how we work: an oath, a time to come, a day, a figure or a term."""
    bound = cues.has("sworn", claim.quote) or cues.has("to_come", claim.quote)
    return bound or _dated(claim) or bool(claim.quantities or claim.stances)


def basis(claim: Claim, official: tuple[Passage, ...]) -> tuple[Claim, ...]:
    """Return the official claims that commit to what `claim` does, the most telling passage's first."""
    return tuple(
        stated
        for passage in answering(claim, official)
        for stated in passage.claims
        if claim.scope.overlaps(stated.scope) and _carries(claim, stated) and not _outbids(claim, stated)
    )


def _courtesy(claim: Claim) -> bool:
    promise = cues.find("promise", claim.quote)
    follow = cues.find("followup", claim.quote[promise.end() :] if promise else claim.quote)
    said = claim.concepts or claim.quantities or claim.stances
    empty = len(claim.terms) < (_SUBSTANCE if said else 2 * _SUBSTANCE)
    return empty or (follow is not None and follow.start() < _RIGHT_AFTER)


def _carries(claim: Claim, stated: Claim) -> bool:
    """Whether `stated` commits to what makes the promise one: its date, its position ("free", "fixed price")."""
    if _dated(claim) and not _dated(stated):
        return False
    if not roots(claim.terms) & roots(stated.terms) and not claim.concepts & stated.concepts:
        return False
    return not claim.stances or bool(claim.stances & stated.stances)


def _dated(claim: Claim) -> bool:
    return any(q.unit == "date" for q in claim.quantities) or cues.has("by_then", claim.quote)


def _outbids(claim: Claim, official: Claim) -> bool:
    """Whether the promise states a figure the official claim measures otherwise."""
    return any(
        stated.compare(promised) is Comparison.DIFFERENT
        for promised in claim.quantities
        for stated in official.quantities
        if measure(stated) == measure(promised)
    )
