"""Samsyn as a model that any chat client can ask: OpenAI's `/v1/models` and `/v1/chat/completions`."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from datetime import date

from litestar import Response, Router, get, post
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody
from litestar.response import ServerSentEvent, ServerSentEventMessage

from app.domain.contract import pitch_json
from app.domain.pitch import Line, Pitch
from app.pitch.pitcher import Pitcher, Step
from app.web import sse
from app.web.card import pieces
from app.web.chat.conversation import Errand, Question, wanted
from app.web.chat.errors import ErrorJson, NoSuchModel, error_json
from app.web.chat.protocol import MODEL, THE_MODEL, Chat, CompletionJson, ModelJson, ModelsJson, Reply
from app.web.given import Given
from app.web.guards import EVERYONE, allow, role_of
from app.web.languages import language_of
from app.web.visitor import Visitor

_LONGEST_BODY = 4 * 1024 * 1024
"""Bytes; a long conversation carries all its cards along."""
Item = Errand | Step | Line | Pitch


def _refusals(*statuses: int) -> dict[int, ResponseSpec]:
    said = ResponseSpec(data_container=ErrorJson, description="An error in OpenAI's form.", generate_examples=False)
    return dict.fromkeys(sorted({401, 500, *statuses}), said)


@get("/models", sync_to_thread=False, summary="The model there is", responses=_refusals())
def models() -> ModelsJson:
    """One: the card."""
    return {"object": "list", "data": [THE_MODEL]}


@get("/models/{model:str}", sync_to_thread=False, summary="One model", responses=_refusals(404))
def model(model: FromPath[str]) -> ModelJson:
    """The model, if it is the one there is."""
    if model != MODEL:
        raise NoSuchModel(model)
    return THE_MODEL


@post(
    "/chat/completions",
    status_code=200,
    sync_to_thread=True,
    summary="A pitch card, in a chat",
    responses=_refusals(400, 404, 409, 413),
    description="The last message of the user is the question; what it leaves open is taken from those before it. The "
    "answer is the card as Markdown, in the language of the question, with its sources numbered at the end. With "
    "`stream` it comes as server-sent events, the last of which is `[DONE]`. Other fields are accepted and change "
    "nothing; `usage` is left out, as nothing is counted in tokens.",
)
def complete(
    request: Visitor, data: JSONBody[Chat], pitcher: Given[Pitcher], today: Given[Callable[[], date]]
) -> Response[CompletionJson] | ServerSentEvent:
    """Answer the last question."""
    if data.model != MODEL:
        raise NoSuchModel(data.model)
    asked, reply = wanted(data.messages), Reply()
    items: Iterator[Item] = iter((asked,) if isinstance(asked, Errand) else ())
    if isinstance(asked, Question):
        items = pitcher.stream(asked.text, earlier=asked.earlier, today=today(), role=role_of(request))
    if data.stream:
        return ServerSentEvent(_streamed(items, reply, language_of(request)))
    *_, last = items
    return Response(reply.whole("".join(_texts(last) or ())))


def _texts(item: Item) -> Iterable[str] | None:
    """The answer's text in pieces; None of what comes before the answer: steps, and lines without their sources."""
    if isinstance(item, Errand):
        return (item.answer,)
    return pieces(pitch_json(item)) if isinstance(item, Pitch) else None


def _streamed(items: Iterator[Item], reply: Reply, language: str) -> AsyncIterator[ServerSentEventMessage]:
    def told(item: Item) -> sse.Told:
        texts = _texts(item)
        return ((), False) if texts is None else (_pieces(texts, reply), True)

    return sse.steps(items, told, lambda error: sse.message(error_json(error, language)[1]))


def _pieces(texts: Iterable[str], reply: Reply) -> Iterator[ServerSentEventMessage]:
    yield sse.message(reply.piece({"role": "assistant", "content": ""}))
    for text in texts:
        yield sse.message(reply.piece({"content": text}))
    yield sse.message(reply.piece({}, "stop"))
    yield ServerSentEventMessage(data="[DONE]", sep=sse.SEPARATOR)


router = Router(
    path="/v1",
    route_handlers=[models, model, complete],
    guards=[allow(*EVERYONE)],
    request_max_body_size=_LONGEST_BODY,
    tags=["Chat"],
)
