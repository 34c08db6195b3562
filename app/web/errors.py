"""How an error is answered: a problem for programs, a page with the same words for people."""

import msgspec
from litestar import MediaType, Response
from litestar.exceptions import HTTPException
from litestar.response import Template
from litestar.types import ExceptionHandlersMap

from app.domain.errors import SamsynError
from app.web.chat.errors import error_json
from app.web.guards import NotSignedIn
from app.web.languages import language_of
from app.web.pages.rendering import page
from app.web.problems import MEDIA_TYPE, problem_of
from app.web.visitor import AnyRequest

_CHAT = "/v1/"
_FOR_PROGRAMS = ("/api/", "/static/", "/schema", "/health", "/mcp", _CHAT)
_OUR_FAULT = 500


def answer(request: AnyRequest, error: Exception) -> Response[bytes] | Template:
    """Translate once, then show."""
    if request.scope["path"].startswith(_CHAT):
        return _chat_answer(request, error)
    problem = problem_of(error, language_of(request))
    if wants_page(request):
        if isinstance(error, NotSignedIn):
            return page(request, "sign_in.html", status_code=401, refused="token" in request.query_params)
        return page(request, "error.html", status_code=problem["status"], problem=problem)
    given = (error.headers or {}) if isinstance(error, HTTPException) else {}
    headers = {name: value for name, value in given.items() if name.casefold() == "allow"}
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    return Response(msgspec.json.encode(problem), status_code=problem["status"], media_type=MEDIA_TYPE, headers=headers)


def _chat_answer(request: AnyRequest, error: Exception) -> Response[bytes]:
    status, body = error_json(error, language_of(request))
    # OpenAI's clients would ask again on 409, which here means that something has to be done first.
    headers = {"X-Should-Retry": "true" if status >= _OUR_FAULT else "false"}
    if isinstance(error, NotSignedIn):
        headers["WWW-Authenticate"] = "Bearer"
    return Response(msgspec.json.encode(body), status_code=status, media_type=MediaType.JSON, headers=headers)


def wants_page(request: AnyRequest) -> bool:
    """Whether a person's browser is waiting for a page rather than a program for data."""
    return "text/html" in request.headers.get("accept", "") and not request.scope["path"].startswith(_FOR_PROGRAMS)


HANDLERS: ExceptionHandlersMap = {SamsynError: answer, HTTPException: answer, Exception: answer}
