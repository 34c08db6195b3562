"""What is held against each other, and all that comes of it: pure, nothing is read or written."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.claim import Claim
from app.domain.demand import Asked
from app.domain.doubt import Doubt
from app.domain.evidence import Origin, StoredDocument
from app.domain.gap import Gap
from app.domain.message_edits import KeptMessage, laid_over
from app.gaps.around import Around
from app.gaps.binding import binds, sets_terms
from app.gaps.competitors import competitor_terms
from app.gaps.gathering import gathered
from app.gaps.judges import Judges
from app.gaps.kinds.silence import Counted, heard_in, met_on
from app.gaps.pairs import Corpus
from app.gaps.panel import RULES_ALONE, Panel
from app.gaps.plans import of_known_products, plan_names, products_of, scoped
from app.gaps.recognising import joined_up, signs_alone, signs_between, signs_in


@dataclass(frozen=True, slots=True)
class Material:
    """What is held against each other."""

    documents: Iterable[StoredDocument]
    claims: Iterable[Claim]
    asked: Iterable[Asked] = ()
    """Questions put to Samsyn itself."""
    kept: Iterable[KeptMessage] = ()
    """What marketing has laid down about the message map."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What came of holding field against official: gaps, and the pairs nobody could decide that are worth a look."""

    gaps: list[Gap]
    doubts: list[Doubt]


def differences(
    stored: Iterable[StoredDocument],
    claims: Iterable[Claim],
    today: date,
    asked: Iterable[Asked] = (),
    kept: Iterable[KeptMessage] = (),
) -> list[Gap]:
    """Return the gaps that rules alone find; nothing is read or written."""
    return compared(Material(stored, claims, asked, kept), today, RULES_ALONE).gaps


def compared(material: Material, today: date, panel: Panel) -> Compared:
    """Return what the `material` disagrees on, as on `today`, judged by rules and the `panel`."""
    corpus = corpus_of(material, today, panel)
    notes = corpus.over(corpus.field, _notes(corpus), ())
    side = corpus.over((), (), corpus.asked)
    signs = [*signs_in(notes), *signs_between(notes), *signs_alone(side, _counted(notes))]
    around = Around(side, len(notes.field), _times(notes.field))
    return Compared(gathered(joined_up(signs, around), today), notes.judges.doubts())


def corpus_of(material: Material, today: date, panel: Panel) -> Corpus:
    """Return the claims that can be held against each other on `today`, with those who judge.

    Official claims count while their document is valid, field claims from the day they were said.
    """
    documents = {document.id: document for document in material.documents}
    # A document may come or go between the two reads: claims without one wait for the next run.
    told = [claim for claim in material.claims if claim.document_id in documents]
    plans = plan_names(documents.values())
    stated = scoped([c for c in told if c.origin is Origin.OFFICIAL and c.in_force(today)], plans)
    official = [c for c in stated if documents[c.document_id].current(today)]
    expired = [c for c in stated if documents[c.document_id].expired(today)]
    rivals = competitor_terms(documents.values())
    terms_setting = {stored.id for stored in documents.values() if sets_terms(stored)}
    binding = [c for c in official if c.document_id in terms_setting and binds(c, rivals, today)]
    asked = [a for a in material.asked if a.on <= today]
    corpus = Corpus.of(official, binding, (), documents, asked, rivals, today, expired)
    current = [claim for claim in told if documents[claim.document_id].current(today)]
    corpus = replace(
        corpus,
        judges=Judges.of(corpus.weights, panel, documents),
        messages=laid_over(corpus.messages, material.kept, current, today),
        plans=plans,
        products=products_of(stated),
    )
    return replace(corpus, field=tuple(heard(corpus, (c for c in told if c.origin is Origin.FIELD))))


def heard(side: Corpus, claims: Iterable[Claim]) -> list[Claim]:
    """Return the field claims that were made by then, with the plans and products they are about."""
    said = [claim for claim in claims if claim.said is None or claim.said <= side.today]
    return of_known_products(scoped(said, side.plans), side.products)


def once(claims: Sequence[Claim]) -> list[Claim]:
    """Drop a statement that stands word for word in another note of the same account: the same note twice."""
    seen: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.said or date.min, c.id)):
        key = ((claim.account or "").casefold(), " ".join(claim.quote.casefold().split()))
        seen.setdefault(key, claim)
    kept = {claim.id for claim in seen.values()}
    return [claim for claim in claims if claim.id in kept]


def _notes(corpus: Corpus) -> list[StoredDocument]:
    return [stored for stored in corpus.documents.values() if stored.document.origin is Origin.FIELD]


def _counted(notes: Corpus) -> Counted:
    """What is heard in the meetings, counted on the spot."""
    met: dict[tuple[str, date], StoredDocument] = {}
    for one in sorted({claim.document_id for claim in notes.field}):
        account, day = met_on(notes.documents[one])
        if day is not None:
            met.setdefault((account, day), notes.documents[one])

    def counted(first: date, last: date) -> list[tuple[str, int]]:
        heard = Counter(heard_in(notes, note) for (_, day), note in met.items() if first <= day <= last)
        return list(heard.items())

    return counted


def _times(claims: Sequence[Claim]) -> Callable[[Collection[str]], Mapping[str, int]]:
    def times(stems: Collection[str]) -> Mapping[str, int]:
        return Counter(term for claim in claims for term in claim.terms.intersection(stems))

    return times
