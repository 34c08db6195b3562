"""What the official material does not answer: `unanswered_objection`."""

import re
from collections.abc import Iterator

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind
from app.gaps.answers import Passage, answering
from app.gaps.findings import Finding
from app.gaps.kinds.beliefs import misperceptions
from app.gaps.kinds.competitors import competitor_claims
from app.gaps.pairs import Corpus
from app.gaps.subjects import touches
from app.language import cues

_SPOKEN = re.compile(r"[\"“”„»«]")
_SUBSTANCE = 3


def unanswered_objections(corpus: Corpus) -> Iterator[Finding]:
    """Yield each customer objection with a subject that no current official claim answers."""
    official = corpus.passages
    others = (competitor_claims, misperceptions)
    theirs = {claim.id for kind in others for finding in corpus.found(kind) for claim in finding.field}  # told there
    for claim in corpus.field:
        if claim.id in theirs:
            continue
        if corpus.names_competitor(claim) and not _ALREADY.search(claim.quote):
            continue  # what a competitor is said to say is no objection of the customer's own
        if claim.mood is not Mood.OBJECTION or claim.speaker in {Speaker.COMPETITOR, Speaker.COMPANY}:
            continue
        if (
            len(claim.terms) < (_SUBSTANCE if _SPOKEN.search(claim.quote) else 2 * _SUBSTANCE)
            or claim.exempt == "irony"
            or _answered(corpus, claim, official)
        ):
            continue
        yield Finding(
            kind=Kind.UNANSWERED_OBJECTION,
            key=",".join(sorted(claim.concepts)) or ",".join(sorted(claim.terms)),
            official=(),
            field=(claim,),
            severity=4 if claim.concepts & {"security", "gdpr", "data_location", "contract"} else 3,
            confidence=0.7,
            subject=",".join(sorted(claim.concepts)),
        )


_ALREADY = re.compile(
    r"(?:har|have|has|got|use|uses|kör|använder)\s(?:ju\s|already\s|redan\s|got\s){0,3}(?P<name>(?!ISO\b|SOC\b)[A-ZÅÄÖ]\w+)"
    r"|(?:already|redan)\s\w+\s(?P<other>[A-ZÅÄÖ]\w+)"
)


def _answered(corpus: Corpus, claim: Claim, official: tuple[Passage, ...]) -> bool:
    """Whether some passage answers; "we already have X" only where X is set against us, not where it is named."""
    passages = answering(claim, official)
    already = _ALREADY.search(claim.quote)
    if already is None:
        return bool(passages) or any(_replies(claim, p) for p in official if p.claims[0].document_id in corpus.replies)
    name = (already["name"] or already["other"]).casefold()
    return any(
        name in stated.quote.casefold() and cues.has("contrast", " ".join(c.quote for c in passage.claims))
        for passage in official
        for stated in passage.claims
    )


def _replies(claim: Claim, passage: Passage) -> bool:
    """Whether a sheet of replies has an entry on the subject: one thing in common is enough, it was made for this."""
    return touches(claim, passage.roots, frozenset()) >= 1 or bool(claim.concepts & passage.headings)
