"""Words that exclude each other: `contradiction`, a fact from the field against an official claim."""

from collections.abc import Callable, Iterable, Iterator

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind, Relation, Rung, Verdict
from app.gaps.binding import asserts
from app.gaps.denials import needless, opposites_of, refutes
from app.gaps.findings import Finding
from app.gaps.kinds.beliefs import binding_index
from app.gaps.kinds.ended import ended_since
from app.gaps.kinds.values import value_mismatches
from app.gaps.kinship import content, shared_words, tells
from app.gaps.pairs import Corpus
from app.gaps.plausible import harm
from app.gaps.subjects import roots
from app.language import cues, reasons
from app.language.stances import attributes

_SHARED = 2
"""Things a denial and the official sentence must share."""
_NEARLY_WORDS, _NEARLY_ALL = 3, 0.5
NEIGHBOURS = 12
"""Official claims looked at per field claim besides those on the same attribute."""


def contradictions(corpus: Corpus) -> Iterator[Finding]:
    """Yield each field fact that cannot be true together with a current official claim.

    What has come to an end is a `stale_claim`, another figure a `value_mismatch`, and neither is told twice.
    """
    yield from contradictions_among(corpus, _candidates)


def contradictions_among(corpus: Corpus, candidates: Callable[[Corpus, Claim], Iterable[Claim]]) -> Iterator[Finding]:
    """Yield the contradictions with those official claims that are `candidates` for a field claim."""
    told = {c.id for kind in (ended_since, value_mismatches) for found in corpus.found(kind) for c in found.field}
    held = [
        (claim, [official for official in candidates(corpus, claim) if _comparable(corpus, claim, official)])
        for claim in corpus.statements()
        if claim.mood is Mood.FACT and not claim.exempt and claim.id not in told
    ]
    corpus.judges.prepare((official, claim) for claim, against in held for official in against)
    for claim, against in held:
        judged = [(official, corpus.judges.verdict(official, claim)) for official in against]
        contradicted = [(o, v) for o, v in judged if v.relation is Relation.CONTRADICTS]
        contradicted = contradicted or [(o, _denied(o, claim)) for o in against if _refutes(corpus, claim, o)][:1]
        for attribute in sorted({verdict.attribute for _, verdict in contradicted}):
            mine = [(o, v) for o, v in contradicted if v.attribute == attribute]
            yield _finding(claim, attribute, mine)


def _comparable(corpus: Corpus, claim: Claim, official: Claim) -> bool:
    return (
        corpus.about_same_thing(claim, official)
        and asserts(official)
        and not (claim.speaker is not Speaker.COMPANY and cues.has("theirs", claim.quote))
        and (_a_colleague_wrote(claim) or _denies_nearly_all(corpus, claim, official))
    )


def _a_colleague_wrote(claim: Claim) -> bool:
    """Whether a seller or an account is named; else the text is a customer's own, a review or a support question."""
    return bool(claim.rep or claim.account)


def _denies_nearly_all(corpus: Corpus, claim: Claim, official: Claim) -> bool:
    """Whether a customer's own text speaks of just what the official sentence says: trouble in use is no denial."""
    stated = roots(corpus.weights.telling(official.terms))
    common = stated & roots(claim.terms)
    return (
        len(common) >= _NEARLY_WORDS
        and len(common) >= _NEARLY_ALL * len(stated)
        and not cues.has("trouble", claim.quote)
    )


def _refutes(corpus: Corpus, claim: Claim, official: Claim) -> bool:
    """Whether one of ours, or somebody who saw it, denies what the official sentence says of the same thing."""
    if claim.speaker is not Speaker.COMPANY and not cues.has("witnessed", claim.quote):
        return False
    if len(shared_words(content(official.quote), content(claim.quote))) < _SHARED:
        return False

    def telling(word: str) -> bool:
        return tells(word, corpus.weights)

    return (
        needless(official.quote, claim.quote, telling, among=_SHARED)
        or refutes(claim.quote, official.quote, telling, whole=True)
        or opposites_of(official.quote, claim.quote, telling)
    )


def _denied(official: Claim, claim: Claim) -> Verdict:
    return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.7, reasons.refuted(official.quote, claim.quote), "denial")


def _candidates(corpus: Corpus, claim: Claim) -> list[Claim]:
    found = {c.id: c for _, c in corpus.neighbours(claim, NEIGHBOURS)}
    found |= {c.id: c for c in corpus.kept(binding_index).near(claim, NEIGHBOURS)}
    for stance in claim.stances:
        found |= {c.id: c for c in corpus.by_attribute.get(stance.split(":")[0], ())}
    return [found[i] for i in sorted(found)]


def _finding(claim: Claim, attribute: str, pairs: list[tuple[Claim, Verdict]]) -> Finding:
    known = attributes().get(attribute)
    subject = _subject([official for official, _ in pairs])
    surest = max((verdict for _, verdict in pairs), key=lambda v: v.confidence)
    common = frozenset.intersection(claim.concepts, *(official.concepts for official, _ in pairs))
    return Finding(
        kind=Kind.CONTRADICTION,
        key=f"{attribute}|{subject}" if known else f"{attribute}|{pairs[0][0].id}",
        official=tuple(official for official, _ in pairs),
        field=(claim,),
        severity=known.severity if known else max(harm(official, claim) for official, _ in pairs),
        confidence=surest.confidence,
        subject=attribute or min(common, default=""),
        decided_by=surest.rung,
        reason=surest.reason,
    )


def _subject(official: list[Claim]) -> str:
    """What the attribute is an attribute of: the concepts all the official claims share, else the first claim."""
    common = frozenset.intersection(*(c.concepts for c in official))
    return ",".join(sorted(common)) or min(c.id for c in official)
