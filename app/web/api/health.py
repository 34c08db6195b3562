"""Is the server alive, and can it read its store?"""

from typing import TypedDict

from litestar import get

from app.store.library import Library
from app.web.given import Given


class Health(TypedDict):
    """`passages` is how many can be cited; zero means nothing was ingested yet."""

    status: str
    passages: int


@get("/health", sync_to_thread=True, summary="Alive", tags=["Health"], security=[])
def health(library: Given[Library]) -> Health:
    """Answer without a key, and with nothing worth hiding."""
    return {"status": "ok", "passages": library.counts().passages}
