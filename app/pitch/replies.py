"""The official answer to each objection a card shows, found with one read for all of them."""

from collections.abc import Sequence

from app.domain.evidence import Origin
from app.language.stems import index_tokens, words
from app.pitch.fitness import speakable
from app.pitch.matching import Unit, bag_of, coverage, stems_of, text_bag, title_of, unit_of, weights
from app.pitch.material import Material
from app.pitch.retrieve import Found
from app.store.library import Library

_ASKED = 6
"""Passages looked at for each objection."""
_HEADED = 0.6
"""Share of the objection's words in a heading from which what stands under it is the answer."""
_SPOKEN = 0.6
"""The same for a sentence on its own."""


def replies(library: Library, material: Material, objections: Sequence[Found]) -> dict[str, Found]:
    """Return official claims by the id of the objection they answer; an objection without one is left out."""
    if not objections:
        return {}
    asked = {
        o.claim.id: library.matching(Origin.OFFICIAL, index_tokens(o.claim.quote), _ASKED)
        + material.shelf.headed(_units(o), {}, _ASKED)
        for o in objections
    }
    wanted = sorted({passage for passages in asked.values() for passage in passages})
    passages, documents = library.passages(wanted), material.shelf.documents
    pool = [
        Found(c, documents[c.document_id], passages[c.passage_id], bag_of(c, passages[c.passage_id]), 0.0, 0.0, 0.0)
        for c in library.claims_of(wanted)
        if c.passage_id in passages
        and c.in_force(material.today)
        and material.shelf.usable(c.document_id, material.today)
    ]
    answers: dict[str, Found] = {}
    for objection in objections:
        units = _units(objection)
        near = [f for f in pool if f.claim.passage_id in asked[objection.claim.id]]
        scored = [(score, f) for f in near if (score := _answers(units, f, material))]
        if scored:
            best = max(scored, key=lambda item: (item[0], item[1].claim.id))[1]
            answers[objection.claim.id] = material.found.echoes.get(best.claim.id, best)
    return answers


def _units(objection: Found) -> tuple[Unit, ...]:
    return tuple({w: unit_of(w) for w in words(objection.claim.quote) if stems_of(w)}.values())


def _answers(units: tuple[Unit, ...], found: Found, material: Material) -> float:
    form = speakable(found) * (1.0 if found.claim.language == material.language else 0.8)
    if not form or found.claim.id in material.disputed:
        return 0.0
    parts = weights(units, material.shelf.vocabulary)
    heading = title_of(found.claim.heading)
    bag = text_bag(heading)
    headed = coverage(units, parts, bag)
    sheet = material.shelf.assets[found.claim.document_id].id == "objections"
    about = frozenset().union(*(unit.concepts for unit in units))
    if headed >= _HEADED or (sheet and bag.concepts and bag.concepts <= about):
        return form * (1.0 + headed)
    spoken = coverage(units, parts, found.bag)
    return form * spoken if spoken >= _SPOKEN else 0.0
