"""The server: the steps it is given, behind its routes."""

import threading
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from datetime import date
from functools import partial
from importlib import metadata
from typing import TypeVar

from anyio.to_thread import run_sync
from litestar import Litestar
from litestar.di import Provide
from litestar.middleware import DefineMiddleware

from app.assistants.http import Reception
from app.assistants.steps import Steps
from app.domain.people import Role
from app.gaps.desk import Desk
from app.gaps.finder import Finder
from app.pitch.pitcher import Pitcher
from app.report.report import Reporter
from app.store.ledger import Ledger
from app.store.library import Library
from app.store.tray import Tray
from app.web import headers, static_files
from app.web.api import (
    claims,
    document,
    documents,
    gaps,
    health,
    jobs,
    messages,
    moves,
    pitch,
    promises,
    receipts,
    reports,
)
from app.web.api import tray as tray_api
from app.web.api.description import openapi_config
from app.web.chat import completions
from app.web.errors import HANDLERS
from app.web.guards import SignIn
from app.web.handed_in import ended
from app.web.keys import Keys
from app.web.mount import mounted
from app.web.pages.rendering import template_config
from app.web.pages.router import router as pages
from ingest.jobs import Foreman
from ingest.message_editor import MessageEditor
from ingest.registrar import Registrar

T = TypeVar("T")


def create_app(  # noqa: PLR0913 - each step the routes use, by name
    *,
    pitcher: Pitcher,
    ledger: Ledger,
    finder: Finder,
    desk: Desk,
    reporter: Reporter,
    foreman: Foreman,
    registrar: Registrar,
    editor: MessageEditor,
    library: Library,
    tray: Tray,
    keys: Mapping[str, Role],
    today: Callable[[], date],
    max_upload_bytes: int,
) -> Litestar:
    """Build the application. `keys` is token → role; `today` is asked on every request."""
    known = Keys(keys)
    assistants = Reception(Steps(pitcher, finder, library, foreman, today, partial(ended, foreman)))
    return Litestar(
        route_handlers=[
            pitch.router,
            gaps.router,
            tray_api.router,
            moves.router,
            promises.router,
            receipts.router,
            reports.router,
            claims.router,
            messages.router,
            documents.router,
            document.router,
            jobs.router,
            completions.router,
            mounted("/mcp", assistants),
            health.health,
            pages,
            static_files.router(),
        ],
        dependencies={
            "pitcher": _given(pitcher),
            "ledger": _given(ledger),
            "finder": _given(finder),
            "desk": _given(desk),
            "reporter": _given(reporter),
            "foreman": _given(foreman),
            "book": _given(foreman.book),
            "pipeline": _given(foreman.pipeline),
            "registrar": _given(registrar),
            "editor": _given(editor),
            "register": _given(registrar.register),
            "library": _given(library),
            "doubts": _given(tray),
            "keys": _given(known),
            "today": _given(today),
            "max_upload_bytes": _given(max_upload_bytes),
        },
        middleware=[DefineMiddleware(SignIn, keys=known)],
        exception_handlers=HANDLERS,
        before_send=[headers.secure],
        template_config=template_config(),
        openapi_config=openapi_config(metadata.version("samsyn")),
        request_max_body_size=max_upload_bytes,
        lifespan=[partial(_working, foreman), assistants.open],
        # Errors are logged once, with their incident number, where they are answered (app.web.problems).
        logging_config=None,
    )


@asynccontextmanager
async def _working(foreman: Foreman, _: Litestar) -> AsyncIterator[None]:
    """Do accepted jobs while the server runs, beginning with those that the last one left."""
    stop = threading.Event()
    worker = threading.Thread(target=foreman.work_until, args=[stop], name="foreman")
    worker.start()
    try:
        yield
    finally:
        stop.set()
        foreman.wake()
        await run_sync(worker.join)


def _given(value: T) -> Provide:
    return Provide(lambda: value, use_cache=True, sync_to_thread=False)
