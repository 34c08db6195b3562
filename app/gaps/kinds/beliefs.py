"""What a customer believes although the official material says otherwise: `misperception`."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind, Relation
from app.gaps.binding import asserts
from app.gaps.denials import needless, opposed_words, possible_and_not
from app.gaps.findings import Finding
from app.gaps.kinds.values import disputed
from app.gaps.kinship import Index, content, shared_words, tells
from app.gaps.pairs import Corpus
from app.language import cues
from app.language.beliefs import Belief, belief_in
from app.language.glossary import concepts_of
from app.language.stances import stances
from app.language.stems import terms

_NEIGHBOURS = 16
_ALIKE = 2
_SETTLED = frozenset({Mood.QUESTION, Mood.PROMISE})


def misperceptions(corpus: Corpus) -> Iterator[Finding]:
    """Yield each belief of a customer that a current official sentence contradicts, in figures or in words."""
    beliefs = [(claim, held) for claim in corpus.field if (held := _believed(corpus, claim))]
    index = (
        Index.over({c.id: c for claims in corpus.by_token.values() for c in claims}.values()) if beliefs else Index({})
    )
    held_against = [
        [o for o in _candidates(corpus, index, held) if corpus.about_same_thing(held, o) and asserts(o)]
        for _, held in beliefs
    ]
    corpus.judges.prepare(
        (o, held) for (_, held), officials in zip(beliefs, held_against, strict=True) for o in officials
    )
    for (claim, held), officials in zip(beliefs, held_against, strict=True):
        figures = list(disputed(corpus, held))
        for finding in figures:
            yield replace(finding, kind=Kind.MISPERCEPTION, key=f"figure|{finding.key}", field=(claim,), severity=3)
        if not figures:
            yield from _in_words(corpus, claim, held, officials)


def _in_words(corpus: Corpus, claim: Claim, held: Claim, officials: list[Claim]) -> Iterator[Finding]:
    against = [o for o in officials if _says_otherwise(corpus, o, held)]
    if against:
        best = min(against, key=lambda o: (o.language != claim.language, -len(o.terms & held.terms), o.id))
        subject = next(
            (
                s.split(":")[0]
                for s in sorted(held.stances)
                if any(s.split(":")[0] in "".join(o.stances) for o in against)
            ),
            "",
        )
        yield Finding(
            Kind.MISPERCEPTION,
            f"{subject}|{min(o.id for o in against)}",
            (best, *(o for o in against if o is not best)),
            (claim,),
            3,
            0.7,
            subject,
        )


def _believed(corpus: Corpus, claim: Claim) -> Claim | None:
    """The claim as if what is believed in it were said plainly; None where no customer believes anything about us."""
    if claim.mood in _SETTLED or claim.speaker in {Speaker.COMPETITOR, Speaker.COMPANY, Speaker.PARTNER}:
        return None
    if claim.exempt == "exception" or (claim.exempt == "irony" and not cues.has("laughter", claim.quote)):
        return None
    if corpus.names_competitor(claim) or corpus.quotes_a_stranger(claim):
        return None
    own_words = claim.speaker is Speaker.CUSTOMER and claim.rep is None and claim.account is None
    belief = belief_in(claim.quote, own_words=own_words)
    return _plain(claim, belief) if belief else None


def _plain(claim: Claim, belief: Belief) -> Claim:
    text = f"{'inte' if claim.language == 'sv' else 'not'} {belief.text}" if belief.denied else belief.text
    return replace(
        claim,
        quote=text,
        mood=Mood.FACT,
        exempt="",
        negated=cues.negated(text),
        terms=terms(text, claim.language),
        concepts=concepts_of(text),
        stances=stances(text),
        quantities=() if belief.denied else tuple(q for q in claim.quantities if q.start >= belief.start),
    )


def _candidates(corpus: Corpus, index: Index, held: Claim) -> list[Claim]:
    found = {c.id: c for _, c in corpus.neighbours(held, _NEIGHBOURS)}
    for stance in held.stances:
        found |= {c.id: c for c in corpus.by_attribute.get(stance.split(":")[0], ())}
    found |= {c.id: c for c in index.near(held, _NEIGHBOURS)}
    return [found[i] for i in sorted(found)]


def _says_otherwise(corpus: Corpus, official: Claim, held: Claim) -> bool:
    if corpus.judges.verdict(official, held).relation is Relation.CONTRADICTS:
        return True

    def telling(word: str) -> bool:
        return tells(word, corpus.weights)

    if needless(official.quote, held.quote, telling) or needless(held.quote, official.quote, telling):
        return True
    if opposed_words(official.quote, held.quote, telling):
        return True
    shared = shared_words(content(official.quote), content(held.quote))
    return len(shared) >= _ALIKE and possible_and_not(official.quote, held.quote, telling)
