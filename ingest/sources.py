"""Paths to files, and files to documents: what is read, what is passed over, what is refused, and why."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from app.domain.errors import BadInput, TooLarge, UnknownOrigin, Unreadable
from app.domain.evidence import Origin
from ingest import readers
from ingest.reading import MEGABYTE, Limits, Raw, Reading, Refusal

_FOLDER = re.compile(
    r"(?:(official|officiellt|officiell)|field|fält|falt)(?:[-_ ](?:sv|se|en|gb|us|\d{4}))?", re.IGNORECASE
)
_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})


@dataclass(frozen=True, slots=True)
class File:
    """One file to read: `path` is relative to the ingested root, `data` holds an upload's bytes."""

    path: str
    origin: Origin
    source: str
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under the paths given: `roots` and `sources` are absolute, `sources` holds every file seen there."""

    files: tuple[File, ...]
    skipped: tuple[Refusal, ...]
    refused: tuple[Refusal, ...]
    roots: tuple[str, ...]
    sources: frozenset[str] = field(default_factory=frozenset)


def find(paths: Sequence[Path | str], origin: Origin | None = None, base: Path = Path()) -> Found:
    """Return the files under `paths`, as typed in the folder `base`, sorted, each with its origin.

    Without `origin` the nearest folder named `official` or `field` (`officiellt`, `fält`) decides for each file.

    Raises:
        BadInput: A path does not exist, or there is no file at all.
        UnknownOrigin: No file's origin can be told.
    """
    search = _Search(origin, base)
    for path in paths:
        search.look(Path(path))
    if not search.files and search.undecided:
        raise UnknownOrigin(
            f"{search.undecided[0].document} lies under no folder named `official` or `field`",
            "Say what it is with --origin official or --origin field, or put it into such a folder",
        )
    if not search.files and not search.refused:
        kinds = ", ".join(sorted(readers.by_suffix()))
        raise BadInput(
            f"There is nothing to read in {', '.join(map(str, paths)) or 'no path'}", f"Readable are {kinds}"
        )
    files = tuple(sorted(search.files.values(), key=lambda f: (f.path, f.source)))
    refused = (*search.refused, *search.undecided)
    return Found(files, tuple(search.skipped), refused, tuple(search.roots), frozenset(search.seen))


def upload(name: str, data: bytes, origin: Origin) -> File:
    """Return what a user sends as a file. Of the name only the last part counts, whatever path it pretends to."""
    name = re.sub(r"[\x00-\x1f]", "", unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])).strip()[-200:]
    if not name.strip("."):
        raise BadInput("The upload has no file name", "Send one that ends in .txt, .md, .html, .csv or .jsonl")
    return File(_printable(name), origin, f"upload:{_printable(name)}", data)


def raw(file: File, limits: Limits, today: date) -> Raw:
    """Return the bytes of one file, with what a reader needs to know.

    Raises:
        TooLarge: It is beyond the limit; of such a file nothing is read.
        Unreadable: It cannot be opened; the message says what to do.
    """
    return Raw(_bytes(file, limits), file.path, file.origin, today, file.source, limits=limits)


def read(file: File, limits: Limits, today: date) -> Reading:
    """Return the documents of one file, read here and now; raises what `raw` raises, and what readers refuse."""
    return readers.read(raw(file, limits, today))


def _bytes(file: File, limits: Limits) -> bytes:
    try:
        size = len(file.data) if file.data is not None else Path(file.source).stat().st_size
        if size > limits.file:
            raise TooLarge(
                f"{file.path} is larger than {limits.file // MEGABYTE} MB",
                "Split it, or raise SAMSYN_MAX_FILE_MB",
            )
        return file.data if file.data is not None else Path(file.source).read_bytes()
    except OSError as error:
        raise Unreadable(
            f"{file.path} cannot be opened ({error.strerror})", "Check that it is there and may be read"
        ) from error


class _Search:
    """One walk over the given paths. A folder or file reached twice, by a link or by two paths, counts once."""

    def __init__(self, origin: Origin | None, base: Path) -> None:
        self._origin = origin
        self._base = base
        self._folders: set[tuple[int, int]] = set()
        self._suffixes = frozenset(readers.by_suffix())
        self.files: dict[tuple[int, int], File] = {}
        self.skipped: list[Refusal] = []
        self.refused: list[Refusal] = []
        self.undecided: list[Refusal] = []
        self.roots: list[str] = []
        self.seen: set[str] = set()

    def look(self, path: Path) -> None:
        if not (self._base / path).exists():
            raise BadInput(f"There is no file or folder {path}", "Check the path")
        root = (self._base / path).resolve()
        self.roots.append(_printable(str(root)))
        # The folders the user wrote count, and the nearest one's own name; what lies above on this machine does not.
        if root.is_file():
            self._file(root, root.name, [*path.parts[:-1], root.parent.name], named=True)
            return
        for file in self._walk(root):
            relative = file.relative_to(root)
            self._file(file, relative.as_posix(), [*path.parts, root.name, *relative.parts[:-1]])

    def _walk(self, root: Path) -> Iterator[Path]:
        waiting = [root]
        while waiting:
            folder = waiting.pop()
            try:
                identity = folder.stat()
                entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
            except OSError as error:
                self.refused.append(
                    Refusal(_printable(str(folder)), f"The folder cannot be opened ({error.strerror}).")
                )
                continue
            if (identity.st_dev, identity.st_ino) in self._folders:
                continue
            self._folders.add((identity.st_dev, identity.st_ino))
            for entry in entries:
                if os.path.isdir(entry) and not _leftover(entry.name):  # noqa: PTH112 - answers where Path raises
                    waiting.append(entry)
                else:
                    yield entry

    def _file(self, file: Path, relative: str, folders: Sequence[str], *, named: bool = False) -> None:
        path = _printable(unicodedata.normalize("NFC", relative))
        source = _printable(str(file))
        self.seen.add(source)
        reason, identity = self._passed_over(file, named=named)
        if reason:
            self.skipped.append(Refusal(path, reason))
        elif (origin := self._origin or _origin_of(folders)) is None:
            self.undecided.append(
                Refusal(path, "It lies under no folder named `official` or `field`. Say which with --origin.")
            )
        else:
            self.files[identity] = File(path, origin, source)

    def _passed_over(self, file: Path, *, named: bool) -> tuple[str, tuple[int, int]]:
        if _leftover(file.name):
            return "hidden", (0, 0)
        try:
            status = file.stat()
        except OSError:
            return "a link that leads nowhere", (0, 0)
        identity = (status.st_dev, status.st_ino)
        if not stat.S_ISREG(status.st_mode):
            return "no file", identity
        if file.suffix.lower() not in self._suffixes and not named:
            return f"of a kind that is not read ({file.suffix or 'no ending'})", identity
        return ("the same file as another one" if identity in self.files else ""), identity


def _origin_of(folders: Sequence[str]) -> Origin | None:
    for folder in reversed(folders):
        match = _FOLDER.fullmatch(unicodedata.normalize("NFC", folder))
        if match:
            return Origin.OFFICIAL if match[1] else Origin.FIELD
    return None


def _leftover(name: str) -> bool:
    return name.startswith((".", "~$")) or name.casefold() in _LEFTOVERS


def _printable(path: str) -> str:
    """A path whose name is no valid text is shown with question marks, and can be stored."""
    return os.fsencode(path).decode("utf-8", "replace")
