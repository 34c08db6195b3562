"""The MCP server over stdin and stdout, for an assistant on this machine; beside a running server, its messenger."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import anyio
import httpx2
import mcp_types as types
from anyio.to_thread import run_sync
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client
from mcp.server.context import CallNext, HandlerResult
from mcp.server.stdio import stdio_server
from mcp_types.version import LATEST_MODERN_VERSION

from app.assistants.server import Context, server_of, told
from app.assistants.steps import Steps
from app.domain.errors import SamsynError
from app.domain.people import Role

log = logging.getLogger(__name__)

_PATIENCE = httpx2.Timeout(10, read=300)
"""Seconds; an ingestion may stand before the note."""
_WORK = frozenset({"tools/call", "resources/list", "resources/read"})
"""Requests that look into the store."""


@dataclass(frozen=True, slots=True)
class Folder:
    """The data folder, which this process shares with others.

    `server` returns the address and the key of the server that runs on it, if one does; `ready` brings it up to date
    before work is done here, `release` lets others have it again. All may be slow.
    """

    server: Callable[[], tuple[str, str] | None]
    ready: Callable[[], object]
    release: Callable[[], None]


def serve(steps: Steps, role: Role, folder: Folder) -> None:
    """Serve until stdin closes. Nothing but protocol is written to stdout."""
    server = server_of(steps, lambda _: role)
    server.middleware.append(_Turns(folder))

    async def run() -> None:
        async with stdio_server() as (incoming, outgoing):
            await server.run(incoming, outgoing, server.create_initialization_options())

    anyio.run(run)


@dataclass(frozen=True)
class _Turns:
    """Has the server that runs on the folder do the work, or does it here, one request at a time.

    An assistant keeps its process for days: the folder is held for one request only, so that a server can be started
    and files be ingested beside it.
    """

    folder: Folder
    turn: anyio.Lock = field(default_factory=anyio.Lock)

    async def __call__(self, ctx: Context, call_next: CallNext) -> HandlerResult:
        if ctx.method not in _WORK:
            return await call_next(ctx)
        async with self.turn:
            try:
                if server := await run_sync(self.folder.server):
                    return await _by(*server, ctx)
                return await self._here(ctx, call_next)
            except SamsynError as error:
                return _failed(ctx, told(error))

    async def _here(self, ctx: Context, call_next: CallNext) -> HandlerResult:
        try:
            if ctx.method == "tools/call":
                await run_sync(self.folder.ready)
            return await call_next(ctx)
        finally:
            await run_sync(self.folder.release)


async def _by(url: str, key: str, ctx: Context) -> HandlerResult:
    """Pass a request on and its answer back."""
    # Never through a proxy: what is asked and the key stay on this machine.
    headers = {"Authorization": f"Bearer {key}"}
    http = httpx2.AsyncClient(headers=headers, timeout=_PATIENCE, trust_env=False)
    there = streamable_http_client(f"{url}/mcp", http_client=http)
    answer: HandlerResult | MCPError
    try:
        async with http, Client(there, mode=LATEST_MODERN_VERSION, cache=None) as client:
            try:
                answer = await _asked(client, ctx)
            except MCPError as refused:  # kept until here, as the groups of tasks around it would wrap it
                answer = refused
    except (httpx2.HTTPError, OSError, ExceptionGroup) as error:
        log.warning("%s: %r", url, error)
        return _failed(ctx, f"The server at {url} does not answer. Start it again, or stop it altogether.")
    if isinstance(answer, MCPError):
        raise answer
    return answer


async def _asked(client: Client, ctx: Context) -> HandlerResult:
    asked: Mapping[str, Any] = ctx.params or {}
    if ctx.method == "tools/call":
        return await client.call_tool(asked["name"], asked.get("arguments"))
    if ctx.method == "resources/read":
        return await client.read_resource(asked["uri"])
    return await client.list_resources(cursor=asked.get("cursor"))


def _failed(ctx: Context, said: str) -> HandlerResult:
    if ctx.method == "tools/call":
        return types.CallToolResult(content=[types.TextContent(text=said)], is_error=True)
    raise MCPError(types.INTERNAL_ERROR, said)
