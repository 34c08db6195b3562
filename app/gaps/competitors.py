"""Whose names are not ours: competitors as the official material itself names them."""

import re
from collections.abc import Iterable

from app.domain.evidence import Origin, StoredDocument
from app.language.stems import stem

_CARD = re.compile(
    r"(?:battle\s?card|stridskort|konkurrentkort|competitor|konkurrent\w*|vs\.?|versus|mot|against|jämfört med|"
    r"compared (?:to|with))[\s:–—-]+(?P<name>(?-i:[A-ZÅÄÖ])[\w&.-]{2,})",
    re.IGNORECASE,
)


def competitor_terms(documents: Iterable[StoredDocument]) -> frozenset[str]:
    """Return the stems of the competitors named in titles and headings of official documents."""
    names: set[str] = set()
    for stored in documents:
        document = stored.document
        if document.origin is Origin.OFFICIAL:
            titles = [document.about.title, *(title for _, title in document.headings)]
            names |= {m["name"].casefold() for title in titles for m in _CARD.finditer(title)}
    return frozenset(stem(name, language) for name in names for language in ("sv", "en"))
