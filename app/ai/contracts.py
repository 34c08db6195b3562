"""What the prompts are given and what they must give back, one type for each side of each call."""

import msgspec

from app.domain.pitch import Section


class ComposedLine(msgspec.Struct, frozen=True):
    """One line of a pitch card as the model wrote it: nothing here has been checked against the sources yet."""

    section: Section
    text: str
    citations: list[int]


class ComposedPitch(msgspec.Struct, frozen=True):
    """The answer to `compose_pitch`."""

    lines: list[ComposedLine]
