"""A pillar not heard in the field although its audience was met: `silent_message`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
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


def silent_messages(corpus: Corpus) -> Iterator[Finding]:
    """Yield each pillar that was not heard for weeks although its audience was met and other pillars were heard.

    Heard is meant generously: any wording that shares a word with the pillar, whoever says it.
    """
    by_document: dict[str, list[Pillar]] = defaultdict(list)
    for pillar in corpus.messages.pillars:
        by_document[pillar.line.document_id].append(pillar)
    for pillars in by_document.values():
        since = corpus.today - timedelta(weeks=pillars[0].weeks or _WEEKS)
        if all(p.since is not None and p.since <= since for p in pillars):
            met = _meetings(corpus, since)
            yield from _silent_in(corpus, [_sought(corpus, p, pillars) for p in pillars], met)


def _silent_in(corpus: Corpus, sought: Sequence[_Sought], met: Sequence[StoredDocument]) -> Iterator[Finding]:
    texts = [without_idioms(one.document.text) for one in met]
    named: list[set[int]] = [set() for _ in sought]
    touched: list[set[int]] = [set() for _ in sought]
    akin: list[set[int]] = [set() for _ in sought]
    for n, text in enumerate(texts):
        for number, one in enumerate(sought):
            if _named(one, text):
                named[number].add(n)
            if shared_words(one.told, text):
                touched[number].add(n)
            if _akin(one.name, text):
                akin[number].add(n)
    for number, one in enumerate(sought):
        pillar = one.pillar
        mine = {n for n, note in enumerate(met) if not pillar.segments or is_of(note, pillar.segments)}
        rest = [n for n in range(len(sought)) if n != number]
        sure: frozenset[int] = frozenset().union(*(named[n] | touched[n] for n in rest))
        others = sure.union(*(akin[n] for n in rest))
        known = len(mine & others)
        enough = _OF_AUDIENCE if pillar.segments else _MEETINGS
        recognised = known >= _KNOWN_SHARE * len(mine) or (known > _MEETINGS and len(others) >= _KNOWN_MANY)
        if named[number] or len(mine) < enough or known < _TWO or not recognised:
            continue
        unsure = mine - sure if others != sure or known < enough else frozenset()
        if any(_akin(f"{one.name} {pillar.details}", texts[n]) for n in unsure):
            continue
        hinted = sum(bool(shared_words(one.telling, texts[n])) for n in mine)
        source = cited(corpus, pillar.line)
        if hinted <= _BY_CHANCE * len(mine) and source is not None:
            yield Finding(
                kind=Kind.SILENT_MESSAGE,
                key=pillar.text.casefold(),
                official=(source,),
                field=(),
                severity=2,
                confidence=0.6,
                subject=pillar.text,
            )


def _meetings(corpus: Corpus, since: date) -> list[StoredDocument]:
    """The notes from `since` on, one for an account and a day."""
    met: dict[tuple[str, date], StoredDocument] = {}
    said = {claim.document_id for claim in corpus.field}
    for stored in sorted(corpus.documents.values(), key=lambda s: s.id):
        about = stored.document.about
        if stored.id in said and about.date and since <= about.date <= corpus.today:
            met.setdefault(((about.account or stored.id).casefold(), about.date), stored)
    return list(met.values())


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
