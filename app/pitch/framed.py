"""The lines that frame the card: how the question was read, where things stand, what to ask, what is not known."""

from collections.abc import Iterator

from app.domain.pitch import Section
from app.language.audience import audience
from app.language.glossary import name_of
from app.pitch.answered import Standing, known_segment
from app.pitch.draft import Draft
from app.pitch.material import Material
from app.pitch.phrases import ago, capitalised, counted, listed, say
from app.pitch.sorts import Sort
from app.pitch.understand import Understanding

_TOPICS, _QUESTIONS = 3, 3
_NOUN = 6
"""Letters from which a lower-case word is taken for a thing one can say nothing about."""


def understood_as(material: Material) -> Iterator[Draft]:
    """One line: what the question was taken to be about, and what was assumed."""
    understood, language = material.understood, material.language
    parts = []
    if understood.general:
        parts.append(say("part.general", language))
    if understood.product and not understood.product_assumed:
        parts.append(understood.product)
    if understood.persona:
        parts.append(say("part.persona", language, value=understood.persona.names[language]))
    if understood.segment:
        parts.append(say("part.segment", language, value=understood.segment.names[language]))
    if understood.competitor:
        parts.append(say("part.competitor", language, value=understood.competitor))
    if understood.topics:
        topics = [name_of(c, language) for c in sorted(understood.topics)][:_TOPICS]
        parts.append(say("part.topics", language, value=listed(topics, language)))
    if understood.stage:
        parts.append(understood.stage.names[language])
    parts.append(say("part.answer_language", language))
    text, assumed = ", ".join(parts), _assumed(material)
    key = "line.understood_assumed" if assumed else "line.understood"
    text = say(key, language, parts=capitalised(text), assumed=listed(assumed, language))
    yield Draft(Section.UNDERSTOOD, text)


def standing(material: Material) -> Iterator[Draft]:
    """One line: official coverage, how much the field has said and when, how many open gaps touch it."""
    language = material.language
    heard = material.heard()
    notes = {f.claim.document_id for f in heard}
    days = [f.claim.said for f in heard if f.claim.said]
    if not heard:
        told = say("line.not_heard", language)
    else:
        told = say(
            "line.heard" if days else "line.heard_undated",
            language,
            notes=counted(len(notes), "notes", language),
            accounts=counted(len({f.claim.account or "" for f in heard}), "accounts", language),
            last=ago(max(days), material.today, language) if days else "",
        )
    open_gaps = [g for g in material.gaps if material.role.sees_promises or not g.restricted()]
    gaps = say("line.no_gaps", language)
    if open_gaps:
        gaps = say("line.open_gaps", language, gaps=capitalised(counted(len(open_gaps), "gaps", language)))
    coverage = say(f"line.coverage_{material.standing.coverage}", language)
    yield Draft(Section.STANDING, say("line.standing", language, coverage=coverage, heard=told, gaps=gaps))


def open_with(material: Material) -> Iterator[Draft]:
    """Two or three discovery questions, from the topic and the persona."""
    understood, language, asks = material.understood, material.language, audience().topic_ask
    questions = [asks[topic][language] for topic in sorted(understood.topics) if topic in asks][:1]
    if understood.persona and language in understood.persona.ask:
        questions.append(understood.persona.ask[language])
    if understood.competitor:
        questions.append(asks["competitor"][language])
    if understood.general:
        questions += [asks["general"][language], asks["decision"][language]]
    yield from (Draft(Section.OPEN, q) for q in list(dict.fromkeys(questions))[:_QUESTIONS])


def not_known(material: Material) -> Iterator[Draft]:
    """Nothing when the question is answered; else what the material is silent on, and a neutral way out."""
    if material.standing.answered:
        return
    language = material.language
    yield Draft(Section.NOT_KNOWN, silence(material.understood, material.standing))
    if material.understood.sort is Sort.TALK:
        return
    yield Draft(Section.NOT_KNOWN, say("line.safe", language))
    yield Draft(Section.NOT_KNOWN, say("line.kept", language))


def silence(understood: Understanding, answer: Standing) -> str:
    """One sentence: what the official material does not answer."""
    language = understood.language
    if understood.sort is Sort.TALK:
        return say("line.small_talk", language)
    if understood.sort is Sort.FIELD:
        return say("line.field_silent", language)
    if understood.competitor in answer.missing and not understood.competitor_known:
        return say("line.no_battlecard", language, name=str(understood.competitor))
    if 0 < len(answer.missing) <= _TOPICS and all(len(w) >= _NOUN or not w.islower() for w in answer.missing):
        together = " ".join(answer.missing)
        topic = together if together in understood.question else listed(list(answer.missing), language)
        return say("line.not_answered_topic", language, topic=topic)
    return say("line.not_answered", language)


def tell_us(material: Material) -> Iterator[Draft]:
    """One line that asks for one line."""
    yield Draft(Section.TELL_US, say("line.tell_us", material.language))


def _assumed(material: Material) -> list[str]:
    understood, language = material.understood, material.language
    assumed = []
    if understood.product and understood.product_assumed:
        assumed.append(say("part.assumed_product", language, value=understood.product))
    segment = understood.segment
    if segment and material.standing.answered and not known_segment(understood, material.found.official):
        assumed.append(say("part.no_segment_material", language, value=segment.names[language]))
    return assumed
