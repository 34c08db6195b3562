"""The judges beyond rules: a small model and a language model, with a memory; and the people whose word is the last."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import structlog

from app.ai.contracts import PairToJudge
from app.ai.ports import Opinion, PairModel
from app.domain.claim import Claim, Mood
from app.domain.errors import JudgeUnavailable
from app.domain.evidence import StoredDocument
from app.domain.gap import UNSAID, Relation, Rung, Verdict
from app.gaps.llm_judge import LlmJudge, Sitting
from app.language.reasons import by_llm, by_model
from app.store.tray import Tray
from app.store.verdicts import Kept, Verdicts, key_of

Ids = tuple[str, str]
Key = tuple[str, str, str]
"""Both claims' ids, and the words held against the official claim: what is believed in a note is not all it says."""
_BEFORE, _AFTER = 200, 120
"""Characters around a statement that a language model is shown."""
_SAVED_AT_ONCE = 200
"""Verdicts after which they are written down: what was asked and paid for survives a kill."""

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Pair:
    """An official claim and what is held against it, with the weight of what both speak of and the likely harm."""

    official: Claim
    other: Claim
    weight: float
    harm: int

    @property
    def ids(self) -> Ids:
        """The ids of both claims."""
        return self.official.id, self.other.id

    @property
    def key(self) -> Key:
        """What its verdict is found by in a run."""
        return key_in_run(self.official, self.other)


@dataclass(frozen=True, slots=True)
class Panel:
    """Who may be asked, and where verdicts are kept. An empty panel leaves everything to the rules.

    `least` is the probability from which the model is believed, instead of the one it was calibrated to.
    """

    model: PairModel | None = None
    llm: LlmJudge | None = None
    memory: Verdicts | None = None
    tray: Tray | None = None
    least: float | None = None

    @property
    def idle(self) -> bool:
        """Whether nobody is there to look at what the rules leave open."""
        return not (self.model or self.llm or self.memory or self.tray)

    @property
    def identity(self) -> str:
        """Who may be asked: with others, all that was found may come out otherwise."""
        model, llm = self.model.name if self.model else "", self.llm.identity if self.llm else ""
        return f"{model} {self.least} {llm} {self.memory is not None}"

    def recalling(self) -> "Panel":
        """The same panel, which asks no language model what it has not said already."""
        return replace(self, llm=self.llm and replace(self.llm, pairs=0))

    def judged(
        self, pairs: Sequence[Pair], documents: Mapping[str, StoredDocument], sitting: Sitting | None
    ) -> dict[Key, Verdict]:
        """Return what the first rung that is sure says of each pair, or `UNSURE` with how far it leans, or nothing.

        A judge that is not there today counts with what it said before: a gap does not close for want of its judge.
        """
        verdicts = self._by_model(self.model, pairs) if self.model else self._earlier(Rung.MODEL, pairs)
        left = [p for p in pairs if p.key not in verdicts or verdicts[p.key].relation is Relation.UNSURE]
        leaning = {p.key: verdicts[p.key].confidence if p.key in verdicts else 0.0 for p in left}
        left.sort(key=lambda p: (-leaning[p.key], -p.harm, -p.weight, p.key))
        said = self._by_llm(left, documents, sitting) if sitting else self._earlier(Rung.LLM, left)
        for key, verdict in said.items():
            verdicts[key] = replace(verdict, confidence=max(verdict.confidence, leaning[key]))
        return verdicts

    def _by_model(self, model: PairModel, pairs: Sequence[Pair]) -> dict[Key, Verdict]:
        keys = {p.key: key_of(model.name, str(self.least), p.other.quote, p.official.quote) for p in pairs}

        def ask(asked: Sequence[Pair]) -> Iterator[tuple[Pair, Relation, float, str]]:
            try:
                opinions = model.opinions([(p.other.quote, p.official.quote) for p in asked])
                for pair, opinion in zip(asked, opinions, strict=True):
                    yield pair, *self._believed(model, opinion), ""
            except JudgeUnavailable as unavailable:
                log.warning("pairs_not_judged", pairs=len(asked), reason=unavailable.code)

        return self._remembered(Rung.MODEL, pairs, keys, ask)

    def _believed(self, model: PairModel, opinion: Opinion) -> tuple[Relation, float]:
        against = model.contradicts_from if self.least is None else self.least
        if opinion.contradicts >= against:
            return Relation.CONTRADICTS, opinion.contradicts
        if opinion.supports >= model.supports_from:
            return Relation.SUPPORTS, opinion.supports
        if opinion.neither >= against:
            return Relation.NEITHER, opinion.neither
        return Relation.UNSURE, opinion.contradicts

    def _by_llm(
        self, pairs: Sequence[Pair], documents: Mapping[str, StoredDocument], sitting: Sitting
    ) -> dict[Key, Verdict]:
        shown = {p.key: _shown(p, documents) for p in pairs}
        identity = sitting.judge.identity
        keys = {key: key_of(identity, *pair.parts) for key, pair in shown.items()}

        def ask(asked: Sequence[Pair]) -> Iterator[tuple[Pair, Relation, float, str]]:
            for place, said in sitting.judged([shown[p.key] for p in asked]):
                yield asked[place], said.relation, said.confidence, said.reason

        return self._remembered(Rung.LLM, pairs, keys, ask)

    def _remembered(
        self,
        rung: Rung,
        pairs: Sequence[Pair],
        keys: Mapping[Key, str],
        ask: Callable[[Sequence[Pair]], Iterable[tuple[Pair, Relation, float, str]]],
    ) -> dict[Key, Verdict]:
        """What this rung says: from memory, else asked, else what such a judge once said of the same two claims."""
        known = self.memory.known(list(keys.values())) if self.memory else {}
        fresh = {keys[p.key]: p for p in reversed(pairs) if keys[p.key] not in known}
        unsaved: list[Kept] = []
        for pair, relation, confidence, said in ask(list(fresh.values())[::-1]):
            kept = Kept(keys[pair.key], *pair.ids, rung, relation, confidence, said)
            known[kept.key] = kept
            unsaved.append(kept)
            if self.memory and len(unsaved) >= _SAVED_AT_ONCE:
                self.memory.keep(unsaved)
                unsaved.clear()
        if self.memory:
            self.memory.keep(unsaved)
        verdicts = {p.key: _verdict(p, known[keys[p.key]]) for p in pairs if keys[p.key] in known}
        return verdicts | self._earlier(rung, [p for p in pairs if p.key not in verdicts])

    def _earlier(self, rung: Rung, pairs: Sequence[Pair]) -> dict[Key, Verdict]:
        """What a judge of this rung once said of the same claims, whoever it was."""
        kept = self.memory.earlier(rung, [p.ids for p in pairs]) if self.memory and pairs else {}
        return {p.key: _verdict(p, kept[p.ids]) for p in pairs if p.ids in kept}


def key_in_run(official: Claim, other: Claim) -> Key:
    """Return what a verdict on these two is found by in a run."""
    return official.id, other.id, other.quote


RULES_ALONE = Panel()
"""Nobody but the rules."""


def _verdict(pair: Pair, kept: Kept) -> Verdict:
    reason = UNSAID
    if kept.relation is Relation.CONTRADICTS:
        quotes = pair.official.quote, pair.other.quote
        reason = by_model(*quotes) if kept.rung is Rung.MODEL else by_llm(*quotes, kept.said)
    return Verdict(kept.relation, kept.rung, kept.confidence, reason)


def _shown(pair: Pair, documents: Mapping[str, StoredDocument]) -> PairToJudge:
    official, other = documents[pair.official.document_id], documents[pair.other.document_id]
    return PairToJudge(
        pair.official.evidence(official),
        pair.other.evidence(other),
        _around(pair.official, official),
        _around(pair.other, other),
        pair.official.language,
        _told(pair.other, other),
    )


def _told(claim: Claim, stored: StoredDocument) -> str:
    """The mood a model is told: what is not said there in so many words is what somebody believes."""
    verbatim = stored.document.text[claim.start : claim.end] == claim.quote
    return claim.mood.value if verbatim else Mood.BELIEF.value


def _around(claim: Claim, stored: StoredDocument) -> str:
    text = stored.document.text
    around = " ".join(text[max(0, claim.start - _BEFORE) : claim.end + _AFTER].split())
    return "" if around == " ".join(claim.quote.split()) else around
