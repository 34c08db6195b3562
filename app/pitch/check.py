"""Every line against its sources: what cannot be shown to hold is dropped, and counted."""

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.evidence import Origin
from app.domain.pitch import Citation, Line, Section
from app.language.detect import language_of
from app.language.glossary import concepts_of
from app.language.stems import STOP, WORD, stem
from app.pitch.draft import Draft, accounts, plain
from app.pitch.figures import figures, unsupported
from app.pitch.phrases import framing_words

_SUPPORT, _RETOLD = 0.6, 0.5
"""Least share of a line's content words that must stand in its quotes; a line that retells what customers said needs
words of its own to do so. Paraphrases lie above, invented continuations below: see tests/pitch/test_check.py."""

_QUOTED = re.compile(r"[“”\"»]([^“”\"»«]{3,})[”\"«»]")
_NAME = re.compile(r"(?<![.!?:“”\"»(]\s)(?<![“”\"»(])(?<!^)\b([A-ZÅÄÖ][\w&+]*)")
_NEGATION = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|cannot|without|inte|ej|aldrig|ingen|inget|inga|icke|utan)\b|n[’']t\b",
    re.IGNORECASE,
)
_COUNT = re.compile(r"([^\W\d_]+|\d+)\s+(?:konton?|kunder|accounts?|customers)\b", re.IGNORECASE)
_TELLING = 5
"""Words from which a line's language can be told."""
_ASSERTING = frozenset({Section.SAY, Section.WHY, Section.PROOF, Section.COMPETITOR})
_RETELLING = frozenset({Section.LEARNED, Section.OBJECTIONS})
_COUNTING = frozenset({Section.LEARNED, Section.OBJECTIONS, Section.CONFLICTS, Section.DO_NOT_SAY})


@dataclass(frozen=True, slots=True)
class Checked:
    """What held: lines with numbered citations in order of first use, and how many lines did not hold."""

    lines: tuple[Line, ...]
    citations: tuple[Citation, ...]
    dropped: int


def check(drafts: Iterable[Draft]) -> Checked:
    """Keep the drafts that hold and number their sources; a source that no kept line uses gets no number."""
    lines: list[Line] = []
    numbers: dict[tuple[str, str, str], int] = {}
    citations: list[Citation] = []
    dropped = 0
    for draft in drafts:
        if problem(draft):
            dropped += 1
            continue
        used: list[int] = []
        for source in draft.sources:
            key = (source.document_id, source.place, source.quote)
            if key not in numbers:
                numbers[key] = len(citations) + 1
                citations.append(replace(source, n=numbers[key]))
            if numbers[key] not in used:
                used.append(numbers[key])
        lines.append(Line(draft.section, draft.text, tuple(used)))
    return Checked(tuple(lines), tuple(citations), dropped)


def problem(draft: Draft) -> str:
    """Return why the draft cannot be shown, in a few words, or "" when it holds."""
    if not draft.text.strip():
        return "no text"
    if not draft.sources:
        return _unsourced(draft)
    if not {source.origin for source in draft.sources} <= draft.section.origins:
        return "wrong origin"
    if draft.section is Section.WHY and len({source.origin for source in draft.sources}) < len(Origin):
        return "needs both origins"
    quotes = "\n".join(f"{source.quote}\n{plain(source.quote)}" for source in draft.sources)
    return _figure(draft, quotes) or _quotation(draft, quotes) or _wording(draft, quotes)


def _unsourced(draft: Draft) -> str:
    """Only frames of ours and an LLM's plain questions do without a source."""
    if draft.section.needs_citation:
        return "no citation"
    if draft.written_in and (not draft.text.endswith("?") or figures(draft.text)):
        return "not a plain question"
    return ""


def _figure(draft: Draft, quotes: str) -> str:
    text = draft.text
    for match in _COUNT.finditer(_QUOTED.sub(" ", draft.text)) if draft.section in _COUNTING else ():
        stated = figures(match[1])
        if stated and str(accounts(draft.sources)) not in stated[0]:
            return f"counts {match[0]}"
        text = text.replace(match[0], " ", 1) if stated else text
    missing = unsupported(text, quotes)
    return f"figure {missing[0]}" if missing else ""


def _quotation(draft: Draft, quotes: str) -> str:
    known = _squeezed(quotes)
    for match in _QUOTED.finditer(draft.text):
        if _squeezed(match[1]) not in known:
            return "quotation not verbatim"
    return ""


def _wording(draft: Draft, quotes: str) -> str:
    sources = quotes + "\n" + draft.own
    if draft.written_in:
        told = _QUOTED.sub(" ", draft.text)
        if len(told.split()) >= _TELLING and language_of(told) != draft.written_in:
            return "wrong language"
        names = {match[1].casefold() for match in _NAME.finditer(draft.text)}
        unknown = names - {word.casefold() for word in re.findall(r"[\w&+]+", sources)}
        if unknown:
            return f"name {min(unknown)}"
    if draft.section in _ASSERTING and draft.written_in:
        denied = [bool(_NEGATION.search(source.quote)) for source in draft.sources]
        says = bool(_NEGATION.search(draft.text))
        if (says and not any(denied)) or (not says and all(denied)):
            return "negation differs"
    share = support(draft.text, sources, frozenset() if draft.written_in else framing_words())
    least = _RETOLD if draft.section in _RETELLING else _SUPPORT
    return "" if share >= least else f"support {share:.2f}"


def support(text: str, sources: str, framing: frozenset[str] = frozenset()) -> float:
    """Return the share (0..1) of the content words of `text`, less `framing`, whose stem or concept is in `sources`."""
    content = {w for w in _words(text) if w not in STOP and w not in framing and len(w) > 1 and not w.isdigit()}
    if not content:
        return 1.0
    known = frozenset().union(*(_stems(word) for word in _words(sources)))
    spoken = concepts_of(sources)
    held = sum(1 for word in content if _stems(word) & known or concepts_of(word) & spoken)
    return held / len(content)


def _words(text: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(text)]


@functools.lru_cache(maxsize=20_000)
def _stems(word: str) -> frozenset[str]:
    return frozenset({stem(word, "sv"), stem(word, "en")})


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()
