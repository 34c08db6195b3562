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
