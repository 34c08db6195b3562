"""What became of documents: replaced texts stay as history, deleted ones leave a tombstone and nothing else."""

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.domain.errors import NotFound
from app.domain.evidence import About, Document, Origin
from app.domain.history import Cause, Removal
from app.domain.job import Problem, Progress, State
from app.store.database import Database
from app.store.jobs import JobBook, Upload
from app.store.library import Library
from tests.store.samples import REMOVED, TODAY, HashEncoder, document, indexed

Take = Callable[..., list[str]]
LATER = TODAY + timedelta(days=7)


def test_a_replaced_text_is_history_and_in_no_index(library: Library, take_in: Take, encoder: HashEncoder) -> None:
    (one,) = take_in(library, document("a.md", "giraffen sover"))
    changed = document("a.md", "lejonet ryter")
    library.put([indexed(one, changed, encoder)], LATER)
    (version,) = library.versions(one)
    assert (version.number, version.document.text, version.taken_in, version.replaced) == (
        1, document("a.md", "giraffen sover").text, TODAY, LATER
    )  # fmt: skip
    assert library.matching(Origin.FIELD, ["giraff"], 5) == []
    assert library.faults() == []


def test_another_account_is_no_new_version(library: Library, take_in: Take, encoder: HashEncoder) -> None:
    (one,) = take_in(library, document("a.md", "giraffen sover"))
    told = library.document(one).document
    library.put([indexed(one, replace(told, about=replace(told.about, account="Acme")), encoder)], LATER)
    assert library.versions(one) == []
    assert library.document(one).document.about.account == "Acme"


def test_a_deleted_document_leaves_a_tombstone_and_no_history(
    library: Library, take_in: Take, encoder: HashEncoder
) -> None:
    (one,) = take_in(library, document("a.md", "giraffen sover"))
    library.put([indexed(one, document("a.md", "lejonet ryter"), encoder)], LATER)
    library.remove([one], REMOVED)
    assert [(stone.id, stone.path, stone.removal) for stone in library.tombstones()] == [(one, "a.md", REMOVED)]
    assert library.versions(one) == []
    assert library.faults() == []
    library.put([indexed(one, document("a.md", "giraffen sover"), encoder)], LATER)
    assert library.tombstones() == []


def test_a_newer_edition_takes_the_place_of_the_older_and_gives_it_back(library: Library, take_in: Take) -> None:
    def edition(number: int, text: str) -> Document:
        about = About("Price list", version=str(number), valid_from=date(2026, number, 1))
        return Document(Origin.OFFICIAL, f"v{number}.md", text, about)

    old, new = take_in(library, edition(1, "giraffen kostar tio kronor"), edition(2, "giraffen kostar elva kronor"))
    assert library.document(old).superseded_by == new
    assert library.document(old).superseded_on == date(2026, 2, 1)
    assert library.faults() == []
    library.remove([new], Removal(TODAY, Cause.GONE))
    assert library.document(old).superseded_by is None


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("DELETE FROM words_field", "the word index of field material differs"),
        ("UPDATE passages SET body = replace(body, 'giraff', 'tiger')", "passages do not stand in their document's"),
        (
            "INSERT INTO tombstones SELECT id, origin, path, ingested, 'deleted', '', '' FROM documents",
            "deleted documents",
        ),
        ("INSERT INTO index_changes (origin, passage_id, added) VALUES ('field', 'x', 1)", "have not reached"),
    ],
)
def test_damage_is_found_and_repaired(
    damage: str, said: str, library: Library, take_in: Take, encoder: HashEncoder
) -> None:
    take_in(library, document("a.md", "giraffen sover"), document("b.md", "lejonet ryter"))
    with library.database.writing() as session:
        session.connection().exec_driver_sql(damage)
    assert any(said in fault.what for fault in library.faults())
    library.repair()
    library.reindex(encoder)
    assert library.faults() == []


def test_vectors_that_should_be_gone_are_found_and_repaired(
    library: Library, take_in: Take, encoder: HashEncoder
) -> None:
    take_in(library, document("a.md", "giraffen sover"))
    library.index._ready().add(Origin.FIELD, ["left-over"], encoder.encode(["old"]))
    (fault,) = library.faults()
    assert (fault.what, fault.example) == ("vectors of deleted or replaced field text are in the index", "left-over")
    library.reindex(encoder)
    assert library.faults() == []


def test_jobs_are_begun_in_order_and_keep_their_uploads_until_they_end(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path)) as database:
        book = JobBook(database)
        first = book.accept("{}", "sales", [Upload("a.txt", Origin.FIELD, b"a"), Upload("b.txt", Origin.FIELD, b"b")])
        second = book.accept("{}", "admin")
        job = book.take()
        assert job is not None
        assert (job.number, job.state, job.attempts) == (first, State.RUNNING, 1)
        book.tell(first, Progress("read", 1, 2))
        assert book.job(first).progress == Progress("read", 1, 2)
        book.put_back()
        again = book.take()
        assert again is not None
        assert (again.number, again.attempts, again.progress) == (first, 2, Progress())
        assert [upload.data for upload in book.uploads(first)] == [b"a", b"b"]
        book.end(first, "{}")
        assert book.uploads(first) == []
        assert book.job(first).state is State.DONE
        book.take()
        book.fail(second, Problem("It failed", "Try again"))
        assert book.job(second).problem == Problem("It failed", "Try again")
        assert book.take() is None
        assert [one.number for one in book.latest(10)] == [second, first]
        with pytest.raises(NotFound, match="There is no job 99"):
            book.job(99)


def test_a_store_of_the_first_migration_is_brought_up_to_date(
    reopen: Callable[..., Library], take_in: Take, library: Library
) -> None:
    (one,) = take_in(library, document("a.md", "giraffen sover"))
    library.close()
    with library.database.writing() as session:
        run = session.connection().exec_driver_sql
        for table in (
            "receipts", "register", "messages", "register_events", "readings", "versions", "tombstones", "uploads",
            "jobs", "verdicts", "doubts", "rulings", "signs", "sign_members", "matters", "meetings", "found", "changed",
            "field_words",
        ):  # fmt: skip
            run(f"DROP TABLE {table}")
        run("ALTER TABLE events DROP COLUMN body")
        run("DROP INDEX ix_documents_family")
        for column in ("corrections", "family", "superseded_by", "superseded_on"):
            run(f"ALTER TABLE documents DROP COLUMN {column}")
        run("UPDATE alembic_version SET version_num = '0001'")
    library.database.close()
    with closing(reopen()) as opened:
        assert opened.document(one).document.text == document("a.md", "giraffen sover").text
        assert opened.faults() == []
