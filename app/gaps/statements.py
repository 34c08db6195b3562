"""A gap in one sentence, in the language of its own evidence."""

from app.domain.claim import Claim
from app.domain.gap import Kind
from app.gaps.findings import Finding
from app.language.glossary import glossary, name_of
from app.language.stances import attributes

_SENTENCES = {
    (Kind.VALUE_MISMATCH, "sv"): "Fältet säger ”{field}”, officiellt står ”{official}” ({subject}).",
    (Kind.VALUE_MISMATCH, "en"): "The field says “{field}”, the official material “{official}” ({subject}).",
    (Kind.CONTRADICTION, "sv"): "Fältet motsäger det officiella om {subject}: ”{field}” mot ”{official}”.",
    (
        Kind.CONTRADICTION,
        "en",
    ): "The field contradicts the official message on {subject}: “{field}” against “{official}”.",
    (
        Kind.OFFICIAL_INCONSISTENCY,
        "sv",
    ): "Två officiella dokument säger olika om {subject}: ”{official}” och ”{second}”.",
    (Kind.OFFICIAL_INCONSISTENCY, "en"): "Two official documents disagree on {subject}: “{official}” and “{second}”.",
    (Kind.UNANSWERED_OBJECTION, "sv"): "Invändning utan officiellt svar: ”{field}”.",
    (Kind.UNANSWERED_OBJECTION, "en"): "An objection without an official answer: “{field}”.",
    (Kind.UNSUPPORTED_PROMISE, "sv"): "Utlovat utan officiell grund: ”{field}”.",
    (Kind.UNSUPPORTED_PROMISE, "en"): "Promised without an official basis: “{field}”.",
}
_LONG = 160


def statement(finding: Finding) -> str:
    """Return the sentence; quotes stay in their own language, cut at a word when they are long."""
    first = (finding.official or finding.field)[0]
    texts = {
        "field": _quote(finding.field[:1]),
        "official": _quote(finding.official[:1]),
        "second": _quote(finding.official[1:2]),
        "subject": _subject(finding.subject, first.language),
    }
    return _SENTENCES[finding.kind, first.language].format(**texts)


def _subject(subject: str, language: str) -> str:
    if subject in attributes():
        return attributes()[subject].name(language)
    if subject in glossary().names:
        return name_of(subject, language)
    return {"sv": "samma sak", "en": "the same matter"}[language]


def _quote(claims: tuple[Claim, ...]) -> str:
    text = " ".join(claims[0].quote.split()) if claims else ""
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + " …"
