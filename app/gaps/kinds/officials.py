"""Two current official documents that disagree: `official_inconsistency`."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from app.domain.claim import Claim
from app.domain.gap import Kind, Relation, Rung, Verdict
from app.domain.quantity import Comparison, Quantity
from app.gaps.binding import asserts
from app.gaps.findings import Finding
from app.gaps.kinds.values import NAMED, value_key
from app.gaps.pairs import Corpus
from app.gaps.subjects import distinct, shared
from app.language.reasons import figures
from app.language.stances import attributes

_ALIKE = 2
_UNITS = frozenset({"hour", "%", "byte", "gram", "metre", "litre", "watt", "watthour", "degree", "decibel", "date"})
_COMPANY_WIDE = NAMED - {"price", "contract", "support", "onboarding", "response_time", "retention"}
"""Metrics with one value for the whole company unless a plan is named; the others need a shared subject too."""


def official_inconsistencies(corpus: Corpus) -> Iterator[Finding]:
    """Yield each pair of official statements, from different documents, that cannot both hold."""
    for metric, stated in sorted(corpus.by_measure.items()):
        if metric in _UNITS:
            continue  # nothing says what these measure
        for (one, first), (other, second) in combinations(stated, 2):
            if (
                _comparable(one, other)
                and _same_figure_meant(metric, one, other)
                and _differ(corpus, metric, first, second, one, other)
            ):
                low, high = sorted((value_key(first), value_key(second)))
                yield _finding(
                    f"{metric}|{one.scope.plan or other.scope.plan or ''}|{low}|{high}",
                    metric,
                    one,
                    other,
                    4 if metric in NAMED else 3,
                    Verdict(Relation.CONTRADICTS, Rung.RULE, 0.85, figures(one.quote, other.quote)),
                )
    for attribute_id, claims in sorted(corpus.by_attribute.items()):
        attribute = attributes()[attribute_id]
        for one, other in combinations(sorted(filter(asserts, claims), key=lambda c: c.id), 2):
            if (
                _comparable(one, other)
                and (verdict := corpus.judges.verdict(one, other)).relation is Relation.CONTRADICTS
                and distinct(shared(one, other)) >= (_ALIKE if attribute.shared else 1)
                and (
                    not attribute.about
                    or attribute.about in (one.concepts | one.context) & (other.concepts | other.context)
                )
            ):
                key = f"{attribute_id}|{','.join(sorted(one.concepts & other.concepts))}"
                yield _finding(key, attribute_id, one, other, attribute.severity, replace(verdict, confidence=0.75))


def _comparable(one: Claim, other: Claim) -> bool:
    return one.document_id != other.document_id and one.scope.overlaps(other.scope) and _same_plan(one, other)


def _same_plan(one: Claim, other: Claim) -> bool:
    """A figure for one plan and a figure for "all" may both be right; only like is held against like."""
    return one.scope.plan == other.scope.plan or not (one.scope.plan and other.scope.plan)


def _same_figure_meant(metric: str, one: Claim, other: Claim) -> bool:
    if metric.startswith("#"):  # how many there may be of something: both set a limit, of the same thing
        common = shared(one, other, without=frozenset({metric[1:], f"§{metric}"}))
        return "limit" in one.concepts & other.concepts and distinct(common - {"§limit"}) >= 1
    common = shared(one, other, without=frozenset({f"§{metric}"})) | shared(
        other, one, without=frozenset({f"§{metric}"})
    )
    if metric in _COMPANY_WIDE:
        return one.scope.plan == other.scope.plan or bool(common)
    if metric == "price":
        return bool(one.scope.plan) and one.scope.plan == other.scope.plan and "§setup_fee" not in common
    return distinct(common) >= _ALIKE and bool(one.terms & other.terms or one.concepts & other.concepts)


def _differ(corpus: Corpus, metric: str, first: Quantity, second: Quantity, one: Claim, other: Claim) -> bool:
    """Whether they differ, and neither document also states the other's figure (two figures for two cases)."""
    if first.per != second.per or first.unit == "date":
        return False
    if first.compare(second) is not Comparison.DIFFERENT or second.compare(first) is not Comparison.DIFFERENT:
        return False
    for claim, quantity in ((one, second), (other, first)):
        for stated_by, stated in corpus.by_measure[metric]:
            if stated_by.document_id == claim.document_id and stated.compare(quantity) is Comparison.SAME:
                return False
    return True


def _finding(key: str, subject: str, one: Claim, other: Claim, severity: int, verdict: Verdict) -> Finding:
    pair = tuple(sorted((one, other), key=lambda c: c.id))
    return Finding(
        Kind.OFFICIAL_INCONSISTENCY, key, pair, (), severity, verdict.confidence, subject, verdict.rung,
        verdict.reason,
    )  # fmt: skip
