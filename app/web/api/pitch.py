"""Ask: the whole card at once, or step by step."""

from collections.abc import Callable
from datetime import date
from typing import Any

import msgspec
from litestar import Router, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import JSONBody
from litestar.response import ServerSentEvent

from app.domain.contract import PitchJson, line_json, pitch_json
from app.domain.pitch import Line, Pitch
from app.language.detect import language_of as language_asked
from app.pitch.phrases import say
from app.pitch.pitcher import Pitcher, Step
from app.web import sse
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.languages import language_of
from app.web.visitor import Visitor

_LONGEST_BODY = 64 * 1024
_EVENTS = ResponseSpec(
    data_container=str, media_type="text/event-stream", description="The events", generate_examples=False
)


class Ask(msgspec.Struct, forbid_unknown_fields=True):
    """A seller's question, in Swedish or English, and the product it is about if there are several."""

    question: str
    product: str | None = None


@post(
    "/",
    status_code=200,
    sync_to_thread=True,
    summary="A pitch card",
    responses=refusals(400, 409, 413),
    description="Cited lines, the conflicts to know of first, and what the official material does not answer.",
)
def answer(
    request: Visitor, data: JSONBody[Ask], pitcher: Given[Pitcher], today: Given[Callable[[], date]]
) -> PitchJson:
    """Answer in one piece."""
    return pitch_json(pitcher.answer(data.question, product=data.product, today=today(), role=role_of(request)))


@post(
    "/stream",
    status_code=200,
    sync_to_thread=True,
    summary="A pitch card, as it is made",
    responses={200: _EVENTS, **refusals(400, 409, 413)},
    description=(
        "Server-sent events: `step` ({step, text}), `line` ({section, text, citations}; already checked), then one "
        "`done` whose body equals the plain answer, or one `error` with a problem as its body. "
        "A stream that ends without `done` failed."
    ),
)
def stream(
    request: Visitor, data: JSONBody[Ask], pitcher: Given[Pitcher], today: Given[Callable[[], date]]
) -> ServerSentEvent:
    """Answer as it is made."""
    asked_in = language_asked(data.question)
    items = pitcher.stream(data.question, product=data.product, today=today(), role=role_of(request))
    return ServerSentEvent(sse.events(items, lambda item: _event(item, asked_in), language_of(request)))


def _event(item: Step | Line | Pitch, language: str) -> tuple[str, Any]:
    if isinstance(item, Pitch):
        return sse.DONE, pitch_json(item)
    if isinstance(item, Line):
        return "line", line_json(item)
    return "step", {"step": item.name, "text": say(f"step.{item.name}", language)}


router = Router(
    path="/api/pitch",
    route_handlers=[answer, stream],
    guards=[allow(*EVERYONE)],
    request_max_body_size=_LONGEST_BODY,
    tags=["Ask"],
)
