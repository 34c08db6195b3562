"""What became of documents: texts that were replaced, documents that were taken out."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from app.domain.evidence import Document, Origin


class Cause(StrEnum):
    """Why a document was taken out."""

    DELETED = "deleted"
    """By a person: reading its file again does not bring it back."""
    GONE = "gone"
    """Its file, or its row in a file, is no longer there."""


@dataclass(frozen=True, slots=True)
class Removal:
    """That something is taken out: when, why and by whom."""

    on: dt.date
    cause: Cause = Cause.DELETED
    who: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a document that was taken out: enough to know it again, nothing of what it said."""

    id: str
    origin: Origin
    path: str
    removal: Removal


@dataclass(frozen=True, slots=True)
class Version:
    """A text that was current until `replaced` and can be read, never cited; `number` counts from 1."""

    document_id: str
    number: int
    document: Document
    taken_in: dt.date
    replaced: dt.date
