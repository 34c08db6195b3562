"""Cards to be judged: every question of the three companies, answered by the product and by plain retrieval.

Plain retrieval is what a chatbot over documents pastes into its prompt: the best claims the same search found, official
and field in one list, with nothing said about them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.ai.embedder import SentenceEmbedder
from app.domain.evidence import Origin
from app.domain.gap import Gap, Kind
from app.domain.people import Role
from app.domain.pitch import Pitch
from app.pitch.pitcher import Pitcher
from app.pitch.retrieve import Found, retrieve
from app.pitch.shelf import shelf_of
from app.pitch.understand import understand
from evals.gaps import CASES, LATEST
from evals.known import COMPANIES, Company, half_of, questions

PASTED = 8
"""Claims that plain retrieval pastes."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what a good answer does.

    It holds one of `mentions` (none: nothing in particular), shows the gap of `kind` that rests on one of `quotes`, has
    none of `never` in its advice, and is `silent` where the official material is.
    """

    company: str
    language: str
    text: str
    mentions: tuple[str, ...] = ()
    kind: Kind | None = None
    quotes: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    silent: bool = False

    @property
    def half(self) -> str:
        """`tune` or `held`, as `evals.known` has it: wrong answers of the second are never printed."""
        return half_of(self.text)

    def met_by(self, gap: Gap) -> bool:
        """Whether `gap` is the one to be shown."""
        told = [_flat(evidence.quote) for evidence in (*gap.official, *gap.field)]
        wanted = [_flat(quote) for quote in self.quotes]
        return gap.kind is self.kind and any(one in text or text in one for one in wanted for text in told)


@dataclass(frozen=True, slots=True)
class Answered:
    """One question with the product's card, the gaps the card names, and what plain retrieval pastes."""

    question: Question
    card: Pitch
    gaps: tuple[Gap, ...]
    pasted: tuple[Found, ...]
    company: Company


def asked(company: str) -> list[Question]:
    """Return the company's questions: those about its gaps, those its material answers, and those it is silent on."""
    entries: list[dict[str, Any]] = yaml.safe_load((CASES / "pitch" / f"{company}.yaml").read_text("utf-8"))
    gaps = []
    for entry in entries:
        flag: dict[str, str] = entry["flags"] or {}
        kind = Kind(flag["kind"]) if flag else None
        quotes = _quotes(company, flag) if flag else ()
        never = tuple(entry["never"])
        gaps.append(Question(company, entry["language"], entry["q"], kind=kind, quotes=quotes, never=never))
    known = [
        Question(company, q.language, q.text, mentions=q.answers, silent=not q.answers)
        for q in questions()
        if q.company == company
    ]
    return gaps + known


def answer(company: Company, question: Question) -> Answered:
    """Ask one company one question, as somebody who may see every gap."""
    pitcher = Pitcher(company.library, company.ledger, company.embedder)
    card = pitcher.answer(question.text, today=LATEST, role=Role.MARKETING)
    gaps = tuple(company.ledger.gap(mention.id) for mention in card.gaps)
    return Answered(question, card, gaps, _pasted(company, question), company)


def answers(folder: Path) -> Iterator[Answered]:
    """Ask every company every question of its own; `folder` is scratch space for the stores."""
    embedder = SentenceEmbedder()
    for name in COMPANIES:
        company = Company.taken_in(name, folder, embedder)
        for question in asked(name):
            yield answer(company, question)
        company.library.close()
        company.ledger.database.close()


def _quotes(company: str, flag: dict[str, str]) -> tuple[str, ...]:
    """What the expected gap rests on: every note of it, or the stretch of material alone."""
    if "official" in flag:
        return (flag["official"],)
    file = CASES / "kairos.yaml" if company == "kairos" else CASES / "companies" / company / "expected.yaml"
    every = yaml.safe_load(file.read_text("utf-8"))["expected"]
    told = [[note["quote"] for note in gap.get("field") or ()] for gap in every]
    return next(tuple(quotes) for quotes in told if any(flag["field"] in quote for quote in quotes))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _pasted(company: Company, question: Question) -> tuple[Found, ...]:
    shelf = shelf_of(company.library)
    understood = understand(question.text, product=None, products=shelf.products, competitors=shelf.rivals)
    vector = company.embedder.encode([question.text], question=True)[0]
    found = retrieve(company.library, shelf, understood, vector, LATEST)
    best = sorted((*found.official, *found.field), key=lambda f: (-f.rank, -f.coverage, f.claim.id))
    # Half of each origin: one list by rank alone is official material only, in which no conflict could be seen.
    half = [[f for f in best if f.claim.origin is origin][: PASTED // 2] for origin in Origin]
    return tuple(f for side in half for f in side)
