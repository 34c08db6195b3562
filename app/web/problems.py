"""Every error as a problem (RFC 9457): what happened and what to do, never what the code was doing."""

import logging
import secrets
from typing import Any, TypedDict

from litestar.exceptions import HTTPException, ValidationException

from app.domain.errors import SamsynError
from app.report.words import DEFAULT, Words, words

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"

_OUR_FAULT = 500
_CODES = {
    400: "invalid-input",
    401: "not-signed-in",
    403: "not-allowed",
    404: "not-found",
    405: "method-not-allowed",
    413: "too-large",
    415: "wrong-media-type",
}


class Problem(TypedDict):
    """The body of every error."""

    type: str
    title: str
    status: int
    detail: str
    next_step: str
    code: str


def problem_of(error: Exception, language: str) -> Problem:
    """Translate any error; one we did not foresee gives only an id, and its details go to the log."""
    texts = words(language, "app.web")
    if isinstance(error, SamsynError):
        ours = error.status >= _OUR_FAULT
        if ours:  # its message may hold a path or a library's words
            log.error("%s", error.code, exc_info=error)
        return _known(error.code, error.status, texts, "" if ours else str(error), error.next_step)
    if isinstance(error, ValidationException):
        return _known("invalid-input", 400, texts, _fields(error), "")
    if isinstance(error, HTTPException) and error.status_code < _OUR_FAULT:
        return _known(_CODES.get(error.status_code, "refused"), error.status_code, texts, "", "")
    incident = secrets.token_hex(4)
    log.error("unexpected %s", incident, exc_info=error)
    found = _known("unexpected", 500, texts, "", "")
    found["detail"] = texts("problem.unexpected.detail", incident=incident)
    return found


def _known(code: str, status: int, texts: Words, detail: str, next_step: str) -> Problem:
    """The catalogue's words where it has some in the visitor's language; the error's own (English) otherwise."""
    catalogue: dict[str, str] = texts.texts["problem"].get(code, texts.texts["problem"]["refused"])
    own = texts.language == DEFAULT
    return {
        "type": f"urn:samsyn:problem:{code}",
        "title": catalogue["title"],
        "status": status,
        "detail": (detail if own else "") or catalogue.get("detail", "") or detail or catalogue["title"],
        "next_step": (next_step if own else "") or catalogue.get("next", "") or next_step,
        "code": code,
    }


def _fields(error: ValidationException) -> str:
    """`field: what is wrong` of each field, from Litestar's list."""
    extra: Any = error.extra if isinstance(error.extra, list) else []
    found = [f"{item.get('key', 'body')}: {item.get('message', '')}" for item in extra if isinstance(item, dict)]
    return "; ".join(found)
