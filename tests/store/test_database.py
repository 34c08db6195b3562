import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlmodel import Session, select, text

from app.domain.errors import StoreBusy
from app.store import database as module
from app.store import facts
from app.store.database import HEAD, Database, StoreFull, StoreUnreadable, slices
from app.store.gap_tables import GapRow
from app.store.tables import FactRow


def test_the_migrations_make_exactly_the_tables_the_code_uses(tmp_path: Path) -> None:
    def ours(_object: object, name: str | None, kind: str, *_: object) -> bool:
        return kind != "table" or not str(name).startswith(("words_", "alembic_"))

    with closing(Database.open(tmp_path)) as database, database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": ours, "compare_type": True})
        assert compare_metadata(context, GapRow.metadata) == []


def test_the_newest_migration_is_the_one_written_down_as_head() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(module.__file__).parent / "migrations"))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


def test_a_current_store_opens_fast_and_without_alembic(tmp_path: Path) -> None:
    Database.open(tmp_path).close()
    script = (
        "import sys, time; from pathlib import Path; from app.store.database import Database\n"
        "import sqlalchemy.dialects.sqlite\n"
        "start = time.perf_counter(); Database.open(Path(sys.argv[1])); spent = time.perf_counter() - start\n"
        "print(spent, 'alembic' in sys.modules, 'chromadb' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script, tmp_path], capture_output=True, text=True, check=True)
    spent, alembic, chromadb = done.stdout.split()
    assert (alembic, chromadb) == ("False", "False")
    assert float(spent) < 0.5  # 2 ms on an idle machine


def test_an_interrupted_transaction_leaves_nothing(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path)) as database:

        def interrupted() -> None:
            with database.writing() as session:
                session.add(FactRow(key="a", value="b"))
                session.flush()
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            interrupted()
        with database.reading() as session:
            assert session.exec(select(FactRow)).all() == []


def test_writers_in_several_threads_and_processes_all_get_through(tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from app.store.database import Database; from app.store import facts\n"
        "database = Database.open(Path(sys.argv[1]))\n"
        "for _ in range(50):\n"
        "    with database.writing() as session: facts.grow(session)\n"
    )
    others = [subprocess.Popen([sys.executable, "-c", script, tmp_path]) for _ in range(2)]  # race for the schema, too
    with closing(Database.open(tmp_path)) as database:

        def grow() -> None:
            for _ in range(50):
                with database.writing() as session:
                    facts.grow(session)

        threads = [threading.Thread(target=grow) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [other.wait(60) for other in others] == [0, 0]
        with database.reading() as session:
            assert facts.revision(session) == 250


def test_a_reader_keeps_its_snapshot_while_another_thread_writes(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path)) as database, database.reading() as reading:
        assert facts.revision(reading) == 0
        with database.writing() as writing:
            facts.grow(writing)
        reading.expire_all()
        assert facts.revision(reading) == 0


def test_reading_within_reading_sees_the_same_snapshot_and_afterwards_what_came_since(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path)) as database:
        with database.reading() as session:
            assert facts.get(session, "seen") is None
            with database.writing() as other:
                facts.put(other, "seen", "now")
            with database.reading() as within:
                assert facts.get(within, "seen") is None
        with database.reading() as session:
            assert facts.get(session, "seen") == "now"


def test_a_write_waits_for_the_disk_unless_told_not_to(tmp_path: Path) -> None:
    def pragma(session: Session, name: str) -> object:
        return session.connection().scalar(text(f"PRAGMA {name}"))

    with closing(Database.open(tmp_path)) as database:
        with database.writing(durable=False) as session:
            assert pragma(session, "synchronous") == 1
        with database.writing() as session:  # on the same connection, out of the pool
            assert (pragma(session, "synchronous"), pragma(session, "journal_mode")) == (2, "wal")
            assert pragma(session, "foreign_keys") == 1


def test_a_file_that_is_no_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "samsyn.db"
    file.write_bytes(b"this is not a database, it is a letter to grandmother " * 50)
    before = file.read_bytes()
    with pytest.raises(StoreUnreadable, match="cannot be read") as refused:
        Database.open(tmp_path)
    assert "backup" in refused.value.next_step
    assert file.read_bytes() == before


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    with closing(Database.open(tmp_path)) as database, database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreUnreadable, match="newer version"):
        Database.open(tmp_path)


def test_a_folder_with_a_percent_sign_and_spaces_is_a_folder(tmp_path: Path) -> None:
    folder = tmp_path / "100 % säljstöd?"
    Database.open(folder).close()
    assert (folder / "samsyn.db").exists()


def test_slices_hold_every_value_once() -> None:
    assert list(slices(["a", "b", "a", "c"], size=2)) == [["a", "b"], ["c"]]


def test_a_writer_that_waits_too_long_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_PRAGMAS", ("PRAGMA journal_mode = WAL", "PRAGMA busy_timeout = 50"))
    with closing(Database.open(tmp_path)) as database, closing(Database.open(tmp_path)) as other:

        def grow() -> None:
            with other.writing() as session:
                facts.grow(session)

        with database.writing() as session:
            facts.get(session, "x")
            with pytest.raises(StoreBusy, match="keeps writing"):
                grow()
        grow()
        with other.reading() as session:
            assert facts.revision(session) == 1


def test_a_full_disk_is_said_and_nothing_half_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Database.open(tmp_path).close()
    pages = (tmp_path / "samsyn.db").stat().st_size // 4096 + 2
    monkeypatch.setattr(module, "_PRAGMAS", (f"PRAGMA max_page_count = {pages}",))
    with closing(Database.open(tmp_path)) as database:

        def fill() -> None:
            with database.writing() as session:
                session.add(FactRow(key="small", value="x"))
                session.flush()
                session.add(FactRow(key="large", value="x" * 100_000))

        with pytest.raises(StoreFull, match="no room"):
            fill()
        with database.reading() as session:
            assert session.exec(select(FactRow)).all() == []
