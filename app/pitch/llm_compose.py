"""The card's advice in a language model's words: same numbered evidence, every line checked, or the card without it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.ai.contracts import ComposedLine, ComposedPitch
from app.ai.ports import Llm
from app.ai.prompts import Prompts
from app.domain.errors import SamsynError
from app.domain.pitch import Citation, Section
from app.pitch.check import problem
from app.pitch.compose import compose, frame, ids_of
from app.pitch.draft import Draft
from app.pitch.framed import tell_us
from app.pitch.material import Material
from app.pitch.phrases import say
from app.pitch.said import send_afterwards
from app.pitch.warned import do_not_say, shown_conflicts, sources

_BEFORE = (Section.SAY, Section.WHY, Section.OPEN, Section.PROOF, Section.LEARNED, Section.OBJECTIONS)
_WRITES = frozenset({*_BEFORE, Section.COMPETITOR})
"""What the model may word. Conflicts, warnings and what to send are never left to it."""
_OFFICIAL, _FIELD = 14, 12
"""Sources of each origin it is given."""
_MARKS = re.compile(r"\s*\[\d+(?:\s*,\s*\d+)*\]")


@dataclass(frozen=True, slots=True)
class Composition:
    """A card's drafts, who wrote them, how many lines of a model are not among them, and why it is not as asked for."""

    drafts: tuple[Draft, ...]
    by: str = "rules"
    dropped: int = 0
    notice: str = ""
    provenance: tuple[str, ...] = ()


def compose_with(llm: Llm, prompts: Prompts, material: Material) -> Composition:
    """Let `llm` word the advice; whatever goes wrong, the offline card comes back with a notice that says so."""
    evidence = _evidence(material)
    try:
        prompt = prompts.render(
            "compose_pitch",
            question=material.understood.question,
            language=material.language,
            evidence=list(evidence.values()),
            gaps=shown_conflicts(material),
        )
        answer = llm.complete(prompt, ComposedPitch)
    except SamsynError:
        return Composition(tuple(compose(material)), notice=say("line.llm_down", material.language))
    written = [draft for line in answer.lines if (draft := _draft(line, evidence, material))]
    held = [draft for draft in written if not problem(draft)]
    if not any(draft.section is Section.SAY for draft in held):
        notice = say("line.llm_nonsense", material.language)
        offline, wrote = tuple(compose(material)), len(answer.lines)
        return Composition(offline, dropped=wrote, notice=notice, provenance=(prompt.provenance,))
    drafts = (
        *frame(material),
        *_of(held, *_BEFORE),
        *do_not_say(material),
        *_of(held, Section.COMPETITOR),
        *send_afterwards(material, ids_of(held, material)),
        *tell_us(material),
    )
    return Composition(drafts, by=llm.name, dropped=len(answer.lines) - len(held), provenance=(prompt.provenance,))


def _evidence(material: Material) -> dict[int, Citation]:
    """Numbered sources: what bears on the question, best first, and both sides of the conflicts shown."""
    disputed = material.disputed
    official = [f for f in material.found.official if f.claim.id not in disputed]
    chosen = [*material.cite(*official[:_OFFICIAL]), *material.cite(*material.found.field[:_FIELD])]
    for gap in shown_conflicts(material):
        chosen += sources(gap.official, material) + sources(gap.field, material)
    unique = {(c.document_id, c.place, c.quote): c for c in chosen}
    return {n: replace(citation, n=n) for n, citation in enumerate(unique.values(), start=1)}


def _draft(line: ComposedLine, evidence: dict[int, Citation], material: Material) -> Draft | None:
    """The line with its sources, or None when it is not the model's to write or cites what does not exist."""
    if line.section not in _WRITES or any(n not in evidence for n in line.citations):
        return None
    understood = material.understood
    return Draft(
        line.section,
        _MARKS.sub("", line.text).strip(),
        tuple(evidence[n] for n in dict.fromkeys(line.citations)),
        own=f"{understood.product or ''} {understood.competitor or ''}",
        written_in=material.language,
    )


def _of(drafts: list[Draft], *sections: Section) -> Iterator[Draft]:
    for section in sections:
        yield from (draft for draft in drafts if draft.section is section)
