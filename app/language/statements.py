"""A gap in one sentence, in the reader's language; the quotes in it stay in their own."""

from app.domain.evidence import Evidence
from app.domain.gap import Gap, Kind
from app.language.glossary import glossary, name_of
from app.language.quotes import unmarked
from app.language.stances import attributes

_SENTENCES = {
    "sv": {
        Kind.VALUE_MISMATCH: "Fältet säger ”{field}”, officiellt står ”{official}” ({subject})",
        Kind.CONTRADICTION: "Fältet motsäger det officiella ({subject}): ”{field}” mot ”{official}”",
        Kind.OFFICIAL_INCONSISTENCY: "Två officiella dokument säger olika ({subject}): ”{official}” och ”{second}”",
        Kind.UNANSWERED_OBJECTION: "Invändning utan officiellt svar: ”{field}”",
        Kind.UNSUPPORTED_PROMISE: "Utlovat utan officiell grund: ”{field}”",
        Kind.MISSING_TOPIC: "Efterfrågat, men inget officiellt handlar om det: ”{field}”",
        Kind.AUDIENCE_GAP: "Materialet finns, men inte för dem som frågar: ”{field}” – det som finns: ”{official}”",
        Kind.PROOF_GAP: "Bevis efterfrågas som inte finns: ”{field}” – påståendet: ”{official}”",
        Kind.STALE_CLAIM: "Gäller inte längre: ”{official}”",
        Kind.COMPETITOR_CLAIM: "Hört om en konkurrent, utan stöd i våra konkurrentkort: ”{field}”",
        Kind.MISPERCEPTION: "Kunder tror något annat än det officiella: ”{field}” mot ”{official}”",
        Kind.FIELD_INCONSISTENCY: "Säljare säger olika, och inget officiellt avgör: ”{field}” och ”{other}”",
        Kind.OFF_MESSAGE: "Sagt om oss, mot budskapskartan (”{topic}”): ”{field}”",
        Kind.SILENT_MESSAGE: "Budskapet ”{topic}” har inte hörts i fältet på flera veckor",
        Kind.RESONANCE_GAP: "Budskapet ”{topic}” landar inte: ”{field}”",
        Kind.VOCABULARY_GAP: "Köparna har ett annat ord för ”{topic}”: ”{field}”",
    },
    "en": {
        Kind.VALUE_MISMATCH: "The field says “{field}”, the official material “{official}” ({subject})",
        Kind.CONTRADICTION: "The field contradicts the official message ({subject}): “{field}” against “{official}”",
        Kind.OFFICIAL_INCONSISTENCY: "Two official documents disagree ({subject}): “{official}” and “{second}”",
        Kind.UNANSWERED_OBJECTION: "An objection without an official answer: “{field}”",
        Kind.UNSUPPORTED_PROMISE: "Promised without an official basis: “{field}”",
        Kind.MISSING_TOPIC: "Asked for, and nothing official is about it: “{field}”",
        Kind.AUDIENCE_GAP: "The material exists, but not for those who ask: “{field}”; what there is: “{official}”",
        Kind.PROOF_GAP: "Proof is asked for that does not exist: “{field}”; the claim: “{official}”",
        Kind.STALE_CLAIM: "No longer valid: “{official}”",
        Kind.COMPETITOR_CLAIM: "Heard about a competitor, and not on our battlecards: “{field}”",
        Kind.MISPERCEPTION: "Customers believe other than the official message: “{field}” against “{official}”",
        Kind.FIELD_INCONSISTENCY: "Reps say different things, and nothing official settles it: “{field}” and “{other}”",
        Kind.OFF_MESSAGE: "Said of us against the message map (“{topic}”): “{field}”",
        Kind.SILENT_MESSAGE: "The message “{topic}” has not been heard in the field for weeks",
        Kind.RESONANCE_GAP: "The message “{topic}” does not land: “{field}”",
        Kind.VOCABULARY_GAP: "Buyers have another word for “{topic}”: “{field}”",
    },
}
_LONG = 160


def statement(gap: Gap, language: str) -> str:
    """Return the sentence in `language` (`sv` | `en`); quotes are cut at a word when they are long."""
    sentence = _SENTENCES[language].get(gap.kind)
    needed = {"{official}": gap.official, "{field}": gap.field}
    if sentence is None or any(name in sentence and not quotes for name, quotes in needed.items()):
        return gap.statement
    text = sentence.format(
        field=_quote(gap.field[:1]),
        official=_quote(gap.official[:1]),
        second=_quote(gap.official[1:2]),
        other=_quote(gap.field[1:2]),
        subject=_subject(gap.subject, language),
        topic=gap.subject,
    )
    return text if text.rstrip("”").endswith((".", "!", "?", "…")) else f"{text}."


def _subject(subject: str, language: str) -> str:
    if subject in attributes():
        return attributes()[subject].name(language)
    if subject in glossary().names:
        return name_of(subject, language)
    return {"sv": "samma sak", "en": "the same matter"}[language]


def _quote(evidence: tuple[Evidence, ...]) -> str:
    return shortened(evidence[0].quote) if evidence else ""


def shortened(quote: str) -> str:
    """Return a quote as it is read, cut at a word where it is long."""
    text = unmarked(quote)
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + " …"
