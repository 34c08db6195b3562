"""How each kind of gap is recognised: what each note shows, what the official side shows, what they show together."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import attrgetter

from app.domain.gap import Kind
from app.domain.sign import FIRST_FEW, Sign, members_of, told_by_few
from app.gaps.around import Around, Join
from app.gaps.findings import sign_of
from app.gaps.gathering import each_once
from app.gaps.kinds.audiences import audience_gaps, named_alike
from app.gaps.kinds.beliefs import misperceptions
from app.gaps.kinds.competitors import competitor_claims
from app.gaps.kinds.coverage import unanswered_objections
from app.gaps.kinds.field import field_inconsistencies, joined
from app.gaps.kinds.messages import off_messages
from app.gaps.kinds.officials import official_inconsistencies
from app.gaps.kinds.promises import unsupported_promises
from app.gaps.kinds.proof import demanded_alike, proof_gaps
from app.gaps.kinds.resonance import met_in_several, resonance_gaps
from app.gaps.kinds.silence import Counted, silent_messages
from app.gaps.kinds.staleness import stale_claims, stale_material, used_or_not
from app.gaps.kinds.topics import missing_topics, shared_topics
from app.gaps.kinds.values import value_mismatches
from app.gaps.kinds.vocabulary import kept_using, vocabulary_gaps
from app.gaps.kinds.words import contradictions
from app.gaps.pairs import Corpus, Recogniser

_IN_NOTES: Mapping[Kind, Recogniser] = {
    Kind.VALUE_MISMATCH: value_mismatches,
    Kind.CONTRADICTION: contradictions,
    Kind.UNANSWERED_OBJECTION: unanswered_objections,
    Kind.UNSUPPORTED_PROMISE: unsupported_promises,
    Kind.MISSING_TOPIC: missing_topics,
    Kind.AUDIENCE_GAP: audience_gaps,
    Kind.PROOF_GAP: proof_gaps,
    Kind.OFF_MESSAGE: off_messages,
    Kind.RESONANCE_GAP: resonance_gaps,
    Kind.VOCABULARY_GAP: vocabulary_gaps,
    Kind.STALE_CLAIM: stale_claims,
    Kind.COMPETITOR_CLAIM: competitor_claims,
    Kind.MISPERCEPTION: misperceptions,
}
"""What each note shows by itself, held against the official side."""

_ALONE: Mapping[Kind, Recogniser] = {
    Kind.OFFICIAL_INCONSISTENCY: official_inconsistencies,
    Kind.STALE_CLAIM: stale_material,
    Kind.MISSING_TOPIC: missing_topics,
    Kind.AUDIENCE_GAP: audience_gaps,
}
"""What the official side shows by itself, and what those who ask Samsyn show."""

_JOINS: Mapping[Kind, Join] = {
    Kind.MISSING_TOPIC: shared_topics,
    Kind.AUDIENCE_GAP: named_alike,
    Kind.PROOF_GAP: demanded_alike,
    Kind.RESONANCE_GAP: met_in_several,
    Kind.VOCABULARY_GAP: kept_using,
    Kind.STALE_CLAIM: used_or_not,
    Kind.FIELD_INCONSISTENCY: joined,
}
"""The kinds for which it takes several notes; a sign of any other kind is part of the gap it names."""

KINDS = frozenset({*_IN_NOTES, Kind.OFFICIAL_INCONSISTENCY, Kind.SILENT_MESSAGE, Kind.FIELD_INCONSISTENCY})
"""The kinds that are looked for."""


def signs_in(notes: Corpus) -> Iterator[Sign]:
    """Yield what each of the notes shows by itself; which others there are changes nothing in it."""
    for recognise in _IN_NOTES.values():
        yield from _signs(notes, recognise)


def signs_between(notes: Corpus) -> Iterator[Sign]:
    """Yield what shows between any two of the notes."""
    yield from _signs(notes, field_inconsistencies)


def signs_alone(side: Corpus, counted: Counted, kinds: Collection[Kind] = KINDS) -> Iterator[Sign]:
    """Yield what shows without any single note: official material, questions put to Samsyn, and silence."""
    for kind, recognise in _ALONE.items():
        if kind in kinds:
            yield from _signs(side, recognise)
    if Kind.SILENT_MESSAGE in kinds:
        yield from (sign_of(finding, side.documents) for finding in silent_messages(side, counted))


def joined_up(signs: Iterable[Sign], around: Around) -> Iterator[Sign]:
    """Yield what signs show together: of each kind those that count, under the keys of their gaps.

    Give all that have a member in common at once.
    """
    by_kind: dict[Kind, list[Sign]] = defaultdict(list)
    for sign in _first_few(signs):
        by_kind[sign.kind].append(sign)
    for kind, found in sorted(by_kind.items()):
        join = _JOINS.get(kind)
        once = list(each_once(found))
        yield from join(once, around) if join else once


def _first_few(signs: Iterable[Sign]) -> Iterator[Sign]:
    """Yield the signs in the order of their owners, and no more than count of a member that is everywhere."""
    seen: Counter[str] = Counter()
    for sign in sorted(signs, key=attrgetter("owner")):
        everywhere = [member for member in members_of(sign) if told_by_few(member)]
        seen.update(everywhere)
        if all(seen[member] <= FIRST_FEW for member in everywhere):
            yield sign


def _signs(corpus: Corpus, recognise: Recogniser) -> Iterator[Sign]:
    return (sign_of(finding, corpus.documents) for finding in corpus.found(recognise))
