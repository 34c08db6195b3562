"""A sign: what one document shows of a difference, before it is held together with what others show."""

import datetime as dt
from dataclasses import dataclass

from app.domain.evidence import Evidence
from app.domain.gap import UNSAID, Kind, Reason, Rung


@dataclass(frozen=True, slots=True)
class Sign:
    """One document's part in a gap that is, or may become one.

    `owner` is the field document it was read in, "" for what the official side and those who ask Samsyn show without
    any note. Signs of a kind with a member in common are held together; `facts` is what that needs to know of each.
    """

    owner: str
    kind: Kind
    key: str
    members: tuple[str, ...]
    official: tuple[Evidence, ...]
    field: tuple[Evidence, ...]
    severity: int
    confidence: float
    language: str
    subject: str = ""
    decided_by: Rung = Rung.RULE
    reason: Reason = UNSAID
    facts: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        """Whose words count as one witness: the account's, else the document's own."""
        first = self.field[0]
        return (first.account or first.document_id).casefold()

    @property
    def earliest(self) -> tuple[dt.date, str]:
        """What orders signs: the day and the id of what stands first in it."""
        first = (*self.field, *self.official)[0]
        return first.date or dt.date.min, first.claim_id


FIRST_FEW = 40
"""Signs of a member that begins with "~" that count, the first by their owners: what is used everywhere is told so."""


def members_of(sign: Sign) -> tuple[str, ...]:
    """Return what a sign is held together with others by: its members, which are its kind's own."""
    return tuple(dict.fromkeys(f"{sign.kind}|{member}" for member in sign.members))


def told_by_few(member: str) -> bool:
    """Whether of this one, as `members_of` names it, the first few signs tell all."""
    return member.partition("|")[2].startswith("~")
