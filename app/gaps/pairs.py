"""Which claim to hold against which: eligible moods and speakers, overlapping scope and time, the same subject."""

import dataclasses
import heapq
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from app.domain.claim import Claim, Mood, Speaker
from app.domain.demand import Asked
from app.domain.evidence import Origin, StoredDocument
from app.domain.message_map import MessageMap
from app.domain.quantity import BARE, MONEY, Quantity
from app.gaps.answers import Passage, passages_of
from app.gaps.binding import replies_to_objections
from app.gaps.findings import Finding
from app.gaps.judges import Judges
from app.gaps.messages.reading import message_map
from app.gaps.subjects import Weights, roots, tokens
from app.language.stems import stem, terms

_STATED = frozenset({Mood.FACT, Mood.PROMISE})
Made = TypeVar("Made")

Recogniser = Callable[["Corpus"], Iterable[Finding]]
"""How a kind of gap is recognised."""


@dataclass(frozen=True, slots=True)
class Corpus:
    """The claims of one moment, with what is needed to find the counterparts of one of them quickly."""

    today: date
    official: tuple[Claim, ...]
    """Every claim of the current official documents: what can answer."""
    expired: tuple[Claim, ...]
    """Every claim of official documents that are valid no more: what somebody may still be using."""
    field: tuple[Claim, ...]
    """What was said by then in the notes that are looked at: all there are, or the few that are new."""
    documents: Mapping[str, StoredDocument]
    """Every official document, those that are not current too, and the notes that are looked at, by their ids."""
    asked: tuple[Asked, ...]
    """Questions put to Samsyn itself, each once."""
    judges: Judges
    competitors: frozenset[str]
    replies: frozenset[str]
    """Documents written to answer: objection sheets, FAQ."""
    messages: MessageMap
    """What the current official documents want said."""
    weights: Weights
    """Those of the official side alone: a new note changes nothing for the others."""
    vocabulary: frozenset[str]
    """Every stem the official material uses."""
    by_attribute: dict[str, list[Claim]]
    by_measure: dict[str, list[tuple[Claim, Quantity]]]
    by_token: dict[str, list[Claim]]
    passages: tuple[Passage, ...]
    """The official claims by their passages."""
    plans: frozenset[str] = frozenset()
    products: frozenset[str] = frozenset()
    """The company's own plans, and its products in lower case, as official material names them."""
    _found: dict[Recogniser, tuple[Finding, ...]] = dataclasses.field(default_factory=dict, init=False, repr=False)
    _kept: dict[Callable[["Corpus"], Any], Any] = dataclasses.field(default_factory=dict, repr=False)

    @classmethod
    def of(
        cls,
        official: Sequence[Claim],
        binding: Sequence[Claim],
        heard: Sequence[Claim],
        documents: Mapping[str, StoredDocument],
        asked: Sequence[Asked],
        competitors: frozenset[str],
        today: date,
        expired: Sequence[Claim],
    ) -> "Corpus":
        """Index the `binding` ones of the `official` claims, all current on `today`, for look-ups from the field."""
        attributes: dict[str, list[Claim]] = defaultdict(list)
        measures: dict[str, list[tuple[Claim, Quantity]]] = defaultdict(list)
        by_token: dict[str, list[Claim]] = defaultdict(list)
        for claim in binding:
            for stance in claim.stances:
                attributes[stance.split(":")[0]].append(claim)
            for quantity in claim.quantities:
                measures[measure(quantity)].append((claim, quantity))
            for token in tokens(claim):
                by_token[token].append(claim)
        weights = Weights.over(official)
        replies = frozenset(stored.id for stored in documents.values() if replies_to_objections(stored))
        return cls(
            today, tuple(official), tuple(expired), tuple(heard), documents, tuple(asked), Judges(weights),
            competitors, replies, message_map(documents.values(), today), weights,
            frozenset().union(*(c.terms for c in official)),
            dict(attributes), dict(measures), dict(by_token), passages_of(tuple(official)),
        )  # fmt: skip

    def over(self, heard: Iterable[Claim], notes: Iterable[StoredDocument], asked: Iterable[Asked]) -> "Corpus":
        """Return the same official side held against other notes and questions, not judged yet."""
        official = {one: stored for one, stored in self.documents.items() if stored.document.origin is Origin.OFFICIAL}
        documents = official | {stored.id: stored for stored in notes}
        judges = dataclasses.replace(self.judges, documents=documents).afresh()
        return dataclasses.replace(self, field=tuple(heard), documents=documents, asked=tuple(asked), judges=judges)

    def kept(self, make: Callable[["Corpus"], Made]) -> Made:
        """Return what `make` makes of the official side. It is made once, whatever notes are held against it."""
        if make not in self._kept:
            self._kept[make] = make(self)
        made: Made = self._kept[make]
        return made

    def found(self, kind: Recogniser) -> tuple[Finding, ...]:
        """Return what `kind` finds here. It is looked for once: what one kind tells, others must not tell again."""
        if kind not in self._found:
            self._found[kind] = tuple(kind(self))
        return self._found[kind]

    def statements(self) -> Iterable[Claim]:
        """Field claims that may be held against official material at all."""
        return (claim for claim in self.field if self.states_a_fact(claim))

    def states_a_fact(self, claim: Claim) -> bool:
        """Whether `claim` says how things are, here and now, with us."""
        return (
            claim.mood in _STATED
            and claim.speaker is not Speaker.COMPETITOR
            and claim.exempt in {"", "material"}
            and not self.names_competitor(claim)
        )

    def names_competitor(self, claim: Claim) -> bool:
        """Whether the statement is about somebody else's product."""
        return bool(claim.terms & self.competitors)

    def quotes_a_stranger(self, claim: Claim) -> bool:
        """Whether it opens with what somebody no official page names charges: "Rentmore takes 29 kr"."""
        match = _OFFERS.match(claim.quote)
        return match is not None and not any(
            stem(match["name"].casefold(), language) in self.vocabulary for language in ("sv", "en")
        )

    def about_same_thing(self, claim: Claim, official: Claim) -> bool:
        """Whether scope and time let the two disagree."""
        if not claim.scope.overlaps(official.scope):
            return False
        limits = restriction(official)
        if limits and claim.language == official.language and not limits & roots(claim.terms | claim.context):
            return False
        return claim.said is None or official.said is None or claim.said >= official.said

    def neighbours(self, claim: Claim, limit: int) -> list[tuple[float, Claim]]:
        """Return the binding official claims that share most with `claim`, as (weight of what is shared, claim)."""
        scores: dict[str, float] = defaultdict(float)
        found: dict[str, Claim] = {}
        for token in sorted(self.weights.telling(tokens(claim))):
            candidates = self.by_token.get(token, ())
            weight = self.weights.of(token)
            for candidate in candidates:
                scores[candidate.id] += weight
                found[candidate.id] = candidate
        best = heapq.nsmallest(limit, scores, key=lambda i: (-scores[i], i))
        return [(scores[i], found[i]) for i in best]


def measure(quantity: Quantity) -> str:
    """What a quantity can be held against: its metric, or its unit where nothing names one."""
    if quantity.unit == BARE or (quantity.unit in MONEY and quantity.metric == "price"):
        return "price"
    return quantity.metric or quantity.unit.replace("workhour", "hour")


_OFFERS = re.compile(
    r"\W*(?P<name>[A-ZÅÄÖ][\w&-]{2,})\s(?:\w+\s)?(?:ligger på|ligger|tar|erbjuder|kostar|"
    r"charges?|offers?|costs?|are at|is at)\b"
)
_RESTRICTION = re.compile(
    r"^(?:#+\s*)?(?:För|For|With|Med|On|På|If|Om|When|När|Hos|Under|During|In the|I paketet|Customers (?:on|with)|"
    r"Kunder (?:på|med))\s+(?P<what>[^,.:]{3,60}?)"
    r"(?:,|:|\s(?=(?:lämnar|får|kan|gäller|ingår|har|är|you|we|vi|ni|it|is|are|the|can|get|there)\b))"
)


def restriction(official: Claim) -> frozenset[str]:
    """Return the roots of what an official sentence opens by limiting itself to ("For roofs of villas we …")."""
    match = _RESTRICTION.match(official.quote)
    return roots(terms(match["what"], official.language)) if match else frozenset()
