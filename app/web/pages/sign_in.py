"""Signing in by form, and out. Anyone may come here."""

from dataclasses import dataclass

from litestar import post
from litestar.params import URLEncodedBody
from litestar.response import Redirect

from app.web.given import Given
from app.web.guards import CrossSite, cookie_name, from_here, sign_in_cookie
from app.web.keys import Keys
from app.web.visitor import Visitor


@dataclass
class Credentials:
    """What the form sends."""

    token: str


@post("/sign-in", sync_to_thread=False, status_code=303)
def sign_in(request: Visitor, data: URLEncodedBody[Credentials], keys: Given[Keys]) -> Redirect:
    """Keep the browser signed in if the key is known; else back to the form, which says so."""
    if not from_here(request):
        raise CrossSite
    token = data.token.strip()
    if keys.role_of_token(token) is None:
        return Redirect("/?token=", status_code=303)
    return Redirect("/", status_code=303, cookies=[sign_in_cookie(request, keys, token)])


@post("/sign-out", sync_to_thread=False, status_code=303)
def sign_out(request: Visitor) -> Redirect:
    """Forget the browser."""
    answer = Redirect("/", status_code=303)
    answer.delete_cookie(cookie_name(request))
    return answer
