"""A claim that a customer finds relevant and wants proved where they are: `proof_gap`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.claim import Claim
from app.domain.gap import Kind
from app.domain.sign import Sign
from app.gaps.around import Around, most_shared
from app.gaps.binding import asserts
from app.gaps.findings import Finding
from app.gaps.outsiders import outsiders
from app.gaps.pairs import Corpus
from app.gaps.subjects import roots
from app.language import cues
from app.language.circles import circles_of, narrow, workplaces
from app.language.glossary import concepts_of
from app.language.proofs import names_evidence, proof_asked_from
from app.language.requests import material_asked_for
from app.language.senses import senses_of
from app.language.stems import terms

_SHORTEST = 4
_FIGURE = 2
"""How much a figure that both state tells, against a word."""
_NO_CLAIM = frozenset({"price", "setup_fee", "payment_terms", "notice", "contract", "warranty", "delivery"})
"""What a figure measures that nobody asks proof of."""
_CASES = re.compile(
    r"\bcase|kundcase|kundberättels|referens|reference|stor(?:y|ies)\b|stud(?:y|ies)|studie", re.IGNORECASE
)
_SHOWS = re.compile(
    r"\b(?:proof|evidence|source|results?|bakom siffran|så gick det|så blev det|så var det|resultat|uppmätt"
    r"|measured|mätt"
    r"|became|blev|sank|sjönk|fell|steg|rose|from \d|från \d|patients|patienter|incidents|stud(?:y|ie))",
    re.IGNORECASE,
)
_PROOF_ITSELF = re.compile(
    r"\W*(?:proof|evidence|source|results?|bevis|källa|bakom siffran|resultat|så (?:gick|blev|var) det)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\d+[.,]\d+|\d{2,}|\d+(?=\s?(?:%|procent|per cent|percent))")
_MATTERS = 1
"""Things a note and an official claim must share for the note to speak of it."""
_PLAIN = frozenset({"customer", "staff_", "company_", "see", "show", "receive", "start", "send", "tell", "manager"})


@dataclass(frozen=True, slots=True)
class _Proof:
    """One stretch of official material that may prove something: from whom it is."""

    circles: frozenset[str]
    roots: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Demand:
    """Evidence asked for in one statement, and the official claim it is asked for."""

    said: Claim
    circles: frozenset[str]
    named: frozenset[str]
    official: Claim

    @property
    def subjects(self) -> frozenset[str]:
        return self.circles or frozenset({",".join(sorted(self.named))})


def proof_gaps(corpus: Corpus) -> Iterator[Finding]:
    """Yield each demand for evidence from a trade or workplace of which official material has none."""
    for demand in _demands(corpus, corpus.kept(_proofs)):
        yield Finding(
            kind=Kind.PROOF_GAP,
            key="",
            official=(demand.official,),
            field=(demand.said,),
            severity=3,
            confidence=0.7,
            subject=next(iter(sorted(demand.official.concepts)), ""),
            members=tuple(sorted(demand.subjects)),
        )


def demanded_alike(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield the demands under the trade or workplace that most of them are from."""
    del around
    for key, sign in most_shared(signs):
        yield replace(sign, key=key)


def _demands(corpus: Corpus, proofs: list[_Proof]) -> Iterator[_Demand]:
    notes: dict[str, list[Claim]] = defaultdict(list)
    for claim in corpus.field:
        notes[claim.document_id].append(claim)
    for claim, near in outsiders(corpus):
        who = proof_asked_from(claim.quote)
        if not who or material_asked_for(claim.quote) is not None:
            continue
        circles = _asked_about(claim, who, near, proofs)
        named = roots(frozenset(t for t in terms(who, claim.language) if len(t) >= _SHORTEST))
        known = bool(circles) or (bool(named) and cues.has("for_others", near) and names_evidence(claim.quote))
        if not known or any(_proves(proof, circles, named) for proof in proofs):
            continue
        official = _asked_to_prove(corpus, notes[claim.document_id])
        if official is not None:
            yield _Demand(claim, circles, named, official)


def _asked_about(claim: Claim, who: str, near: str, proofs: list[_Proof]) -> frozenset[str]:
    """Where the proof is to be from. Of those that one sentence sets against each other, the one nothing is from."""
    circles = narrow(workplaces(circles_of(who)))
    unproved = circles.difference(*(proof.circles for proof in proofs))
    against = who == claim.quote and (cues.has("for_others", near) or cues.has("negation", claim.quote))
    return unproved if unproved and against else circles


def _proves(proof: _Proof, circles: frozenset[str], named: frozenset[str]) -> bool:
    return bool(circles & proof.circles) or (bool(named) and 2 * len(named & proof.roots) >= len(named))


def _proofs(corpus: Corpus) -> list[_Proof]:
    """What official material shows of others: a case, or a passage with a figure and where it comes from."""
    grouped: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in corpus.official:
        grouped[claim.document_id, claim.passage_id].append(claim)
    found = []
    for (document_id, _), claims in grouped.items():
        about = corpus.documents[document_id].document.about
        title = f"{about.title}\n{about.segment or ''}\n{claims[0].heading}"
        text = "\n".join(claim.quote for claim in claims)
        case = _CASES.search(f"{title} {about.kind or ''} {corpus.documents[document_id].document.path}")
        figures = any(claim.quantities for claim in claims) or re.search(r"\d", text)
        said = f"{title}\n{text}"
        circles = workplaces(circles_of(said))
        if case or (figures and (circles or _SHOWS.search(said))) or "reference" in concepts_of(text):
            stems = frozenset().union(*(terms(said, language) for language in ("sv", "en")))
            found.append(_Proof(circles, roots(stems)))
    return found


def _provable(corpus: Corpus) -> list[Claim]:
    return [claim for claim in corpus.official if _promises_something(claim)]


def _promises_something(official: Claim) -> bool:
    """Whether it says what the product brings about, which alone can be proved; a case is proof itself."""
    said = cues.has("effect", official.quote)
    terms_of_sale = any(q.metric in _NO_CLAIM or (q.unit == "date" and not said) for q in official.quantities)
    return (
        (said or _NUMBER.search(official.quote) is not None)
        and not terms_of_sale
        and asserts(official)
        and not _PROOF_ITSELF.match(official.quote)
    )


def _numbers(texts: Iterable[str]) -> frozenset[str]:
    """The figures as written, small whole numbers left out: they stand everywhere."""
    return frozenset(m[0].replace(",", ".") for text in texts for m in _NUMBER.finditer(text))


def _asked_to_prove(corpus: Corpus, note: list[Claim]) -> Claim | None:
    """The official claim the note speaks of: the one that shares most with it, None where none does."""
    said = roots(corpus.weights.telling(frozenset().union(*(claim.terms for claim in note))))
    meant = frozenset().union(*(senses_of(claim.quote) for claim in note)) - _PLAIN
    stated = _numbers(claim.quote for claim in note)
    best: tuple[int, int, str, Claim] | None = None
    for official in corpus.kept(_provable):
        telling = 2 * cues.has("effect", official.quote) + bool(official.quantities)
        same = bool(_numbers([official.quote]) & stated)
        tied = max(len(roots(official.terms) & said), len(senses_of(official.quote) & meant)) + _FIGURE * same
        if tied >= _MATTERS and (best is None or (tied, telling, official.id) > best[:3]):
            best = (tied, telling, official.id, official)
    return best[3] if best else _the_only_one(corpus)


def _the_only_one(corpus: Corpus) -> Claim | None:
    """What there is to prove where one document alone says that something is brought about."""
    stated = [claim for claim in corpus.kept(_provable) if cues.has("effect", claim.quote)]
    return stated[0] if len({claim.document_id for claim in stated}) == 1 else None
