"""A message that was used and met confusion or rejection in several accounts: `resonance_gap`."""

import functools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from app.domain.claim import Claim, Mood, Speaker
from app.domain.gap import Kind
from app.domain.sign import Sign
from app.gaps.around import Around
from app.gaps.findings import Finding
from app.gaps.messages.citing import cited
from app.gaps.messages.notes import Said, by_note
from app.gaps.messages.uses import Message, Messages
from app.gaps.messages.wording import Word, content
from app.gaps.pairs import Corpus
from app.language import cues

_WITNESSES = 2
_MET, _HINTED = "met", "hinted"
_FRAGMENT = 5
"""Words a question has at most that only repeats what was said."""
_CONTRAST = re.compile(r"\W*(?:däremot|annars|i övrigt|otherwise|apart from|besides|sen|sedan)\b", re.IGNORECASE)


def resonance_gaps(corpus: Corpus) -> Iterator[Finding]:
    """Yield each time a message was used and met confusion or rejection, or may have been."""
    messages = corpus.kept(_messages)
    for note in by_note(corpus):
        for used, reaction, near in _reactions(note, messages, corpus):
            message = next((m for m in near if _met(m, used, reaction)), None)
            if message is not None:
                yield from _finding(message, used, reaction, corpus, _MET)
            elif used is reaction:
                for one in near:
                    if _turned_away(one, used, corpus):
                        yield from _finding(one, used, reaction, corpus, _HINTED)


def met_in_several(signs: Sequence[Sign], around: Around) -> Iterator[Sign]:
    """Yield what shows how a message was met, once two accounts do and one of them for certain."""
    del around
    by_message: dict[str, list[Sign]] = defaultdict(list)
    for sign in signs:
        by_message[sign.key].append(sign)
    for shown in by_message.values():
        sure = any(_MET in sign.facts for sign in shown)
        if sure and len({sign.account for sign in shown}) >= _WITNESSES:
            yield from shown


def _messages(corpus: Corpus) -> Messages:
    return Messages.of(corpus.messages, corpus.replies)


def _finding(message: Message, used: Said, reaction: Said, corpus: Corpus, how: str) -> Iterator[Finding]:
    source = cited(corpus, message.pillar.line)
    if source is not None:
        yield Finding(
            kind=Kind.RESONANCE_GAP,
            key=message.key,
            official=(source,),
            field=tuple(dict.fromkeys((used.claim, reaction.claim))),
            severity=3,
            confidence=0.65,
            subject=message.pillar.text,
            facts=(how,),
        )


def _reactions(note: Sequence[Said], messages: Messages, corpus: Corpus) -> Iterator[tuple[Said, Said, list[Message]]]:
    """Yield what was used, how it was met, and the messages it may be.

    The two are one sentence, or the next one is the reaction where the first tells of no liking.
    """
    for number, one in enumerate(note):
        near = [m for m in messages.near(one.text) if m.in_use(one.claim.said)]
        if not near or one.claim.mood is Mood.HYPOTHETICAL or not _usable(one, corpus):
            continue
        if _answers(one.text):
            yield one, one, near
        following = note[number + 1] if number + 1 < len(note) else None
        if (
            following is not None
            and _answers(following.text)
            and not cues.has("landed", one.text)
            and not _CONTRAST.match(following.text)
            and _usable(following, corpus)
        ):
            yield one, following, near


def _usable(said: Said, corpus: Corpus) -> bool:
    return not (
        said.claim.speaker in {Speaker.COMPETITOR, Speaker.COMPANY}
        or corpus.names_competitor(said.claim)
        or cues.has("not_met", said.claim.quote)
    )


def _met(message: Message, used: Said, reaction: Said) -> bool:
    """Whether `used` is this message and `reaction` turns it away or does not know what to make of it."""
    if _met_badly(reaction.text) and message.told_in(used.text):
        return True
    return any(message.asked_back(used.text, question) for question in _questions(reaction.text))


def _answers(text: str) -> bool:
    return _met_badly(text) or bool(_questions(text))


@functools.lru_cache(maxsize=4096)
def _met_badly(text: str) -> bool:
    return cues.has("unmoved", text) or (not cues.has("landed", text) and cues.has("taken_for", text))


def _questions(text: str) -> tuple[tuple[Word, ...], ...]:
    """The words of each fragment that is asked back: "Andrum?", "a feeling? mine's indigestion"."""
    asked = (re.split(r"[.!?:,\"“”„»–]", text[: m.start()])[-1] for m in re.finditer(r"\?", text))
    return tuple(words for one in asked if len(one.split()) <= _FRAGMENT and (words := content(one)))


def _turned_away(message: Message, said: Said, corpus: Corpus) -> bool:
    """Whether a customer turns away a word that the official material has in this message alone."""
    if said.claim.mood not in {Mood.OBJECTION, Mood.OPINION} or not cues.has("unmoved", said.text):
        return False
    spoken = {w.text for w in content(said.text)}
    elsewhere: list[Claim] = [c for c in corpus.official if c.document_id != message.pillar.line.document_id]
    words = [w for w in message.telling_words() if w.text in spoken]
    return any(not any(w.stems & c.terms for c in elsewhere) for w in words)
