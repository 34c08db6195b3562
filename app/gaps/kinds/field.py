"""Colleagues who say different things about our offer while the official material is silent: `field_inconsistency`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind, Relation
from app.domain.quantity import Bound, Comparison, Quantity
from app.domain.sign import Sign
from app.gaps.around import Around
from app.gaps.denials import excludes_in_part, opposed_words, opposites_of, possible_and_not
from app.gaps.findings import Finding
from app.gaps.kinds.values import NAMED
from app.gaps.kinship import content, keys, shared_words, tells
from app.gaps.pairs import Corpus, measure
from app.language import cues
from app.language.frequencies import times_a_year
from app.language.numbers import written
from app.language.stances import opposed
from app.language.stems import stem, words

CROWD = 40
"""Statements that share a word from which the word says too little to hold them against each other."""
_ALIKE = 2
_NEAR = 30
_NOT_PLAIN = ("change", "corrected", "held_true", "uncertain", "hypothetical")
_OURS = re.compile(r"\b(?:vi|vår|våra|vårt|oss|we|our|us)\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:sa|säger|menar?|tyck\w+|undra\w+|(?<!\bvi )vill|berätta\w+|said|says?|thinks?|wants?|asks?|asked|told|"
    r"tells?|feels?)\b|[\"“”„»«]",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\W*(?:sa|berättade|förklarade|told (?:them|her|him)|said|explained)\b", re.IGNORECASE)
_APART = 1.5
"""How many times one frequency must be the other."""


def stating(corpus: Corpus) -> Iterator[tuple[Claim, frozenset[str]]]:
    """Yield each statement of how we do things, with what others on the same matter share a part of."""
    for claim in corpus.field:
        if _states_how_we_do_it(corpus, claim):
            yield claim, keys(word for word in _content(claim) if tells(word, corpus.weights))


def field_inconsistencies(corpus: Corpus) -> Iterator[Finding]:
    """Yield each two statements of two reps on one matter that differ and that no official sentence settles."""
    by_key: dict[str, list[Claim]] = defaultdict(list)
    for claim, shared in stating(corpus):
        for key in shared:
            by_key[key].append(claim)
    pairs = (pair for claims in by_key.values() if len(claims) <= CROWD for pair in combinations(claims, 2))
    yield from differing(corpus, pairs)


def differing(corpus: Corpus, pairs: Iterable[tuple[Claim, Claim]]) -> Iterator[Finding]:
    """Yield those of the pairs of statements on one matter that differ, each once."""
    ordered = {(one.id, other.id): (one, other) for pair in pairs for one, other in [sorted(pair, key=lambda c: c.id)]}
    for _, (one, other) in sorted(ordered.items(), key=lambda item: item[0]):
        if (one.rep or "").casefold() == (other.rep or "").casefold() or not one.scope.overlaps(other.scope):
            continue
        if on := _differ(corpus, one, other):
            ids = (one.id, other.id)
            yield Finding(Kind.FIELD_INCONSISTENCY, "", (), (one, other), 3, 0.7, on, members=ids)


def joined(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield pairs under the earliest statement of all that are on one matter: those with a statement in common."""
    del around
    for group in _groups(sorted(signs, key=lambda sign: sign.members)):
        first = min((e for sign in group for e in sign.field), key=lambda e: (str(e.date), e.claim_id))
        subject = group[0].subject
        for sign in group:
            yield replace(sign, key=f"{subject}|{first.claim_id}", subject=subject)


def _states_how_we_do_it(corpus: Corpus, claim: Claim) -> bool:
    return (
        bool(claim.rep)
        and claim.mood in {Mood.FACT, Mood.PROMISE}
        and _of_a_colleague(corpus, claim)
        and not claim.exempt
        and corpus.states_a_fact(claim)
        and not corpus.quotes_a_stranger(claim)
        and not any(cues.has(cue, claim.quote) for cue in _NOT_PLAIN)
    )


def _of_a_colleague(corpus: Corpus, claim: Claim) -> bool:
    """Whether the words are a rep's: theirs as read, or a plain note of what we do that only names the customer."""
    if claim.speaker in {Speaker.REP, Speaker.COMPANY}:
        return True
    told = _TOLD.match(claim.quote)
    plain = (
        not _SAYS.search(claim.quote, told.end() if told else 0)
        and not corpus.documents[claim.document_id].document.turns
    )
    return claim.speaker is Speaker.CUSTOMER and plain and bool(_OURS.search(claim.quote))


def _content(claim: Claim) -> tuple[str, ...]:
    own = content(claim.quote)
    leans = len(own) <= _ALIKE or words(claim.quote)[-1:] in (["that"], ["it"], ["det"])
    return (*own, *content(" ".join(sorted(claim.context)))) if leans else own


def _differ(corpus: Corpus, one: Claim, other: Claim) -> str:
    """What two statements differ on: a metric, an attribute, or what they share; "" where they do not."""
    mine, theirs = _content(one), _content(other)
    if _codes(one) and _codes(other) and not _codes(one) & _codes(other):
        return ""
    common = {w for w in shared_words(mine, theirs) if tells(w, corpus.weights)}
    if not common:
        return ""
    on = _in_figures(one, other, common) or _in_words(corpus, one, other, common)
    return on if on and _silent(corpus, one, other, common, on) else ""


def _codes(claim: Claim) -> frozenset[str]:
    """The models it names: words of letters and figures (V60)."""
    return frozenset(w for w in words(claim.quote) if any(c.isdigit() for c in w) and any(c.isalpha() for c in w))


def _in_figures(one: Claim, other: Claim, common: set[str]) -> str:
    often, rare = times_a_year(one.quote), times_a_year(other.quote)
    if often and rare and max(often, rare) / min(often, rare) >= _APART:
        return "frequency"
    for mine in one.quantities:
        for theirs in other.quantities:
            if _figure_differs(mine, theirs) and _tied(one, other, mine, common):
                return measure(mine)
    return "count" if _counts_differ(one, other) else ""


def _figure_differs(mine: Quantity, theirs: Quantity) -> bool:
    if measure(mine) != measure(theirs) or mine.unit in {"date", "clock"} or mine.per != theirs.per:
        return False
    if mine.unit.startswith("#") or Bound.EXACT not in {mine.bound, theirs.bound}:
        return False
    return mine.compare(theirs) is Comparison.DIFFERENT and theirs.compare(mine) is Comparison.DIFFERENT


def _tied(one: Claim, other: Claim, quantity: Quantity, common: set[str]) -> bool:
    """Whether both figures are of the same thing, and said of how we do it and not of one customer."""
    if not all(_ours(claim) for claim in (one, other)):
        return False
    if measure(quantity) == "price":
        return len(common) >= _ALIKE or bool(quantity.per)
    return (
        len(common) >= _ALIKE
        or measure(quantity) in NAMED
        or any(_beside(one, w) and _beside(other, w) for w in common)
    )


def _ours(claim: Claim) -> bool:
    """Whether it says how we do it, or what a customer was told of that."""
    told = _TOLD.match(claim.quote) or cues.has("rep_self", claim.quote)
    return bool(told) or claim.mood is Mood.PROMISE or cues.has("rule_of_ours", claim.quote)


def _beside(claim: Claim, word: str) -> bool:
    """Whether the word's like stands right beside a figure of the statement."""
    near = [
        claim.quote[max(0, q.start - _NEAR) : q.end + _NEAR]
        for q in claim.quantities
        if q.unit not in {"date", "clock"}
    ]
    return any(shared_words([word], content(text)) for text in near)


def _counts_differ(one: Claim, other: Claim) -> bool:
    """Whether each says as a rule how many of the same it takes, and not the same number."""
    if not all(cues.has("norm", c.quote) for c in (one, other)):
        return False
    mine, theirs = _counted(one), _counted(other)
    return any(mine[noun].isdisjoint(theirs[noun]) for noun in mine.keys() & theirs.keys())


def _counted(claim: Claim) -> dict[str, set[int]]:
    found: dict[str, set[int]] = defaultdict(set)
    for number in written(claim.quote, claim.language):
        following = words(claim.quote[number.end : number.end + 30])[:1]
        if following and number.low > 1 and not following[0].isdigit():
            found[stem(following[0], claim.language)].add(int(number.low))
    return found


def _in_words(corpus: Corpus, one: Claim, other: Claim, common: set[str]) -> str:
    if not any(cues.has("rule_of_ours", c.quote) or c.mood is Mood.PROMISE for c in (one, other)):
        return ""
    for attribute in opposed(one.stances, other.stances):
        return attribute

    def telling(word: str) -> bool:
        return tells(word, corpus.weights)

    if possible_and_not(one.quote, other.quote, telling):
        return ",".join(sorted(common))
    if len(common) < _ALIKE:
        return ""
    if any(corpus.judges.verdict(*pair).relation is Relation.CONTRADICTS for pair in ((one, other), (other, one))):
        return ",".join(sorted(common))
    return (
        ",".join(sorted(common))
        if opposed_words(one.quote, other.quote, telling)
        or opposites_of(one.quote, other.quote, telling)
        or excludes_in_part(one.quote, other.quote)
        else ""
    )


def _silent(corpus: Corpus, one: Claim, other: Claim, common: set[str], on: str) -> bool:
    """Whether no current official sentence settles it: the same measure or attribute of the same, or all they share."""
    for official in corpus.official:
        shared = shared_words(common, content(official.quote))
        if not shared and on not in NAMED:
            continue
        if not (official.scope.overlaps(one.scope) and official.scope.overlaps(other.scope)):
            continue
        if any(measure(q) == on for q in official.quantities) or any(s.startswith(f"{on}:") for s in official.stances):
            return False
        if on == "frequency" and times_a_year(official.quote):
            return False
        if len(shared) >= _ALIKE and len(shared) == len(common):
            return False
    return True


def _groups(signs: Iterable[Sign]) -> list[list[Sign]]:
    """Pairs that have a statement in common speak of one matter."""
    groups: list[tuple[set[str], list[Sign]]] = []
    for sign in signs:
        touching = [group for group in groups if not group[0].isdisjoint(sign.members)]
        merged = (set(sign.members).union(*(g[0] for g in touching)), [s for g in touching for s in g[1]] + [sign])
        groups = [group for group in groups if group[0].isdisjoint(sign.members)] + [merged]
    return [found for _, found in groups]
