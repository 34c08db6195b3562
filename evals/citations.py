"""Can every line be checked? Citations that resolve, figures and words that stand in a cited quote, the right origin.

Judged without the product's own checks, and more strictly: a figure is a run of digits that has to stand in a quote of
its line, a word of the line has to stand there letter for letter.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import Origin
from app.domain.pitch import Citation, Line, Pitch, Section
from app.pitch.phrases import framing_words
from evals.cards import Answered
from evals.scoring import Share, interval

MEASURES = ("citations resolve", "right origin", "figures sourced", "words sourced", "something cited")
_ADVICE = (Section.SAY, Section.WHY, Section.PROOF, Section.COMPETITOR)
_OFFICIAL_ONLY = (Section.SAY, Section.PROOF, Section.SEND)
_UNCITED = (Section.UNDERSTOOD, Section.STANDING, Section.OPEN, Section.NOT_KNOWN, Section.TELL_US)
_DIGITS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]{4,}")


@dataclass(frozen=True, slots=True)
class Held:
    """What one card came to, by measure."""

    shares: dict[str, Share]


def held(answered: Answered) -> Held:
    """Hold one card against the library it came from."""
    card, library = answered.card, answered.company.library
    passages = library.passages([c.passage_id for c in card.citations])
    whole = {c.n: (p := passages.get(c.passage_id)) is not None and c.quote in p.text for c in card.citations}
    lines = [line for line in card.lines if line.section not in _UNCITED]
    used = [n for line in lines for n in line.citations]
    told = [line for line in lines if line.section in _ADVICE]
    digits = [(d, _quotes(line, card)) for line in told for d in _DIGITS.findall(line.text)]
    words = [(w, _quotes(line, card).casefold()) for line in told for w in _words(line)]
    return Held(
        {
            "citations resolve": Share(sum(whole.get(n, False) for n in used), len(used)),
            "right origin": Share(sum(_fits(line, _cited(line, card)) for line in lines), len(lines)),
            "figures sourced": Share(sum(d in quotes for d, quotes in digits), len(digits)),
            "words sourced": Share(sum(w in quotes for w, quotes in words), len(words)),
            "something cited": Share(sum(bool(line.citations) for line in lines), len(lines)),
        }
    )


def figures(cards: Sequence[Held]) -> dict[str, dict[str, str | int]]:
    """Return the row of the product, each measure with its interval over cards."""
    return {
        "product": {
            "cards": len(cards),
            **{m: str(interval([c.shares[m] for c in cards], Share(), lambda s: s.value)) for m in MEASURES},
        }
    }


def wrong(answered: Answered) -> list[str]:
    """Return one line for each measure of a card that is not whole; single words may be ours."""
    told = f"{answered.question.company} · {answered.question.text}"
    shares = held(answered).shares.items()
    return [f"{m} {s.right} of {s.asked} · {told}" for m, s in shares if s.right < s.asked and m != "words sourced"]


def _cited(line: Line, card: Pitch) -> list[Citation]:
    return [c for c in card.citations if c.n in line.citations]


def _quotes(line: Line, card: Pitch) -> str:
    return "\n".join(c.quote for c in _cited(line, card))


def _fits(line: Line, cited: list[Citation]) -> bool:
    origins = {c.origin for c in cited}
    if line.section in _OFFICIAL_ONLY:
        return origins == {Origin.OFFICIAL}
    if line.section is Section.LEARNED:
        return origins == {Origin.FIELD}
    if line.section is Section.WHY:
        return origins == set(Origin)
    return bool(origins)


def _words(line: Line) -> list[str]:
    framing = framing_words()
    return [w for w in (m.casefold() for m in _LETTERS.findall(line.text)) if w not in framing]
