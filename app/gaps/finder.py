"""Claims become gaps: every kind is asked, its findings are gathered by identity, and life goes on from there."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.domain.claim import Claim
from app.domain.demand import Asked
from app.domain.doubt import Doubt
from app.domain.evidence import Evidence, Origin, StoredDocument, stable_id
from app.domain.gap import Gap, Kind
from app.domain.message_edits import KeptMessage, laid_over
from app.gaps.binding import binds, sets_terms
from app.gaps.competitors import competitor_terms
from app.gaps.findings import Finding
from app.gaps.joining import MANY_ACCOUNTS, MOST_SEVERE
from app.gaps.judges import Judges
from app.gaps.kinds.audiences import audience_gaps
from app.gaps.kinds.beliefs import misperceptions
from app.gaps.kinds.competitors import competitor_claims
from app.gaps.kinds.coverage import unanswered_objections
from app.gaps.kinds.field import field_inconsistencies
from app.gaps.kinds.messages import off_messages
from app.gaps.kinds.officials import official_inconsistencies
from app.gaps.kinds.promises import unsupported_promises
from app.gaps.kinds.proof import proof_gaps
from app.gaps.kinds.resonance import resonance_gaps
from app.gaps.kinds.silence import silent_messages
from app.gaps.kinds.staleness import stale_claims
from app.gaps.kinds.topics import missing_topics
from app.gaps.kinds.values import value_mismatches
from app.gaps.kinds.vocabulary import vocabulary_gaps
from app.gaps.kinds.words import contradictions
from app.gaps.life import reconcile
from app.gaps.pairs import Corpus
from app.gaps.panel import RULES_ALONE, Panel
from app.gaps.plans import of_known_products, plan_names, scoped
from app.language.statements import statement
from app.store.ledger import Ledger, Stamp
from app.store.library import Library

KINDS: Mapping[Kind, Callable[[Corpus], Iterable[Finding]]] = {
    Kind.VALUE_MISMATCH: value_mismatches,
    Kind.CONTRADICTION: contradictions,
    Kind.OFFICIAL_INCONSISTENCY: official_inconsistencies,
    Kind.UNANSWERED_OBJECTION: unanswered_objections,
    Kind.UNSUPPORTED_PROMISE: unsupported_promises,
    Kind.MISSING_TOPIC: missing_topics,
    Kind.AUDIENCE_GAP: audience_gaps,
    Kind.PROOF_GAP: proof_gaps,
    Kind.OFF_MESSAGE: off_messages,
    Kind.SILENT_MESSAGE: silent_messages,
    Kind.RESONANCE_GAP: resonance_gaps,
    Kind.VOCABULARY_GAP: vocabulary_gaps,
    Kind.STALE_CLAIM: stale_claims,
    Kind.COMPETITOR_CLAIM: competitor_claims,
    Kind.MISPERCEPTION: misperceptions,
    Kind.FIELD_INCONSISTENCY: field_inconsistencies,
}
"""How each kind that is looked for is recognised."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Holds field against official. The ledger's memory moves forward only; a look back is computed, not kept."""

    library: Library
    ledger: Ledger
    panel: Panel = RULES_ALONE

    def refresh(self, today: date, *, again: bool = False) -> int:
        """Bring the ledger up to `today`, to the library's present state and to what was asked of Samsyn.

        Returns how many gaps are not closed. A question asked before, answered as then, changes nothing. A day before
        the ledger's own counts as that one: what is known by now is not forgotten. With `again` it is done although
        nothing has changed: a person has taken apart what was merged.
        """
        stamp = self.ledger.stamp()
        day = max(today, stamp.day) if stamp else today
        now = Stamp(day, self.library.revision(), self.ledger.last_asked())
        if again or self._moved_on(stamp, now):
            found = self._found(day, self.panel)
            self.ledger.settle(lambda known: reconcile(known, found.gaps, day), now)
            if self.panel.tray:
                self.panel.tray.lay(found.doubts)
        elif stamp != now:
            self.ledger.restamp(now)
        return sum(not gap.status.closed for gap in self.ledger.gaps())

    def _moved_on(self, stamp: Stamp | None, now: Stamp) -> bool:
        """Whether something may have changed the gaps since `stamp`."""
        if stamp is None or (stamp.day, stamp.revision) != (now.day, now.revision):
            return True
        return self.ledger.asked_anew(stamp.asked)

    def view(self, today: date) -> list[Gap]:
        """Return the gaps as they stood on `today`, without writing anything when that day lies behind."""
        stamp = self.ledger.stamp()
        if stamp is None or today >= stamp.day:
            self.refresh(today)
            return self.ledger.gaps()
        known = [then for gap in self.ledger.gaps() if (then := gap.as_on(today))]
        return reconcile(known, self._found(today, self.panel.recalling()).gaps, today)

    def corpus(self, today: date, panel: Panel = RULES_ALONE) -> Corpus:
        """Return what can be held against each other on `today`, judged by rules and the `panel`."""
        library = self.library
        material = Material(library.documents(), library.claims(), self.ledger.asked(today), library.messages())
        return corpus_of(material, today, panel)

    def _found(self, today: date, panel: Panel) -> "Compared":
        return _compared(self.corpus(today, panel))


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
    return _compared(corpus_of(material, today, panel))


def corpus_of(material: Material, today: date, panel: Panel) -> Corpus:
    """Return the claims that can be held against each other on `today`, with those who judge.

    Official claims count while their document is valid, field claims from the day they were said.
    """
    documents = {document.id: document for document in material.documents}
    # A document may come or go between the two reads: claims without one wait for the next run.
    told = [claim for claim in material.claims if claim.document_id in documents]
    present = [claim for claim in told if claim.in_force(today)]
    everything = of_known_products(scoped(present, plan_names(documents.values())))
    official = [c for c in everything if c.origin is Origin.OFFICIAL and documents[c.document_id].current(today)]
    expired = [c for c in everything if c.origin is Origin.OFFICIAL and documents[c.document_id].expired(today)]
    heard = [c for c in everything if c.origin is Origin.FIELD and (c.said is None or c.said <= today)]
    rivals = competitor_terms(documents.values())
    terms_setting = {stored.id for stored in documents.values() if sets_terms(stored)}
    binding = [c for c in official if c.document_id in terms_setting and binds(c, rivals, today)]
    corpus = Corpus.of(
        official, binding, once(heard), documents, [a for a in material.asked if a.on <= today], rivals, today, expired
    )
    stated = [claim for claim in told if documents[claim.document_id].current(today)]
    return replace(
        corpus,
        judges=Judges.of(corpus.weights, panel, documents),
        messages=laid_over(corpus.messages, material.kept, stated, today),
    )


def _compared(corpus: Corpus) -> Compared:
    findings = (finding for kind in KINDS.values() for finding in corpus.found(kind))
    return Compared(gather(findings, corpus.documents, corpus.today), corpus.judges.doubts())


def once(claims: Sequence[Claim]) -> list[Claim]:
    """Drop a statement that stands word for word in another note of the same account: the same note twice."""
    seen: dict[tuple[str, str], Claim] = {}
    for claim in sorted(claims, key=lambda c: (c.said or date.min, c.id)):
        key = ((claim.account or "").casefold(), " ".join(claim.quote.casefold().split()))
        seen.setdefault(key, claim)
    kept = {claim.id for claim in seen.values()}
    return [claim for claim in claims if claim.id in kept]


def gather(findings: Iterable[Finding], documents: Mapping[str, StoredDocument], today: date) -> list[Gap]:
    """Findings of one key become one gap with all its witnesses, in an order that depends on nothing else."""
    grouped: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        grouped[f"{finding.kind}|{finding.key}"].append(finding)
    return [_gap(key, group, documents, today) for key, group in sorted(grouped.items())]


def _gap(key: str, group: list[Finding], documents: Mapping[str, StoredDocument], today: date) -> Gap:
    official = _evidence((c for f in group for c in f.official), documents)
    heard = (*_evidence((c for f in group for c in f.field), documents), *_demand(a for f in group for a in f.asked))
    days = [e.date for e in (heard or official) if e.date]
    accounts = len({e.account or "" for e in heard if e.document_id})
    first = min(group, key=_earliest)
    surest = min(group, key=lambda f: (-f.confidence, _earliest(f)))
    gap = Gap(
        key=key,
        kind=first.kind,
        statement="",
        severity=min(MOST_SEVERE, max(f.severity for f in group) + (accounts >= MANY_ACCOUNTS)),
        confidence=surest.confidence,
        decided_by=surest.decided_by,
        reason=surest.reason,
        official=official,
        field=heard,
        first_seen=min(days, default=today) if heard else max(days, default=today),
        last_seen=max(days, default=today),
        subject=first.subject,
    )
    return replace(gap, statement=statement(gap, (first.official or first.field or first.asked)[0].language))


def _earliest(finding: Finding) -> tuple[date, str]:
    for claim in (*finding.field, *finding.official):
        return claim.said or date.min, claim.id
    return finding.asked[0].on, finding.asked[0].question


def _evidence(claims: Iterable[Claim], documents: Mapping[str, StoredDocument]) -> tuple[Evidence, ...]:
    unique = {claim.id: claim for claim in claims}
    ordered = sorted(unique.values(), key=lambda c: (c.said or date.min, c.id))
    return tuple(claim.evidence(documents[claim.document_id]) for claim in ordered)


def _demand(asked: Iterable[Asked]) -> Iterator[Evidence]:
    """Questions put to Samsyn as evidence: they stand in no document."""
    for one in sorted(set(asked), key=lambda a: (a.on, a.question)):
        yield Evidence("", stable_id("asked", one.question), Origin.FIELD, "", "", "", one.question, date=one.on)
