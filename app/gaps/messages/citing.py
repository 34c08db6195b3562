"""An entry of the message map as evidence: the official claim that stands on its line, or explains it."""

from app.domain.claim import Claim
from app.domain.message_map import Line
from app.gaps.pairs import Corpus


def cited(corpus: Corpus, line: Line) -> Claim | None:
    """Return the claim on `line`, else the nearest after it, else before it; None where the document makes none.

    A heading is no claim: what stands below it is what it says.
    """
    claims = [c for c in corpus.official if c.document_id == line.document_id]
    return min(claims, key=lambda c: _distance(c, line), default=None)


def _distance(claim: Claim, line: Line) -> tuple[int, int]:
    if claim.start < line.end and line.start < claim.end:
        return 0, claim.start
    if claim.start >= line.end:
        return 1, claim.start - line.end
    return 2, line.start - claim.end
