"""A gap: a difference between field and official (or between two officials) that someone should close."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from app.domain.evidence import Evidence, stable_id


class Kind(StrEnum):
    """The sixteen kinds of gap."""

    CONTRADICTION = "contradiction"
    VALUE_MISMATCH = "value_mismatch"
    UNANSWERED_OBJECTION = "unanswered_objection"
    MISSING_TOPIC = "missing_topic"
    STALE_CLAIM = "stale_claim"
    OFFICIAL_INCONSISTENCY = "official_inconsistency"
    UNSUPPORTED_PROMISE = "unsupported_promise"
    OFF_MESSAGE = "off_message"
    COMPETITOR_CLAIM = "competitor_claim"
    PROOF_GAP = "proof_gap"
    RESONANCE_GAP = "resonance_gap"
    SILENT_MESSAGE = "silent_message"
    VOCABULARY_GAP = "vocabulary_gap"
    AUDIENCE_GAP = "audience_gap"
    MISPERCEPTION = "misperception"
    FIELD_INCONSISTENCY = "field_inconsistency"


class Status(StrEnum):
    """Where a gap is in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    IN_PROGRESS = "in_progress"
    RESOLVED = "resolved"
    VERIFIED = "verified"
    DISMISSED = "dismissed"

    @property
    def closed(self) -> bool:
        """Nothing more to do unless new evidence comes."""
        return self in {Status.RESOLVED, Status.VERIFIED, Status.DISMISSED}


class Rung(StrEnum):
    """Who decided: the ladder from cheap and certain to costly and wise."""

    RULE = "rule"
    MODEL = "model"
    LLM = "llm"
    HUMAN = "human"


class Relation(StrEnum):
    """What a judge says of a pair of claims."""

    CONTRADICTS = "contradicts"
    SUPPORTS = "supports"
    NEITHER = "neither"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why it was decided so: one sentence with both quotes, in both languages; empty where nobody has said why."""

    sv: str = ""
    en: str = ""

    def of(self, language: str) -> str:
        """The sentence in `language`, `sv` or else English."""
        return self.sv if language == "sv" else self.en


UNSAID = Reason()


@dataclass(frozen=True, slots=True)
class Verdict:
    """A judge's answer for one pair: `confidence` in 0..1, `attribute` what they differ on.

    Of an unsure verdict `confidence` says how far the judge leans towards a contradiction.
    """

    relation: Relation
    rung: Rung
    confidence: float
    reason: Reason = UNSAID
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One change in a gap's life."""

    on: date
    status: Status
    who: str
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """One difference, with its identity, its evidence and its life.

    `key` is kind + subject + attribute + scope + official value and never depends on the order of ingestion;
    `id` is derived from it. `severity` 1..5 is the harm if it is said to a customer, `confidence` 0..1 how sure
    the deciding rung was; the two are never multiplied.
    """

    key: str
    kind: Kind
    statement: str
    severity: int
    confidence: float
    decided_by: Rung
    official: tuple[Evidence, ...]
    field: tuple[Evidence, ...]
    first_seen: date
    last_seen: date
    subject: str = ""
    reason: Reason = UNSAID
    """Why the rung that `decided_by` names decided so."""
    status: Status = Status.OPEN
    owner: str | None = None
    due: date | None = None
    events: tuple[Event, ...] = ()

    @property
    def id(self) -> str:
        """Short and stable: same corpus, same id."""
        return stable_id("gap", self.key)[:8]

    @property
    def accounts(self) -> int:
        """Distinct accounts behind it; notes without an account count as one together."""
        return len({e.account or "" for e in self.field})

    @property
    def reps(self) -> int:
        """Distinct reps behind it."""
        return len({e.rep for e in self.field if e.rep})

    @property
    def emerging(self) -> bool:
        """Heard in one account only, and not a matter of official material alone."""
        return bool(self.field) and self.accounts < 2  # noqa: PLR2004 - two witnesses make a pattern

    def seen_in(self, start: date, end: date) -> int:
        """How many distinct accounts raised it from `start` to `end`, both included."""
        return len({e.account or "" for e in self.field if e.date and start <= e.date <= end})

    def as_on(self, day: date) -> "Gap | None":
        """The gap as it stood at the end of `day`, without later events and evidence; None before it was first seen."""
        if self.first_seen > day:
            return None
        events = tuple(e for e in self.events if e.on <= day)
        heard = tuple(e for e in self.field if e.date is None or e.date <= day)
        status = events[-1].status if events else Status.OPEN
        seen = min(self.last_seen, day)
        return replace(self, events=events, status=status, field=heard or self.field, last_seen=seen)

    def restricted(self) -> bool:
        """Whether only marketing and admin may see it: promises name a colleague."""
        return self.kind is Kind.UNSUPPORTED_PROMISE

    def moved(self, event: Event) -> "Gap":
        """The gap after `event`."""
        return replace(self, status=event.status, events=(*self.events, event))
