"""Another application under a path of ours, behind the same keys."""

from collections.abc import Awaitable, Callable
from typing import Any

from litestar import asgi
from litestar.enums import ScopeType
from litestar.exceptions import MethodNotAllowedException
from litestar.handlers import ASGIRouteHandler, BaseRouteHandler
from litestar.types import Receive, Scope, Send

from app.web.guards import EVERYONE, NotSignedIn, allow
from app.web.visitor import AnyConnection


def mounted(path: str, app: Callable[[Any, Any, Any], Awaitable[None]]) -> ASGIRouteHandler:
    """Hand the POST requests under `path` to `app`, with the sender's role in `scope["user"]`.

    A cookie does not open it, and no other site learns to read an answer: so no page of another site, under whatever
    name it reaches this server, can act here in a visitor's name.
    """

    @asgi(path, is_mount=True, copy_scope=True, guards=[_by_key, allow(*EVERYONE)])
    async def handler(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP or scope["method"] != "POST":
            raise MethodNotAllowedException(headers={"Allow": "POST"})
        await app(scope, receive, send)

    return handler


async def _by_key(connection: AnyConnection, _: BaseRouteHandler) -> None:
    if connection.scope.get("auth") != "key":
        raise NotSignedIn
