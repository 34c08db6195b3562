"""A pillar not heard in the field although its audience was met: `silent_message`."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.evidence import StoredDocument
from app.domain.gap import Kind
from app.domain.message_map import Pillar
from app.gaps import kinship
from app.gaps.findings import Finding
from app.gaps.messages.audience import is_of
from app.gaps.messages.citing import cited
from app.gaps.messages.wording import Word, content, shared_concepts, shared_words, without_idioms, word
from app.gaps.pairs import Corpus
from app.language.lexicon import word_list

_WEEKS = 8
_MEETINGS, _OF_AUDIENCE = 4, 3
"""Meetings in the window before silence means anything: of anyone, and of a pillar's own audience."""
_KNOWN_SHARE, _KNOWN_MANY = 0.6, 8
"""Share of the pillar's meetings, or number of all meetings, in which other pillars must be recognised: else
paraphrases of this one may hide among what was not. Where something was not, no word akin to it may stand."""
_BY_CHANCE = 0.05
"""Share of the meetings in which a single word of an explanation turns up without being the message."""
_TWO = 2
_IDLE = word_list("idle")
"""Words that say nothing of a pillar by themselves, where it has others: "Family can *see*"."""
_NAMED, _TOUCHED, _MEANT, _HINTED, _AKIN, _SUSPECTED = 1, 2, 4, 8, 16, 32
"""What may be so of a pillar and a note: named, one of its words, of its audience, a word that is its alone, a word
akin to its name, and one akin to its name or its explanation."""
_ZERO = ord("0")
_SENTENCE = re.compile(r"[.!?]\s+|\n+")
"""Where one thought ends: what stands in two of them is not said together."""


@dataclass(frozen=True, slots=True)
class _Sought:
    """A pillar and the words by which it is heard: one of `named`, two of `told`, or one of `telling` often enough."""

    pillar: Pillar
    named: tuple[Word, ...]
    told: tuple[Word, ...]
    telling: tuple[Word, ...]
    name: str


Counted = Callable[[date, date], Iterable[tuple[str, int]]]
"""First and last day → what was heard in the meetings of those days (`heard_in`), and in how many of them.

Of the notes of one account and day the first counts, by their ids.
"""


def heard_in(corpus: Corpus, note: StoredDocument) -> str:
    """Return which pillars a note speaks of: for each a letter, "0" and up by the sum of what is so of it."""
    text = without_idioms(note.document.text)
    return "".join(chr(_ZERO + _heard(one, note, text)) for _, sought in corpus.kept(_maps) for one in sought)


def _heard(one: _Sought, note: StoredDocument, text: str) -> int:
    return (
        _NAMED * _named(one, text)
        + _TOUCHED * bool(shared_words(one.told, text))
        + _MEANT * (not one.pillar.segments or is_of(note, one.pillar.segments))
        + _HINTED * bool(shared_words(one.telling, text))
        + _AKIN * _akin(one.name, text)
        + _SUSPECTED * _akin(f"{one.name} {one.pillar.details}", text)
    )


def silent_messages(corpus: Corpus, counted: Counted) -> Iterator[Finding]:
    """Yield each pillar that was not heard for weeks although its audience was met and other pillars were heard.

    Heard is meant generously: any wording that shares a word with the pillar, whoever says it.
    """
    start = 0
    for weeks, sought in corpus.kept(_maps):
        since = corpus.today - timedelta(weeks=weeks)
        if all(one.pillar.since is not None and one.pillar.since <= since for one in sought):
            met = [
                ([ord(letter) - _ZERO for letter in heard[start : start + len(sought)]], times)
                for heard, times in counted(since, corpus.today)
            ]
            yield from _silent_in(corpus, sought, met)
        start += len(sought)


def _silent_in(
    corpus: Corpus, sought: Sequence[_Sought], met: Sequence[tuple[Sequence[int], int]]
) -> Iterator[Finding]:
    for n, one in enumerate(sought):
        others = [(heard[n], times, *_spoken_of(heard, but=n)) for heard, times in met]
        if any(own & _NAMED for own, *_ in others):
            continue
        mine = [row for row in others if row[0] & _MEANT]
        meetings = sum(times for _, times, *_ in mine)
        known = sum(times for _, times, _, another in mine if another)
        many = sum(times for _, times, _, another in others if another)
        hinted = sum(times for own, times, *_ in mine if own & _HINTED)
        enough = _OF_AUDIENCE if one.pillar.segments else _MEETINGS
        recognised = known >= _KNOWN_SHARE * meetings or (known > _MEETINGS and many >= _KNOWN_MANY)
        if meetings < enough or known < _TWO or not recognised:
            continue
        doubted = known < enough or any(another and not sure for _, _, sure, another in others)
        if doubted and any(own & _SUSPECTED for own, _, sure, _ in mine if not sure):
            continue
        source = cited(corpus, one.pillar.line)
        if hinted <= _BY_CHANCE * meetings and source is not None:
            yield Finding(
                kind=Kind.SILENT_MESSAGE,
                key=one.pillar.text.casefold(),
                official=(source,),
                field=(),
                severity=2,
                confidence=0.6,
                subject=one.pillar.text,
            )


def _spoken_of(heard: Sequence[int], *, but: int) -> tuple[bool, bool]:
    """Whether one of the pillars `but` that one was heard for sure, and whether by any word akin to it."""
    sure = any(one & (_NAMED | _TOUCHED) for n, one in enumerate(heard) if n != but)
    return sure, sure or any(one & _AKIN for n, one in enumerate(heard) if n != but)


def met_on(note: StoredDocument) -> tuple[str, date | None]:
    """Return whom a note is of a meeting with, and when that was."""
    about = note.document.about
    return (about.account or note.id).casefold(), about.date


def _maps(corpus: Corpus) -> list[tuple[int, list[_Sought]]]:
    """The pillars of each document that sets some, with the weeks in which they should be heard."""
    by_document: dict[str, list[Pillar]] = defaultdict(list)
    for pillar in corpus.messages.pillars:
        by_document[pillar.line.document_id].append(pillar)
    return [
        (pillars[0].weeks or _WEEKS, [_sought(corpus, pillar, pillars) for pillar in pillars])
        for pillars in by_document.values()
    ]


def _sought(corpus: Corpus, pillar: Pillar, pillars: Sequence[Pillar]) -> _Sought:
    others = [p for p in pillars if p is not pillar]
    titles = [w for p in others for w in content(p.text)]
    explained = [w for p in others for w in content(p.details)]
    name = " ".join((pillar.text, *pillar.aliases))
    title = content(without_idioms(name))
    named = tuple(w for w in title if not any(w.same(o) for o in titles))
    named = tuple(w for w in named if w.text not in _IDLE) or named
    told = tuple(
        w for w in content(without_idioms(pillar.details)) if not any(w.says(o) for o in (*titles, *explained))
    )
    elsewhere = [word(t) for t in _elsewhere(corpus, pillar.line.document_id)]
    spoken = frozenset(stem for w in elsewhere for stem in w.stems)
    telling = tuple(w for w in told if not w.stems & spoken)
    return _Sought(pillar, named or told, told, telling, name)


def _elsewhere(corpus: Corpus, document_id: str) -> frozenset[str]:
    """What the official material says outside the map: the company's everyday words."""
    return frozenset().union(*(c.terms for c in corpus.official if c.document_id != document_id))


def _akin(said: str, note: str) -> bool:
    """Whether a note has any word that may mean one of those said: the other language, a compound, a plain sense."""
    words = [w for w in kinship.content(said) if w not in _IDLE]
    return bool(kinship.shared_words(words, kinship.content(note)))


def _named(sought: _Sought, note: str) -> bool:
    """Whether a note names the pillar, or says two things of its explanation in one breath."""
    if shared_words(sought.named, note) or shared_concepts(sought.name, note):
        return True
    told = shared_words(sought.told, note)
    return len(told) >= _TWO and any(len(shared_words(told, text)) >= _TWO for text in _SENTENCE.split(note))
