"""OpenAI's chat completions as far as they are spoken here: what clients send, and what they are sent.

What a client sends beyond this (`temperature`, `tools`, `stream_options` …) is accepted and changes nothing: a card is
made by its own rules. `usage` is left out, as the protocol allows: nothing here counts in tokens.
"""

import secrets
import time
from dataclasses import dataclass, field
from typing import Any, TypedDict

import msgspec

MODEL = "samsyn"


class ChatPart(msgspec.Struct):
    """A piece of a message; only one with `text` says something here."""

    type: str = "text"
    text: str | None = None


class ChatMessage(msgspec.Struct):
    """One turn. Roles other than `user` are not answered."""

    role: str
    content: str | list[ChatPart] | None = None


class Chat(msgspec.Struct):
    """A conversation, oldest message first: the last one of the user is the question."""

    messages: list[ChatMessage]
    model: str = MODEL
    stream: bool | None = False


class AssistantJson(TypedDict):
    """The answer, in Markdown."""

    role: str
    content: str


class ChoiceJson(TypedDict):
    """The one answer there is."""

    index: int
    message: AssistantJson
    finish_reason: str


class CompletionJson(TypedDict):
    """An answer in one piece; `created` in seconds since 1970."""

    id: str
    object: str
    created: int
    model: str
    choices: list[ChoiceJson]


class ModelJson(TypedDict):
    """A model that can be asked."""

    id: str
    object: str
    created: int
    owned_by: str


class ModelsJson(TypedDict):
    """All models."""

    object: str
    data: list[ModelJson]


THE_MODEL: ModelJson = {"id": MODEL, "object": "model", "created": 0, "owned_by": "samsyn"}


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer's envelope, whole or in pieces."""

    id: str = field(default_factory=lambda: f"chatcmpl-{secrets.token_hex(12)}")
    created: int = field(default_factory=lambda: int(time.time()))

    def whole(self, text: str) -> CompletionJson:
        """The answer in one piece."""
        return {
            "id": self.id,
            "object": "chat.completion",
            "created": self.created,
            "model": MODEL,
            "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        }

    def piece(self, delta: dict[str, str], finish_reason: str | None = None) -> dict[str, Any]:
        """The next piece of a streamed answer."""
        return {
            "id": self.id,
            "object": "chat.completion.chunk",
            "created": self.created,
            "model": MODEL,
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish_reason}],
        }
