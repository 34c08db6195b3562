"""Is the card the right one? What it must mention, the gap it must show, what it must never say, silence, language.

Beside it plain retrieval, judged generously: a gap counts as shown when the words of one of its
notes stand anywhere in the list, though nothing there says that anything contradicts them.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.evidence import Origin
from app.domain.pitch import Section
from app.language.detect import language_of
from evals.cards import Answered
from evals.scoring import Share, interval

MEASURES = ("mentioned", "gap shown", "never said", "refused", "right language")
_ADVICE = (Section.SAY, Section.WHY, Section.PROOF, Section.COMPETITOR)
_TOLD = 6
"""Words of ours from which a card's language can be told."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What one answer came to, by measure; a measure that does not apply is missing."""

    measures: dict[str, bool]

    def share(self, measure: str) -> Share:
        """As a count of one or none."""
        held = self.measures.get(measure)
        return Share() if held is None else Share(int(held), 1)


def product(answered: Answered) -> Judged:
    """Judge the product's card."""
    question, card = answered.question, answered.card
    cited = {n for line in card.lines for n in line.citations}
    quotes = [c.quote for c in card.citations if c.n in cited and c.origin is Origin.OFFICIAL]
    advice = "\n".join(line.text for line in card.lines if line.section in _ADVICE)
    judged = {"right language": card.language == question.language and _in_it(answered)}
    if question.mentions:
        judged["mentioned"] = _holds(quotes, question.mentions)
    if question.kind:
        judged["gap shown"] = any(question.met_by(gap) for gap in answered.gaps)
    if question.never:
        judged["never said"] = not _holds([advice], question.never)
    if question.silent:
        judged["refused"] = bool(card.not_known)
    return Judged(judged)


def plain(answered: Answered) -> Judged:
    """Judge what plain retrieval pastes; it has no language of its own."""
    question = answered.question
    quotes = [found.claim.quote for found in answered.pasted]
    judged: dict[str, bool] = {}
    if question.mentions:
        judged["mentioned"] = _holds(quotes, question.mentions)
    if question.kind:
        judged["gap shown"] = _holds(quotes, question.quotes)
    if question.never:
        judged["never said"] = not _holds(quotes, question.never)
    if question.silent:
        judged["refused"] = not quotes
    return Judged(judged)


def figures(judged: Iterable[tuple[str, Judged, Judged]]) -> dict[str, dict[str, str | int]]:
    """Return one row a way of answering and language, of (language, `product`, `plain`), each with its intervals."""
    rows: dict[str, list[Judged]] = defaultdict(list)
    for language, ours, theirs in judged:
        rows["product"].append(ours)
        rows["plain retrieval"].append(theirs)
        rows[f"product, {language}"].append(ours)
    return {
        name: {
            "questions": len(cases),
            **{m: str(interval([c.share(m) for c in cases], Share(), lambda s: s.value)) for m in MEASURES},
        }
        for name, cases in rows.items()
    }


def wrong(answered: Answered) -> list[str]:
    """Return one line for each measure that the product's card did not meet."""
    told = f"{answered.question.company} · {answered.question.text}"
    return [f"{measure} · {told}" for measure, met in product(answered).measures.items() if not met]


def _holds(texts: Iterable[str], fragments: Iterable[str]) -> bool:
    flat = [" ".join(text.split()).casefold() for text in texts]
    return any(" ".join(fragment.split()).casefold() in text for fragment in fragments for text in flat)


def _in_it(answered: Answered) -> bool:
    """Whether the words that are ours, the frames, are in the language of the question."""
    card = answered.card
    ours = " ".join(line.text for line in card.lines if not line.citations)
    return len(ours.split()) < _TOLD or language_of(ours) == card.language
