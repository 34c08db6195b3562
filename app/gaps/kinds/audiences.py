"""A message that exists, but not for those who ask: `audience_gap`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.domain.claim import Claim
from app.domain.demand import Asked
from app.domain.gap import Kind
from app.domain.sign import Sign
from app.gaps.around import Around, most_shared
from app.gaps.findings import Finding
from app.gaps.outsiders import outsiders
from app.gaps.pairs import Corpus
from app.gaps.readers import ANY, Text, texts
from app.gaps.spoken import Spoken, material
from app.language import cues
from app.language.circles import circles_of, narrow
from app.language.requests import Request, audience_asked_for, material_asked_for
from app.language.senses import senses_of_word
from app.language.stems import terms, words

_SHORTEST = 4
_ANYBODY = "people person staff teams users keepers owners members folk personal användare anställda ägare medlemmar"
"""Words that say nothing of whom: "goat people"."""
_TENDERS = "purchasing"
"""Whoever buys by tender needs a text of its own, whatever else there is for everyone."""


@dataclass(frozen=True, slots=True)
class _Wish:
    """One request: what was asked for and by whom."""

    request: Request
    said: Claim | Asked
    text: str
    near: str
    """The sentences around it, in which the one who writes may say that there is nothing."""
    language: str

    @property
    def circles(self) -> frozenset[str]:
        """The trades and roles the material is to be for, the narrow ones where there are: "pig farmers"."""
        return narrow(circles_of(self.request.who))

    @property
    def named(self) -> frozenset[str]:
        """The stems that name them."""
        stems = {stem for stem in terms(self.request.who, self.language) if len(stem) >= _SHORTEST}
        return frozenset(stems - terms(_ANYBODY, self.language))

    @property
    def subjects(self) -> frozenset[str]:
        """What the gap may be named by."""
        if self.request.language:
            return frozenset({f"language:{self.request.language}"})
        return self.circles or frozenset({",".join(sorted(self.named))})


def audience_gaps(corpus: Corpus) -> Iterator[Finding]:
    """Yield each request for material that exists for others only: another reader, market or language."""
    shelf = corpus.kept(_shelf)
    for wish in _wishes(corpus) if shelf else ():
        if _unmet(wish, shelf, corpus.kept(material)):
            yield _finding(wish, _nearest(wish, shelf))


def _shelf(corpus: Corpus) -> list[Text]:
    return texts(corpus.official, corpus.documents)


def named_alike(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield the requests under what most of them are for."""
    del around
    for key, sign in most_shared(signs):
        yield replace(sign, key=key, severity=3 if key == _TENDERS else 2)


def _wishes(corpus: Corpus) -> Iterator[_Wish]:
    for claim, near in outsiders(corpus):
        if (request := material_asked_for(claim.quote)) is not None:
            yield _Wish(request, claim, claim.quote, near, claim.language)
    for asked in corpus.asked:
        if (request := audience_asked_for(asked.question)) is not None:
            yield _Wish(request, asked, asked.question, "", asked.language)


def _unmet(wish: _Wish, shelf: list[Text], spoken: Spoken) -> bool:
    """Whether there is a message, and none in the language or for those asked about."""
    if wish.request.language:
        return not any({wish.request.language, ANY} & text.languages for text in shelf)
    circles, named = wish.circles, wish.named
    if not any(text.narrow for text in shelf) or any(circles & text.circles for text in shelf):
        return False
    if _TENDERS in circles:
        return True
    strange = sum(spoken.lacks(stem, wish.language) for stem in named)
    if any(text.for_everyone for text in shelf) or not (circles or 2 * strange > len(named)):
        return False
    # Who they are must be known, or that there is nothing for them be said: else the text may well be theirs.
    somewhere = any(senses_of_word(word).name for word in words(wish.request.who))
    return bool(circles) or (not isinstance(wish.said, Asked) and (somewhere or cues.has("for_others", wish.near)))


def _nearest(wish: _Wish, shelf: list[Text]) -> Claim:
    """What there is: the text that shares most words with the request."""
    said = terms(wish.text, wish.language)
    chosen = [text for text in shelf if text.narrow or wish.request.language]
    return max(chosen, key=lambda text: (len(said & text.stems), text.narrow, text.stored.id)).shown()


def _finding(wish: _Wish, official: Claim) -> Finding:
    said = wish.said
    return Finding(
        kind=Kind.AUDIENCE_GAP,
        key="",
        official=(official,),
        field=() if isinstance(said, Asked) else (said,),
        asked=(said,) if isinstance(said, Asked) else (),
        severity=2,
        confidence=0.7,
        members=tuple(sorted(wish.subjects)),
    )
