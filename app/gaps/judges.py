"""The ladder: who decides one pair of claims. A person has the last word, then rules, then the panel's judges.

What none of them is sure of is never guessed: it stays open, and what is plausible of it may be worth a look.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.claim import Claim
from app.domain.doubt import Doubt, Ruling, pair_id
from app.domain.evidence import StoredDocument
from app.domain.gap import Relation, Rung, Verdict
from app.gaps.llm_judge import Sitting
from app.gaps.panel import RULES_ALONE, Ids, Key, Pair, Panel, key_in_run
from app.gaps.plausible import harm, subject, suspicion
from app.gaps.subjects import Weights, distinct, roots, shared
from app.language import cues, reasons
from app.language.stances import attributes, opposed
from app.language.stems import terms

NEIGHBOURS = 4
"""Pairs of one claim that go to slower judges: those that share most with it."""
_LEANING = 0.3
"""How far a judge must lean towards a contradiction for a pair to be worth a person's look."""
_UNDECIDED = Verdict(Relation.UNSURE, Rung.RULE, 0.0)
_ENOUGH_WORDS = 3
_STATEMENT = 5
"""Words from which an official line is a statement and not a heading."""
_WITHOUT = re.compile(r"\b(?:without|utan)\b", re.IGNORECASE)
_TELLING_WORDS = 2
_ENOUGH_SHARE = 0.5
_CLAUSE = re.compile(r"[,;:–—]|\s-\s|\b(?:och att|and that|but|men|fast|although)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Judges:
    """The ladder of one run. `prepare` lets slow rungs judge many pairs at once; `verdict` then costs nothing."""

    weights: Weights
    panel: Panel = RULES_ALONE
    documents: Mapping[str, StoredDocument] = field(default_factory=dict)
    rulings: Mapping[Ids, Ruling] = field(default_factory=dict)
    sitting: Sitting | None = None
    _tried: dict[Key, Pair] = field(default_factory=dict)
    _said: dict[Key, Verdict] = field(default_factory=dict)

    @classmethod
    def of(cls, weights: Weights, panel: Panel, documents: Mapping[str, StoredDocument]) -> "Judges":
        """The ladder for a run over these documents."""
        return cls(weights, panel, documents).afresh()

    def afresh(self) -> "Judges":
        """The same ladder for another run, which has judged nothing yet."""
        rulings = self.panel.tray.rulings() if self.panel.tray else ()
        ruled = {(ruling.official, ruling.other): ruling for ruling in rulings}
        sitting = self.panel.llm.sitting() if self.panel.llm else None
        return Judges(self.weights, self.panel, self.documents, ruled, sitting)

    def prepare(self, pairs: Iterable[tuple[Claim, Claim]]) -> None:
        """Have those of the pairs (official claim, other claim) judged by every rung that are worth it.

        That is what neither a person nor a rule has decided, about the same subject, the nearest few of each claim.
        """
        if self.panel.idle:
            return
        nearest: dict[str, list[Pair]] = defaultdict(list)
        for official, other in pairs:
            weight = subject(official, other, self.weights)
            if weight and key_in_run(official, other) not in self._tried:
                nearest[other.id].append(Pair(official, other, weight, harm(official, other)))
        chosen = [
            p for found in nearest.values() for p in sorted(found, key=_nearness)[:NEIGHBOURS] if self._is_open(p)
        ]
        self._tried.update((pair.key, pair) for pair in chosen)
        self._said.update(self.panel.judged(chosen, self.documents, self.sitting))

    def verdict(self, official: Claim, other: Claim) -> Verdict:
        """Return what the first rung that is sure says of one pair; `UNSURE` where none is."""
        if ruling := self.rulings.get((official.id, other.id)):
            return _by_hand(official, other, ruling)
        by_rule = judge_words(official, other, self.weights)
        return by_rule if _sure(by_rule) else self._said.get(key_in_run(official, other), by_rule)

    def tried(self) -> set[str]:
        """Return the ids of the pairs that were looked at, by which people know them."""
        return {pair_id(*pair.ids) for pair in self._tried.values()}

    def unasked(self) -> set[str]:
        """Return the documents with a pair that a judge who was there has not got round to: it is to be tried again."""
        last = Rung.LLM if self.panel.llm else Rung.MODEL if self.panel.model else None
        left = [pair for key, pair in self._tried.items() if last and not _final(self._said.get(key), last)]
        return {pair.other.document_id for pair in left}

    def doubts(self) -> list[Doubt]:
        """Return the pairs that nobody could decide and that a person should look at."""
        tried = sorted(self._tried.items(), key=lambda item: item[0])
        return [doubt for key, pair in tried if (doubt := self._doubt(pair, self._said.get(key)))]

    def _is_open(self, pair: Pair) -> bool:
        return pair.ids not in self.rulings and not _sure(judge_words(pair.official, pair.other, self.weights))

    def _doubt(self, pair: Pair, verdict: Verdict | None) -> Doubt | None:
        if verdict is None:
            why, lean = suspicion(pair.official, pair.other, self.weights), 0.0
        else:
            lean = 0.0 if _sure(verdict) else verdict.confidence
            why = verdict.rung.value if lean >= _LEANING else ""
        return Doubt(*pair.ids, pair.harm, lean, why) if why else None


def _final(verdict: Verdict | None, last: Rung) -> bool:
    """Whether there is no more to be had: somebody was sure, or the last judge has spoken."""
    return verdict is not None and (_sure(verdict) or verdict.rung is last)


def _nearness(pair: Pair) -> tuple[float, str]:
    return -pair.weight, pair.official.id


def _sure(verdict: Verdict) -> bool:
    return verdict.relation is not Relation.UNSURE


def _by_hand(official: Claim, other: Claim, ruling: Ruling) -> Verdict:
    if not ruling.contradicts:
        return Verdict(Relation.NEITHER, Rung.HUMAN, 1.0)
    return Verdict(Relation.CONTRADICTS, Rung.HUMAN, 1.0, reasons.by_human(official.quote, other.quote, ruling.who))


def judge_words(official: Claim, other: Claim, weights: Weights) -> Verdict:
    """Decide from what is said, not from how alike it sounds.

    First positions on an attribute that exclude each other (`app.language.stances`), then the same words with and
    without a negation. Everything else is `UNSURE`: the next rung's to decide, never guessed.
    """
    for attribute_id in opposed(official.stances, other.stances):
        attribute = attributes()[attribute_id]
        own_words = frozenset({f"§{attribute_id}"})
        if distinct(weights.telling(shared(other, official, without=own_words))) >= attribute.shared:
            reason = reasons.opposed(official.quote, other.quote, attribute)
            return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.85, reason, attribute_id)
    if _same_words_denied(official, other, weights):
        reason = reasons.denied(official.quote, other.quote)
        return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.7, reason, "negation")
    return _UNDECIDED


def _same_words_denied(official: Claim, other: Claim, weights: Weights) -> bool:
    # "No more spreadsheets" is a manner of speaking: only a denial by the field is taken at its word.
    if official.negated or not other.negated or official.language != other.language:
        return False
    if len(official.quote.split()) < _STATEMENT or _WITHOUT.search(official.quote):
        return False
    stated = roots(official.terms)
    telling = roots(weights.telling(official.terms))
    if len(telling & roots(other.terms)) < _TELLING_WORDS:
        return False
    return any(
        len(common := stated & roots(terms(clause, other.language))) >= _ENOUGH_WORDS
        and len(common & telling) >= _TELLING_WORDS
        and len(common) >= _ENOUGH_SHARE * len(stated)
        for clause in _CLAUSE.split(other.quote)
        if cues.negated(clause)
    )
