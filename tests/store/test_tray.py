"""What waits for a person, what people decided, and that neither outlives the texts."""

from collections.abc import Callable

import pytest

from app.domain.doubt import Doubt
from app.domain.errors import NotFound
from app.domain.evidence import Origin
from app.domain.gap import Relation, Rung
from app.store.library import Library
from app.store.tray import MOST, Tray
from app.store.verdicts import Kept, Verdicts, key_of
from tests.store.samples import REMOVED, TODAY, document

Take = Callable[..., list[str]]
OFFICIAL = document("price.md", "giraffen sover", "pris 490", origin=Origin.OFFICIAL)
NOTE = document("note.md", "giraffen vaknar", "pris 550")


def claims(library: Library, origin: Origin) -> list[str]:
    return [claim.id for claim in library.claims(origin)]


@pytest.fixture
def doubt(library: Library, take_in: Take) -> Doubt:
    """One doubt about two documents that are there."""
    take_in(library, OFFICIAL, NOTE)
    return Doubt(claims(library, Origin.OFFICIAL)[0], claims(library, Origin.FIELD)[0], 3, 0.4, "model")


def test_both_sides_are_shown_as_they_stand_in_their_documents(library: Library, doubt: Doubt) -> None:
    tray = Tray(library.database)
    tray.lay([doubt])
    (one,) = tray.waiting()
    assert (one.doubt, tray.count()) == (doubt, 1)
    assert one.official.quote in OFFICIAL.text
    assert one.other.quote in NOTE.text


def test_the_most_harmful_stay_and_stand_first(library: Library) -> None:
    tray = Tray(library.database)
    mild = [Doubt("o", f"m{n}", 3, n / 100, "model") for n in range(MOST)]
    tray.lay([*mild, Doubt("o", "grave", 5, 0.0, "denied")])
    assert tray.count() == MOST
    tray.lay([mild[0], Doubt("o", "grave", 5, 0.0, "denied")])
    assert tray.count() == 2


def test_what_was_not_tried_again_stays(library: Library) -> None:
    tray, one, other = Tray(library.database), Doubt("o", "a", 3, 0.4, "llm"), Doubt("o", "b", 3, 0.4, "llm")
    tray.lay([one, other])
    tray.lay([], tried={one.id})
    assert tray.count() == 1
    tray.lay([])
    assert tray.count() == 0


def test_a_decision_is_the_last_word_until_a_person_changes_it(library: Library, doubt: Doubt) -> None:
    tray, revision = Tray(library.database), library.revision()
    tray.lay([doubt])
    ruling = tray.rule(doubt.id, contradicts=True, who="marketing", on=TODAY)
    assert (ruling.official, ruling.other, ruling.who, ruling.on) == (doubt.official, doubt.other, "marketing", TODAY)
    assert library.revision() > revision
    tray.lay([doubt])
    assert tray.waiting() == []
    tray.rule(doubt.id, contradicts=False, who="admin", on=TODAY)
    assert [(r.contradicts, r.who) for r in tray.rulings()] == [(False, "admin")]
    with pytest.raises(NotFound):
        tray.rule("0000", contradicts=True, who="admin", on=TODAY)


def test_decisions_are_labelled_cases(library: Library, doubt: Doubt) -> None:
    tray = Tray(library.database)
    tray.lay([doubt])
    (waiting,) = tray.waiting()
    for contradicts, label in ((True, "contradicts"), (False, "neither")):
        tray.rule(doubt.id, contradicts=contradicts, who="admin", on=TODAY)
        (case,) = tray.labelled()
        assert (case.official, case.field) == (waiting.official.quote, waiting.other.quote)
        assert (case.label, case.lang) == (label, "sv")


def kept(doubt: Doubt, name: str = "judge") -> Kept:
    said = "Giraffen kan inte både sova och vakna."
    return Kept(key_of(name, doubt.other), doubt.official, doubt.other, Rung.LLM, Relation.CONTRADICTS, 0.9, said)


def test_a_verdict_is_remembered_exactly_and_a_newer_one_takes_its_place(library: Library, doubt: Doubt) -> None:
    verdicts, one, newer = Verdicts(library.database), kept(doubt), kept(doubt, "another")
    pair = (doubt.official, doubt.other)
    verdicts.keep([one])
    assert verdicts.known([one.key, "other"]) == {one.key: one}
    assert verdicts.earlier(Rung.LLM, [pair]) == {pair: one}
    assert verdicts.earlier(Rung.MODEL, [pair]) == {}
    verdicts.keep([newer])
    assert verdicts.known([one.key, newer.key]) == {newer.key: newer}


@pytest.mark.parametrize("side", [0, 1])
def test_a_deleted_document_takes_all_with_it_that_was_said_of_it(library: Library, doubt: Doubt, side: int) -> None:
    tray, verdicts = Tray(library.database), Verdicts(library.database)
    verdicts.keep([kept(doubt)])
    tray.lay([doubt, Doubt(doubt.official, claims(library, Origin.FIELD)[1], 3, 0.4, "model")])
    tray.rule(doubt.id, contradicts=True, who="admin", on=TODAY)
    document_id = {c.id: c.document_id for c in library.claims()}[(doubt.official, doubt.other)[side]]
    library.remove([document_id], REMOVED)
    assert verdicts.known([kept(doubt).key]) == {}
    assert (tray.rulings(), tray.count()) == ([], 0)
    assert library.faults() == []


def test_a_sentence_that_is_no_longer_said_is_forgotten_and_a_decision_waits(
    library: Library, doubt: Doubt, take_in: Take
) -> None:
    tray, verdicts = Tray(library.database), Verdicts(library.database)
    tray.lay([doubt])
    verdicts.keep([kept(doubt)])
    tray.rule(doubt.id, contradicts=True, who="admin", on=TODAY)
    take_in(library, NOTE)
    assert verdicts.known([kept(doubt).key]) != {}
    take_in(library, document("note.md", "zebran vaknar"))
    assert verdicts.known([kept(doubt).key]) == {}
    assert (len(tray.rulings()), tray.labelled()) == (1, [])


def test_verify_finds_and_mends_memories_of_claims_that_are_gone(library: Library, doubt: Doubt) -> None:
    Verdicts(library.database).keep([kept(Doubt(doubt.official, "gone", 3, 0.4, "llm"))])
    assert [fault.example for fault in library.faults()] == ["gone"]
    library.repair()
    assert library.faults() == []
