"""Another word for the same thing, told by what is said of both: one half of `vocabulary_gap`."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.claim import Claim, Speaker
from app.domain.gap import Kind
from app.gaps.findings import Finding
from app.gaps.messages.lines import quoted
from app.gaps.messages.notes import Said, by_note
from app.gaps.messages.wording import Word, content
from app.gaps.pairs import Corpus
from app.gaps.subjects import roots
from app.language.nouns import names_a_thing
from app.language.units import NUMBER_WORD

_WITNESSES = 2
_USES = 3
"""Times a word must be used before it is one that buyers keep using."""
_SHORTEST, _LONG = 4, 5
_SHARED = 3
"""Telling words that the notes must share with what we say of the thing."""
_RARE, _RARE_SHARE = 6, 0.01
_NAME = 3
"""Words a thing's name has at most; a longer heading tells a story."""
_LABEL = re.compile(r"[:?|,\d]|\s(?:och|and|&)\s", re.IGNORECASE)
_OPENS = re.compile(
    r"(?:(?:an?|the|our|each|every|en|ett|våra?|vårt|varje)\s+)?(?P<name>[^\W\d_][\w-]*(?:\s[\w-]+){0,2}?)"
    r"(?=[:,(]|\s(?:is|are|has|have|can|är|har|kan|består|hålls|gör|ger|byggs|finns|används)\b)",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:wants?|wanted|needs?|needed|ask(?:s|ed)|order(?:s|ed)?|looking for|calls?|called|says?|said|vill|ville|"
    r"behöver|frågade|"
    r"undrade|undrar|beställ\w*|söker|letar|kallar|kallade|säger|sa|pratar|skrev|tjatar)\b",
    re.IGNORECASE,
)
_OWNED = re.compile(
    r"\b(?:har redan|already (?:have|has|got|own)|(?:got|have) their own|deras (?:gamla|nuvarande|egna)|gamla|"
    r"befintlig\w*|nuvarande|"
    r"existing|current|their (?:old|own)|the old)\b",
    re.IGNORECASE,
)
"""What they have already is no other word for what we sell."""
_LOOKED_AT = 40
"""Uses of one word that are looked at: more never told anything new."""


@dataclass(frozen=True, slots=True)
class _Section:
    """What the official material says of one thing under its name."""

    name: str
    words: tuple[Word, ...]
    claims: tuple[Claim, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Use:
    """A buyers' word in a note, with what is said around it."""

    said: Said
    word: Word
    near: frozenset[str]


def described_alike(corpus: Corpus) -> Iterator[Finding]:
    """Yield the uses of a word no official page has, where buyers say of it what we say of a thing they never name."""
    sections = _sections(corpus)
    uses = _uses(corpus) if sections else {}
    spoken: dict[str, tuple[Word, ...]] = {}
    by_term: dict[str, list[_Section]] = defaultdict(list)
    for section in sections:
        for term in section.terms:
            by_term[term].append(section)
    for (language, stem), found in sorted(uses.items()):
        accounts = {use.said.account for use in found}
        if len(found) < _USES or len(accounts) < _WITNESSES or not _is_noun(found):
            continue
        alike = _alike(found[:_LOOKED_AT], by_term, language) if _by_buyers(found) else []
        theirs = [o for a in accounts for o in _spoken(corpus, a, spoken)] if alike else []
        unnamed = (s for s in alike if not any(w.within(o) for o in theirs for w in s.words))
        unnamed = (s for s in unnamed if _since(s, found))
        if (likest := next(unnamed, None)) is not None:
            yield from _findings(likest, stem, found)


def _is_noun(found: list[_Use]) -> bool:
    return names_a_thing({use.word.text for use in found}, {use.said.claim.quote for use in found})


def _by_buyers(found: list[_Use]) -> bool:
    """Whether two accounts show that the word is the buyers' and not the seller's own."""
    theirs = {
        use.said.account
        for use in found
        if use.said.claim.speaker is Speaker.CUSTOMER
        or _ASKS.search(use.said.claim.quote)
        or any(use.word.text in quote.casefold() for _, quote in quoted(use.said.claim.quote))
    }
    return len(theirs) >= _WITNESSES


def _since(section: _Section, found: list[_Use]) -> list[_Use]:
    """The uses from when our name was in use on, if two accounts have some."""
    named = section.claims[0].said
    after = [use for use in found if not (named and use.said.claim.said and use.said.claim.said < named)]
    return after if len({use.said.account for use in after}) >= _WITNESSES else []


def _findings(section: _Section, stem: str, found: list[_Use]) -> Iterator[Finding]:
    for use in _since(section, found):
        yield Finding(
            kind=Kind.VOCABULARY_GAP,
            key=f"{section.name.casefold()}|{stem}",
            official=(section.claims[0],),
            field=(use.said.claim,),
            severity=2,
            confidence=0.6,
            subject=section.name,
        )


def _sections(corpus: Corpus) -> list[_Section]:
    """What the material says of one thing: under its name as a heading, or in a passage that opens with it."""
    headed: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    opened: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in corpus.official:
        headed[claim.document_id, claim.heading].append(claim)
        opened[claim.document_id, claim.passage_id].append(claim)
    found = []
    for (document_id, heading), claims in sorted(headed.items()):
        name = heading.split(" › ")[-1] or corpus.documents[document_id].document.about.title
        words = content(name)
        naming = [c for c in claims if words and all(any(_alike_in(w, o) for o in content(c.quote)) for w in words)]
        if naming and not _LABEL.search(name):
            found.append(_Section(name, words, (*naming, *claims), _telling(corpus, claims)))
    for _, claims in sorted(opened.items()):
        ordered = sorted(claims, key=lambda c: c.start)
        if match := _OPENS.match(ordered[0].quote):
            found.append(_Section(match["name"], content(match["name"]), tuple(ordered), _telling(corpus, ordered)))
    return [s for s in found if 0 < len(s.words) <= _NAME and any(_coined(corpus, w) for w in s.words)]


def _coined(corpus: Corpus, one: Word) -> bool:
    """Whether a word may be one that somebody made up, and is not everywhere, like the product's own name."""
    return len(one.text) > _LONG and not any(corpus.weights.common(s) for s in one.stems)


def _alike_in(one: Word, other: Word) -> bool:
    return one.same(other) or (len(one.text) > _LONG and one.text[: _LONG + 1] == other.text[: _LONG + 1])


def _telling(corpus: Corpus, claims: Iterable[Claim]) -> frozenset[str]:
    terms = frozenset().union(*(c.terms for c in claims))
    often = max(_RARE, _RARE_SHARE * corpus.weights.total)
    return frozenset(
        t for t in terms if corpus.weights.seen.get(t, 0) <= often and (roots(frozenset({t})) or len(t) < _LONG - 1)
    )


def _uses(corpus: Corpus) -> Mapping[tuple[str, str], list[_Use]]:
    """Each word of the notes that shares no root with any official word, by language and stem."""
    official = roots(corpus.vocabulary)
    uses: dict[tuple[str, str], list[_Use]] = defaultdict(list)
    for note in by_note(corpus):
        for number, said in enumerate(note):
            claim = said.claim
            others = claim.speaker in {Speaker.COMPETITOR, Speaker.COMPANY} or corpus.names_competitor(claim)
            if others or _OWNED.search(claim.quote):
                continue
            around = note[max(0, number - 1) : number + 2]
            near = frozenset().union(*(one.claim.terms for one in around if one.claim.language == claim.language))
            for spoken in content(claim.quote):
                if (
                    len(spoken.text) >= _SHORTEST
                    and spoken.text not in NUMBER_WORD[claim.language]
                    and (stems := spoken.stems & claim.terms)
                    and not stems & corpus.vocabulary
                ):
                    stem = min(stems)
                    if stem[:_LONG] not in official:
                        uses[claim.language, stem] += [_Use(said, spoken, near)] * _times(spoken, claim.quote)
    return uses


def _times(spoken: Word, text: str) -> int:
    return max(1, text.casefold().count(spoken.text))


def _alike(found: list[_Use], by_term: Mapping[str, list[_Section]], language: str) -> list[_Section]:
    """The sections that say most of what is said around the word, the likest first."""
    shared: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    known: dict[int, _Section] = {}
    for use in found:
        for term in use.near:
            for section in by_term.get(term, ()):
                if section.claims[0].language == language:
                    known[id(section)] = section
                    shared[id(section)][use.said.account].add(term)
    scored = [(len(set().union(*accounts.values())), len(accounts), known[key]) for key, accounts in shared.items()]
    enough = [item for item in scored if item[0] >= _SHARED]
    return [one for _, _, one in sorted(enough, key=lambda item: (-item[0], -item[1], item[2].name))]


def _spoken(corpus: Corpus, account: str, known: dict[str, tuple[Word, ...]]) -> tuple[Word, ...]:
    if account not in known:
        texts = (c.quote for c in corpus.field if (c.account or c.document_id).casefold() == account)
        known[account] = content("\n".join(texts))
    return known[account]
