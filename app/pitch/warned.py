"""What to know before speaking: conflicts with both quotes, and what not to say."""

import functools
from collections.abc import Iterator, Mapping
from decimal import Decimal

from app.domain.evidence import Evidence, Origin
from app.domain.gap import Gap, Kind
from app.domain.pitch import Citation, Section
from app.language.detect import language_of
from app.language.glossary import glossary, name_of
from app.language.quantities import quantities
from app.pitch.draft import Draft, accounts, cited_evidence, plain, voice
from app.pitch.fitness import fitness, leans
from app.pitch.material import Material
from app.pitch.phrases import counted, listed, say, since
from app.pitch.retrieve import Found
from app.pitch.said import without_figures

_ADVICE = {
    Kind.CONTRADICTION: "line.advice_careful",
    Kind.VALUE_MISMATCH: "line.advice_hold_official",
    Kind.COMPETITOR_CLAIM: "line.advice_hold_official",
    Kind.STALE_CLAIM: "line.advice_neither",
    Kind.OFFICIAL_INCONSISTENCY: "line.advice_neither",
    Kind.FIELD_INCONSISTENCY: "line.advice_neither",
    Kind.MISPERCEPTION: "line.advice_misperception",
}
"""The kinds that set one quote against another, with what to do until they are settled."""
_TELLING = 0.5
"""How rare a concept must be in official material for a sentence that has it to be about it."""
_CONFLICTS, _GENERAL_CONFLICTS, _DO_NOT, _WITNESSES = 3, 2, 4, 6


def conflicts(material: Material) -> Iterator[Draft]:
    """The gaps that bear on the answer, the most harmful first, with both sides quoted."""
    for gap in shown_conflicts(material):
        draft = _conflict(gap, material)
        if draft:
            yield draft


def shown_conflicts(material: Material) -> list[Gap]:
    """The gaps told as conflicts, in order: those with two quotes, of material that is not out of date itself."""
    gaps = sorted(
        (
            g
            for g in material.gaps
            if g.kind in _ADVICE
            and len(g.official) + len(g.field) > 1
            and all(material.shelf.usable(e.document_id, material.today) for e in g.official)
        ),
        key=lambda g: (g.emerging, -g.severity, -g.accounts, g.id),
    )
    return gaps[: _GENERAL_CONFLICTS if material.understood.general else _CONFLICTS]


def do_not_say(material: Material) -> Iterator[Draft]:
    """Promises without basis, figures no longer valid or in dispute, wording we have left, unsourced hearsay."""
    drafts = [
        *_promises(material),
        *_disputed(material),
        *_expired(material),
        *_quoted(Kind.OFF_MESSAGE, "line.off_message", material),
        *_quoted(Kind.COMPETITOR_CLAIM, "line.unsourced_competitor", material),
    ]
    yield from drafts[:_DO_NOT]


def sources(evidence: tuple[Evidence, ...], material: Material) -> tuple[Citation, ...]:
    """Evidence of a gap as sources: in the asker's language and most to the point first, one note an account."""
    found = {f.claim.id: f for f in material.found.official}

    def order(one: Evidence) -> tuple[bool, bool, bool, float]:
        known = found.get(one.claim_id)
        return (
            "|" in one.quote,
            language_of(one.quote) != material.language,
            *((leans(known), -known.coverage) if known else (False, 0.0)),
        )

    ordered = sorted(evidence, key=order)
    chosen: dict[tuple[str, ...], Evidence] = {}
    for e in ordered:
        chosen.setdefault((e.account or "",) if e.origin is Origin.FIELD else (e.claim_id,), e)
    return tuple(cited_evidence(e) for e in list(chosen.values())[:_WITNESSES])


def _conflict(gap: Gap, material: Material) -> Draft | None:
    official, field = sources(gap.official, material), sources(gap.field, material)
    language, advice = material.language, _advice(gap, material)
    if official and field:
        n = accounts(field)
        who = counted(n, "accounts", language)
        text = say(
            "line.conflict_sides",
            language,
            official=plain(official[0].quote),
            field=voice(field[0].quote),
            accounts=who if n > 1 else say("line.emerging", language, accounts=who),
            advice=advice,
        )
        return Draft(Section.CONFLICTS, text, (official[0], *field), own=gap.owner or "")
    if len(official) > 1:
        one, other = official[:2]
        text = say(
            "line.conflict_officials",
            language,
            official=plain(one.quote),
            title=without_figures(one.title, one.quote + other.quote),
            other=plain(other.quote),
            other_title=without_figures(other.title, one.quote + other.quote),
            advice=advice,
        )
        return Draft(Section.CONFLICTS, text, official, own=f"{gap.owner or ''} {one.title} {other.title}")
    if len(field) > 1:
        text = say(
            "line.conflict_fields", language, field=voice(field[0].quote), other=voice(field[1].quote), advice=advice
        )
        return Draft(Section.CONFLICTS, text, field, own=gap.owner or "")
    return None


def _advice(gap: Gap, material: Material) -> str:
    advice, when = say(_ADVICE[gap.kind], material.language), since(gap.first_seen, material.today, material.language)
    key = "line.advice_owner_since" if gap.owner else "line.advice_since"
    return say(key, material.language, advice=advice, owner=gap.owner or "", since=when)


def _promises(material: Material) -> Iterator[Draft]:
    """Everyone learns what not to promise; who did promise it is for marketing and admin alone."""
    told: set[str] = set()
    for gap in material.gaps:
        if gap.kind is not Kind.UNSUPPORTED_PROMISE:
            continue
        if material.role.sees_promises:
            field = sources(gap.field, material)
            text = say("line.promise_named", material.language, quote=voice(field[0].quote))
            yield Draft(Section.DO_NOT_SAY, text, field)
            continue
        basis = _basis(gap, material)
        if basis and basis[0] not in told:
            told.add(basis[0])
            text = say("line.promise_neutral", material.language, subject=basis[0], quote=plain(basis[1].claim.quote))
            yield Draft(Section.DO_NOT_SAY, text, material.cite(basis[1]), own=basis[0])


def _basis(gap: Gap, material: Material) -> tuple[str, Found] | None:
    """What the promise is about, in the asker's words, and the fittest official claim on just that."""
    promised = {f.claim.id: f.claim.concepts for f in material.found.promised}
    concepts = frozenset().union(*(promised.get(e.claim_id, frozenset()) for e in gap.field))
    if gap.subject in glossary().names:
        concepts = frozenset({gap.subject})
    if material.understood.wanted:
        concepts &= material.understood.wanted
    seen = material.shelf.vocabulary
    fits = [
        (seen.rarity([f"§{concept}"]) * fit, concept, f)
        for f in material.found.official
        if f.claim.id not in material.disputed and (fit := fitness(f, material))
        for concept in sorted(f.claim.concepts & concepts)
        if any(q.metric == concept for q in f.claim.quantities) or seen.rarity([f"§{concept}"]) >= _TELLING
    ]
    if not fits:
        return None
    _, concept, found = max(fits, key=lambda item: (item[0], item[1], item[2].claim.id))
    return name_of(concept, material.language), found


def _disputed(material: Material) -> Iterator[Draft]:
    for gap in shown_conflicts(material):
        if gap.kind is Kind.VALUE_MISMATCH:
            evidence = gap.field
        elif gap.kind is Kind.OFFICIAL_INCONSISTENCY:
            evidence = gap.official
        else:
            continue
        figures = _differing(gap.official + gap.field, evidence)
        if figures:
            text = say("line.disputed", material.language, figures=listed(figures, material.language))
            yield Draft(Section.DO_NOT_SAY, text, sources(evidence, material))


def _differing(every: tuple[Evidence, ...], evidence: tuple[Evidence, ...]) -> list[str]:
    """The figures of `evidence`, as written, that not all of `every` share."""
    values = [_figures(e.quote) for e in every]
    units = set.intersection(*({key[2] for key in v} for v in values)) if values else set()
    shared = set.intersection(*(set(v) for v in values)) if values else set()
    mine = {e.claim_id for e in evidence}
    found: list[str] = []
    for e, table in zip(every, values, strict=True):
        if e.claim_id in mine:
            found.extend(text.strip() for key, text in table.items() if key[2] in units and key not in shared)
    return list(dict.fromkeys(found))[:3]


@functools.lru_cache(maxsize=4096)  # gaps are cited again in the next answer
def _figures(quote: str) -> Mapping[tuple[Decimal, Decimal, str], str]:
    """What a quote counts or measures, with how it says so."""
    return {(q.low, q.high, q.unit): q.text for q in quantities(quote, language_of(quote))}


def _expired(material: Material) -> Iterator[Draft]:
    """One figure that was true once, where the one that took its place is known."""
    now: dict[tuple[object, ...], set[tuple[object, ...]]] = {}
    for found in material.found.official:
        for q in found.claim.quantities:
            now.setdefault((q.metric, q.unit, q.per), set()).add((q.low, q.high))
    for found in material.bearing(material.found.expired):
        for q in found.claim.quantities:
            values = now.get((q.metric, q.unit, q.per), set()) if q.metric in material.understood.wanted else set()
            if values and (q.low, q.high) not in values and "|" not in found.claim.quote:
                text = say("line.expired", material.language, quote=plain(found.claim.quote))
                yield Draft(Section.DO_NOT_SAY, text, material.cite(found))
                return


def _quoted(kind: Kind, key: str, material: Material) -> Iterator[Draft]:
    for gap in material.gaps:
        if gap.kind is kind and gap.field and gap not in shown_conflicts(material):
            field = sources(gap.field, material)
            text = say(key, material.language, quote=voice(field[0].quote))
            yield Draft(Section.DO_NOT_SAY, text, field)
