"""The third rung: a language model judges pairs in batches, within a budget, and quotes what it rests on.

What it is shown is data, never instructions; what it answers is checked like anything else. Whatever goes wrong, pairs
stay undecided and the run goes on.
"""

import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import structlog

from app.ai.contracts import JudgedPair, JudgedPairs, PairToJudge
from app.ai.ports import Llm
from app.ai.prompts import Prompts, inline
from app.domain.errors import LlmUnavailable
from app.domain.gap import Relation

BATCH = 20
"""Pairs of one call."""
PATIENCE = 120.0
"""Seconds after which a run asks no further batch: somebody waits for it."""
LEAST = 0.7
"""Confidence below which a language model's word is no verdict."""
_FAILURES = 2
"""Failed calls in a row after which a run asks no more."""
_PROMPT = "judge_pairs"
_SAID = 240
"""Characters of a reason that are kept."""
_FIGURE = re.compile(r"\d+")

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Said:
    """What the model said of a pair, checked. Of an unsure one `confidence` is how far it leans to a contradiction."""

    relation: Relation
    confidence: float
    reason: str = ""


@dataclass(frozen=True, slots=True)
class LlmJudge:
    """`pairs` is how many a run may ask about."""

    llm: Llm
    prompts: Prompts
    pairs: int
    patience: float = PATIENCE

    @property
    def identity(self) -> str:
        """What a verdict depends on besides the pair: the model and the prompt as it stands."""
        return f"{self.llm.name} {self.prompts.render(_PROMPT, pairs=[], language='en').provenance}"

    def sitting(self) -> "Sitting":
        """The judge for one run."""
        return Sitting(self, self.pairs)


@dataclass(slots=True)
class Sitting:
    """One run: what is left of its budget, and whether the model has shown that it will not answer."""

    judge: LlmJudge
    left: int
    failures: int = 0
    until: float | None = field(default=None)

    def judged(self, pairs: Sequence[PairToJudge]) -> Iterator[tuple[int, Said]]:
        """Yield (place in `pairs`, what was said) for those that were answered, batch by batch."""
        self.until = self.until or time.monotonic() + self.judge.patience
        for start in range(0, len(pairs), BATCH):
            batch = pairs[start : start + min(BATCH, self.left)]
            if not batch or self.failures >= _FAILURES or time.monotonic() > self.until:
                return
            self.left -= len(batch)
            yield from ((start + place, said) for place, said in self._asked(batch))

    def _asked(self, batch: Sequence[PairToJudge]) -> Iterator[tuple[int, Said]]:
        languages = Counter(pair.language for pair in batch)
        prompt = self.judge.prompts.render(
            _PROMPT, pairs=list(batch), language="sv" if languages["sv"] > len(batch) / 2 else "en"
        )
        try:
            answer = self.judge.llm.complete(prompt, JudgedPairs)
        except LlmUnavailable as unavailable:
            self.failures += 1
            log.warning("pairs_not_judged", pairs=len(batch), reason=unavailable.reason)
            return
        self.failures = 0
        answered: set[int] = set()
        for verdict in answer.verdicts:
            place = verdict.id - 1
            if 0 <= place < len(batch) and place not in answered:
                answered.add(place)
                yield place, checked(verdict, batch[place])


def checked(verdict: JudgedPair, pair: PairToJudge) -> Said:
    """Return a verdict as far as it holds: both stretches stand verbatim in the quotes, and it is sure enough."""
    sides = ((verdict.official_quote, pair.official.quote), (verdict.field_quote, pair.other.quote))
    believable = 0 <= verdict.confidence <= 1 and all(_stands(stretch, quote) for stretch, quote in sides)
    against = verdict.relation is Relation.CONTRADICTS
    if not believable:
        return Said(Relation.UNSURE, 0.0)
    if verdict.confidence < LEAST or verdict.relation is Relation.UNSURE:
        return Said(Relation.UNSURE, verdict.confidence if against else 0.0)
    return Said(verdict.relation, verdict.confidence, _reason(verdict.reason, pair) if against else "")


def _stands(stretch: str, quote: str) -> bool:
    found = " ".join(stretch.split())
    return any(map(str.isalnum, found)) and found in " ".join(quote.split())


def _reason(text: str, pair: PairToJudge) -> str:
    """The model's sentence on one line; nothing where it is too long, or names a figure that neither side does."""
    reason = inline(text)
    figures = set(_FIGURE.findall(f"{pair.official.quote} {pair.other.quote}"))
    return reason if len(reason) <= _SAID and set(_FIGURE.findall(reason)) <= figures else ""
