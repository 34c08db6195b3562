"""Whether a note is about one of the audiences a message is meant for."""

from collections.abc import Sequence

from app.domain.evidence import StoredDocument
from app.gaps.messages.wording import content, shared_words


def is_of(stored: StoredDocument, segments: Sequence[str]) -> bool:
    """Whether a note, by its labels, its account's name or its words, is about one of these audiences."""
    about = stored.document.about
    text = f"{about.segment or ''} {about.account or ''} {stored.document.text}"
    return any(shared_words([w], text) for segment in segments for w in content(segment))
