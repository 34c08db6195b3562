"""A question in a conversation: what it leaves open is taken from the questions before it, and nothing else."""

from collections.abc import Iterable
from dataclasses import replace

from app.language.audience import audience
from app.pitch.sorts import Sort, asks_whose
from app.pitch.understand import Understanding


def continued(conversation: Iterable[Understanding]) -> Understanding:
    """Return the last question of a conversation, oldest first, in the light of those before it.

    "Who said that?" asks for the field's words on the question before it. A question that only names somebody ("and
    for a hospital?") asks the one before it again, for them. Any other keeps the product, and whom it is about, until
    it names its own; the card says so. Competitor and stage are not kept: they would change what counts as an answer.
    """
    before, *later = conversation
    for now in later:
        if asks_whose(now.question):
            before = replace(
                before, question=f"{before.question} {now.question}", language=now.language, sort=Sort.FIELD
            )
            continue
        again = _only_names(now, before) and not _of_segment(before)
        before = _again(before, now) if again else _kept(before, now)
    return before


def _only_names(now: Understanding, before: Understanding) -> bool:
    product = not now.product_assumed and now.product != before.product
    somebody = now.persona or now.segment or now.stage or now.competitor or product
    return bool(somebody) and not now.units and not audience().intent.search(now.question.casefold())


def _of_segment(before: Understanding) -> bool:
    """Whether the question asks for something of its segment, so that another segment makes it another question."""
    return any(before.segment and unit.pattern is before.segment.pattern for unit in before.units)


def _again(before: Understanding, now: Understanding) -> Understanding:
    named = now.product is not None and not now.product_assumed
    return replace(
        before,
        question=f"{before.question} {now.question}",
        language=now.language,
        product=now.product if named else before.product,
        product_assumed=not named and before.product_assumed,
        persona=now.persona or before.persona,
        segment=now.segment or before.segment,
        stage=now.stage or before.stage,
        competitor=now.competitor or before.competitor,
        competitor_known=now.competitor_known if now.competitor else before.competitor_known,
    )


def _kept(before: Understanding, now: Understanding) -> Understanding:
    product, whom = now.product, now.persona or now.segment
    if now.product_assumed and before.product:
        product = before.product
    return replace(
        now,
        product=product,
        persona=now.persona if whom else before.persona,
        segment=now.segment if whom else before.segment,
    )
