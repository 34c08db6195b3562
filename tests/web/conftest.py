"""The real steps over a small company, served by TestClient or by a real server."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import uvicorn
from litestar import Litestar
from litestar.testing import TestClient
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from app.ai.ports import Embedder
from app.claims import ClaimReader
from app.domain.people import Role
from app.gaps.desk import Desk
from app.gaps.finder import Finder
from app.gaps.panel import Panel
from app.main import create_app
from app.messages import Messages
from app.pitch.pitcher import Pitcher
from app.register import Register
from app.report.report import Reporter
from app.store.database import Database
from app.store.jobs import JobBook
from app.store.ledger import Ledger
from app.store.library import Library
from app.store.register import RegisterBook
from app.store.tray import Tray
from app.store.verdicts import Verdicts
from ingest.isolation import ReadingRoom
from ingest.jobs import Foreman
from ingest.message_editor import MessageEditor
from ingest.pipeline import Pipeline
from ingest.registrar import Registrar
from tests.web import company

TODAY = date(2026, 11, 23)
LIMIT = 300_000
KEYS = {f"{role}-key-{'x' * 24}": role for role in Role}
TOKENS = {role: token for token, role in KEYS.items()}


@dataclass
class Office:
    """Everything an app is made of, over one data folder."""

    database: Database
    library: Library
    ledger: Ledger
    finder: Finder
    pipeline: Pipeline
    embedder: Embedder

    def app(self, **instead: object) -> Litestar:
        steps = {
            "pitcher": Pitcher(self.library, self.ledger, self.embedder),
            "ledger": self.ledger,
            "finder": self.finder,
            "desk": Desk(self.finder, self.ledger),
            "reporter": Reporter(self.library, self.ledger),
            "foreman": Foreman(JobBook(self.database), self.pipeline),
            "registrar": Registrar(Register(self.library, RegisterBook(self.database)), self.pipeline),
            "editor": MessageEditor(Messages(self.library), RegisterBook(self.database), self.pipeline),
            "library": self.library,
            "tray": Tray(self.database),
            "keys": KEYS,
            "today": lambda: TODAY,
            "max_upload_bytes": LIMIT,
        }
        return create_app(**{**steps, **instead})  # type: ignore[arg-type]

    def close(self) -> None:
        self.library.close()
        self.database.close()


def open_office(folder: Path, embedder: Embedder, room: ReadingRoom) -> Office:
    database = Database.open(folder)
    library = Library.open(database, embedder.fingerprint)
    ledger = Ledger(database)
    finder = Finder(library, ledger, Panel(memory=Verdicts(database), tray=Tray(database)))
    return Office(database, library, ledger, finder, Pipeline(library, embedder, ClaimReader(), finder, room), embedder)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, room: ReadingRoom) -> Iterator[Office]:
    """The company, taken in once; for tests that change no document."""
    folder = tmp_path_factory.mktemp("office")
    opened = open_office(folder / "data", embedder, room)
    opened.pipeline.ingest([company.write(folder / "company")], today=TODAY)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def talking_office(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder, room: ReadingRoom) -> Iterator[Office]:
    """The company once more, to be asked anything: what nobody can answer becomes a gap."""
    folder = tmp_path_factory.mktemp("talking")
    opened = open_office(folder / "data", embedder, room)
    opened.pipeline.ingest([company.write(folder / "company")], today=TODAY)
    yield opened
    opened.close()


@pytest.fixture
def own_office(tmp_path: Path, embedder: Embedder, room: ReadingRoom) -> Iterator[Office]:
    """An empty one of the test's own."""
    opened = open_office(tmp_path / "data", embedder, room)
    yield opened
    opened.close()


@pytest.fixture
def client(office: Office) -> Iterator[TestClient]:
    """A client without a key."""
    with TestClient(office.app(), raise_server_exceptions=False) as opened:
        yield opened


def key(role: Role) -> dict[str, str]:
    """The header that makes a request come from someone with this role."""
    return {"Authorization": f"Bearer {TOKENS[role]}"}


@contextmanager
def served(app: Litestar) -> Iterator[str]:
    """A real server on a free port; gives its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            assert thread.is_alive(), "the server did not start"
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(timeout=20)


@pytest.fixture(scope="session")
def address(office: Office) -> Iterator[str]:
    """The company's server, over real HTTP."""
    with served(office.app()) as url:
        yield url


@pytest.fixture
def in_ci() -> bool:
    return bool(os.environ.get("CI"))


CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("CI"):
            pytest.fail(f"{CHROMIUM} is needed: apt-get install --no-install-recommends chromium")
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install --no-install-recommends chromium")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(locale="en-GB", viewport={"width": 1100, "height": 800})
    opened.set_default_timeout(20_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, address: str) -> Iterator[Page]:
    """Signed in as marketing. Anything the browser complains of fails the test: broken script, blocked style."""
    opened, complaints = context.new_page(), []
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    opened.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
    opened.goto(f"{address}/?token={TOKENS[Role.MARKETING]}")
    yield opened
    # A refusal's status line is noted by the browser on its own account.
    assert [c for c in complaints if "Failed to load resource" not in c] == []
