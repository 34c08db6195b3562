"""Errors as OpenAI's clients read them."""

from typing import TypedDict

from app.domain.errors import NotFound
from app.web.chat.protocol import MODEL
from app.web.problems import Problem, problem_of

_OUR_FAULT = 500
_TYPES = {401: "authentication_error", 403: "permission_error"}
_CODES = {"not-signed-in": "invalid_api_key", "no-such-model": "model_not_found"}
"""Codes of ours for which clients know another."""


class NoSuchModel(NotFound):
    """A model was asked that is not here."""

    code = "no-such-model"

    def __init__(self, model: str) -> None:
        super().__init__(f"There is no model {model!r}", f"Ask {MODEL!r}")


class FaultJson(TypedDict):
    """What went wrong and what to do now; `code` is a stable word for programs."""

    message: str
    type: str
    param: str | None
    code: str


class ErrorJson(TypedDict):
    """The body of every error here."""

    error: FaultJson


def error_json(error: Exception, language: str) -> tuple[int, ErrorJson]:
    """The HTTP status and the body of any error; one we did not foresee gives only its number in the log."""
    problem = problem_of(error, language)
    return problem["status"], {"error": _fault(problem)}


def _fault(problem: Problem) -> FaultJson:
    status = problem["status"]
    said = f"{problem['detail'].rstrip('. ')}. {problem['next_step']}".strip()
    return {
        "message": said,
        "type": "server_error" if status >= _OUR_FAULT else _TYPES.get(status, "invalid_request_error"),
        "param": "model" if problem["code"] == "no-such-model" else None,
        "code": _CODES.get(problem["code"], problem["code"]),
    }
