"""What the signs of a note depend on besides the note: with another frame, all notes are looked at anew."""

import functools
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable

from app.domain.evidence import stable_id
from app.gaps.kinds.ended import offered
from app.gaps.kinds.staleness import past
from app.gaps.pairs import Corpus
from app.gaps.panel import Panel

_WRITTEN_IN = (".py", ".toml", ".txt")


def frame_of(side: Corpus, official: int, panel: Panel) -> str:
    """Return a short text that changes when a note may show something else than before.

    That is with the official side, of which `official` is the revision, with what of it counts on the day, with the
    judges, and with the rules, which are known by their own text.
    """
    binding = {claim.id for claims in side.by_token.values() for claim in claims}
    counting = ([claim.id for claim in side.official], [claim.id for claim in side.expired], sorted(binding))
    ended = (
        [(one.key, one.since) for one in side.kept(past)],
        [(one.official.id, one.ended) for one in side.kept(offered)],
    )
    return stable_id(_rules(), str(official), panel.identity, repr(counting), repr(ended), repr(side.messages))


@functools.cache
def _rules() -> str:
    """The text of the rules, in short: what they found under another one is found anew."""
    return stable_id(*(one.read_text("utf-8") for name in ("gaps", "language") for one in _texts(files("app") / name)))


def _texts(folder: Traversable) -> Iterator[Traversable]:
    for one in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if one.is_dir():
            yield from _texts(one)
        elif one.name.endswith(_WRITTEN_IN):
            yield one
