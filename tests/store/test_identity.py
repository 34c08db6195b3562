from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.evidence import Document, Origin
from app.store.library import Library
from tests.store.samples import document

Take = Callable[..., list[str]]


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str], Document]:
    """A document read from a file that exists."""

    def make(where: str, text: str = "giraff") -> Document:
        source = tmp_path / where
        source.parent.mkdir(parents=True, exist_ok=True)
        source.write_text(text, encoding="utf-8")
        return document("official/price.md", text, origin=Origin.OFFICIAL, source=str(source))

    return make


def test_the_same_source_is_the_same_document(library: Library, take_in: Take, file: Callable[..., Document]) -> None:
    first = file("acme/price.md")
    (one,) = take_in(library, first)
    assert library.identify([first]) == [(one, first.digest)]
    changed = replace(first, text="zebra", path="acme/official/price.md")
    assert library.identify([changed]) == [(one, first.digest)]


def test_an_id_depends_on_origin_path_and_part_alone(library: Library, file: Callable[..., Document]) -> None:
    [(one, digest), (other, _)] = library.identify([file("acme/price.md"), replace(file("x.md"), part="row-2")])
    assert digest is None
    assert one == library.identify([file("elsewhere/price.md", "zebra")])[0][0]
    assert one != other


def test_two_companies_with_the_same_file_names_stay_two(
    library: Library, take_in: Take, file: Callable[..., Document]
) -> None:
    acme, globex = file("acme/price.md", "giraff"), file("globex/price.md", "zebra")
    (one,) = take_in(library, acme)
    (other,) = take_in(library, globex)
    assert one != other
    assert {d.document.text for d in library.documents()} == {"giraff", "zebra"}
    assert library.identify([globex, acme]) == [(other, globex.digest), (one, acme.digest)]


def test_two_companies_taken_in_at_once_stay_two(library: Library, file: Callable[..., Document]) -> None:
    (one, _), (other, _) = library.identify([file("acme/price.md"), file("globex/price.md")])
    assert one != other


def test_a_moved_folder_keeps_its_documents(library: Library, take_in: Take, file: Callable[..., Document]) -> None:
    old = file("old/price.md")
    (one,) = take_in(library, old)
    Path(old.source).unlink()
    new = file("new/price.md")
    assert library.identify([new]) == [(one, old.digest)]
    # and where it is now is remembered: a newcomer in the old place is a newcomer
    [(newcomer, digest)] = library.identify([file("old/price.md", "zebra")])
    assert (newcomer != one, digest) == (True, None)


def test_only_one_of_two_claimants_inherits_a_vanished_document(
    library: Library, take_in: Take, file: Callable[..., Document]
) -> None:
    old = file("old/price.md")
    (one,) = take_in(library, old)
    Path(old.source).unlink()
    found = library.identify([file("a/price.md"), file("b/price.md")])
    assert found[0] == (one, old.digest)
    assert found[1][0] != one
    assert found[1][1] is None


def test_rows_of_one_file_are_told_apart_by_their_part(
    library: Library, take_in: Take, file: Callable[..., Document]
) -> None:
    rows = [replace(file("crm.csv", f"note {n}"), part=f"key-{n}") for n in range(3)]
    ids = take_in(library, *rows)
    assert len(set(ids)) == 3
    assert library.identify(rows[::-1]) == [(one, row.digest) for one, row in zip(ids[::-1], rows[::-1], strict=True)]


def test_two_notes_with_the_same_key_in_one_file_are_both_kept(
    library: Library, take_in: Take, file: Callable[..., Document]
) -> None:
    twins = [replace(file("crm.csv", text), part="same-key") for text in ("giraff", "zebra")]
    ids = take_in(library, *twins)
    assert len(set(ids)) == 2
    assert [one for one, _ in library.identify(twins)] == ids


def test_uploads_are_one_document_by_name_and_origin(library: Library, take_in: Take) -> None:
    official = document("price.md", "giraff", origin=Origin.OFFICIAL, source="upload:price.md")
    field = document("price.md", "zebra", source="upload:price.md")
    one, other = take_in(library, official, field)
    assert one != other
    assert library.identify([replace(official, text="lejon"), field]) == [
        (one, official.digest),
        (other, field.digest),
    ]


def test_a_file_does_not_take_the_place_of_an_upload(
    library: Library, take_in: Take, file: Callable[..., Document]
) -> None:
    read = file("acme/price.md")
    (uploaded,) = take_in(library, replace(read, source="upload:price.md"))
    assert library.identify([read])[0][0] != uploaded


def test_documents_without_a_source_are_known_by_their_path(library: Library, take_in: Take) -> None:
    unsourced = document("a.md", "giraff", source="")
    (one,) = take_in(library, unsourced)
    other = document("b.md", "zebra", source="")
    assert library.identify([other, unsourced])[1] == (one, unsourced.digest)
    assert library.identify([other])[0][0] != one
