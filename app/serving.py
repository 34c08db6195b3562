"""The server process: a port, an address to open, uvicorn."""

import logging
import os
import socket
from contextlib import closing

import click

from app.domain.errors import BadInput
from app.domain.people import Role
from app.logs import set_up
from app.running import Running
from app.wiring import Wiring
from ingest.summary import Summary

_TRIES = 20


def serve(wiring: Wiring, host: str, port: int) -> None:
    """Serve until interrupted. The index is held and the models are loaded before the address is printed."""
    import uvicorn  # noqa: PLC0415 - only a server needs it

    from app.main import create_app  # noqa: PLC0415 - litestar takes a second to import

    set_up(logging.INFO)
    wiring.library.index.hold()
    wiring.finder.refresh(wiring.today())
    wiring.embedder.encode(["."], question=True)
    app = create_app(
        pitcher=wiring.pitcher,
        ledger=wiring.ledger,
        finder=wiring.finder,
        desk=wiring.desk,
        reporter=wiring.reporter,
        foreman=wiring.foreman,
        registrar=wiring.registrar,
        editor=wiring.editor,
        library=wiring.library,
        tray=wiring.tray,
        keys=wiring.keys,
        today=wiring.today,
        max_upload_bytes=wiring.reading_room.limits.file,
    )
    with closing(_listening(host, port)) as listening:
        shown = f"[{host}]" if ":" in host else host
        url = f"http://{shown}:{listening.getsockname()[1]}"
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False, server_header=False))
        with Running(url, os.getpid(), wiring.key_of(Role.ADMIN), _day(wiring)).announced(wiring.settings.data):
            click.echo(f"\nSamsyn is ready. Open\n\n    {url}/?token={wiring.key_of(Role.ADMIN)}\n\nCtrl-C stops it.")
            server.run(sockets=[listening])


def assist(wiring: Wiring, role: Role) -> None:
    """Serve one assistant over stdin and stdout until it leaves; beside a running server, have that one do the work."""
    from anyio.to_thread import run_sync  # noqa: PLC0415 - as for the next

    from app.assistants.stdio import Folder  # noqa: PLC0415 - the SDK takes a second to import
    from app.assistants.stdio import serve as run  # noqa: PLC0415 - same
    from app.assistants.steps import Steps  # noqa: PLC0415 - same

    def server() -> tuple[str, str] | None:
        found = Running.find(wiring.settings.data)
        here = found is not None and found.lives_on(wiring.settings.as_of)
        return (found.url, wiring.key_of(role)) if found and here else None

    async def see_through(number: int) -> Summary:
        return await run_sync(wiring.foreman.see_through, number)

    steps = Steps(wiring.pitcher, wiring.finder, wiring.library, wiring.foreman, wiring.today, see_through)
    run(steps, role, Folder(server, lambda: wiring.finder.refresh(wiring.today()), wiring.library.index.close))


def _day(wiring: Wiring) -> str:
    return wiring.settings.as_of.isoformat() if wiring.settings.as_of else ""


def _listening(host: str, port: int) -> socket.socket:
    """Bind `port` or one of the next free ones; raises `BadInput` when the address cannot be had."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for candidate in range(port, port + _TRIES) if port else [0]:
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, candidate))
            listening.listen()  # from here on a browser waits instead of being refused
        except OSError as error:
            listening.close()
            last = error
            continue
        return listening
    raise BadInput(f"Cannot listen on {host}:{port}: {last.strerror}", "Choose another with SAMSYN_PORT or SAMSYN_HOST")
