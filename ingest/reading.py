"""What a reader is given and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath

from app.domain.evidence import Document, Origin


@dataclass(frozen=True, slots=True)
class Raw:
    """A file's bytes and what is known before they are read.

    `path` is relative to the ingested root, with forward slashes; `source` is the absolute path or `upload:NAME`;
    `today` is the day to read dates from that leave out the year.
    """

    data: bytes
    path: str
    origin: Origin
    today: date
    source: str = ""

    @property
    def name(self) -> str:
        """The file name alone."""
        return PurePosixPath(self.path).name


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document, or a row of one, that could not be taken in, and why (with what to do about it)."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held.

    `columns` tells, for a file with one note a row, which column was taken for what; `empty_rows` counts rows that
    hold a name or a date and nothing to cite; `refusals` are the rows that could not be read. `account_guessed`: the
    customer was pieced together from a file's or folder's name, so that another document may spell it better.
    """

    documents: tuple[Document, ...]
    columns: Mapping[str, str] = field(default_factory=dict)
    empty_rows: int = 0
    refusals: tuple[Refusal, ...] = ()
    account_guessed: bool = False
