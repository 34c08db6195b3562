"""The MCP server behind one path of the web server, over streamable HTTP."""

from collections.abc import AsyncIterator, Awaitable, Callable, MutableMapping
from contextlib import asynccontextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any

import anyio
from anyio.abc import TaskGroup, TaskStatus
from anyio.to_thread import run_sync

from app.assistants.steps import Steps
from app.domain.people import Role

if TYPE_CHECKING:
    from mcp.server.streamable_http_manager import StreamableHTTPSessionManager

    from app.assistants.server import Context

_LONGEST_BODY = 4 * 1024 * 1024
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Reception:
    """An ASGI application for POST requests whose sender's role is in `scope["user"]`.

    No request leaves anything behind: there are no sessions, and every request is answered in one piece. The SDK takes
    most of a second to import and is loaded when the first assistant comes.
    """

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._tasks: TaskGroup | None = None
        self._turn = anyio.Lock()
        self._manager: StreamableHTTPSessionManager | None = None

    @asynccontextmanager
    async def open(self, _: object = None) -> AsyncIterator[None]:
        """Receive assistants until the block ends."""
        async with anyio.create_task_group() as self._tasks:
            yield
            self._tasks.cancel_scope.cancel()
        self._tasks = self._manager = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answer one request; only while `open`."""
        assert self._tasks is not None  # noqa: S101 - the server opens it before it takes requests
        async with self._turn:
            if self._manager is None:
                await run_sync(import_module, "app.assistants.server")
                self._manager = await self._tasks.start(self._run)
        await self._manager.handle_request(scope, receive, send)

    async def _run(self, *, task_status: "TaskStatus[StreamableHTTPSessionManager]") -> None:
        from mcp.server.streamable_http_manager import StreamableHTTPSessionManager
        from mcp.server.transport_security import TransportSecuritySettings

        from app.assistants.server import server_of

        manager = StreamableHTTPSessionManager(
            server_of(self._steps, _role_of),
            stateless=True,
            json_response=True,
            max_request_body_size=_LONGEST_BODY,
            # Host and origin need no look: a key is asked for, and no other site can send one (see app.web.mount).
            security_settings=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        async with manager.run():
            task_status.started(manager)
            await anyio.sleep_forever()


def _role_of(ctx: "Context") -> Role:
    """The role of the very request a message came with."""
    assert ctx.request is not None  # noqa: S101 - over HTTP there always is one
    role: Role = ctx.request.scope["user"]
    return role
