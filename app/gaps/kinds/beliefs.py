"""What a customer believes although the official material says otherwise: `misperception`."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind, Relation, Rung, Verdict
from app.gaps.binding import asserts
from app.gaps.denials import needless, opposed_words, opposites_of, possible_and_not, refutes
from app.gaps.findings import Finding
from app.gaps.kinds.values import disputed
from app.gaps.kinship import Index, content, shared_words, tells
from app.gaps.pairs import Corpus
from app.language import cues, reasons
from app.language.beliefs import Belief, belief_in
from app.language.glossary import concepts_of
from app.language.stances import attributes, stances
from app.language.stems import terms

_NEIGHBOURS = 16
_ALIKE, _ALIKE_FEARED = 2, 3
"""Things a belief and an official sentence must share where words decide; a worry may be about anything at all."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a customer holds to be true: the note's claim, and the claim it would be if it were said plainly."""

    claim: Claim
    plain: Claim
    feared: bool


def misperceptions(corpus: Corpus) -> Iterator[Finding]:
    """Yield each belief of a customer that a current official sentence contradicts, in figures or in words."""
    beliefs = [held for claim in corpus.field if (held := _held(corpus, claim))]
    if not beliefs:
        return
    index = corpus.kept(binding_index)
    against = [_candidates(corpus, index, held.plain) for held in beliefs]
    corpus.judges.prepare((o, held.plain) for held, found in zip(beliefs, against, strict=True) for o in found)
    for held, officials in zip(beliefs, against, strict=True):
        figures = list(disputed(corpus, held.plain))
        for finding in figures:
            yield replace(
                finding, kind=Kind.MISPERCEPTION, key=f"figure|{finding.key}", field=(held.claim,), severity=3
            )
        if not figures:
            yield from _in_words(corpus, held, officials)


def binding_index(corpus: Corpus) -> Index:
    """Return the binding official claims by their words."""
    return Index.over({c.id: c for claims in corpus.by_token.values() for c in claims}.values())


def _in_words(corpus: Corpus, held: Held, officials: list[Claim]) -> Iterator[Finding]:
    found = [(o, verdict) for o in officials if (verdict := _otherwise(corpus, o, held))]
    if not found:
        return
    claim, plain = held.claim, held.plain
    found.sort(
        key=lambda f: (-f[1].confidence, f[0].language != claim.language, -len(f[0].terms & plain.terms), f[0].id)
    )
    verdict = found[0][1]
    yield Finding(
        kind=Kind.MISPERCEPTION,
        key=f"{verdict.attribute}|{min(o.id for o, _ in found)}",
        official=tuple(o for o, _ in found),
        field=(claim,),
        severity=3,
        confidence=verdict.confidence,
        subject=verdict.attribute,
        decided_by=verdict.rung,
        reason=verdict.reason,
    )


def _held(corpus: Corpus, claim: Claim) -> Held | None:
    """What a customer believes about us in `claim`; None where nobody does."""
    if claim.mood in {Mood.QUESTION, Mood.PROMISE} or claim.speaker not in {Speaker.REP, Speaker.CUSTOMER}:
        return None
    if claim.exempt == "exception" or (claim.exempt == "irony" and not cues.has("laughter", claim.quote)):
        return None
    if corpus.names_competitor(claim) or corpus.quotes_a_stranger(claim):
        return None
    # A review, a support question or a customer's turn in a call is in their own words: "I thought" is theirs.
    unsigned = claim.rep is None and claim.account is None
    recorded = bool(corpus.documents[claim.document_id].document.turns)
    belief = belief_in(claim.quote, own_words=claim.speaker is Speaker.CUSTOMER and (unsigned or recorded))
    return Held(claim, _plain(claim, belief), belief.feared) if belief else None


def _plain(claim: Claim, belief: Belief) -> Claim:
    text = f"{'inte' if claim.language == 'sv' else 'not'} {belief.text}" if belief.denied else belief.text
    end = belief.start + len(belief.text) + 2
    figures = (q for q in claim.quantities if belief.start <= q.start < end)
    return replace(
        claim,
        quote=text,
        mood=Mood.FACT,
        exempt="",
        negated=cues.negated(text),
        terms=terms(text, claim.language),
        concepts=concepts_of(text),
        stances=stances(text),
        quantities=() if belief.denied else tuple(figures),
    )


def _candidates(corpus: Corpus, index: Index, plain: Claim) -> list[Claim]:
    """The binding official sentences that speak of most of the same, and those with a position on the same matter."""
    found = {c.id: c for _, c in corpus.neighbours(plain, _NEIGHBOURS)} | {
        c.id: c for c in index.near(plain, _NEIGHBOURS)
    }
    for stance in plain.stances:
        found |= {c.id: c for c in corpus.by_attribute.get(stance.split(":")[0], ())}
    return [found[i] for i in sorted(found) if corpus.about_same_thing(plain, found[i]) and asserts(found[i])]


def _otherwise(corpus: Corpus, official: Claim, held: Held) -> Verdict | None:
    """The verdict by which an official sentence says otherwise; None where none says so."""
    plain = held.plain
    shared = shared_words(content(official.quote), content(plain.quote))
    verdict = corpus.judges.verdict(official, plain)
    if verdict.relation is Relation.CONTRADICTS and (shared or _speaks_of_it(verdict.attribute, plain)):
        return verdict

    def telling(word: str) -> bool:
        return tells(word, corpus.weights)

    reason = reasons.refuted(official.quote, held.claim.quote)
    if held.feared and len(shared) < _ALIKE_FEARED:
        named = len(shared) >= _ALIKE and refutes(official.quote, plain.quote, telling, whole=True)
        return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.7, reason) if named else None
    denied = (
        needless(official.quote, plain.quote, telling, among=len(shared))
        or needless(plain.quote, official.quote, telling, among=len(shared))
        or opposed_words(official.quote, plain.quote, telling)
        or opposites_of(official.quote, plain.quote, telling)
        or (len(shared) >= _ALIKE and possible_and_not(official.quote, plain.quote, telling))
    )
    return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.7, reason) if denied else None


def _speaks_of_it(attribute: str, plain: Claim) -> bool:
    """Whether a belief that shares no word with the official sentence speaks of the attribute's own subject."""
    known = attributes().get(attribute)
    return known is not None and (not known.about or known.about in plain.concepts)
