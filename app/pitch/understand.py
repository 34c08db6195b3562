"""What a question is about: to whom, where, when, against whom, on which topics, and what had to be assumed."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from app.domain.errors import BadQuestion
from app.language.audience import Group, audience
from app.language.detect import language_of
from app.pitch.matching import Unit
from app.pitch.sorts import Sort, framing, sort_of
from app.pitch.units import units_of

LONGEST = 2_000
"""Characters in a question; a longer text is a document, not a question."""

_ABOUT_CASES = re.compile(
    r"\b(?:kund(?:er|erna|case)|customers?|kund i|kund inom|referen[cs]\w*|cases?|exempel|examples?)\b"
)
"""Whoever asks for a customer in a segment wants one of that segment, not a text for it."""
_WHO = re.compile(r"^\s*(?:who|vem|vilka personer)\b", re.IGNORECASE)
_AGAINST = re.compile(
    r"\b(?:[Vv]s\.?|[Vv]ersus|[Aa]gainst|[Mm]ot|[Tt]han|[Ää]n|[Cc]ompared (?:to|with)|[Jj]ämfört med|[Kk]onkurrenten|"
    r"[Cc]ompetitor|and not|och inte|instead of|rather than|i ?stället för)\s+([A-ZÅÄÖ][\w&]+)"
)


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question taken apart. `units` are the words an answer must speak of; none in a `general` question."""

    question: str
    language: str
    product: str | None
    product_assumed: bool
    persona: Group | None
    segment: Group | None
    stage: Group | None
    competitor: str | None
    competitor_known: bool
    topics: frozenset[str]
    units: tuple[Unit, ...]
    general: bool
    sort: Sort = Sort.PITCH

    @property
    def wanted(self) -> frozenset[str]:
        """The concepts to look for: the question's own, or what its persona cares for when it names none."""
        return self.topics or frozenset(self.persona.cares if self.persona else ())


def understand(
    question: str, *, product: str | None, products: Collection[str], competitors: Collection[str]
) -> Understanding:
    """Take `question` apart; `products` and `competitors` are the names the official material knows.

    Raises `BadQuestion` when there is no question or it is longer than `LONGEST` characters.
    """
    text = _asked(question)
    lowered, who = text.casefold(), audience()
    persona = None if _WHO.match(text) else _first(who.personas, lowered)
    segment, stage = _first(who.segments, lowered), _first(who.stages, lowered)
    named = _named(text, products)
    competitor, known = _competitor(text, competitors, products)
    sort = sort_of(lowered, of_somebody=bool(persona or segment))
    taken = [*framing(sort), *(g.pattern for g in (persona, stage) if g)]
    cases = bool(_ABOUT_CASES.search(lowered))
    if segment and not cases:
        taken.append(segment.pattern)
    taken.extend(re.compile(re.escape(name.casefold())) for name in (named, product, competitor) if name)
    units = units_of(text, taken, segment if cases else None)
    somebody = persona or segment or stage or competitor or named
    general = all(unit.soft for unit in units) and bool(somebody or sort is Sort.FIELD or who.intent.search(lowered))
    if general:
        units = ()
    return Understanding(
        question=text,
        language=language_of(text),
        product=product or named or (next(iter(products)) if len(products) == 1 else None),
        product_assumed=not (product or named),
        persona=persona,
        segment=segment,
        stage=stage,
        competitor=competitor,
        competitor_known=known,
        topics=frozenset().union(*(u.concepts for u in units)),
        units=units,
        general=general,
        sort=sort,
    )


def is_question(text: str) -> bool:
    """Whether `text` says anything and is short enough to be a question."""
    return len(text) <= LONGEST and re.search(r"\w", text) is not None


def _asked(question: str) -> str:
    text = re.sub(r"\s+", " ", question).strip()
    if not re.search(r"\w", text):
        raise BadQuestion("There is no question", "Write what you want to know, for example: How do I pitch to a CFO?")
    if len(question) > LONGEST:
        raise BadQuestion(
            f"The question has {len(question)} characters, the limit is {LONGEST}",
            "Shorten it to what you want to know, or ingest a longer text as a document",
        )
    return text


def _first(groups: dict[str, Group], lowered: str) -> Group | None:
    """The group whose longest match is longest: "it manager" is IT, not any manager."""
    found = [(len(m[0]), -i, g) for i, g in enumerate(groups.values()) if (m := g.pattern.search(lowered))]
    return max(found, key=lambda item: item[:2])[2] if found else None


def _named(text: str, names: Collection[str]) -> str | None:
    hits = [n for n in names if re.search(rf"(?<!\w){re.escape(n)}s?(?!\w)", text, re.IGNORECASE)]
    return max(hits, key=len) if hits else None


def _competitor(text: str, competitors: Collection[str], products: Collection[str]) -> tuple[str | None, bool]:
    known = _named(text, competitors)
    if known:
        return known, True
    match = _AGAINST.search(text)
    if match and match[1].casefold() not in {p.casefold() for p in products} and not _first_group(match[1]):
        return match[1], False
    return None, False


def _first_group(word: str) -> bool:
    who, lowered = audience(), word.casefold()
    return any(g.pattern.fullmatch(lowered) for table in (who.personas, who.segments) for g in table.values())
