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
from evals.known import COMPANIES, Company, questions

PASTED = 8
"""Claims that plain retrieval pastes."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, and what a good answer does.

    It holds one of `mentions` (none: nothing in particular), shows the gap of `kind` with the note `heard` behind it,
    has none of `never` in its advice, and is `silent` where the official material is.
    """

    company: str
    language: str
    text: str
    mentions: tuple[str, ...] = ()
    kind: Kind | None = None
    heard: str = ""
    never: tuple[str, ...] = ()
    silent: bool = False

    def met_by(self, gap: Gap) -> bool:
        """Whether `gap` is the one to be shown."""
        return gap.kind is self.kind and (not self.heard or any(self.heard in e.quote for e in gap.field))


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
    gaps = [
        Question(
            company,
            entry["language"],
            entry["q"],
            kind=Kind(flag["kind"]) if (flag := entry["flags"]) else None,
            heard=flag["field"] if flag else "",
            never=tuple(entry["never"]),
        )
        for entry in entries
    ]
    known = [
        Question(company, q.language, q.text, mentions=q.answers, silent=not q.answers)
        for q in questions()
        if q.company == company
    ]
    return gaps + known


def answers(folder: Path, role: Role = Role.MARKETING) -> Iterator[Answered]:
    """Ask every company every question of its own; `folder` is scratch space for the stores."""
    embedder = SentenceEmbedder()
    for name in COMPANIES:
        company = Company.taken_in(name, folder, embedder)
        pitcher = Pitcher(company.library, company.ledger, embedder)
        for question in asked(name):
            card = pitcher.answer(question.text, today=LATEST, role=role)
            gaps = tuple(company.ledger.gap(mention.id) for mention in card.gaps)
            yield Answered(question, card, gaps, _pasted(company, question), company)
        company.library.close()
        company.ledger.database.close()


def _pasted(company: Company, question: Question) -> tuple[Found, ...]:
    shelf = shelf_of(company.library)
    understood = understand(question.text, product=None, products=shelf.products, competitors=shelf.rivals)
    vector = company.embedder.encode([question.text], question=True)[0]
    found = retrieve(company.library, shelf, understood, vector, LATEST)
    best = sorted((*found.official, *found.field), key=lambda f: (-f.rank, -f.coverage, f.claim.id))
    # Half of each origin: one list by rank alone is official material only, in which no conflict could be seen.
    half = [[f for f in best if f.claim.origin is origin][: PASTED // 2] for origin in Origin]
    return tuple(f for side in half for f in side)
