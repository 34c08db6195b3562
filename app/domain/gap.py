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

    @property
    def restricted(self) -> bool:
        """Whether only marketing and admin may see it: promises name a colleague."""
        return self is Kind.UNSUPPORTED_PROMISE


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


class Act(StrEnum):
    """What an event is, beside the status it leaves the gap in."""

    MOVED = "moved"
    """Found, or on to another status."""
    ASSIGNED = "assigned"
    MERGED = "merged"
    SPLIT = "split"


@dataclass(frozen=True, slots=True)
class Event:
    """One change in a gap's life: when, the status since then, who did it and why."""

    on: date
    status: Status
    who: str
    why: str
    act: Act = Act.MOVED
    owner: str | None = None
    due: date | None = None
    """Who has it from now on, and until when (`ASSIGNED`)."""
    until: date | None = None
    """The last day of a dismissal; None for one without end."""
    other: str = ""
    """The id of the gap it was merged with, split off from, or that was split off from it."""
    witnesses: tuple[str, ...] = ()
    """What a gap that was split off took along (see `witness`); on its first event only."""


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
        return gap_id(self.key)

    @property
    def accounts(self) -> int:
        """Distinct accounts behind it; notes without an account count as one together, who asks Samsyn as none."""
        return len({e.account or "" for e in self.field if e.document_id})

    @property
    def asked(self) -> int:
        """How many questions put to Samsyn itself are behind it."""
        return sum(not e.document_id for e in self.field)

    @property
    def reps(self) -> int:
        """Distinct reps behind it."""
        return len({e.rep for e in self.field if e.rep})

    @property
    def emerging(self) -> bool:
        """One witness only, an account or somebody who asked Samsyn, and not a matter of official material alone."""
        return bool(self.field) and self.accounts + bool(self.asked) < 2  # noqa: PLR2004 - two witnesses make a pattern

    @property
    def since(self) -> date:
        """The day from which it has its present status."""
        day = self.last_seen
        for event in reversed(self.events):
            if event.status is not self.status:
                break
            day = event.on
        return day

    @property
    def until(self) -> date | None:
        """The last day of its dismissal; None for one without end, and for a gap that is not dismissed."""
        return self.events[-1].until if self.events and self.status is Status.DISMISSED else None

    @property
    def merged_into(self) -> str:
        """The id of the gap that it is the same as, where a person said so; what is found for it goes there."""
        last = self.events[-1] if self.events else None
        return last.other if last and last.act is Act.MERGED and last.status is Status.DISMISSED else ""

    @property
    def split_from(self) -> str:
        """The id of the gap that a person split it off from."""
        return self.events[0].other if self.taken else ""

    @property
    def taken(self) -> tuple[str, ...]:
        """The witnesses it took along when it was split off."""
        return self.events[0].witnesses if self.events else ()

    def seen_in(self, start: date, end: date) -> int:
        """How many distinct accounts raised it from `start` to `end`, both included."""
        return len({e.account or "" for e in self.field if e.document_id and e.date and start <= e.date <= end})

    def as_on(self, day: date) -> "Gap | None":
        """The gap as it stood at the end of `day`, without later events and evidence; None before it was first seen."""
        if self.first_seen > day or (self.split_from and self.events[0].on > day):
            return None
        events = tuple(e for e in self.events if e.on <= day)
        heard = tuple(e for e in self.field if e.date is None or e.date <= day)
        status = events[-1].status if events else Status.OPEN
        seen = min(self.last_seen, day)
        then = replace(self, events=events, status=status, field=heard or self.field, last_seen=seen)
        if not any(e.act is Act.ASSIGNED for e in self.events):
            return then
        owner, due = next(((e.owner, e.due) for e in reversed(events) if e.act is Act.ASSIGNED), (None, None))
        return replace(then, owner=owner, due=due)

    def restricted(self) -> bool:
        """Whether only marketing and admin may see it: promises name a colleague."""
        return self.kind.restricted

    def moved(self, event: Event) -> "Gap":
        """The gap after `event`."""
        after = replace(self, status=event.status, events=(*self.events, event))
        return replace(after, owner=event.owner, due=event.due) if event.act is Act.ASSIGNED else after


def gap_id(key: str) -> str:
    """Return the id of the gap with this key."""
    return stable_id("gap", key)[:8]


def witness(evidence: Evidence) -> str:
    """What a piece of evidence is known by when a person has put it somewhere: its words and their document.

    The claim's id would not do: it changes when something else in the document does. Nothing of the words is in it.
    """
    return stable_id("witness", evidence.document_id, " ".join(evidence.quote.casefold().split()))
