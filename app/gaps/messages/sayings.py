"""What a sentence about words tells to say, and what not to: "We no longer say “x”; we call it “y”"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.gaps.messages.lines import listed_words, quoted

_SAY = (
    r"(?:säg(?:er|a)?|använd(?:er|a)?|skriv(?:er|a)?|kalla(?:r|s)?|prata[r]? om|tala[r]? om|nämn(?:er|a)?|pratar|talar)"
)
_NOT = re.compile(
    rf"\b{_SAY}(?:\s(?:vi|ni|man|du|det|oss|den|dem|ordet|uttrycket)){{0,3}}\s(?:inte|aldrig|"
    rf"ej)\b(?:\slängre)?(?:\som)?"
    rf"|\b(?:inte|aldrig)\s(?:längre\s)?(?:{_SAY})\b(?:\s(?:det|oss|den|ordet))?"
    r"|\bslutat?\s(?:att\s)?(?:säga|använda|kalla|skriva)\b(?:\s(?:det|oss|den|ordet))?"
    r"|\b(?:undvik|skippa|stryk|bannlyst\w*|förbjud\w+|utgå(?:tt|ngna)|pensionera\w*|utmönstra\w*|skrota\w*|"
    r"begrav\w+|slopa\w*)\b"
    r"|\bgått i pension\b|\btagit bort\b|\blagt (?:ner|ned)\b|\b(?:är|ligger) (?:nu )?(?:borta|förbi|ute)\b|"
    r"\binte längre\b"
    r"|\b(?:tidigare|förr|förut) (?:sa|sade|kallade|skrev) vi(?:\s(?:det|oss))?|\bvi (?:sa|sade) (?:förr|tidigare)\b"
    r"|\b(?:do not|don['’]t|never|no longer|not|stop|stopped|avoid|quit)\s(?:to\s)?(?:say|saying|use|using|call|"
    r"calling|write|"
    r"writing|talk about|talking about|mention)\b(?:\s(?:it|us|them|ourselves|the word))?"
    r"|\b(?:avoid|banned|forbidden|retired?|dropped|scrapped|binned|buried)\b|\b(?:is|are) (?:now )?(?:out|gone|"
    r"over|off limits)\b"
    r"|\b(?:we )?used to (?:say|call (?:it|us|them))|\bno longer (?:used|said|in use)\b"
    r"|(?:^|[,;.–-]\s*)(?:not|never|inte|aldrig)\s+(?=[\"“”„»'‘*])|\b(?:i stället för|istället för|instead of|"
    r"rather than)\b",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\b(?:(?:det |nu )?(?:kallar|säger|skriver) vi(?:\s(?:det|den|oss|dem))?|vi (?:kallar|säger|"
    r"skriver)(?:\s(?:det|den|oss|dem))?|"
    r"kalla (?:det|den)|säg|skriv|numera|hellre|utan|i stället|istället|ny(?:a|tt)? \w+|we (?:now )?(?:call (?:it|"
    r"them|this|us)|say|use|"
    r"write)|now we say|call it|say|write|use|but|instead|now|new \w+)\b(?! (?:för|of)\b)",
    re.IGNORECASE,
)
_STATED = re.compile(r"\b(?:säg|kalla|prata|tala|say|talk|call|avoid|undvik|stop|used to|tidigare|förr)", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|(?<=[.!?][\"”'’*])\s+(?=\S)")
_ARTICLE = re.compile(r"^(?:an?|the|en|ett|det|den|just|bara)\s+", re.IGNORECASE)
_BARE = 3
"""Words an unquoted expression has at most."""


@dataclass(frozen=True, slots=True)
class Saying:
    """Words to say, or not to say any more."""

    retired: bool
    words: tuple[str, ...]


def sayings(text: str) -> Iterator[Saying]:
    """Yield what each sentence of `text` tells to say and not to say, in order."""
    for sentence in _SENTENCE.split(text):
        yield from _of_sentence(sentence)


def _of_sentence(text: str) -> Iterator[Saying]:
    marks = [(m.start(), m.end(), True, m[0]) for m in _NOT.finditer(text)]
    inside = quoted(text)
    marks += [
        (m.start(), m.end(), False, m[0])
        for m in _CALL.finditer(text)
        if not any(a < m.end() and m.start() < b for a, b, _, _ in marks)
    ]
    marks = sorted(m for m in marks if not any(at < m[0] < at + len(words) for at, words in inside))
    if not any(retired for _, _, retired, _ in marks):
        yield from (_said(text, mark, len(text), inside) for mark in marks[:1] if inside)
        return
    first = min(m for m in marks if m[2])
    before = tuple(
        w for at, w in inside if at < first[0] and not any(m[1] <= at + 1 for m in marks if not m[2] and m < first)
    )
    for mark, following in zip(marks, [*(m[0] for m in marks[1:]), len(text)], strict=True):
        said = _said(text, mark, following, inside)
        if said.words:
            yield said
        elif mark == first and before:
            yield Saying(retired=True, words=before)


def _said(text: str, mark: tuple[int, int, bool, str], until: int, inside: list[tuple[int, str]]) -> Saying:
    _, end, retired, cue = mark
    words = tuple(w for at, w in inside if end <= at + 1 and at < until)
    if words or not retired:
        return Saying(retired, words)
    stretch = text[end:until]
    colon = re.match(r"[^:.]{0,25}:\**\s+(?P<list>[^.;]+)", stretch)
    if colon:
        return Saying(retired, tuple(w for w in listed_words(colon["list"]) if len(w.split()) <= _BARE + 1))
    if not _STATED.match(cue):
        return Saying(retired, ())
    bare = _ARTICLE.sub("", re.split(r"[.,;:!?(–]", stretch.strip())[0].strip())
    return Saying(retired, (bare,) if bare and len(bare.split()) < _BARE else ())
