"""The step: a question becomes a checked card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

import numpy as np
from numpy.typing import NDArray

from app.ai.ports import Embedder, Llm
from app.ai.prompts import Prompts
from app.domain.errors import NothingIngested
from app.domain.evidence import Origin
from app.domain.people import Role
from app.domain.pitch import GapMention, Line, Pitch
from app.pitch.answered import Standing, standing, unanswered
from app.pitch.check import Checked, check
from app.pitch.compose import compose
from app.pitch.earlier import continued
from app.pitch.framed import silence
from app.pitch.grounds import grounded, restated
from app.pitch.heard import objection_groups
from app.pitch.llm_compose import Composition, compose_with
from app.pitch.material import Material
from app.pitch.replies import replies
from app.pitch.retrieve import retrieve
from app.pitch.shelf import Shelf, shelf_of
from app.pitch.understand import Understanding, is_question, understand
from app.store.ledger import Ledger
from app.store.library import Library

_REMEMBERED = 8
"""Questions of a conversation that are looked back at."""


@dataclass(frozen=True, slots=True)
class Step:
    """What the pitcher is doing now: `understand`, `retrieve`, `compose` or `check`."""

    name: str


@dataclass(frozen=True)
class Pitcher:
    """Answers questions from the library and the ledger, with an LLM's words if there is one.

    Safe to call from several threads.
    """

    library: Library
    ledger: Ledger
    embedder: Embedder
    llm: Llm | None = None
    prompts: Prompts | None = None
    _shelves: dict[str, Shelf] = field(default_factory=dict, init=False, repr=False, compare=False)

    def answer(
        self,
        question: str,
        *,
        product: str | None = None,
        earlier: Sequence[str] = (),
        today: date,
        role: Role = Role.SALES,
    ) -> Pitch:
        """Return the card.

        `earlier` are the questions before this one in the same conversation, oldest first. `role` decides whether
        unsupported promises are shown with who heard them. Raises `BadQuestion` for no question or one over 2,000
        characters, `NothingIngested` when there is no official material at all.
        """
        *_, card = self.stream(question, product=product, earlier=earlier, today=today, role=role)
        assert isinstance(card, Pitch)  # noqa: S101 - the last item of every stream
        return card

    def stream(
        self,
        question: str,
        *,
        product: str | None = None,
        earlier: Sequence[str] = (),
        today: date,
        role: Role = Role.SALES,
    ) -> Iterator[Step | Line | Pitch]:
        """Yield steps, then each checked line, then the card `answer` returns; raises what that raises, at once."""
        shelf = self._shelf()
        read = partial(understand, product=product, products=shelf.products, competitors=shelf.rivals)
        now = read(question)
        understood = continued([*(read(one) for one in earlier[-_REMEMBERED:] if is_question(one)), now])
        if not any(d.document.origin is Origin.OFFICIAL for d in shelf.documents.values()):
            raise NothingIngested
        return self._steps(shelf, understood, today, role)

    def _steps(self, shelf: Shelf, understood: Understanding, today: date, role: Role) -> Iterator[Step | Line | Pitch]:
        yield Step("understand")
        yield Step("retrieve")
        material = self._material(shelf, understood, today, role)
        yield Step("compose")
        composition = self._compose(material)
        yield Step("check")
        checked = check(composition.drafts)
        if understood.units or understood.general:  # "thanks!" is no demand for material
            self.ledger.ask(understood.question, understood.language, today, material.standing.answered)
        yield from checked.lines
        yield _card(material, composition, checked)

    def _shelf(self) -> Shelf:
        kept = self._shelves.get("now")
        if kept is None or kept.revision != self.library.revision():
            kept = self._shelves["now"] = shelf_of(self.library)
        return kept

    def _material(self, shelf: Shelf, understood: Understanding, today: date, role: Role) -> Material:
        vector = self.embedder.encode([understood.question], question=True)[0]
        with self.library.database.reading():  # one snapshot for all that is read, opened once
            return self._read(shelf, understood, vector, today, role)

    def _read(
        self, shelf: Shelf, understood: Understanding, vector: NDArray[np.float32], today: date, role: Role
    ) -> Material:
        found = retrieve(self.library, shelf, understood, vector, today)
        material = Material(understood, found, (), shelf, standing(understood, found.official, shelf), today, role, {})
        every = found.every() if understood.general else material.bearing(found.every())
        bearing = {f.claim.id for f in every}
        echoes = {one: f.claim.evidence(f.document) for one, f in found.echoes.items() if f.claim.id in bearing}
        touched = self.ledger.touching(bearing | echoes.keys())
        gaps = tuple(restated(g, echoes) for t in touched if (g := t.as_on(today)) and not g.status.closed)
        gaps = grounded([g for g in gaps if material.concerns(g)], self.library)
        material = replace(material, gaps=gaps)
        if material.of_field:
            material = replace(material, standing=replace(material.standing, answered=True))
        elif material.standing.answered and unanswered(understood, found.field, material.gaps):
            material = replace(material, standing=Standing(answered=False, coverage="partial"))
        objections = [group[0] for group in objection_groups(material)]
        return replace(material, replies=replies(self.library, material, objections), fits={})

    def _compose(self, material: Material) -> Composition:
        if self.llm is None or self.prompts is None or material.of_field or not material.standing.answered:
            return Composition(tuple(compose(material)))
        return compose_with(self.llm, self.prompts, material)


def _card(material: Material, composition: Composition, checked: Checked) -> Pitch:
    answered = material.standing.answered
    seen = [g for g in material.gaps if material.role.sees_promises or not g.restricted()]
    return Pitch(
        question=material.understood.question,
        language=material.language,
        composed_by=composition.by,
        lines=checked.lines,
        citations=checked.citations,
        gaps=tuple(GapMention(g.id, g.kind.value, g.statement, g.status.value) for g in seen),
        not_known=() if answered else (silence(material.understood, material.standing),),
        dropped=checked.dropped + composition.dropped,
        notice=composition.notice,
        provenance=composition.provenance,
    )
