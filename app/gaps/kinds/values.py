"""Figures that disagree: `value_mismatch` between field and official. Arithmetic decides; similarity only finds."""

import re
from collections.abc import Iterator
from dataclasses import replace

from app.domain.claim import Claim, Mood
from app.domain.gap import Kind
from app.domain.quantity import BARE, MONEY, Bound, Comparison, Quantity
from app.gaps.findings import Finding
from app.gaps.kinship import content
from app.gaps.pairs import Corpus, measure, restriction
from app.gaps.subjects import distinct, shared, tokens
from app.language import cues
from app.language.glossary import glossary
from app.language.reasons import figures

NAMED = frozenset(
    [
        "minimum_term",
        "trial",
        "notice",
        "contract",
        "payment_terms",
        "response_time",
        "onboarding",
        "warranty",
        "retention",
        "uptime",
        "support",
        "returns",
        "price",
        "setup_fee",
    ]
)
"""Metrics a company has one value of per plan: two statements measuring one speak of the same thing already."""
_SHORTER_IS_KEPT = frozenset({"onboarding", "response_time", "delivery", "installation"})
"""Times a customer waits: to be done sooner than promised is no gap."""
_ALIKE = 2
"""Distinct things two claims must share when the metric alone does not tie them together."""
_HARM = {"price": 4, "setup_fee": 4, "contract": 4, "notice": 4, "payment_terms": 4, "discount": 4, "retention": 4}


def value_mismatches(corpus: Corpus) -> Iterator[Finding]:
    """Yield each figure the field states that no current official figure for the same thing allows."""
    for claim in corpus.statements():
        yield from disputed(corpus, claim)


def disputed(corpus: Corpus, claim: Claim) -> Iterator[Finding]:
    """Yield each figure of one claim that no current official figure for the same thing allows."""
    if corpus.quotes_a_stranger(claim) or "discount" in claim.concepts:
        return  # an agreed reduction is no other price; what was not agreed is a promise
    confirmed: set[str] = set()
    for quantity in sorted(claim.quantities, key=lambda q: not _confirmed(corpus, claim, q)):
        if quantity.unit == "date" or measure(quantity) in confirmed:
            continue
        if _confirmed(corpus, claim, quantity):
            confirmed.add(measure(quantity))
        else:
            yield from _mismatch(corpus, claim, quantity)


def _candidates(corpus: Corpus, claim: Claim, quantity: Quantity) -> list[tuple[Claim, Quantity]]:
    return [
        (official, stated)
        for official, stated in corpus.by_measure.get(measure(quantity), ())
        if corpus.about_same_thing(claim, official) and _states_a_limit(claim, quantity, official, stated)
    ]


def _confirmed(corpus: Corpus, claim: Claim, quantity: Quantity) -> bool:
    return any(_allows(q, quantity) for _, q in _candidates(corpus, claim, quantity))


def _allows(stated: Quantity, quantity: Quantity) -> bool:
    if stated.metric in _SHORTER_IS_KEPT and stated.bound is Bound.EXACT:
        stated = replace(stated, bound=Bound.AT_MOST)
    return stated.compare(quantity) is Comparison.SAME


def _mismatch(corpus: Corpus, claim: Claim, quantity: Quantity) -> Iterator[Finding]:
    different = [
        (official, stated)
        for official, stated in _candidates(corpus, claim, quantity)
        if stated.compare(quantity) is Comparison.DIFFERENT
    ]
    best = _best(corpus, claim, quantity, different)
    if best is None:
        return
    official, stated = best
    metric = measure(stated)
    yield Finding(
        kind=Kind.VALUE_MISMATCH,
        key=f"{metric}|{official.scope.plan or ''}|{official.scope.product or ''}|{value_key(stated)}",
        official=tuple(o for o, q in different if q.compare(stated) is Comparison.SAME and _alike(o, official)),
        field=(claim,),
        severity=_HARM.get(metric, 3),
        confidence=0.9 if claim.mood is Mood.FACT else 0.85,
        subject=metric,
        reason=figures(official.quote, claim.quote),
    )


def value_key(quantity: Quantity) -> str:
    """One spelling for one value, whatever the language and format it was written in."""
    high = "" if quantity.high == quantity.low else f"-{quantity.high.normalize():f}"
    per = "/".join(sorted(quantity.per)) if quantity.unit in MONEY else ""
    return f"{quantity.low.normalize():f}{high} {quantity.unit} {per}".strip()


def _alike(one: Claim, other: Claim) -> bool:
    return one.scope.plan == other.scope.plan


def _states_a_limit(claim: Claim, quantity: Quantity, official: Claim, stated: Quantity) -> bool:
    """A count of people or things is a limit only where both sides speak of one; else it is the account's size."""
    if not quantity.unit.startswith("#"):
        return True
    return all(
        "limit" in c.concepts or q.bound is not Bound.EXACT or _ROOM.search(c.quote[: q.start])
        for c, q in ((claim, quantity), (official, stated))
    )


_ROOM = re.compile(
    r"\b(?:kan ta(?: emot)?|klarar|rymmer|ryms|tar emot|can (?:take|have|hold|seat)|takes?|holds?|fits?|seats?)"
    r"\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""How many there is room for: a limit by another word."""


def _best(
    corpus: Corpus, claim: Claim, quantity: Quantity, different: list[tuple[Claim, Quantity]]
) -> tuple[Claim, Quantity] | None:
    """Return the official figure this one is about, or None where that would be a guess."""
    scored = []
    for official, stated in different:
        common = shared(claim, official, without=frozenset({f"§{measure(quantity)}"}))
        if _tied(claim, quantity, official, stated, common) and _same_item(claim, official, quantity):
            scored.append((corpus.weights.sum(common), official, stated))
    if not scored:
        return None
    scored.sort(key=lambda item: (-item[0], item[1].id))
    top = scored[0]
    rivals = {value_key(q) for weight, _, q in scored if weight >= top[0] * 0.8}
    values = {value_key(q) for _, _, q in scored}
    if len(rivals) > 1 or (len(values) > 1 and top[0] < 1):
        return _nearest_price(quantity, scored) if quantity.unit in {*MONEY, BARE} and claim.scope.plan else None
    return top[1], top[2]


def _tied(claim: Claim, quantity: Quantity, official: Claim, stated: Quantity, common: frozenset[str]) -> bool:
    """Whether the two measure the same thing, and not only in the same unit."""
    metric = measure(quantity)
    if metric == "price":
        same_basis = bool(stated.per) and (stated.per == quantity.per or quantity.unit == BARE)
        same_plan = bool(claim.scope.plan) and claim.scope.plan == official.scope.plan
        return same_basis or same_plan or distinct(common) >= 1
    if metric in NAMED:
        return True
    if metric.startswith("#"):  # both speak of a limit to how many of them: one thing besides tells of what
        return distinct(common - {metric[1:]}) >= 1
    if not quantity.metric:  # a customer's own figure for a thing nobody named says nothing
        return bool(claim.rep or claim.account) and distinct(common & tokens(claim)) > _ALIKE
    return distinct(common) >= _ALIKE or (_says_nothing_else(official, stated) and _ours(claim))


def _says_nothing_else(official: Claim, stated: Quantity) -> bool:
    """Whether the official sentence names nothing but what it measures: "we deliver within five days" holds for all."""
    rest = content(f"{official.quote[: stated.start]} {official.quote[stated.end :]}")
    return sum(stated.metric not in glossary().of_word(word) for word in rest) <= 1 and not restriction(official)


def _ours(claim: Claim) -> bool:
    """Whether a colleague says what we do or did."""
    return bool(claim.rep or claim.account) and cues.has("rule_of_ours", claim.quote)


def _nearest_price(quantity: Quantity, scored: list[tuple[float, Claim, Quantity]]) -> tuple[Claim, Quantity] | None:
    def distance(item: tuple[float, Claim, Quantity]) -> float:
        return abs(float(item[2].low) - float(quantity.low))

    same_basis = [item for item in scored if item[2].per == quantity.per]
    return min(same_basis, key=distance)[1:] if same_basis else None


_ITEMS = frozenset(
    [
        "setup_fee",
        "delivery",
        "training",
        "installation",
        "storage",
        "consultant",
        "insurance",
        "hardware",
        "maintenance",
        "api",
        "sso",
        "mobile",
        "payroll",
        "reports",
        "integration",
        "backup",
        "import",
        "export",
        "notifications",
    ]
)


def _same_item(claim: Claim, official: Claim, quantity: Quantity) -> bool:
    """Two prices for different things bought (a course, an installation) do not disagree."""
    if measure(quantity) != "price":
        return True
    mine, theirs = claim.concepts & _ITEMS, official.concepts & _ITEMS
    if mine and theirs:
        return bool(mine & theirs)
    return not (mine ^ theirs)
