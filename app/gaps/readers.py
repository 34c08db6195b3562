"""For whom official material is written, and in what language."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.claim import Claim
from app.domain.evidence import StoredDocument
from app.language.circles import circles_of
from app.language.detect import is_neither
from app.language.requests import languages_in
from app.language.stems import terms

_TITLED = re.compile(r"(?:^|[\s–—:,-])(?:för|for)\s+(?!alla\b|all\b|every|dig\b|you\b|\d)\w", re.IGNORECASE)
_ADDRESSED = re.compile(
    r"^\W*(?:för|for|till|to)\s+(?!alla\b|all\b|every|example|instance|exempel|att\b|varje\b)"
    r"[^.:,;]{2,60}?(?:\s(?:som|who|that)\s|[:,]|\.$)",
    re.IGNORECASE,
)
_NO_MESSAGE = re.compile(
    r"pris|price|faq|fråg|question|battle|stridskort|invändning|objection|terms|villkor|\bsla\b|budskap|message[\s_-]?map"
    r"|release|press|\bcase|referens|kundcase|security|säkerhet|guide|manual|data[\s_-]?sheet|datablad",
    re.IGNORECASE,
)


ANY = "any"
"""The language of a text in none that is read here: it may be the one asked for."""


@dataclass(frozen=True, slots=True)
class Text:
    """One current official document: whom it speaks of and to, and what in it says so."""

    stored: StoredDocument
    claims: tuple[Claim, ...]
    stems: frozenset[str]
    circles: frozenset[str]
    languages: frozenset[str]
    """Those it is in or says something is in; `ANY` where it is in one that is not read here."""
    addressed: tuple[Claim, ...]
    narrow: bool
    """Whether it is written for somebody in particular."""

    @property
    def for_everyone(self) -> bool:
        """Whether it carries a message to whoever reads it; a price list or an FAQ carries none."""
        about = self.stored.document.about
        return not self.narrow and not _NO_MESSAGE.search(
            f"{about.title} {about.kind or ''} {self.stored.document.path}"
        )

    def shown(self) -> Claim:
        """The sentence that says whom it is for, else its first."""
        return (self.addressed or self.claims)[0]


def texts(official: Iterable[Claim], documents: Mapping[str, StoredDocument]) -> list[Text]:
    """Return the documents the `official` claims stand in."""
    grouped: dict[str, list[Claim]] = defaultdict(list)
    for claim in official:
        grouped[claim.document_id].append(claim)
    return [_text(documents[i], sorted(claims, key=lambda c: c.start)) for i, claims in sorted(grouped.items())]


def _text(stored: StoredDocument, claims: list[Claim]) -> Text:
    document, about = stored.document, stored.document.about
    named = f"{about.title}\n{about.segment or ''}\n{about.market or ''}\n{document.text}"
    addressed = tuple(claim for claim in claims if _ADDRESSED.match(claim.quote))
    most = ANY if is_neither(document.text) else Counter(claim.language for claim in claims).most_common(1)[0][0]
    return Text(
        stored,
        tuple(claims),
        frozenset().union(*(terms(named, language) for language in ("sv", "en"))),
        circles_of(named),
        languages_in(named) | {about.language or most},
        addressed,
        narrow=bool(about.segment or about.market or addressed or _TITLED.search(about.title)),
    )
