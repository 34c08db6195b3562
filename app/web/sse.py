"""Streams of server-sent events: every one ends in its answer or in an error, whatever happens on the way."""

from collections.abc import AsyncGenerator, Callable, Iterable, Iterator
from typing import Any, TypeVar

import anyio
import msgspec
from anyio.to_thread import run_sync
from litestar.response import ServerSentEventMessage

from app.web.problems import problem_of

T = TypeVar("T")
DONE = "done"
SEPARATOR = "\n"
Told = tuple[Iterable[ServerSentEventMessage], bool]
"""What is sent of an item, and whether it is the last one: the answer itself."""
_END: Any = object()


def events(
    items: Iterator[T], event_of: Callable[[T], tuple[str, Any]], language: str
) -> AsyncGenerator[ServerSentEventMessage]:
    """Send each item as the event `event_of` names, with its body as JSON; an error as an `error` event (a problem)."""

    def told(item: T) -> Told:
        name, body = event_of(item)
        return [message(body, name)], name == DONE

    return steps(items, told, lambda error: message(problem_of(error, language), "error"))


async def steps(
    items: Iterator[T], told: Callable[[T], Told], fault: Callable[[Exception], ServerSentEventMessage]
) -> AsyncGenerator[ServerSentEventMessage]:
    """Send what is told of each item.

    `items` is stepped in a worker thread, as it computes. The status line is long gone when something breaks, so an
    error becomes the message `fault` makes of it, and items that end before a last one are an error too.
    """
    last = False
    try:
        while (item := await run_sync(next, items, _END)) is not _END:
            messages, last = told(item)
            for one in messages:
                yield one
        if not last:
            raise RuntimeError("the stream ended before its answer")  # noqa: TRY301 - reported like any other fault
    except Exception as error:  # noqa: BLE001 - nothing may end a stream mute
        yield fault(error)
    finally:
        close = getattr(items, "close", None)
        if close is not None:
            # A reader who went away must not leave the work half done and its thread waiting.
            with anyio.CancelScope(shield=True):
                await run_sync(close)


def message(body: Any, event: str | None = None) -> ServerSentEventMessage:
    """One message with `body` as JSON."""
    return ServerSentEventMessage(event=event, data=msgspec.json.encode(body).decode(), sep=SEPARATOR)
