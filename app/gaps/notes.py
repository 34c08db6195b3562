"""Notes held against the official side, some at a time: what each of them shows."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.claim import Claim
from app.domain.doubt import Doubt
from app.domain.sign import Sign
from app.gaps.comparing import heard
from app.gaps.findings import sign_of
from app.gaps.kinds.field import differing, stating
from app.gaps.kinds.silence import heard_in, met_on
from app.gaps.pairs import Corpus
from app.gaps.recognising import signs_in
from app.store.library import Library
from app.store.signs import Note


@dataclass(frozen=True, slots=True)
class Looked:
    """What came of holding notes against the official side.

    `later` are notes that are to be looked at again, each from a day on: some of it was said after today, or a judge
    did not get round to it. `statements` say how we do things.
    """

    notes: list[Note]
    later: dict[str, date]
    statements: dict[str, Claim]
    stems: Mapping[str, int]
    """How many of the claims use them."""
    doubts: list[Doubt]
    tried: set[str]


def look_at(library: Library, side: Corpus, ids: Sequence[str]) -> Looked:
    """Hold the notes with these ids against the official `side`; those that are gone show nothing."""
    documents = {stored.id: stored for stored in library.notes(ids)}
    claims = [claim for claim in library.said(notes=ids) if claim.document_id in documents]
    corpus = side.over(heard(side, claims), documents.values(), ())
    signs: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs_in(corpus):
        signs[sign.owner].append(sign)
    matters: dict[str, list[tuple[str, str]]] = defaultdict(list)
    statements: dict[str, Claim] = {}
    for claim, shared in stating(corpus):
        statements[claim.id] = claim
        matters[claim.document_id] += [(claim.id, matter) for matter in sorted(shared)]
    notes = []
    for one in sorted({claim.document_id for claim in corpus.field}):
        account, day = met_on(documents[one])
        notes.append(Note(one, signs[one], matters[one], account, day, heard_in(corpus, documents[one])))
    ahead = sorted((c.said, c.document_id) for c in claims if c.said is not None and c.said > side.today)
    later = {one: day for day, one in reversed(ahead)}
    later |= dict.fromkeys(corpus.judges.unasked(), side.today)
    stems = Counter(stem for claim in claims for stem in claim.terms)
    return Looked(notes, later, statements, stems, corpus.judges.doubts(), corpus.judges.tried())


def differences_between(library: Library, side: Corpus, pairs: Iterable[tuple[Claim, Claim]]) -> list[Sign]:
    """Return what shows between statements of two notes."""
    found = list(differing(side, pairs))
    documents = {stored.id: stored for stored in library.notes({c.document_id for f in found for c in f.field})}
    there = (finding for finding in found if all(c.document_id in documents for c in finding.field))
    return [sign_of(finding, documents) for finding in there]
