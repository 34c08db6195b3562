"""A claim: one atomic statement with its verbatim quote, who said it, how it was meant and what it holds for."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.evidence import Evidence, Origin, StoredDocument
from app.domain.quantity import Quantity
from app.domain.scope import Scope


class Speaker(StrEnum):
    """Whose words they are, not who typed them."""

    COMPANY = "company"
    CUSTOMER = "customer"
    REP = "rep"
    PARTNER = "partner"
    COMPETITOR = "competitor"


class Mood(StrEnum):
    """How the statement was meant."""

    FACT = "fact"
    PROMISE = "promise"
    OBJECTION = "objection"
    QUESTION = "question"
    BELIEF = "belief"
    OPINION = "opinion"
    PRAISE = "praise"
    HYPOTHETICAL = "hypothetical"


@dataclass(frozen=True, slots=True)
class Registered:
    """What marketing has laid down about an official claim, beside its scope.

    `fixed` names the parts of its scope that a person has put right. The days narrow its document's own. `pillar` is
    None where the message map decides, `retired` the day from which it binds, answers and may be cited no more.
    """

    fixed: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_until: date | None = None
    owner: str = ""
    proof: str = ""
    pillar: bool | None = None
    retired: date | None = None
    because: str = ""
    """Why it is retired."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement.

    `quote == document.text[start:end]`. `terms` are content stems (Swedish or English, see `app.language.stems`),
    `concepts` language-independent ids from the glossary, `stances` what it says about an attribute on which
    statements can exclude each other ("freshness:delayed", see `app.language.stances`). `said` is the day it was
    said or published. `exempt` names why the claim can never be held against official material although it is a
    fact (an approved exception, a pilot), else it is empty.
    """

    id: str
    document_id: str
    passage_id: str
    origin: Origin
    start: int
    end: int
    quote: str
    language: str
    speaker: Speaker
    mood: Mood
    scope: Scope
    negated: bool = False
    terms: frozenset[str] = frozenset()
    concepts: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    context: frozenset[str] = frozenset()
    """Concepts and stems of the sentences and headings around it: what a fragment is about when it does not say."""
    quantities: tuple[Quantity, ...] = ()
    heading: str = ""
    place: str = ""
    said: date | None = None
    account: str | None = None
    rep: str | None = None
    exempt: str = ""
    decided_by: str = "rule"
    registered: Registered | None = None
    """What the register says of it; never for a field claim."""

    def in_force(self, day: date) -> bool:
        """Whether the register lets it count on `day`: not retired, begun and not past its last day."""
        kept = self.registered
        return kept is None or (not self.ended(day) and (kept.valid_from is None or kept.valid_from <= day))

    def ended(self, day: date) -> bool:
        """Whether it counted once, by the register, and does no more: retired or past its last day."""
        kept = self.registered
        if kept is None:
            return False
        until, retired = kept.valid_until, kept.retired
        return (until is not None and until < day) or (retired is not None and retired <= day)

    def evidence(self, stored: StoredDocument) -> Evidence:
        """This claim as one side of a gap."""
        document = stored.document
        return Evidence(
            document_id=self.document_id,
            claim_id=self.id,
            origin=self.origin,
            document=document.path,
            title=document.about.title,
            place=self.place,
            quote=self.quote,
            account=self.account,
            rep=self.rep,
            speaker=self.speaker.value,
            date=self.said,
            passage_id=self.passage_id,
        )
