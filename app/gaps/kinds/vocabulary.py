"""Buyers who keep using another word for what we call something: `vocabulary_gap`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.claim import Claim, Speaker
from app.domain.gap import Kind
from app.domain.sign import Sign
from app.gaps.around import Around
from app.gaps.findings import Finding
from app.gaps.kinds.attributes import described_alike, uses_of_other_words
from app.gaps.messages.citing import cited
from app.gaps.messages.notes import Said, by_note
from app.gaps.messages.wording import content, find_phrase, word
from app.gaps.pairs import Corpus
from app.language.stems import STOP, WORD

_WITNESSES = 2
_PREFERRED, _COINED = "preferred", "coined"
_LONG = 9
"""Letters from which a single official word is likely one that somebody coined."""
_NOBODY = re.compile(
    r"\b(?:nobody|no[ -]one|no\s\w+|none|ingen|inga)\b[^.?!]{0,40}\b(?:say|says|said|call|calls|use|uses|used|säger|"
    r"sa|kallar|använder|"
    r"fatta\w*|först\w+|begrep|begriper|understood|understands?|knows?|knew|visste|vet)\b"
    r"|\b(?:fattade|förstod|begrep|fattar|förstår)\s(?:inte |ej )?(?:ordet|uttrycket|termen|begreppet)"
    r"|\b(?:stopped|slutat|quit)\s(?:saying|using|säga|använda)\b|\bwhat(?:['’]s| is| does)\b[^?]{0,40}\?|"
    r"\bvad (?:är|betyder)\b[^?]{0,40}\?",
    re.IGNORECASE,
)
_CALLS = re.compile(
    r"\b(?:call(?:s|ed|ing)?\s(?:it|them|this|that|ours?)|kalla\w*\s(?:det|den|dem|dom)|säg(?:er|a)?(?:\s(?:bara|"
    r"hellre|alltid|alla))?|"
    r"says?|said|saying|(?:do\s)?you\smean|menar\s(?:ni|du)|heter(?:\sdet)?|jaha,?|oh,?|aha,?|så ni menar|ordet|"
    r"the word|word is)\s*[:,]?\s*"
    r"[\"“”'‘’]?\s*(?:just\s|bara\s)?(?:the\s|a\s|an\s|en\s|ett\s|våra?\s|our\s)?(?P<word>[^\W\d_]{3,})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Term:
    """What the official material calls something, and a claim that does."""

    words: tuple[str, ...]
    source: Claim
    preferred: bool


@dataclass(frozen=True, slots=True)
class _Witness:
    said: Said
    other: str
    """The buyers' word, stemmed; empty where only ours is turned away."""


def vocabulary_gaps(corpus: Corpus) -> Iterator[Finding]:
    """Yield each time a note ties another word to ours, and each use of a word that no official page has."""
    preferred, coined = corpus.kept(_preferred), corpus.kept(_coined)
    for first, following in _neighbours(corpus):
        for term, witness in _tied(preferred, coined, first, following):
            yield Finding(
                kind=Kind.VOCABULARY_GAP,
                key=term.words[0].casefold(),
                official=(term.source,),
                field=(witness.said.claim,),
                severity=2,
                confidence=0.7,
                subject=term.words[0],
                facts=(_PREFERRED if term.preferred else _COINED, witness.other, *term.words),
            )
    yield from uses_of_other_words(corpus)


def kept_using(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield each account that uses another word where the notes tie it to ours, once two accounts do."""
    seen: dict[tuple[str, ...], list[Sign]] = defaultdict(list)
    for sign in signs:
        if sign.facts[0] in {_PREFERRED, _COINED}:
            seen[sign.facts[2:]].append(sign)
    for _, shown in sorted(seen.items()):
        yield from _agreed(shown)
    yield from described_alike([sign for sign in signs if sign.facts[0] not in {_PREFERRED, _COINED}], around)


def _agreed(shown: Sequence[Sign]) -> Iterator[Sign]:
    """Keep a coined word's witnesses only where they use one and the same other word."""
    by_word: dict[str, set[str]] = defaultdict(set)
    for sign in shown:
        by_word[sign.facts[1]].add(sign.account)
    kept = [
        sign
        for sign in shown
        if sign.facts[0] == _PREFERRED or (sign.facts[1] and len(by_word[sign.facts[1]]) >= _WITNESSES)
    ]
    if len({sign.account for sign in kept}) >= _WITNESSES:
        yield from kept


def _preferred(corpus: Corpus) -> list[_Term]:
    return [
        _Term(p.words, source, preferred=True) for p in corpus.messages.preferred if (source := cited(corpus, p.line))
    ]


def _coined(corpus: Corpus) -> dict[str, _Term]:
    """Long official words by their stem: what somebody may have made up."""
    found: dict[str, _Term] = {}
    for claim in sorted(corpus.official, key=lambda c: c.id):
        for match in WORD.finditer(claim.quote):
            if len(match[0]) >= _LONG:
                found.setdefault(_stem(match[0]), _Term((match[0],), claim, preferred=False))
    return found


def _stem(text: str) -> str:
    return min(word(text.casefold()).stems)


def _neighbours(corpus: Corpus) -> Iterator[tuple[Said, Said | None]]:
    """Each thing said in a note with the next one; nothing that a competitor says."""
    for note in by_note(corpus):
        said = [one for one in note if one.claim.speaker is not Speaker.COMPETITOR]
        said = [one for one in said if not corpus.names_competitor(one.claim)]
        if said:
            yield from zip(said, [*said[1:], None], strict=True)


def _tied(
    preferred: Sequence[_Term], coined: Mapping[str, _Term], first: Said, following: Said | None
) -> Iterator[tuple[_Term, _Witness]]:
    nobody = _NOBODY.search(first.text)
    near = [first, following] if following else [first]
    calls = [(one, m["word"].casefold()) for one in near for m in _CALLS.finditer(one.text)]
    if not nobody and not calls:
        return
    ours = [term for term in preferred if any(find_phrase(w, first.text) for w in term.words)]
    ours += [coined[w] for m in WORD.finditer(first.text) if len(m[0]) >= _LONG and (w := _stem(m[0])) in coined]
    for term in ours:
        if term.source.said and first.claim.said and first.claim.said < term.source.said:
            continue
        if nobody and term.preferred:
            yield term, _Witness(first, "")
        own = [o for w in term.words for o in content(w)]
        for one, other in calls:
            if other not in STOP and not any(word(other).says(o) for o in own):
                yield term, _Witness(one, _stem(other))
