"""What stands before a colon in front matter and in the first lines of a note, and how its value is read."""

import functools
import re

from ingest import vocabulary
from ingest.vocabulary import plain, without_accents

IGNORED = "ignored"
"""The field of labels that are known and say nothing we keep."""
_LANGUAGES = {
    "sv": "sv", "se": "sv", "swe": "sv", "swedish": "sv", "svenska": "sv",
    "en": "en", "eng": "en", "gb": "en", "us": "en", "english": "en", "engelska": "en",
}  # fmt: skip


@functools.cache
def _fields() -> dict[str, str]:
    found = [(word, field) for field, words in vocabulary.table("labels").items() for word in words]
    return {without_accents(plain(word)): field for word, field in found} | {
        plain(word): field for word, field in found
    }


def field_of(key: str) -> str | None:
    """Return the field a label stands for, `IGNORED` for one that is known and not kept, `None` for an unknown one."""
    return _fields().get(plain(key))


@functools.cache
def pattern() -> str:
    """Return a regular expression for any label that may follow another on the same line."""
    known = {word for words in vocabulary.table("labels").values() for word in words} - vocabulary.words("loose_labels")
    either = known | {without_accents(word) for word in known}
    return "|".join(re.escape(w).replace("_", r"[ _.\-]{0,2}") for w in sorted(either, key=lambda w: (-len(w), w)))


def language(text: str) -> str | None:
    """`Svenska`, `sv-SE` → `sv`; `None` for languages the product does not speak."""
    return _LANGUAGES.get(re.split(r"[\W_]", text.strip().casefold(), maxsplit=1)[0])


def scope(text: str) -> str | None:
    """Return one part of a scope: alternatives joined with `|`, remarks in brackets left out, `None` for "all".

    A statement's scope is compared alternative by alternative (`app.domain.scope`).
    """
    text = re.sub(r"\s*\([^()]{0,200}\)", "", text[:300])
    kept = [part for piece in re.split(r"[,;|/]", text) if (part := piece.strip(" .*"))]
    if not kept or plain(kept[0]).split("_")[0] in vocabulary.words("unlimited"):
        return None
    return "|".join(kept)
