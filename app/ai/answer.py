"""From what a chat server sent to the answer it was asked for, or to a word for what is wrong with it."""

from typing import Any

import msgspec

from app.ai.ports import Answer

LONGEST = 400_000
"""Characters of an answer that are looked at."""

REPAIRABLE = 12_000
"""Characters that are repaired: json-repair takes quadratic time on some inputs (11 s at 32,000, 1 s at this)."""


class Unusable(Exception):
    """The answer cannot be used; the message is the reason's word. Leaves `app.ai` as an `LlmUnavailable`."""


class Message(msgspec.Struct):
    """What the model said."""

    content: str | None = None
    refusal: str | None = None


class Choice(msgspec.Struct):
    """One answer out of those asked for, always one here."""

    message: Message
    finish_reason: str | None = None


class Usage(msgspec.Struct):
    """Tokens, where the server counts them."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None


class Completion(msgspec.Struct):
    """A chat completion, as much of it as matters."""

    choices: list[Choice]
    usage: Usage | None = None


def completion(body: bytes) -> Completion:
    """Read a server's reply; raises `Unusable`, whatever it sent."""
    try:
        return msgspec.json.decode(body, type=Completion)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unusable("malformed") from error


def said(reply: Completion) -> str:
    """The text of a reply; raises `Unusable` where the model declined, was cut off or said nothing."""
    if not reply.choices:
        raise Unusable("malformed")
    choice = reply.choices[0]
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise Unusable("declined")
    if choice.finish_reason == "length":
        raise Unusable("truncated")
    return choice.message.content or ""


def read(text: str, schema: type[Answer]) -> Answer:
    """The JSON object in `text` as a `schema`, whatever stands around it; raises `Unusable`."""
    import json_repair

    text = without_thinking(text[:LONGEST])
    found = text[text.find("{") : text.rfind("}") + 1]
    try:
        return msgspec.json.decode(found, type=schema, strict=False)
    except msgspec.ValidationError as error:
        raise Unusable("malformed") from error
    except (msgspec.DecodeError, ValueError, RecursionError):
        pass  # not JSON as it stands: single quotes, trailing commas, comments, prose with braces
    if len(found) > REPAIRABLE or found.count("{") > found.count("}"):  # cut off: mended it would look whole
        raise Unusable("malformed")
    try:
        return msgspec.convert(json_repair.loads(found), schema, strict=False)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise Unusable("malformed") from error


def without_thinking(text: str) -> str:
    """`text` after a reasoning model's `<think>…</think>`; the opening tag may have been eaten by the server."""
    if text.lstrip().startswith(("{", "```")):
        return text
    _, ended, answer = text.partition("</think>")
    return answer if ended else text


def strict_schema(schema: type[msgspec.Struct]) -> dict[str, Any]:
    """`schema` as JSON schema in the narrow dialect that servers enforce.

    Every property is required, none other is allowed, nothing has a default, and the root is no reference.
    """
    whole = msgspec.json.schema(schema)
    definitions = whole["$defs"]
    for definition in definitions.values():
        if definition.get("type") == "object":
            definition["additionalProperties"] = False
            definition["required"] = list(definition["properties"])
            for described in definition["properties"].values():
                described.pop("default", None)
    root = definitions.pop(schema.__name__)
    return {**root, "$defs": definitions}
