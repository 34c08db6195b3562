"""A conversation to a document: what was said, by whom on which side, and what stood above it."""

from collections.abc import Mapping, Sequence

from ingest.calls import sides
from ingest.calls.conversation import Utterance, written
from ingest.reading import Raw, Reading
from ingest.stated import about
from ingest.stated.headers import head


def whole(
    raw: Raw,
    said: Sequence[Utterance],
    stated: Mapping[str, str],
    *,
    above: str = "",
    opening: str = "",
) -> Reading:
    """Return a file (or a call of one) as one document with its turns; raises `Unreadable` if nobody says a word.

    Args:
        raw: The file.
        said: What was said, in order.
        stated: What the file says about the call: labels as people write them, and their values.
        above: Lines that may hold labels and are not shown: comments above the first caption.
        opening: Lines above the conversation that stay part of the text.
    """
    calendar = about.calendar_for(raw)
    labels = head(above, raw.origin, calendar).values if above.strip() else {}
    told = {**labels, **stated}
    known, _ = about.describe(raw, {**raw.stated, **told}, opening)
    text, turns = written(sides.seated(said, known), opening)
    return about.whole(raw, told, text, first_line=0, turns=turns)
