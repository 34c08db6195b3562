"""One file per format people really have. Adding a format is adding a module here with `SUFFIXES` and `read`."""

import functools
import importlib
import logging
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Protocol, cast

from app.domain.errors import SamsynError, Unreadable
from ingest.reading import Raw, Reading, Refusal

log = logging.getLogger(__name__)

WHAT = (
    "PowerPoint (.pptx), Word (.docx), Excel (.xlsx), PDF, mail (.eml, .msg), transcripts (.vtt, .srt), calls and CRM"
    " exports (.json, .csv, .jsonl), web pages (.html, .mht), text and Markdown (.txt, .md), and zip files of these"
)
"""What is read, in the words of people; of each kind the endings they know, and not its every variant."""
_NEXT = {
    ".doc": "Save it as .docx",
    ".ppt": "Save it as .pptx",
    ".xls": "Save it as .xlsx",
    ".rtf": "Save it as .docx",
    ".odt": "Save it as .docx",
    ".odp": "Save it as .pptx",
    ".ods": "Save it as .xlsx",
    ".key": "Export it as .pptx or .pdf",
    ".pages": "Export it as .docx or .pdf",
    ".numbers": "Export it as .xlsx or .csv",
    ".xml": "Save it as .html, .csv or .txt",
    ".rar": "Pack it as .zip",
    ".7z": "Pack it as .zip",
}
"""What to do with kinds people have that are not read."""


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
    """Read one file by its suffix, and what lies in it; raises `Unreadable` for what no reader knows or reads.

    A file inside that cannot be read stops no other: it is among the refusals.
    """
    suffix = PurePosixPath(raw.path).suffix.lower()
    reader = by_suffix().get(suffix)
    if reader is None:
        raise Unreadable(f"{raw.name} is of a kind that cannot be read", _NEXT.get(suffix, f"Readable are {WHAT}"))
    reading = reader.read(raw)
    parts = [_inner(inner) for inner in reading.inside]
    return replace(
        reading,
        documents=reading.documents + tuple(d for part in parts for d in part.documents),
        refusals=reading.refusals + tuple(r for part in parts for r in part.refusals),
        skipped=reading.skipped + tuple(r for part in parts for r in part.skipped),
        inside=(),
    )


def _inner(raw: Raw) -> Reading:
    if PurePosixPath(raw.path).suffix.lower() not in by_suffix():
        return Reading(skipped=(Refusal(raw.path, "of a kind that is not read"),))
    if raw.depth > raw.limits.nesting:
        deep = f"It lies {raw.depth} files deep, the limit is {raw.limits.nesting}"
        return Reading(refusals=(Refusal(raw.path, f"{deep}. Take it out, or raise SAMSYN_MAX_NESTING."),))
    try:
        return read(raw)
    except SamsynError as error:
        return Reading(refusals=(Refusal(raw.path, error.sentence()),))
    except MemoryError:
        return Reading(refusals=(Refusal(raw.path, "It takes more memory than a file may. Save it by itself."),))
    except Exception:
        log.exception("reading %s", raw.path)
        return Reading(refusals=(Refusal(raw.path, "It could not be read. The log says why."),))
