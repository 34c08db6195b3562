"""How the API's description names the errors of a route."""

from collections.abc import Mapping

from litestar.openapi.datastructures import ResponseSpec

from app.web.problems import MEDIA_TYPE, Problem

_MEANING = {
    400: "The request cannot be understood.",
    401: "No key, or an unknown one.",
    403: "The key's role may not do this.",
    404: "It does not exist, or the role may not see it.",
    409: "It cannot be done as things are: the next step says what first.",
    413: "Too large.",
    422: "The file cannot be read.",
    500: "Our mistake; the detail holds a number for the administrator.",
}


def refusals(*statuses: int) -> Mapping[int, ResponseSpec]:
    """Problems with these statuses, and with those every route can answer."""
    return {
        status: ResponseSpec(
            data_container=Problem, media_type=MEDIA_TYPE, description=_MEANING[status], generate_examples=False
        )
        for status in sorted({401, 500, *statuses})
    }
