"""Who is told when a gap moves, of which note, and what is forgotten with the note."""

from collections.abc import Callable
from dataclasses import replace

from app.domain.evidence import Origin
from app.domain.gap import Event, Gap, Kind, Status
from app.gaps import moves
from app.gaps.life import reconcile
from app.store.ledger import Ledger, Stamp
from app.store.library import Library
from tests.gaps.made import DAY, gap, hand, heard
from tests.store.samples import REMOVED, document

Take = Callable[..., list[str]]


def known(library: Library, take_in: Take, kind: Kind = Kind.VALUE_MISMATCH) -> tuple[Ledger, Gap]:
    """A gap behind which two notes of Eva's and one of Olle's stand, the first note with two quotes."""
    ids = take_in(library, *(document(f"{name}.md", name) for name in ("one", "two", "three")))
    witnesses = [
        replace(heard(f"c{n}", rep=rep, said=DAY.replace(day=n)), document_id=note, title=note)
        for n, (note, rep) in enumerate([(ids[0], "Eva"), (ids[0], "Eva"), (ids[1], "Eva"), (ids[2], "Olle Ek")], 1)
    ]
    ledger = Ledger(library.database)
    ledger.settle(lambda gaps: reconcile(gaps, [gap("price", *witnesses, kind=kind)], DAY), Stamp(DAY, 1))
    return ledger, ledger.gaps()[0]


def resolve(ledger: Ledger, one: Gap) -> None:
    ledger.move([one.id], lambda gaps: [moves.resolve(gaps[0], hand("one-pager v3"))])


def test_each_note_behind_a_gap_that_moves_has_one_receipt(library: Library, take_in: Take) -> None:
    ledger, one = known(library, take_in)
    assert ledger.receipts(None, 10, restricted=True) == []
    resolve(ledger, one)
    told = ledger.receipts(None, 10, restricted=True)
    assert [(r.rep, r.said) for r in told] == [
        ("Olle Ek", DAY.replace(day=4)), ("Eva", DAY.replace(day=3)), ("Eva", DAY.replace(day=1)),
    ]  # fmt: skip
    assert {(r.gap_id, r.event) for r in told} == {
        (one.id, Event(DAY, Status.RESOLVED, "Maria (marketing)", "one-pager v3"))
    }


def test_receipts_are_found_by_name_whatever_its_case_and_spacing(library: Library, take_in: Take) -> None:
    ledger, one = known(library, take_in)
    resolve(ledger, one)
    assert [r.rep for r in ledger.receipts(" olle  EK", 10, restricted=True)] == ["Olle Ek"]
    assert ledger.receipts("Olle", 10, restricted=True) == []
    assert len(ledger.receipts("Eva", 1, restricted=True)) == 1


def test_being_given_to_somebody_and_losing_witnesses_is_no_news(library: Library, take_in: Take) -> None:
    ledger, one = known(library, take_in)
    ledger.move([one.id], lambda gaps: [moves.assign(gaps[0], hand(), "Lena")])
    ledger.move([one.id], lambda gaps: moves.split(gaps[0], ["c4"], hand()))
    assert ledger.receipts(None, 10, restricted=True) == []


def test_what_the_program_does_is_told_too(library: Library, take_in: Take) -> None:
    ledger, _ = known(library, take_in)
    ledger.settle(lambda gaps: reconcile(gaps, [], DAY), Stamp(DAY, 2))
    assert {r.event.status for r in ledger.receipts("Eva", 10, restricted=True)} == {Status.VERIFIED}


def test_receipts_about_promises_are_kept_apart(library: Library, take_in: Take) -> None:
    ledger, one = known(library, take_in, Kind.UNSUPPORTED_PROMISE)
    resolve(ledger, one)
    assert ledger.receipts(None, 10, restricted=False) == []
    assert len(ledger.receipts(None, 10, restricted=True)) == 3


def test_with_a_deleted_note_its_receipts_go_and_no_new_ones_come(library: Library, take_in: Take) -> None:
    ledger, one = known(library, take_in)
    resolve(ledger, one)
    gone = one.field[0].document_id
    library.remove([gone], REMOVED)
    assert gone not in {r.document_id for r in ledger.receipts(None, 10, restricted=True)}
    ledger.move([one.id], lambda gaps: [moves.reopen(gaps[0], hand("no"))])
    latest = ledger.receipts(None, 2, restricted=True)
    assert {(r.rep, r.event.status) for r in latest} == {("Eva", Status.OPEN), ("Olle Ek", Status.OPEN)}
    assert gone not in {r.document_id for r in latest}
    assert library.documents(Origin.FIELD)
