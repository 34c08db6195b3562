"""What people do with a gap: each move either makes its event or says why it cannot be made. Pure."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from app.domain.errors import BadInput, IllegalMove
from app.domain.gap import Act, Event, Gap, Status, witness
from app.gaps.joining import only, together

_LONGEST_WHY = 500
_LONGEST_NAME = 100
_UNCLOSED = frozenset(status for status in Status if not status.closed)
_FROM = {
    Status.ACKNOWLEDGED: frozenset({Status.OPEN}),
    Status.IN_PROGRESS: frozenset({Status.OPEN, Status.ACKNOWLEDGED}),
    Status.RESOLVED: _UNCLOSED,
    Status.DISMISSED: _UNCLOSED,
    Status.OPEN: frozenset(Status) - _UNCLOSED,
}
"""From where a person may bring a gap into a status. `verified` is the program's to say: it looks at the material."""
SAME = "the same matter"


@dataclass(frozen=True, slots=True)
class Hand:
    """Whose hand moves a gap, on which day, and why."""

    who: str
    on: date
    why: str = ""

    def event(self, status: Status, act: Act = Act.MOVED) -> Event:
        """The event this hand leaves; raises `BadInput` for a name or reason that is too long."""
        why = " ".join(self.why.split())
        if len(why) > _LONGEST_WHY:
            raise BadInput(f"The reason is longer than {_LONGEST_WHY} characters", "Say it in a sentence or two")
        return Event(self.on, status, self.who, why, act)

    def reason(self, what: str) -> None:
        """Raise `BadInput` unless there is one."""
        if not self.why.strip():
            raise BadInput(f"A gap is {what} for a reason", "Say why: those who reported it will read it")


def acknowledge(gap: Gap, hand: Hand) -> Gap:
    """Somebody has seen it and takes it for real."""
    return _to(Status.ACKNOWLEDGED, gap, hand)


def start(gap: Gap, hand: Hand) -> Gap:
    """Somebody works on it."""
    return _to(Status.IN_PROGRESS, gap, hand)


def resolve(gap: Gap, hand: Hand) -> Gap:
    """It is settled, by what the reason names; it is verified by itself once the material no longer disagrees."""
    hand.reason("resolved")
    return _to(Status.RESOLVED, gap, hand)


def dismiss(gap: Gap, hand: Hand, until: date | None = None) -> Gap:
    """It is nothing to close; after the day `until` it comes back if it is still there."""
    hand.reason("dismissed")
    if until and until <= hand.on:
        raise BadInput(f"The dismissal would end on {until}, which is not after {hand.on}", "Name a later day, or none")
    return _to(Status.DISMISSED, gap, hand, until)


def reopen(gap: Gap, hand: Hand) -> Gap:
    """It was closed too early, dismissed or merged by mistake."""
    hand.reason("opened again")
    return _to(Status.OPEN, gap, hand)


def assign(gap: Gap, hand: Hand, owner: str | None, due: date | None = None) -> Gap:
    """Put it into somebody's hands until a day; without an owner, into nobody's."""
    name = " ".join((owner or "").split()) or None
    if name and len(name) > _LONGEST_NAME:
        raise BadInput(f"The owner's name is longer than {_LONGEST_NAME} characters", "Shorten it")
    if due and due < hand.on:
        raise BadInput(f"The due date {due} has passed", f"Name a day from {hand.on} on, or none")
    if due and not name:
        raise BadInput("A due date needs an owner", "Name who has it until then")
    _unclosed(gap, "assigned")
    return gap.moved(replace(hand.event(gap.status, Act.ASSIGNED), owner=name, due=due))


def merge(gap: Gap, into: Gap, hand: Hand) -> tuple[Gap, Gap]:
    """Return both: the first points to the second, which has the evidence of both; what is found for it goes there."""
    if gap.id == into.id:
        raise BadInput(f"Gap {gap.id} cannot be merged with itself", "Name another gap")
    if gap.restricted() is not into.restricted():
        raise IllegalMove(
            "A promise can only be merged with a promise: it names a colleague, and others may not see it",
            "Dismiss one of them and say which other one it belongs to",
        )
    _unclosed(gap, "merged")
    _unclosed(into, "merged with another")
    said = hand if hand.why.strip() else replace(hand, why=SAME)
    away = gap.moved(replace(said.event(Status.DISMISSED, Act.MERGED), other=into.id))
    return away, together([into, gap]).moved(replace(said.event(into.status, Act.MERGED), other=gap.id))


def split(gap: Gap, claim_ids: Collection[str], hand: Hand) -> tuple[Gap, Gap]:
    """Return the gap without the witnesses that rest on these claims, and an open one of their own with them.

    They stay there: what is found for the first gap is shared out between the two from now on.
    """
    _unclosed(gap, "split")
    unknown = set(claim_ids) - {e.claim_id for e in gap.field}
    if unknown:
        raise BadInput(f"Gap {gap.id} does not rest on {', '.join(sorted(unknown))}", "Choose among its field quotes")
    named = {witness(e) for e in gap.field if e.claim_id in claim_ids}
    off = [e for e in gap.field if witness(e) in named]
    stays = [e for e in gap.field if witness(e) not in named]
    if not off or not stays:
        raise BadInput("Some witnesses must go and some must stay", f"Gap {gap.id} has {len(gap.field)} field quotes")
    number = 1 + sum(e.act is Act.SPLIT and not e.witnesses for e in gap.events)
    new = replace(only(gap, off), key=f"{gap.key}|part {number}", owner=None, due=None, events=())
    first = replace(hand.event(Status.OPEN, Act.SPLIT), other=gap.id, witnesses=tuple(sorted(named)))
    return only(gap, stays).moved(replace(hand.event(gap.status, Act.SPLIT), other=new.id)), new.moved(first)


def possible(gap: Gap) -> tuple[Status, ...]:
    """Where a person may bring the gap now."""
    return tuple(status for status, before in _FROM.items() if gap.status in before)


def _to(status: Status, gap: Gap, hand: Hand, until: date | None = None) -> Gap:
    if gap.status not in _FROM[status]:
        raise _illegal(gap, _said(status))
    return gap.moved(replace(hand.event(status), until=until))


def _unclosed(gap: Gap, what: str) -> None:
    if gap.status.closed:
        raise _illegal(gap, what)


def _illegal(gap: Gap, what: str) -> IllegalMove:
    if gap.merged_into:
        return IllegalMove(
            f"Gap {gap.id} was merged with {gap.merged_into}",
            f"Move that one, or open {gap.id} again to take it out of there",
        )
    if gap.status.closed:
        step = f"Open it again first, with the reason why: `samsyn gaps reopen {gap.id}`"
    else:
        step = f"It can become {', '.join(map(_said, possible(gap)))}"
    return IllegalMove(f"Gap {gap.id} is {_said(gap.status)} and cannot be {what}", step)


def _said(status: Status) -> str:
    return status.value.replace("_", " ")
