"""What the field has heard: their pain beside our point, what landed, and the objections with their answers."""

from collections.abc import Iterator

from app.domain.claim import Mood, Speaker
from app.domain.gap import Gap, Kind
from app.domain.pitch import Section
from app.pitch.draft import Draft, accounts, plain, spoken, voice
from app.pitch.fitness import fitness
from app.pitch.matching import coverage, text_bag, weights
from app.pitch.material import Material
from app.pitch.phrases import counted, say, since
from app.pitch.retrieve import Found
from app.pitch.said import alike

_PAIN = {Mood.OBJECTION, Mood.OPINION}
_ON_THE_MATTER = 0.8
"""How much a customer's words and our point must share to be set side by side."""
_WITNESSES = 6
"""Notes cited for one line at most."""
_LEARNED, _OBJECTIONS = 3, 3
_ASKED_FOR = 5
"""Lines of what the field says when that is the question."""
_NAMED = 0.5
"""Share of the question such a line has to speak of in its own words."""
_WORDS = (4, 45)


def why_it_fits(material: Material) -> Iterator[Draft]:
    """A customer's words beside the official point on the same matter; nothing when they share no concept."""
    if not material.standing.answered:
        return
    pairs: list[tuple[float, Found, Found]] = []
    points = [f for f in material.found.official if f.claim.id not in material.disputed]
    for pain in _heard(material):
        if pain.claim.speaker is not Speaker.CUSTOMER or pain.claim.mood not in _PAIN or not spoken(pain.claim.quote):
            continue
        for point in points:
            shared = _shared(pain, point, material)
            if shared >= _ON_THE_MATTER and (fit := fitness(point, material)):
                pairs.append((shared * fit * _closeness(pain, material), pain, point))
    if not pairs:
        return
    _, pain, point = max(pairs, key=lambda p: (p[0], p[1].claim.id, p[2].claim.id))
    text = say("line.why", material.language, pain=voice(pain.claim.quote), point=plain(point.claim.quote))
    yield Draft(Section.WHY, text, material.cite(pain, point))


def _shared(pain: Found, point: Found, material: Material) -> float:
    """How telling the concepts and words are that both speak of: a rare one counts near 1, a common one near 0.25."""
    seen, concepts = material.shelf.vocabulary, pain.claim.concepts & point.claim.concepts
    if not concepts:
        return 0.0
    stems = pain.claim.terms & point.claim.terms
    return seen.rarity(f"§{c}" for c in concepts) + seen.rarity(stems) / 2


def field_learned(material: Material) -> Iterator[Draft]:
    """What landed, what fell flat and what is asked, most witnessed first; under two accounts it is emerging."""
    frames = {Mood.PRAISE: "line.landed", Mood.OPINION: "line.noted", Mood.QUESTION: "line.asked"}
    drafts: list[tuple[int, Draft]] = []
    for mood, frame in frames.items():
        for group in _grouped([f for f in _heard(material) if f.claim.mood is mood and _customers(f)]):
            key = frame
            if any(material.gap_of(f.claim, Kind.RESONANCE_GAP) for f in group):
                key = "line.fell_flat"
            witnesses = accounts(material.cite(*group))
            if witnesses > 1 or not (material.understood.general and mood is Mood.QUESTION):
                drafts.append((witnesses, _told(key, group, material)))
    if material.of_field:
        drafts += [(accounts(material.cite(*group)), _told(key, group, material)) for key, group in _stated(material)]
    drafts.sort(key=lambda item: -item[0])
    yield from (draft for _, draft in drafts[: _ASKED_FOR if material.of_field else _LEARNED])


def _stated(material: Material) -> Iterator[tuple[str, list[Found]]]:
    """What customers hold to be so, and what our own have seen, grouped by what it says; it names the matter itself.

    Asked about nothing in particular, only customers are heard: our own notes are about everything. What a gap shows
    is told there.
    """
    shown = {evidence.claim_id for gap in material.gaps for evidence in gap.field}
    units = material.understood.units
    parts = weights(units, material.shelf.vocabulary)
    told = [f for f in _heard(material) if f.claim.mood in {Mood.FACT, Mood.BELIEF} and f.claim.id not in shown]
    told = [f for f in told if not units or coverage(units, parts, text_bag(f.claim.quote)) >= _NAMED]
    for key, theirs in (("line.noted", True), ("line.seen", False)):
        for group in _grouped([f for f in told if (f.claim.speaker is Speaker.CUSTOMER) is theirs]):
            if theirs or units:
                yield key, group


def objections(material: Material) -> Iterator[Draft]:
    """Customers' objections in their own words, each with the official reply, or that there is none yet."""
    groups = objection_groups(material)
    for group in groups:
        first, language = group[0], material.language
        who = _accounts(group, material)
        gap = next((g for f in group if (g := material.gap_of(f.claim, Kind.UNANSWERED_OBJECTION))), None)
        reply = None if gap else material.replies.get(first.claim.id)
        objection = voice(first.claim.quote)
        if reply:
            text = say(
                "line.objection_answered", language, objection=objection, accounts=who, reply=plain(reply.claim.quote)
            )
            yield Draft(Section.OBJECTIONS, text, material.cite(*group, reply))
        else:
            text = say("line.objection_open", language, objection=objection, accounts=who, state=_state(gap, material))
            yield Draft(Section.OBJECTIONS, text, material.cite(*group), own=(gap.owner or "") if gap else "")


def objection_groups(material: Material) -> list[list[Found]]:
    """The objections a card shows, grouped by what they say, most witnessed first."""
    groups = _grouped([f for f in _heard(material) if f.claim.mood is Mood.OBJECTION])
    groups.sort(key=lambda g: -accounts(material.cite(*g)))
    return groups[:_OBJECTIONS]


def _heard(material: Material) -> list[Found]:
    """Field claims that bear on the question and can be read as they stand, the closest accounts first.

    Small talk bears on a general question only by chance: there it has to touch what official material speaks of.
    """
    official = frozenset().union(*(f.claim.concepts for f in material.found.official))
    found = [
        f for f in material.heard() if _readable(f) and (f.claim.concepts & official or not material.understood.general)
    ]
    if material.of_field and material.understood.segment:  # what others say was not asked
        found = [f for f in found if _of_segment(f, material)] or found
    return sorted(found, key=lambda f: -_closeness(f, material))


def _readable(found: Found) -> bool:
    return _WORDS[0] <= len(plain(found.claim.quote).split()) <= _WORDS[1]


def _customers(found: Found) -> bool:
    """Whether it tells how customers took it; a note with a value in it and nobody's words is the rep's own."""
    claim = found.claim
    measured = any(q.metric for q in claim.quantities) and not spoken(claim.quote)
    return (claim.speaker is Speaker.CUSTOMER or claim.mood is Mood.PRAISE) and not measured


def _closeness(found: Found, material: Material) -> float:
    understood = material.understood
    score = 1.0 + found.coverage
    if _of_segment(found, material):
        score *= 1.5
    if understood.persona and understood.persona.pattern.search(found.claim.quote.casefold()):
        score *= 1.3
    return score


def _of_segment(found: Found, material: Material) -> bool:
    segment, about = material.understood.segment, found.document.document.about
    note = f"{about.segment or ''} {about.account or ''} {about.title}".casefold()
    return segment is not None and segment.pattern.search(note) is not None


def _grouped(found: list[Found]) -> list[list[Found]]:
    """Claims saying the same, one an account, at most `_WITNESSES`; the first stands for the group."""
    groups: list[list[Found]] = []
    for item in found:
        group = next((g for g in groups if alike(g[0], item)), None)
        if group is None:
            groups.append([item])
        elif len(group) < _WITNESSES and item.claim.account not in {f.claim.account for f in group}:
            group.append(item)
    return groups


def _accounts(group: list[Found], material: Material) -> str:
    n = accounts(material.cite(*group))
    told = counted(n, "accounts", material.language)
    return told if n > 1 else say("line.emerging", material.language, accounts=told)


def _told(key: str, group: list[Found], material: Material) -> Draft:
    text = say(key, material.language, accounts=_accounts(group, material), quote=voice(group[0].claim.quote))
    return Draft(Section.LEARNED, text, material.cite(*group))


def _state(gap: Gap | None, material: Material) -> str:
    if gap is None:
        return ""
    if gap.owner:
        return say("line.state_owner", material.language, owner=gap.owner)
    return say("line.state_since", material.language, since=since(gap.first_seen, material.today, material.language))
