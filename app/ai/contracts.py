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
    not_known: list[str]


@dataclass(frozen=True, slots=True)
class PairToJudge:
    """One pair for `judge_pairs`; the contexts are the text around each quote, empty where there is none."""

    official: Evidence
    field: Evidence
    official_context: str = ""
    field_context: str = ""


class JudgedPair(msgspec.Struct, frozen=True):
    """The model's verdict on one pair, by its number from 1; quotes and confidence (0..1) are as it gave them."""

    pair: int
    relation: Relation
    confidence: float
    reason: str
    official_quote: str
    field_quote: str


class JudgedPairs(msgspec.Struct, frozen=True):
    """The answer to `judge_pairs`."""

    verdicts: list[JudgedPair]
