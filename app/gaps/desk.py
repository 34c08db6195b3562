"""The desk where people move gaps: an order, whose it is, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

import msgspec

from app.domain.errors import BadInput
from app.domain.gap import Gap
from app.domain.people import Role
from app.gaps import moves
from app.gaps.finder import Finder
from app.gaps.moves import Hand
from app.store.ledger import Ledger


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every order may say: a name to sign with beside the role, and why."""

    who: str = ""
    why: str = ""


class Acknowledge(Said, frozen=True):
    """It has been seen and is taken for real."""


class Start(Said, frozen=True):
    """Somebody works on it."""


class Resolve(Said, frozen=True):
    """It is settled; `why` names what settled it and is what its reporters read."""


class Dismiss(Said, frozen=True):
    """It is nothing to close; `until` is the last day that this holds."""

    until: date | None = None


class Reopen(Said, frozen=True):
    """It was closed, dismissed or merged too early."""


class Assign(Said, frozen=True):
    """Who has it from now on, and until when; null for nobody and for no day."""

    owner: str | None = None
    due: date | None = None


class Merge(Said, frozen=True):
    """It is the same as the gap with the id `into`, which gets its witnesses."""

    into: str


class Split(Said, frozen=True):
    """The field quotes with these `claims` are another matter: they get a gap of their own."""

    claims: tuple[str, ...]


Order = Acknowledge | Start | Resolve | Dismiss | Reopen | Assign | Merge | Split
ORDERS: dict[str, type[Order]] = {
    "acknowledge": Acknowledge,
    "start": Start,
    "resolve": Resolve,
    "dismiss": Dismiss,
    "reopen": Reopen,
    "assign": Assign,
    "merge": Merge,
    "split": Split,
}
"""Each order by the word that people use for it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Takes orders from any thread and process."""

    finder: Finder
    ledger: Ledger

    def take(self, gap_id: str, order: Order, role: Role, today: date) -> Gap:
        """Do what is ordered and return the gap that came of it: of a merge the one that is left, of a split the new.

        Raises:
            NotFound: There is no such gap.
            IllegalMove: It cannot go there from where it is.
            BadInput: Something in the order cannot be, or the ledger already knows later days.
        """
        hand = Hand(role.signed(order.who), today, order.why)
        stamp = self.ledger.stamp()
        if stamp and today < stamp.day:
            raise BadInput(
                f"The gaps are known as of {stamp.day}: nothing can be done on {today} any more",
                "Leave `--as-of` out, or name a later day",
            )
        if isinstance(order, Merge):
            into = order.into.strip()
            if into == gap_id:
                raise BadInput(f"Gap {gap_id} cannot be merged with itself", "Name another gap")
            return self.ledger.move([gap_id, into], lambda known: moves.merge(known[0], known[1], hand))[1]
        if isinstance(order, Split):
            return self.ledger.move([gap_id], lambda known: moves.split(known[0], order.claims, hand))[1]
        change = _change(order)
        was_merged = False

        def one(known: list[Gap]) -> list[Gap]:
            nonlocal was_merged
            was_merged = bool(known[0].merged_into)
            return [change(known[0], hand)]

        (after,) = self.ledger.move([gap_id], one)
        if was_merged:  # its witnesses are to leave the other gap
            self.finder.refresh(today, again=True)
            return self.ledger.gap(gap_id)
        return after


def _change(order: Acknowledge | Start | Resolve | Dismiss | Reopen | Assign) -> Callable[[Gap, Hand], Gap]:
    match order:
        case Dismiss():
            return partial(moves.dismiss, until=order.until)
        case Assign():
            return partial(moves.assign, owner=order.owner, due=order.due)
        case Acknowledge():
            return moves.acknowledge
        case Start():
            return moves.start
        case Resolve():
            return moves.resolve
        case Reopen():
            return moves.reopen
