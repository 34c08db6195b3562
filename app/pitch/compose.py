"""The card without a language model: official sentences, field evidence and gaps, framed in the asker's language."""

from collections.abc import Iterator

from app.pitch.draft import Draft
from app.pitch.framed import not_known, open_with, standing, tell_us, understood_as
from app.pitch.heard import field_learned, objections, why_it_fits
from app.pitch.material import Material
from app.pitch.said import competitor, proof, say_this, send_afterwards
from app.pitch.sorts import Sort
from app.pitch.warned import conflicts, do_not_say


def compose(material: Material) -> Iterator[Draft]:
    """Yield the card's drafts in the order they are read: what is not known before all, conflicts before advice."""
    yield from not_known(material)
    if material.understood.sort is Sort.TALK:
        return
    yield from frame(material)
    if material.of_field:
        yield from field_learned(material)
        yield from objections(material)
        yield from do_not_say(material)
        yield from tell_us(material)
        return
    said = list(say_this(material))
    yield from said
    spoken = ids_of(said, material)
    yield from why_it_fits(material)
    yield from open_with(material)
    yield from proof(material, spoken)
    yield from field_learned(material)
    yield from objections(material)
    yield from do_not_say(material)
    yield from competitor(material)
    yield from send_afterwards(material, spoken)
    yield from tell_us(material)


def frame(material: Material) -> Iterator[Draft]:
    """What comes before the advice, whoever writes that: how it was read, how it stands, the conflicts."""
    yield from understood_as(material)
    yield from standing(material)
    yield from conflicts(material)


def ids_of(said: list[Draft], material: Material) -> frozenset[str]:
    """Return the official claims these drafts rest on."""
    quotes = {(s.document_id, s.quote) for draft in said for s in draft.sources}
    return frozenset(f.claim.id for f in material.found.official if (f.claim.document_id, f.claim.quote) in quotes)
