"""Who is asking, and whether they may: the sign-in middleware and the role guards."""

from http.cookies import SimpleCookie
from urllib.parse import urlsplit

from litestar import Request
from litestar.datastructures import Cookie
from litestar.enums import ScopeType
from litestar.handlers import BaseRouteHandler
from litestar.response.base import ASGIResponse
from litestar.types import ASGIApp, Guard, Receive, Scope, Send

from app.domain.errors import SamsynError
from app.domain.people import Role
from app.web.keys import COOKIE_LIFE, Keys
from app.web.visitor import AnyConnection, Visitor

EVERYONE = (Role.SALES, Role.MARKETING, Role.ADMIN)
"""Every role, but nobody without a key."""
CURATORS = (Role.MARKETING, Role.ADMIN)
"""Those who may put right and delete what was taken in."""
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class NotSignedIn(SamsynError):
    """No key, or one that is not known."""

    status = 401
    code = "not-signed-in"

    def __init__(self) -> None:
        super().__init__(
            "This needs a key", "Send `Authorization: Bearer KEY`, or open the link `samsyn serve` printed"
        )


class NotAllowed(SamsynError):
    """A known key whose role may not do this."""

    status = 403
    code = "not-allowed"


class CrossSite(SamsynError):
    """A browser was sent here by another site to act in the user's name."""

    status = 403
    code = "cross-site"

    def __init__(self) -> None:
        super().__init__("This request came from another site", "Act from a page of this server, or send a key")


class SignIn:
    """ASGI middleware: sets `user` and `auth`, and turns `/?token=…` into a cookie.

    A cookie alone never acts for another site: it is `SameSite=Strict`, and an unsafe request that rests on it must
    carry this host as its `Origin`.
    """

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app, self.keys = app, keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Identify the caller, or answer a sign-in link."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        request: Visitor = Request(scope)
        token = request.query_params.get("token") if request.method == "GET" and scope["path"] == "/" else None
        if token and self.keys.role_of_token(token):
            answer = ASGIResponse(
                status_code=303, headers={"location": "/"}, cookies=[sign_in_cookie(request, self.keys, token)]
            )
            await answer(scope, receive, send)
            return
        scope["user"], scope["auth"] = self._identify(request)
        if scope["auth"] == "cookie" and request.method not in _SAFE and not from_here(request):
            raise CrossSite
        await self.app(scope, receive, send)

    def _identify(self, request: Visitor) -> tuple[Role | None, str | None]:
        scheme, _, key = request.headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer":
            role = self.keys.role_of_token(key.strip())
            return role, "key" if role else None
        cookie = _cookie(request)
        role = self.keys.role_of_cookie(cookie) if cookie else None
        return role, "cookie" if role else None


def from_here(connection: AnyConnection) -> bool:
    """Whether a page of this very host sent the request."""
    origin = connection.headers.get("origin")
    if origin:
        return urlsplit(origin).netloc == connection.headers.get("host")
    return connection.headers.get("sec-fetch-site") == "same-origin"


def sign_in_cookie(request: Visitor, keys: Keys, token: str) -> Cookie:
    """The cookie that keeps a browser signed in; unreadable to scripts, never sent along by other sites."""
    return Cookie(
        key=cookie_name(request),
        value=keys.cookie(token),
        max_age=COOKIE_LIFE,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )


def cookie_name(request: Visitor) -> str:
    """One name a port: browsers share cookies between the ports of a host, two servers on one machine must not."""
    _, _, port = request.headers.get("host", "").rpartition(":")
    return f"samsyn-{port}" if port.isdigit() else "samsyn"


def _cookie(request: Visitor) -> str | None:
    # Litestar unquotes and keeps the last of several; a plain reading of the header is enough here.
    morsel = SimpleCookie(request.headers.get("cookie", "")).get(cookie_name(request))
    return morsel.value if morsel else None


def allow(*roles: Role) -> Guard:
    """A guard for the routes that only `roles` may use."""

    async def guard(connection: AnyConnection, _: BaseRouteHandler) -> None:
        role = connection.scope.get("user")
        if role is None:
            raise NotSignedIn
        if role not in roles:
            names = ", ".join(roles)
            raise NotAllowed(f"The role {role} may not do this", f"Ask someone who may: {names}")

    return guard


def role_of(request: Visitor) -> Role:
    """The role of a request that has passed a guard."""
    if request.user is None:
        raise NotSignedIn
    return request.user
