"""The weekly gap report: one typed object, the same figures in every rendering.

A number stands here only if its reader can finish the sentence "so I will …".
"""

from dataclasses import dataclass
from datetime import date

from app.domain.gap import Gap, Rung
from app.domain.week import Week

ENOUGH_NOTES = 10
"""Below this many notes in a week a trend is noise, and the report says so."""


@dataclass(frozen=True, slots=True)
class Moves:
    """Where the open gaps came from and went, from the evening before the week to its last day.

    Net: a gap closed and re-opened within the week did not move.
    """

    open_before: int
    new: int
    reopened: int
    closed: int
    dismissed: int
    open_now: int

    def reconcile(self) -> bool:
        """Whether the sum comes out."""
        return self.open_before + self.new + self.reopened - self.closed - self.dismissed == self.open_now

    @property
    def none(self) -> bool:
        """Whether nothing moved at all."""
        return not (self.new or self.reopened or self.closed or self.dismissed)


@dataclass(frozen=True, slots=True)
class Decision:
    """A gap to decide on now. `trend` is accounts per week, oldest first; `age` is in days."""

    gap: Gap
    trend: tuple[int, ...]
    age: int
    suggested_owner: str | None = None
    """Who owns the official document, when the gap itself has no owner."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A gap that left the open ones: what changed, and whom to thank (`rep (account)` of each account heard)."""

    gap: Gap
    on: date
    why: str
    reported_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Objections:
    """Objections of the week. One account raising one matter counts once, however many notes say so."""

    heard: int
    answered: int
    unanswered: tuple[Gap, ...]

    @property
    def share(self) -> float | None:
        """Share with an official answer, 0..1; `None` when none was heard."""
        return self.answered / self.heard if self.heard else None


@dataclass(frozen=True, slots=True)
class Expiry:
    """An official document, or a claim quoted from one, past its last day or close to it.

    `days` left is negative once it has passed.
    """

    document: str
    title: str
    valid_until: date
    days: int
    owner: str | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """A question put to Samsyn that the official material did not answer, and how often."""

    question: str
    language: str
    times: int


@dataclass(frozen=True, slots=True)
class InputQuality:
    """What the field notes of the week lacked. Counts of notes, never of people."""

    notes: int
    without_account: int
    without_date: int
    without_claims: int


@dataclass(frozen=True, slots=True)
class Certainty:
    """How sure the report is: who decided the open gaps, and how last week's reviewed ones turned out.

    `confirmed` of `reviewed` gaps were found to be real by a person in the week before; `revision` is the state of
    the library the gaps were computed from, on day `computed`.
    """

    rungs: tuple[tuple[Rung, int], ...]
    reviewed: int
    confirmed: int
    computed: date | None
    revision: int | None


@dataclass(frozen=True, slots=True)
class Report:
    """One ISO week as one role may see it, as things stood on `end` (its Sunday, or today if that is earlier)."""

    week: Week
    end: date
    moves: Moves
    decide: tuple[Decision, ...]
    waiting: int
    """Open gaps with two witnesses or more that are not among the five."""
    closed: tuple[Closure, ...]
    dismissed: tuple[Closure, ...]
    objections: Objections
    promises: tuple[Gap, ...]
    promises_shown: bool
    figures: tuple[Gap, ...]
    stale: tuple[Expiry, ...]
    questions: tuple[OpenQuestion, ...]
    emerging: tuple[Gap, ...]
    input: InputQuality
    certainty: Certainty

    def reconciles(self) -> bool:
        """Whether open before + new + re-opened - closed - dismissed = open now."""
        return self.moves.reconcile()

    @property
    def quiet(self) -> bool:
        """Nothing was heard, nothing moved, nothing was asked in vain: two lines will do."""
        return self.moves.none and not self.input.notes and not self.questions

    @property
    def low_volume(self) -> bool:
        """Too few notes for a trend to mean anything."""
        return self.input.notes < ENOUGH_NOTES

    def number(self, gap: Gap) -> int | None:
        """Which of the decisions the gap is, counted from one."""
        return next((n for n, decision in enumerate(self.decide, 1) if decision.gap.id == gap.id), None)

    def split(self, gaps: tuple[Gap, ...]) -> tuple[tuple[Gap, ...], tuple[int, ...]]:
        """Those of `gaps` that are not among the decisions, and the numbers of those that are."""
        numbers = {gap.id: self.number(gap) for gap in gaps}
        return tuple(g for g in gaps if numbers[g.id] is None), tuple(sorted(n for n in numbers.values() if n))
