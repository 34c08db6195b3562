"""What kind of material an official document is, and which of several editions is the current one."""

import functools
import re
import tomllib
from dataclasses import dataclass
from importlib import resources

from app.domain.evidence import StoredDocument
from app.language.audience import pattern_of

_EDITION = re.compile(
    r"(?<![\w])(?:(?:19|20)\d\d(?:[-./]\d\d?)*|v(?:ersion|\.)?\s*\d[\d.]*|q[1-4]|h[12])(?![\w])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Asset:
    """A kind of material.

    `say` 0..1 is how fit to be said aloud it is, `send` whether customers may have it, `front` whether it carries
    the story.
    """

    id: str
    pattern: re.Pattern[str] | None
    say: float
    send: bool
    front: bool


@functools.cache
def _assets() -> tuple[Asset, ...]:
    data = tomllib.loads(resources.files("app.pitch").joinpath("assets.toml").read_text("utf-8"))
    return tuple(
        Asset(name, pattern_of(e["words"]) if e["words"] else None, e["say"], e["send"], e["front"])
        for name, e in data.items()
    )


def asset_of(stored: StoredDocument) -> Asset:
    """Return what kind of material the document is: by declared kind and title first, then by its path."""
    about, path = stored.document.about, stored.document.path
    name = re.sub(r"[_/.\-]+", " ", path.rsplit("/", 1)[-1]).casefold()
    kind = (about.kind or "").replace("_", " ").replace("-", " ")
    for text in (kind.casefold(), about.title.casefold(), name):
        for asset in _assets():
            if asset.pattern and asset.pattern.search(text):
                return asset
    return _assets()[-1]


def family(stored: StoredDocument) -> tuple[str, str, str]:
    """Return what the editions of one asset share: title without year or version, language, market and plan."""
    about = stored.document.about
    title = re.sub(r"\W+", " ", _EDITION.sub(" ", about.title.casefold())).strip()
    return title, about.language or "", "|".join(filter(None, (about.product, about.plan, about.segment, about.market)))
