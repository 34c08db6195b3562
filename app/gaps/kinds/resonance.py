"""A message that was used and met confusion or rejection in several accounts: `resonance_gap`."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind
from app.domain.message_map import Pillar
from app.gaps.findings import Finding
from app.gaps.messages.citing import cited
from app.gaps.messages.notes import Said, by_note
from app.gaps.messages.wording import Word, content, shared_words
from app.gaps.pairs import Corpus
from app.language import cues

_WITNESSES = 2
_TWO = 2
_MOST = 0.6
_IN_COMPOUND = 6
_FRAGMENT = 5
_BESIDE = 18
"""Characters around "the line" within which stands what it says."""
_TELLING = 5
"""Letters from which one word alone may stand for a message."""
_SLIDE = re.compile(r"\b(?:slide|bild|sida|page)\s?(?P<n>\d{1,2})\b", re.IGNORECASE)
_FIRST = re.compile(
    r"\b(?:first|opening|title)\s(?:slide|page)|första\s(?:bilden|sliden|sidan)|öppningsbilden", re.IGNORECASE
)
_CONTRAST = re.compile(r"\W*(?:däremot|annars|i övrigt|otherwise|apart from|besides|sen|sedan)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Message:
    """A line meant to be repeated, with the words by which it is recognised and the slide it stands on."""

    pillar: Pillar
    words: tuple[tuple[Word, ...], ...]
    slide: str

    @property
    def key(self) -> str:
        """The same message on two slides is one."""
        return self.pillar.text.casefold()

    def in_use(self, said: date | None) -> bool:
        """Whether it was the message on that day."""
        return not (self.pillar.since and said and said < self.pillar.since)


def resonance_gaps(corpus: Corpus) -> Iterator[Finding]:
    """Yield each account in which a message was used and met confusion or rejection, once two accounts show it."""
    messages = _messages(corpus)
    met: dict[str, list[tuple[_Message, Claim, Claim]]] = defaultdict(list)
    hinted: list[tuple[Claim, str]] = []
    for said in by_note(corpus) if messages else ():
        for used, reaction in _reactions(said, corpus):
            message = next((m for m in messages if _used(m, used, reaction)), None)
            if message is not None:
                met[message.key].append((message, used.claim, reaction.claim))
            elif used is reaction:
                hinted.append((used.claim, used.text))
    for key, shown in met.items():
        message = shown[0][0]
        shown += [(message, c, c) for c, text in hinted if _rejects(message, c, text, corpus)]
        accounts = {(used.account or used.document_id).casefold() for _, used, _ in shown}
        source = cited(corpus, message.pillar.line)
        if len(accounts) < _WITNESSES or source is None:
            continue
        for _, used_claim, reaction_claim in shown:
            yield Finding(
                kind=Kind.RESONANCE_GAP,
                key=key,
                official=(source,),
                field=tuple(dict.fromkeys((used_claim, reaction_claim))),
                severity=3,
                confidence=0.65,
                subject=message.pillar.text,
            )


def _messages(corpus: Corpus) -> list[_Message]:
    """Pillars first: what is said of a headline that repeats one is said of the pillar."""
    known = corpus.messages
    found: list[_Message] = []
    for pillar in (*known.pillars, *known.slogans):
        if pillar.line.document_id in corpus.replies:
            continue
        names = tuple(n for n in (content(text) for text in (pillar.text, *pillar.aliases)) if n)
        slide = _SLIDE.fullmatch(pillar.details.strip())
        if names:
            found.append(_Message(pillar, names, slide["n"] if slide else ""))
    return found


def _reactions(said: Sequence[Said], corpus: Corpus) -> Iterator[tuple[Said, Said]]:
    """Yield what was used and how it was met: one sentence, or the next one where the first tells no liking."""
    usable = [one for one in said if _usable(one.claim, corpus)]
    spoken = [one for one in usable if one.claim.mood is not Mood.HYPOTHETICAL]
    for one in spoken:
        if _met_badly(one.text) or _echoes(one.text):
            yield one, one
    for one, following in pairwise(said):
        if (
            one in spoken
            and following in usable
            and not cues.has("landed", one.text)
            and not _CONTRAST.match(following.text)
            and (_met_badly(following.text) or _echoes(following.text))
        ):
            yield one, following


def _usable(claim: Claim, corpus: Corpus) -> bool:
    return not (
        claim.speaker in {Speaker.COMPETITOR, Speaker.COMPANY}
        or corpus.names_competitor(claim)
        or cues.has("not_met", claim.quote)
    )


def _met_badly(text: str) -> bool:
    return cues.has("unmoved", text) or (not cues.has("landed", text) and cues.has("taken_for", text))


def _echoes(text: str) -> tuple[tuple[Word, ...], ...]:
    """The words of each fragment somebody repeats as a question: "Andrum?", "a feeling? mine's indigestion"."""
    asked = (re.split(r"[.!?:,\"“”„»–]", text[: m.start()])[-1] for m in re.finditer(r"\?", text))
    return tuple(words for one in asked if len(one.split()) <= _FRAGMENT and (words := content(one)))


def _used(message: _Message, used: Said, reaction: Said) -> bool:
    """Whether `used` speaks of this message: two of its words, or one of them and a word for "our line"."""
    if not message.in_use(used.claim.said):
        return False
    echoes = _echoes(reaction.text)
    known = _met_badly(reaction.text)
    if known and message.slide and _names_slide(message.slide, used.text):
        return True
    for name in message.words:
        found = shared_words(name, used.text, _IN_COMPOUND)
        if (found or message.slide) and any(all(any(w.says(e) for w in name) for e in echo) for echo in echoes):
            return True
        if known and (_quotes(name, found, used.text) or (found and _names_line(found, used.text))):
            return True
    return False


def _quotes(name: Sequence[Word], found: Sequence[Word], text: str) -> bool:
    """Whether the text has most of the message's words, or two of them where somebody tells what they said."""
    return len(found) >= _TWO and (len(found) >= _MOST * len(name) or cues.has("the_line", text) or _tells(text))


def _tells(text: str) -> bool:
    first = cues.find("pitched_first", text.lstrip())
    return cues.has("pitched", text) or (first is not None and first.start() == 0)


def _names_line(found: Sequence[Word], text: str) -> bool:
    """Whether a word of the message stands in a mention of our line ("the memory thing", "raden om rörelse")."""
    line = cues.find("the_line", text)
    if line is None:
        return False
    near = content(text[max(0, line.start() - _BESIDE) : line.end() + _BESIDE])
    return any(len(w.text) >= _TELLING or any(w.says(o) for o in near) for w in found)


def _rejects(message: _Message, claim: Claim, text: str, corpus: Corpus) -> bool:
    """Whether a customer turns away a word that the official material has in this message alone."""
    if (
        claim.mood not in {Mood.OBJECTION, Mood.OPINION}
        or not message.in_use(claim.said)
        or not cues.has("unmoved", text)
    ):
        return False
    spoken = {w.text for w in content(text)}
    document = message.pillar.line.document_id
    return any(
        w.text in spoken
        and len(w.text) >= _TELLING
        and not any(w.stems & c.terms for c in corpus.official if c.document_id != document)
        for name in message.words
        for w in name
    )


def _names_slide(number: str, text: str) -> bool:
    named = _SLIDE.search(text)
    return (named is not None and named["n"] == number) or (number == "1" and _FIRST.search(text) is not None)
