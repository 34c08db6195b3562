"""A model that reads pairs as it was told to, and remembers what it was asked: where what counts is who decides."""

from collections.abc import Mapping, Sequence
from datetime import date

from app.ai.ports import Opinion
from app.domain.errors import JudgeUnavailable
from app.gaps.comparing import Compared, Material, compared
from app.gaps.panel import Panel
from tests.gaps.company import TODAY, claims_of

AGAINST, BESIDE, APART = Opinion(0.95, 0.02, 0.03), Opinion(0.02, 0.95, 0.03), Opinion(0.02, 0.03, 0.95)
LEANING, TORN = Opinion(0.6, 0.1, 0.3), Opinion(0.2, 0.4, 0.4)


class Reader:
    """The `PairModel` of `app.ai.ports` with one opinion of everything, or out of reach."""

    def __init__(self, opinion: Opinion | None, name: str = "reader") -> None:
        self.opinion = opinion
        self.name = name
        self.contradicts_from = 0.9
        self.supports_from = 0.8
        self.asked: list[tuple[str, str]] = []

    def opinions(self, pairs: Sequence[tuple[str, str]]) -> list[Opinion]:
        if self.opinion is None:
            raise JudgeUnavailable("The judge is away", "Wait")
        self.asked += pairs
        return [self.opinion] * len(pairs)


def judged(texts: Mapping[str, str], panel: Panel, today: date = TODAY) -> Compared:
    """What rules and `panel` make of `texts`."""
    return compared(Material(*claims_of(texts, today)), today, panel)
