"""One file per format people really have. Adding a format is adding a module here with `SUFFIXES` and `read`."""

import functools
import importlib
import pkgutil
from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Protocol, cast

from app.domain.errors import Unreadable
from ingest.reading import Raw, Reading


class Reader(Protocol):
    """What a module in this package offers."""

    SUFFIXES: frozenset[str]
    """File name endings it reads, lower case, with the dot."""

    def read(self, raw: Raw) -> Reading:
        """Turn bytes into documents; raises `Unreadable` with what to do about it."""


@functools.cache
def by_suffix() -> Mapping[str, Reader]:
    """Return every reader under each suffix it reads."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules = (cast("Reader", importlib.import_module(f"{__name__}.{name}")) for name in names)
    return {suffix: reader for reader in modules for suffix in reader.SUFFIXES}


def read(raw: Raw) -> Reading:
    """Read one file by its suffix; raises `Unreadable` for a suffix no reader knows, and for what readers refuse."""
    reader = by_suffix().get(PurePosixPath(raw.path).suffix.lower())
    if reader is None:
        raise Unreadable(
            f"{raw.name} is of a kind that cannot be read", f"Readable are {', '.join(sorted(by_suffix()))}"
        )
    return reader.read(raw)
