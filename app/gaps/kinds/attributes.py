"""Another word for the same thing, told by what is said of both: one half of `vocabulary_gap`."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.domain.claim import Claim, Speaker
from app.domain.gap import Kind
from app.domain.sign import Sign
from app.gaps.around import Around
from app.gaps.findings import Finding, evidence_of
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
_ANYBODY = re.compile(
    r"\b(?:(?:any|every|some)(?:one|body|thing)|nobody|nothing|whoever|alla|någon|något|ingen|inget|vem|allt|allting)\b",
    re.IGNORECASE,
)
"""What opens a sentence and is the name of no thing."""
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
_OTHER, _THEIRS, _SEPARATOR = "other", "theirs", "\n"


@dataclass(frozen=True, slots=True)
class _Section:
    """What the official material says of one thing under its name."""

    name: str
    words: tuple[Word, ...]
    claims: tuple[Claim, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Known:
    """The sections, the words of their names by what they are looked up by, and those that say a telling word."""

    sections: tuple[_Section, ...]
    words: Mapping[str, Sequence[Word]]
    by_term: Mapping[str, Sequence[_Section]]
    roots: frozenset[str]
    """Those of every official word."""


@dataclass(frozen=True, slots=True)
class _Use:
    """A buyers' word in a note, with what is said around it, as it is read from a sign."""

    sign: Sign

    @property
    def stem(self) -> str:
        """What the word is known by."""
        return self.sign.facts[1]

    @property
    def text(self) -> str:
        """The word as it was said, in lower case."""
        return self.sign.facts[2]

    @property
    def asked(self) -> bool:
        """Whether the buyers say it, and not the seller alone."""
        return self.sign.facts[3] == _THEIRS

    @property
    def near(self) -> list[str]:
        """The stems around it."""
        return self.sign.facts[5].split()

    @property
    def named(self) -> list[str]:
        """The names of sections that its note says."""
        return self.sign.facts[6].split(_SEPARATOR)


def uses_of_other_words(corpus: Corpus) -> Iterator[Finding]:
    """Yield each use of a word that shares no root with any official word, with what is said around it."""
    known = corpus.kept(_known)
    for note in by_note(corpus) if known.sections else ():
        named = ""
        for number, said in enumerate(note):
            around = note[max(0, number - 1) : number + 2]
            near = frozenset().union(*(o.claim.terms for o in around if o.claim.language == said.claim.language))
            for stem, text in _others(corpus, said.claim, known):
                named = named or _SEPARATOR.join(["", *_named(note, known)])
                yield Finding(
                    kind=Kind.VOCABULARY_GAP,
                    key="",
                    official=(),
                    field=(said.claim,),
                    severity=2,
                    confidence=0.6,
                    members=(f"~{said.claim.language}|{stem}",),
                    facts=(
                        _OTHER, stem, text, _THEIRS if _by_buyers(said.claim, text) else "",
                        str(max(1, said.claim.quote.casefold().count(text))),
                        " ".join(sorted(near & known.by_term.keys())), named,
                    ),
                )  # fmt: skip


def described_alike(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield the uses of a word of which buyers say what we say of a thing they never name.

    A word is known by its first few uses (`app.domain.sign`): more never told anything new.
    """
    known = around.side.kept(_known)
    by_word: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    for sign in sorted(signs, key=lambda sign: sign.owner):
        by_word[sign.members].append(_Use(sign))
    for _, found in sorted(by_word.items()):
        accounts = {use.sign.account for use in found}
        buyers = {use.sign.account for use in found if use.asked}
        times = sum(int(use.sign.facts[4]) for use in found)
        if times < _USES or len(accounts) < _WITNESSES or len(buyers) < _WITNESSES or not _is_noun(found):
            continue
        spoken = {name for use in found for name in use.named}
        unnamed = (s for s in _alike(found, known.by_term, found[0].sign.language) if s.name not in spoken)
        if (likest := next((s for s in unnamed if _since(s, found)), None)) is not None:
            official = evidence_of(likest.claims[:1], around.side.documents)
            for use in _since(likest, found):
                key = f"{likest.name.casefold()}|{use.stem}"
                yield replace(use.sign, key=key, official=official, subject=likest.name)


def _named(note: Sequence[Said], known: _Known) -> list[str]:
    """The names of sections that a note says."""
    said: set[Word] = set()
    for spoken in content("\n".join(one.claim.quote for one in note)):
        near = {word for key in _pieces(spoken) for word in known.words.get(key, ())}
        said.update(word for word in near if word not in said and word.within(spoken))
    return sorted({section.name for section in known.sections if not said.isdisjoint(section.words)})


@functools.lru_cache(maxsize=50_000)
def _pieces(spoken: Word) -> frozenset[str]:
    """What a word is looked up by, that may be another form or a part of this one: its stems, how all begin and end."""
    stems = spoken.stems | {spoken.text}
    firsts = {one[:at] for one in stems for at in range(_SHORTEST, len(one) + 1)}
    return frozenset(stems | firsts | {one[at:] for one in stems for at in range(len(one) - _SHORTEST)})


def _is_noun(found: list[_Use]) -> bool:
    return names_a_thing({use.text for use in found}, {use.sign.field[0].quote for use in found})


def _by_buyers(claim: Claim, text: str) -> bool:
    """Whether the word is the buyers' and not the seller's own."""
    return (
        claim.speaker is Speaker.CUSTOMER
        or _ASKS.search(claim.quote) is not None
        or any(text in quote.casefold() for _, quote in quoted(claim.quote))
    )


def _since(section: _Section, found: list[_Use]) -> list[_Use]:
    """The uses from when our name was in use on, if two accounts have some."""
    named = section.claims[0].said
    after = [use for use in found if not (named and (said := use.sign.field[0].date) and said < named)]
    return after if len({use.sign.account for use in after}) >= _WITNESSES else []


def _known(corpus: Corpus) -> _Known:
    sections = _sections(corpus)
    by_term: dict[str, list[_Section]] = defaultdict(list)
    for section in sections:
        for term in section.terms:
            by_term[term].append(section)
    named: dict[str, list[Word]] = defaultdict(list)
    for word in dict.fromkeys(word for section in sections for word in section.words):
        for key in {*word.stems, word.text, word.text[:_SHORTEST]}:
            named[key].append(word)
    return _Known(tuple(sections), named, by_term, roots(corpus.vocabulary))


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
        if (match := _OPENS.match(ordered[0].quote)) and not _ANYBODY.search(match["name"]):
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


def _others(corpus: Corpus, claim: Claim, known: _Known) -> Iterator[tuple[str, str]]:
    """Each word of a field claim, with its stem, that shares no root with any official word."""
    theirs = claim.speaker in {Speaker.COMPETITOR, Speaker.COMPANY} or corpus.names_competitor(claim)
    if theirs or _OWNED.search(claim.quote):
        return
    for spoken in content(claim.quote):
        if len(spoken.text) < _SHORTEST or spoken.text in NUMBER_WORD[claim.language]:
            continue
        if (stems := spoken.stems & claim.terms) and not stems & corpus.vocabulary:
            stem = min(stems)
            if stem[:_LONG] not in known.roots:
                yield stem, spoken.text


def _alike(found: list[_Use], by_term: Mapping[str, Sequence[_Section]], language: str) -> list[_Section]:
    """The sections that say most of what is said around the word, the likest first."""
    shared: dict[int, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    known: dict[int, _Section] = {}
    for use in found:
        for term in use.near:
            for section in by_term.get(term, ()):
                if section.claims[0].language == language:
                    known[id(section)] = section
                    shared[id(section)][use.sign.account].add(term)
    scored = [(len(set().union(*accounts.values())), len(accounts), known[key]) for key, accounts in shared.items()]
    enough = [item for item in scored if item[0] >= _SHARED]
    return [one for _, _, one in sorted(enough, key=lambda item: (-item[0], -item[1], item[2].name))]
