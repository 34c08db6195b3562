"""The message map: pillars, retired words and what to say instead, preferred words."""

from collections.abc import Callable
from datetime import date

import msgspec
from litestar import Router, get, put
from litestar.params import JSONBody

from app.domain.message_edits import KeptMessage, Part
from app.web.api.refusals import refusals
from app.web.given import Given
from app.web.guards import CURATORS, EVERYONE, allow, role_of
from app.web.messages import MessagesJson, messages_json
from app.web.visitor import Visitor
from ingest.message_editor import MessageEditor


class Message(msgspec.Struct):
    """One entry; whatever else `GET` said of it is passed over."""

    words: list[str]
    instead: list[str] = []
    reason: str = ""
    segments: list[str] = []


class MessageLists(msgspec.Struct):
    """The lists to lay down; one that is left out stays as it is."""

    pillars: list[Message] | None = None
    retired: list[Message] | None = None
    preferred: list[Message] | None = None
    why: str = ""


@get("/", sync_to_thread=True, summary="The message map", responses=refusals())
def messages(editor: Given[MessageEditor], today: Given[Callable[[], date]]) -> MessagesJson:
    """What is read in current documents, with what marketing has laid down."""
    return messages_json(editor.messages.shown(today()))


@put(
    "/",
    sync_to_thread=True,
    summary="Lay down the message map",
    guards=[allow(*CURATORS)],
    responses=refusals(400, 403, 409),
    description="What differs from the documents is kept and laid over them, whenever they are read: an entry left out "
    "is none, new words are quoted from the document `register`. A pillar has to be an official claim first.",
)
def lay_down(
    request: Visitor, data: JSONBody[MessageLists], editor: Given[MessageEditor], today: Given[Callable[[], date]]
) -> MessagesJson:
    """Sending what `GET` answered changes nothing."""
    lists = {part: [_kept(part, one) for one in told] for part in Part if (told := getattr(data, part)) is not None}
    return messages_json(editor.put(lists, today(), role_of(request).value, data.why))


def _kept(part: Part, told: Message) -> KeptMessage:
    return KeptMessage(part, tuple(told.words), tuple(told.instead), told.reason, tuple(told.segments))


router = Router(path="/api/messages", route_handlers=[messages, lay_down], guards=[allow(*EVERYONE)], tags=["Claims"])
