"""What the prompts are given and what they must give back, one type for each side of each call."""

from dataclasses import dataclass

import msgspec

from app.domain.evidence import Evidence
from app.domain.gap import Relation
from app.domain.pitch import Section


class ComposedLine(msgspec.Struct, frozen=True):
    """One line of a pitch card as the model wrote it: nothing here has been checked against the sources yet."""

    section: Section
    text: str
    citations: list[int]


class ComposedPitch(msgspec.Struct, frozen=True):
    """The answer to `compose_pitch`."""

    lines: list[ComposedLine]


@dataclass(frozen=True, slots=True)
class PairToJudge:
    """One pair for `judge_pairs`: an official statement and what is held against it.

    The contexts are the text around each quote, empty where there is none; `language` is the official statement's,
    `told` the mood of the other one.
    """

    official: Evidence
    other: Evidence
    official_context: str = ""
    other_context: str = ""
    language: str = "en"
    told: str = "fact"

    @property
    def parts(self) -> tuple[str, ...]:
        """All that a model is shown of it."""
        sides = ((self.official, self.official_context), (self.other, self.other_context))
        shown = (
            (e.title, e.place, str(e.date), e.account or "", e.speaker or "", context, e.quote) for e, context in sides
        )
        return (self.told, *(text for side in shown for text in side))


class JudgedPair(msgspec.Struct, frozen=True):
    """The model's verdict on one pair, by its number from 1; quotes and confidence (0..1) are as it gave them."""

    id: int
    relation: Relation
    confidence: float
    official_quote: str
    field_quote: str
    reason: str


class JudgedPairs(msgspec.Struct, frozen=True):
    """The answer to `judge_pairs`."""

    verdicts: list[JudgedPair]
