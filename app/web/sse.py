"""Streams of server-sent events: every one ends in `done` or in `error`, whatever happens on the way."""

from collections.abc import AsyncIterator, Callable, Iterator
from typing import Any, TypeVar

import anyio
import msgspec
from anyio.to_thread import run_sync
from litestar.response import ServerSentEventMessage

from app.web.problems import problem_of

T = TypeVar("T")
DONE = "done"
_END: Any = object()


async def events(
    items: Iterator[T], event_of: Callable[[T], tuple[str, Any]], language: str
) -> AsyncIterator[ServerSentEventMessage]:
    """Send each item as the event `event_of` names, with its body as JSON.

    `items` is stepped in a worker thread, as it computes. The status line is long gone when something breaks, so an
    error becomes an `error` event with a problem as its body, and items that end before a `done` are an error too.
    """
    name = ""
    try:
        while (item := await run_sync(next, items, _END)) is not _END:
            name, body = event_of(item)
            yield _message(name, body)
        if name != DONE:
            raise RuntimeError("the stream ended before its answer")  # noqa: TRY301 - reported like any other fault
    except Exception as error:  # noqa: BLE001 - nothing may end a stream mute
        yield _message("error", problem_of(error, language))
    finally:
        close = getattr(items, "close", None)
        if close is not None:
            # A reader who went away must not leave the work half done and its thread waiting.
            with anyio.CancelScope(shield=True):
                await run_sync(close)


def _message(name: str, body: Any) -> ServerSentEventMessage:
    return ServerSentEventMessage(event=name, data=msgspec.json.encode(body).decode(), sep="\n")
