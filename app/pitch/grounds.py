"""The evidence of a gap as a card may show it: what still stands in the library, by the passage that says it there."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from app.domain.evidence import Evidence, Passage
from app.domain.gap import Gap
from app.store.library import Library


def grounded(gaps: Iterable[Gap], library: Library) -> tuple[Gap, ...]:
    """Return the gaps with the evidence that still stands word for word; one that lost a whole side is left out.

    A gap may outlive the text it was found in.
    """
    gaps = tuple(gaps)
    if not gaps:
        return ()
    wanted = dict.fromkeys(e.passage_id for g in gaps for e in (*g.official, *g.field) if e.document_id)
    passages = library.passages(list(wanted))
    kept = []
    for gap in gaps:
        official, field = _standing(gap.official, passages), _standing(gap.field, passages)
        if bool(official) == bool(gap.official) and bool(field) == bool(gap.field):
            kept.append(replace(gap, official=official, field=field))
    return tuple(kept)


def restated(gap: Gap, echoes: Mapping[str, Evidence]) -> Gap:
    """Return the gap with each piece of evidence that `echoes` has another for, by its claim, replaced by that."""
    if not any(e.claim_id in echoes for e in (*gap.official, *gap.field)):
        return gap
    return replace(gap, official=_restated(gap.official, echoes), field=_restated(gap.field, echoes))


def _restated(evidence: tuple[Evidence, ...], echoes: Mapping[str, Evidence]) -> tuple[Evidence, ...]:
    told = [echoes.get(e.claim_id, e) for e in evidence]
    return tuple({e.claim_id: e for e in told}.values())


def _standing(evidence: tuple[Evidence, ...], passages: Mapping[str, Passage]) -> tuple[Evidence, ...]:
    """What was asked of Samsyn stands in no text, and stays."""
    return tuple(e for e in evidence if not e.document_id or ((p := passages.get(e.passage_id)) and e.quote in p.text))
