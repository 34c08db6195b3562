"""The SQLite file: opened, migrated, and lent out as sessions. SQL is the truth; vectors are an index over it."""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DatabaseError, OperationalError
from sqlmodel import Session

from app.domain.errors import SamsynError, StoreBusy

FILE = "samsyn.db"
HEAD = "0007"
"""The newest migration, written down so that opening a current store need not import alembic."""

_PRAGMAS = (
    "PRAGMA journal_mode = WAL",  # readers never wait for the writer
    "PRAGMA foreign_keys = ON",
    "PRAGMA busy_timeout = 15000",  # milliseconds a second process waits for the writer
    "PRAGMA cache_size = -16384",  # kibibytes
)


class StoreUnreadable(SamsynError):
    """The database file is damaged, or made by a newer version."""

    status = 500
    code = "store-unreadable"


class StoreFull(SamsynError):
    """The disk has no room for what was to be written; nothing of it was."""

    status = 507
    code = "store-full"


@dataclass(frozen=True)
class Database:
    """One SQLite file. Sessions are short, synchronous, and safe to open from any thread."""

    folder: Path
    engine: Engine
    _writer: threading.Lock = field(default_factory=threading.Lock)
    _lent: threading.local = field(default_factory=threading.local)

    @classmethod
    def open(cls, folder: Path) -> "Database":
        """Open `folder`/samsyn.db, making the folder and bringing the schema up to date where needed.

        Raises `StoreUnreadable` for a file that is no database, is damaged or comes from a newer version.
        """
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)  # customers' words are nobody else's to read
        except OSError as error:
            raise StoreUnreadable(
                f"The data folder {folder} cannot be made or opened ({error.strerror})",
                "Set SAMSYN_DATA to a folder you may write to",
            ) from error
        database = cls(folder, _engine(folder / FILE))
        try:
            with _said_plainly(folder):
                database._bring_up_to_date()
        except DatabaseError as error:
            database.close()
            raise StoreUnreadable(
                f"{folder / FILE} cannot be read as a Samsyn database ({error.orig})",
                "Restore it from a backup, or move the file away and run `samsyn ingest` again",
            ) from error
        return database

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Lend a session on one consistent snapshot; inside another `reading` of the same thread it is the same."""
        session: Session | None = getattr(self._lent, "session", None)
        if session is not None:
            yield session
            return
        with Session(self.engine) as session:
            self._lent.session = session
            try:
                yield session
            finally:
                del self._lent.session

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Session]:
        """Lend a session whose changes are committed together at the end, or not at all.

        They survive a power cut; unless `durable`, they survive the death of the process only, and need not wait for
        the disk.
        """
        engine = self.engine.execution_options(writing="FULL" if durable else "NORMAL")
        with _said_plainly(self.folder), self._writer, Session(engine) as session, session.begin():
            yield session

    def compact(self) -> None:
        """Rewrite the file without what was deleted, so that erased text is nowhere on the disk."""
        with _said_plainly(self.folder), self._writer, closing(self.engine.raw_connection()) as connection:
            cursor = connection.cursor()
            cursor.execute("VACUUM")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give the file back: close the connections nobody uses, with their pages. A later use opens a new one."""
        self.engine.dispose()

    def _bring_up_to_date(self) -> None:
        with self.engine.connect() as connection:
            if _version(connection) == HEAD:
                return
        with self._writer, self.engine.execution_options(writing="FULL").connect() as connection, connection.begin():
            if _version(connection) != HEAD:  # another process may have been quicker
                _migrate(connection)


@contextmanager
def _said_plainly(folder: Path) -> Iterator[None]:
    """Turn the two refusals a user can do something about into errors of ours."""
    try:
        yield
    except (OperationalError, sqlite3.OperationalError) as error:
        if "locked" in str(error):
            raise StoreBusy(
                f"Another process keeps writing in {folder}", "Wait for it to end, then try again"
            ) from error
        if "full" in str(error):
            raise StoreFull(f"There is no room left for {folder}", "Make room on that disk, then try again") from error
        raise


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return str(connection.scalar(text("SELECT version_num FROM alembic_version")))


def _migrate(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - a third of a second that only a new or old store has to pay
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreUnreadable(
            f"The store was made by a newer version of Samsyn ({error})", "Install that version or a later one"
        ) from error


def _engine(file: Path) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(file)))

    # SQLAlchemy begins transactions, not sqlite3: the driver would begin them late, and never as IMMEDIATE.
    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None
        for pragma in _PRAGMAS:
            connection.execute(pragma)

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A writer that began as a reader could be refused half-way, when another one has written in between.
        if synchronous := connection.get_execution_options().get("writing"):
            connection.exec_driver_sql(f"PRAGMA synchronous = {synchronous}")
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        else:
            connection.exec_driver_sql("BEGIN")

    return engine


def slices(values: Iterable[str], size: int = 5000) -> Iterator[list[str]]:
    """Yield the distinct `values` in lists short enough for one IN (...): databases limit a statement's parameters."""
    distinct = list(dict.fromkeys(values))
    for start in range(0, len(distinct), size):
        yield distinct[start : start + size]
