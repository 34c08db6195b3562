"""What a reader is given and what it gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePosixPath

from app.domain.evidence import Document, Origin

MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """What is too much for one document; a refusal names the limit and the setting that raises it.

    `file` and `expanded` are bytes (as it lies there, and unpacked), `pages` counts pages, slides or sheets, `nesting`
    how deep files may lie in files, `seconds` how long reading one may take, `memory` the bytes it may take meanwhile.
    """

    file: int = 20 * MEGABYTE
    expanded: int = 200 * MEGABYTE
    pages: int = 2000
    nesting: int = 3
    seconds: float = 60.0
    memory: int = 4_000 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Raw:
    """A file's bytes and what is known before they are read.

    `path` is relative to the ingested root, with forward slashes; `source` is the absolute path or `upload:NAME`;
    `today` is the day to read dates from that leave out the year. `inside` is the path within `source` of a file that
    lies in another one (in an archive, attached to a mail), and `depth` how many it lies in. `stated` is what the file
    around it says about it (a mail's day, sender and customer), by the labels people use.
    """

    data: bytes
    path: str
    origin: Origin
    today: date
    source: str = ""
    inside: str = ""
    depth: int = 0
    limits: Limits = field(default_factory=Limits)
    stated: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The file name alone."""
        return PurePosixPath(self.path).name

    def part(self, key: str = "") -> str:
        """What tells a document of this file from the others of its source: its path inside, its row's own key."""
        return "#".join(filter(None, (self.inside, key)))

    def within(self, name: str, data: bytes, stated: Mapping[str, str] | None = None) -> "Raw":
        """A file called `name` that lies in this one."""
        return replace(
            self,
            data=data,
            path=f"{self.path}/{name}",
            inside=f"{self.inside}/{name}".lstrip("/"),
            depth=self.depth + 1,
            stated={**self.stated, **(stated or {})},
        )


@dataclass(frozen=True, slots=True)
class Refusal:
    """A document, or a row of one, that could not be taken in, and why (with what to do about it)."""

    document: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held.

    `columns` tells, for a file with one note a row, which column was taken for what; `empty_rows` counts rows that
    hold a name or a date and nothing to cite; `refusals` are the rows or inner files that could not be read, `skipped`
    those that are not read and why. `inside` are files that lie in this one and are documents of their own; they are
    read before a reading is handed on. `account_guessed`: the customer was pieced together from a file's or folder's
    name, so that another document may spell it better.
    """

    documents: tuple[Document, ...] = ()
    columns: Mapping[str, str] = field(default_factory=dict)
    empty_rows: int = 0
    refusals: tuple[Refusal, ...] = ()
    skipped: tuple[Refusal, ...] = ()
    inside: tuple[Raw, ...] = ()
    account_guessed: bool = False
