"""A doubt: two statements that may exclude each other, which no judge could decide on. It is never called a gap."""

from dataclasses import dataclass
from datetime import date

from app.domain.evidence import Evidence, stable_id


def pair_id(official: str, other: str) -> str:
    """What a pair of claims, by their ids, is known by to people."""
    return stable_id("pair", official, other)[:12]


@dataclass(frozen=True, slots=True)
class Doubt:
    """One pair of claims, by their ids.

    `harm` is 1..5, how bad it would be if the difference were real; `lean` 0..1, how far the last judge leaned
    towards a contradiction; `why` names what makes it plausible: `opposed`, `denied`, `model` or `llm`.
    """

    official: str
    other: str
    harm: int
    lean: float
    why: str

    @property
    def id(self) -> str:
        """Short and stable: same pair, same id."""
        return pair_id(self.official, self.other)


@dataclass(frozen=True, slots=True)
class Ruling:
    """What a person decided about a pair of claims: whether they contradict each other. The last word."""

    official: str
    other: str
    contradicts: bool
    who: str
    on: date

    @property
    def id(self) -> str:
        """That of the doubt."""
        return pair_id(self.official, self.other)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A doubt with both its sides, ready to be read."""

    doubt: Doubt
    official: Evidence
    other: Evidence


@dataclass(frozen=True, slots=True)
class Labelled:
    """A ruling as a case that a judge can be trained and measured on; `lang` is `sv`, `en` or `mixed`."""

    official: str
    field: str
    label: str
    category: str
    lang: str
