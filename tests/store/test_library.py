import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.claim import Claim
from app.domain.errors import NotFound
from app.domain.evidence import About, Document, Origin, Passage
from app.domain.quantity import Quantity
from app.language.stems import index_tokens
from app.store import rows, shelves
from app.store.library import Library, Tally
from tests.store.samples import REMOVED, TODAY, HashEncoder, claim_of, document, indexed

Take = Callable[..., list[str]]


def test_what_is_put_comes_back_exactly(library: Library, encoder: HashEncoder) -> None:
    about = About(
        "Prislista", date(2026, 1, 1), plan="Pro", valid_from=date(2026, 1, 1), valid_until=date(2026, 12, 31)
    )
    original = Document(
        Origin.OFFICIAL, "å/pris.md", "En\nTvå\n€ 😀", about, "/x", "row-1", "rad 1", ((0, "Pris"), (3, ""))
    )
    one = indexed("d1", original, encoder)
    library.put([one], TODAY)
    stored = library.document("d1")
    assert (stored.document, stored.ingested, stored.id) == (original, TODAY, "d1")
    assert library.documents() == [stored]
    assert library.passages_of("d1") == list(one.passages)
    assert library.claims() == list(one.claims)
    assert stored.document.digest == original.digest


figures = st.decimals(allow_nan=False, allow_infinity=False)
quantities = st.lists(st.builds(Quantity, low=figures, high=figures), max_size=3).map(tuple)


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.builds(Claim, quantities=quantities), st.from_type(Passage))
def test_any_claim_and_passage_survives_its_row(claim: Claim, passage: Passage) -> None:
    assert rows.claims([rows.claim_values(claim)["body"]]) == [claim]
    values = rows.passage_values(1, passage, np.zeros(3, np.float32), "f")
    assert rows.passage(values["body"]) == passage


@pytest.mark.parametrize("figure", ["490.10", "5.5E+2", "0E-7", "-0.00", "1E+400", "0.1000000000000000000000001"])
def test_a_decimal_keeps_its_every_digit(figure: str, library: Library, encoder: HashEncoder) -> None:
    one = indexed("d1", document("a.md", "pris"), encoder)
    quantity = replace(one.claims[0].quantities[0], low=Decimal(figure), high=Decimal(figure))
    library.put([replace(one, claims=(replace(one.claims[0], quantities=(quantity,)),))], TODAY)
    assert str(library.claims()[0].quantities[0].low) == figure


def test_a_changed_document_replaces_all_there_was_of_it(library: Library, take_in: Take, encoder: HashEncoder) -> None:
    first = document("a.md", "giraffen sover", "zebran springer")
    (one,) = take_in(library, first)
    second = replace(first, text="zebran springer\nlejonet ryter")
    assert take_in(library, second) == [one]
    assert [p.text for p in library.passages_of(one)] == ["zebran springer", "lejonet ryter"]
    assert {c.quote for c in library.claims()} == {"zebran springer", "lejonet ryter"}
    assert library.matching(Origin.FIELD, ["giraff", "giraffen"], 5) == []
    found = library.nearest(Origin.FIELD, encoder.encode(["giraffen sover"])[0], 10)
    assert len(found) == 2
    assert all(similarity < 0.9 for _, similarity in found)
    assert library.index._ready().count(Origin.FIELD) == 2
    assert library.counts().field == Tally(1, 2, 2)


def test_a_passage_under_a_new_heading_is_found_by_that_heading(library: Library, encoder: HashEncoder) -> None:
    one = indexed("d1", document("a.md", "giraffen sover"), encoder)
    for heading in ("Priser", "Villkor"):
        passage = replace(one.passages[0], heading=heading)  # same place, same words, hence the same id
        vectors = encoder.encode([passage.indexed_text])
        library.put([replace(one, passages=(passage,), vectors=vectors)], TODAY)
        [(hit, similarity)] = library.nearest(Origin.FIELD, vectors[0], 5)
        assert (hit, round(similarity, 4)) == (passage.id, 1.0)
        assert library.matching(Origin.FIELD, index_tokens(heading), 5) == [passage.id]


def test_a_removed_document_stops_being_found(library: Library, take_in: Take, encoder: HashEncoder) -> None:
    one, other = take_in(library, document("a.md", "giraffen sover"), document("b.md", "lejonet ryter"))
    library.remove([one, "never-heard-of"], REMOVED)
    assert [stored.id for stored in library.documents()] == [other]
    assert [hit for hit, _ in library.nearest(Origin.FIELD, encoder.encode(["giraffen sover"])[0], 5)] == [
        library.passages_of(other)[0].id
    ]
    assert library.matching(Origin.FIELD, ["giraffen", "giraff"], 5) == []
    assert library.claims_of([p.id for p in library.passages_of(one)]) == []
    with pytest.raises(NotFound):
        library.document(one)


def test_what_is_removed_is_not_found_even_before_the_index_has_heard_of_it(
    library: Library, take_in: Take, encoder: HashEncoder
) -> None:
    one, other = take_in(library, document("a.md", "giraffen sover"), document("b.md", "lejonet ryter"))
    with library.database.writing() as session:
        shelves.remove(session, [one], REMOVED)
    found = library.nearest(Origin.FIELD, encoder.encode(["giraffen sover"])[0], 5)
    assert [hit for hit, _ in found] == [p.id for p in library.passages_of(other)]
    library.index.settle()
    assert library.index._ready().count(Origin.FIELD) == 1


def test_what_has_moved_to_the_other_origin_is_not_found_in_the_first_even_before_the_index_has_heard_of_it(
    library: Library, take_in: Take, encoder: HashEncoder
) -> None:
    note = document("a.md", "giraffen sover", source="/nowhere/a.md")
    (one,) = take_in(library, note)
    with library.database.writing() as session:
        official = indexed(one, replace(note, origin=Origin.OFFICIAL), encoder)
        shelves.replace(session, [official], TODAY, encoder.fingerprint)
    assert library.nearest(Origin.FIELD, encoder.encode(["giraffen sover"])[0], 5) == []


def test_a_document_moved_to_the_other_origin_leaves_the_first(
    library: Library, take_in: Take, encoder: HashEncoder
) -> None:
    note = document("a.md", "giraffen sover", source="/nowhere/a.md")
    (one,) = take_in(library, note)
    assert take_in(library, replace(note, origin=Origin.OFFICIAL)) == [one]
    vector = encoder.encode(["giraffen sover"])[0]
    assert library.nearest(Origin.FIELD, vector, 5) == []
    assert len(library.nearest(Origin.OFFICIAL, vector, 5)) == 1
    assert library.matching(Origin.FIELD, ["giraffen"], 5) == []
    assert library.counts().field == Tally(0, 0, 0)


def test_the_nearest_passage_comes_first_with_its_cosine(library: Library, take_in: Take, encoder: HashEncoder) -> None:
    (one,) = take_in(library, document("a.md", "giraff", "zebra", "lejon"))
    giraffe, zebra = encoder.encode(["giraff", "zebra"])
    question = giraffe + 0.5 * zebra
    question /= np.linalg.norm(question)
    found = library.nearest(Origin.FIELD, question, 2)
    passages = {p.text: p.id for p in library.passages_of(one)}
    assert [hit for hit, _ in found] == [passages["giraff"], passages["zebra"]]
    assert found[0][1] == pytest.approx(float(question @ giraffe), abs=1e-5)
    assert found[1][1] == pytest.approx(float(question @ zebra), abs=1e-5)


def test_a_search_can_be_narrowed_to_some_passages(library: Library, take_in: Take, encoder: HashEncoder) -> None:
    (one,) = take_in(library, document("a.md", "giraff", "zebra", "lejon"))
    giraffe, zebra, _ = library.passages_of(one)
    vector = encoder.encode(["giraff"])[0]
    assert [hit for hit, _ in library.nearest(Origin.FIELD, vector, 5, among=[zebra.id])] == [zebra.id]
    assert library.nearest(Origin.FIELD, vector, 5, among=[]) == []
    assert library.nearest(Origin.FIELD, vector, 1)[0][0] == giraffe.id


def test_an_empty_library_finds_nothing(library: Library, encoder: HashEncoder) -> None:
    assert library.nearest(Origin.OFFICIAL, encoder.encode(["giraff"])[0], 5) == []
    assert library.matching(Origin.OFFICIAL, ["giraff"], 5) == []
    assert (library.documents(), library.claims(), library.revision()) == ([], [], 0)
    assert library.counts().passages == 0


def test_a_document_without_passages_is_kept(library: Library, encoder: HashEncoder) -> None:
    blank = indexed("d1", document("a.md", "x"), encoder)
    library.put([replace(blank, passages=(), vectors=np.zeros((0, 384), np.float32), claims=())], TODAY)
    assert library.counts().field == Tally(1, 0, 0)


def test_passages_come_in_the_order_asked_for(library: Library, take_in: Take) -> None:
    (one,) = take_in(library, document("a.md", "giraff", "zebra", "lejon"))
    first, second, third = library.passages_of(one)
    asked = [third.id, "unknown", first.id, second.id]
    assert list(library.passages(asked).values()) == [third, first, second]


def test_claims_are_found_by_their_passages(library: Library, take_in: Take) -> None:
    one, _ = take_in(library, document("a.md", "giraff", "zebra"), document("b.md", "giraff"))
    giraffe, zebra = library.passages_of(one)
    assert library.claims_of([zebra.id, giraffe.id]) == [claim_of(giraffe), claim_of(zebra)]
    assert library.claims_of([]) == []


def test_claims_and_documents_are_told_apart_by_origin(library: Library, take_in: Take) -> None:
    official, field = take_in(library, document("a.md", "x", origin=Origin.OFFICIAL), document("b.md", "y"))
    assert [c.document_id for c in library.claims(Origin.OFFICIAL)] == [official]
    assert [d.id for d in library.documents(Origin.FIELD)] == [field]
    assert [d.id for d in library.documents()] == [official, field]
    counts = library.counts()
    assert (counts.documents, counts.passages, counts.claims, counts.official) == (2, 2, 2, Tally(1, 1, 1))


def test_the_revision_grows_with_every_change_and_with_nothing_else(library: Library, take_in: Take) -> None:
    seen = [library.revision()]
    (one,) = take_in(library, document("a.md", "giraff"))
    seen.append(library.revision())
    library.claims()
    library.identify([document("a.md", "giraff")])
    assert library.revision() == seen[-1]
    library.remove([one], REMOVED)
    seen.append(library.revision())
    assert seen == sorted(set(seen))


def test_known_texts_need_no_second_embedding(
    library: Library, take_in: Take, encoder: HashEncoder, reopen: Callable[..., Library]
) -> None:
    take_in(library, document("a.md", "giraff", "zebra"))
    known = library.known_vectors(["zebra", "lejon", "zebra"])
    assert list(known) == ["zebra"]
    assert np.array_equal(known["zebra"], encoder.encode(["zebra"])[0])
    assert known["zebra"].dtype == np.float32
    assert reopen("another model").known_vectors(["zebra"]) == {}


def test_the_same_claim_gives_the_same_row_in_every_process(encoder: HashEncoder) -> None:
    (claim,) = indexed("d1", document("a.md", "ett två tre fyra fem sex sju åtta"), encoder).claims
    body = json.loads(rows.claim_values(claim)["body"])
    assert body["terms"] == sorted(claim.terms)  # a set's own order differs from process to process
