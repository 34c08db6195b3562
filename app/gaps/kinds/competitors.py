"""What the field hears about a competitor that no battlecard confirms: `competitor_claim`."""

import re
from collections.abc import Iterator
from decimal import Decimal

from app.domain.claim import Claim, Mood
from app.domain.gap import Kind, Reason, Relation, Rung, Verdict
from app.domain.quantity import Comparison, Quantity
from app.gaps.cards import Cards, Heard, cards_of, heard_of
from app.gaps.denials import denials, opposed_words
from app.gaps.findings import Finding
from app.gaps.kinship import content, shared_words, tells
from app.gaps.pairs import Corpus, measure
from app.gaps.subjects import narrow
from app.language import cues, reasons
from app.language.numbers import named as number_named
from app.language.numbers import written

_UNMEASURED = frozenset({"date", "clock"})
_NO_THING = frozenset({"competitor", "price", "users", "employees", "ease", "quality"})
_SUBSTANCE = 3
"""Words a statement needs besides names and who said it."""
_ASIDE = re.compile(r"[,;]\s*(?:säger|sa|said|says)\s\w+\W*$", re.IGNORECASE)


def competitor_claims(corpus: Corpus) -> Iterator[Finding]:
    """Yield each checkable statement heard about a competitor that a battlecard contradicts or is silent about.

    Where no battlecard exists at all nothing is said to be missing from it.
    """
    cards = corpus.kept(cards_of)
    if not cards.documents:
        return
    written_down, own = corpus.kept(_written_down), corpus.kept(_own)
    said = [
        (heard, [c for c in written_down if _about(c, heard.name, cards, own)])
        for heard in heard_of(corpus, cards, own)
        if _states_something(heard)
    ]
    corpus.judges.prepare((official, heard.claim) for heard, about in said for official in about)
    for heard, about in said:
        if any(_confirms(corpus, c, heard.claim) for c in about):
            continue
        against = [(c, verdict) for c in about if (verdict := _against(corpus, c, heard, cards))]
        if against:
            yield _contradicted(heard, against[:2])
            continue
        silent = _new_matter(heard, about) or not any(_speaks_of(corpus, c, heard, cards) for c in about)
        if silent and _checkable(heard):
            yield _unheard_of(heard)


def _written_down(corpus: Corpus) -> list[Claim]:
    cards = corpus.kept(cards_of)
    return [c for c in corpus.official if c.document_id in cards.any]


def _own(corpus: Corpus) -> frozenset[str]:
    """Our own products."""
    return frozenset(p.casefold() for c in corpus.official for p in (c.scope.product or "").split("|") if p)


def _states_something(heard: Heard) -> bool:
    claim = heard.claim
    if claim.mood in {Mood.QUESTION, Mood.HYPOTHETICAL} or claim.exempt == "irony":
        return False
    if claim.quote.rstrip("\"'”’) ").endswith("?"):
        return False
    if _IF.search(claim.quote):
        return False
    opinion = claim.mood in {Mood.OPINION, Mood.PRAISE}
    return not opinion or bool(_figures(claim))


def _about(official: Claim, name: str, cards: Cards, own: frozenset[str]) -> bool:
    """Whether a card's sentence is about this competitor: it names it, or stands where no other one is named."""
    if official.document_id not in cards.documents.get(name, frozenset()):
        return False
    if cards.named(official.quote):
        return any(one in name or name in one for one in cards.named(official.quote))
    elsewhere = cards.named(official.heading)
    ours = _OURS.search(official.quote) or any(p in official.quote.casefold() for p in own)
    return not ours and (not elsewhere or any(one in name or name in one for one in elsewhere))


def _figures(claim: Claim) -> list[Quantity]:
    return [q for q in claim.quantities if q.unit not in _UNMEASURED]


def _numbers(claim: Claim) -> set[Decimal]:
    text = _STANDARD.sub(" ", claim.quote)
    found = {n.low for n in written(text, claim.language) if n.low > 1 or not n.word}
    return found | {value * 1000 for value in _thousands(claim)}


_IF = re.compile(r"(?:^|[\"“”:])\s*(?:if|om|ifall|suppose)\b", re.IGNORECASE)
_STOP = re.compile(r"[.;!?](?:\s|$)")
_THEY = re.compile(r"\b(?:they|their|de|dom|deras)\b", re.IGNORECASE)
_STANDARD = re.compile(r"\b(?:ISO|SOC|EN|IEC)[\s/]*\d+", re.IGNORECASE)
_OURS = re.compile(r"\b(?:we|our|ours|us|vi|vår|våra|vårt|oss)\b", re.IGNORECASE)
_THOUSAND = re.compile(r"\b(?P<word>\w+)\s(?:tusen|thousand)\b", re.IGNORECASE)


def _thousands(claim: Claim) -> Iterator[Decimal]:
    for match in _THOUSAND.finditer(claim.quote):
        value = number_named(match["word"].casefold(), claim.language)
        if value is not None:
            yield value


def _confirms(corpus: Corpus, official: Claim, claim: Claim) -> bool:
    """Whether the card says the same: a judge says so, or a figure of one is a figure of the other."""
    if corpus.judges.verdict(official, claim).relation is Relation.SUPPORTS:
        return True
    if any(
        stated.compare(said) is Comparison.SAME
        for stated in _figures(official)
        for said in _figures(claim)
        if stated.unit == said.unit
    ):
        return True
    return bool(_numbers(official) & _numbers(claim))


def _against(corpus: Corpus, official: Claim, heard: Heard, cards: Cards) -> Verdict | None:
    """The verdict by which a card's sentence speaks against the statement; None where it does not."""
    claim = heard.claim
    newer = claim.said is not None and official.said is not None and claim.said < official.said
    if newer or not claim.scope.overlaps(official.scope):
        return None
    verdict = corpus.judges.verdict(official, claim)
    if verdict.relation is Relation.CONTRADICTS:
        return verdict
    common = _common(corpus, official, heard, cards)
    if any(
        stated.compare(said) is Comparison.DIFFERENT and measure(stated) == measure(said)
        for stated in _figures(official)
        for said in _figures(claim)
        if stated.metric or common
    ):
        return _by_rule(reasons.figures(official.quote, claim.quote))

    def telling(word: str) -> bool:
        return word not in _words_of(heard.name)

    news = cues.has("change", claim.quote) or (bool(denials(official.quote)) and cues.has("attested", claim.quote))
    if opposed_words(official.quote, claim.quote, telling) or (news and common):
        return _by_rule(reasons.refuted(official.quote, claim.quote))
    return None


def _by_rule(reason: Reason) -> Verdict:
    return Verdict(Relation.CONTRADICTS, Rung.RULE, 0.8, reason)


def _words_of(name: str) -> frozenset[str]:
    words = name.casefold().split()
    return frozenset([*words, *(f"{word}s" for word in words)])


def _common(corpus: Corpus, official: Claim, heard: Heard, cards: Cards) -> frozenset[str]:
    """What a card's sentence and the statement both speak of, names left out."""
    names = frozenset(word for name in (*cards.documents, heard.name) for word in _words_of(name))
    mine = [w for w in content(heard.claim.quote) if w not in names]
    theirs = [w for w in content(official.quote) if w not in names]
    return frozenset(w for w in shared_words(theirs, mine) if tells(w, corpus.weights))


def _speaks_of(corpus: Corpus, official: Claim, heard: Heard, cards: Cards) -> bool:
    """Whether the card may have a word on it: the same metric, or anything of what the statement is about."""
    metrics = {q.metric for q in _figures(official) if q.metric} & {q.metric for q in _figures(heard.claim)}
    return bool(metrics) or bool(_common(corpus, official, heard, cards))


def _new_matter(heard: Heard, about: list[Claim]) -> bool:
    """Whether the statement is about something no sentence on that competitor is about (a certificate, a warranty)."""
    matters = narrow(heard.claim.concepts) - _NO_THING
    return bool(matters) and all(matters.isdisjoint(c.concepts) for c in about)


def _checkable(heard: Heard) -> bool:
    """Whether it says something one could look up: attested by somebody, and with a figure or a thing in it."""
    claim = heard.claim
    text = _ASIDE.sub("", claim.quote)
    substance = [w for w in content(text) if w not in _words_of(heard.name)]
    if len(substance) < _SUBSTANCE or claim.mood in {Mood.OPINION, Mood.PRAISE}:
        return False
    if cues.has("opinion", claim.quote):
        return False
    figures = [q for q in _figures(claim) if not q.unit.startswith("#")]
    return bool(figures or claim.concepts - _NO_THING or claim.stances) and _attested(heard)


def _attested(heard: Heard) -> bool:
    """Whether it is the competitor who said, showed or wrote it."""
    for clause in _STOP.split(heard.claim.quote):
        cue = cues.find("attested", clause)
        if cue and (heard.name in clause[: cue.end()] or _THEY.search(clause[: cue.end()])):
            return True
    return False


def _contradicted(heard: Heard, against: list[tuple[Claim, Verdict]]) -> Finding:
    verdict = against[0][1]
    return Finding(
        kind=Kind.COMPETITOR_CLAIM,
        key=f"{heard.name.casefold()}|{against[0][0].id}",
        official=tuple(official for official, _ in against),
        field=(heard.claim,),
        severity=4,
        confidence=verdict.confidence,
        subject=heard.name,
        decided_by=verdict.rung,
        reason=verdict.reason,
    )


def _unheard_of(heard: Heard) -> Finding:
    claim = heard.claim
    what = ",".join(sorted(claim.concepts)) or ",".join(sorted(claim.terms))
    key = f"{heard.name.casefold()}|{what}"
    return Finding(Kind.COMPETITOR_CLAIM, key, (), (claim,), 3, 0.65, heard.name)
