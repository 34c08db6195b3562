"""Paths to files, and files to documents: what is read, what is passed over, what is refused, and why."""

import os
import re
import stat
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath

from app.domain.errors import BadInput, SamsynError, TooLarge, UnknownOrigin, Unreadable
from app.domain.evidence import Origin
from ingest import archives, readers
from ingest.archives import Archive
from ingest.reading import MEGABYTE, Limits, Raw, Reading, Refusal
from ingest.stated import names

_FOLDER = re.compile(
    r"(?:(official|officiellt|officiell)|field|fält|falt)(?:[-_ ](?:sv|se|en|gb|us|\d{4}))?", re.IGNORECASE
)
_ARCHIVE = ".zip"


@dataclass(frozen=True, slots=True)
class File:
    """One file to read: `path` is relative to the ingested root, `data` holds an upload's bytes.

    Of what lies in a zip file, `member` is its path in it, `archive` the zip file, and `source` the zip file's.
    """

    path: str
    origin: Origin
    source: str
    data: bytes | None = None
    member: str = ""
    archive: Archive | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under the paths given: `roots` and `sources` are absolute, `sources` holds every file seen there.

    `members` are what each zip file holds now that could be looked into, by its source.
    """

    files: tuple[File, ...]
    skipped: tuple[Refusal, ...] = ()
    refused: tuple[Refusal, ...] = ()
    roots: tuple[str, ...] = ()
    sources: frozenset[str] = field(default_factory=frozenset)
    members: Mapping[str, frozenset[str]] = field(default_factory=dict)


def find(
    paths: Sequence[Path | str], origin: Origin | None = None, base: Path = Path(), limits: Limits | None = None
) -> Found:
    """Return the files under `paths`, as typed in the folder `base`, sorted, each with its origin.

    A zip file is looked into like a folder.

    Without `origin` the nearest folder named `official` or `field` (`officiellt`, `fält`) decides for each file.

    Raises:
        BadInput: A path does not exist, or there is no file at all.
        UnknownOrigin: No file's origin can be told.
    """
    search = _Search(origin, base, limits or Limits())
    for path in paths:
        search.look(Path(path))
    if not search.files and search.undecided:
        raise UnknownOrigin(
            f"{search.undecided[0].document} lies under no folder named `official` or `field`",
            "Say what it is with --origin official or --origin field, or put it into such a folder",
        )
    if not search.files and not search.refused:
        raise BadInput(
            f"There is nothing to read in {', '.join(map(str, paths)) or 'no path'}", f"Readable are {readers.WHAT}"
        )
    files = tuple(sorted(search.files, key=lambda f: (f.path, f.source)))
    refused = (*search.refused, *search.undecided)
    skipped, roots = tuple(search.skipped), tuple(search.roots)
    return Found(files, skipped, refused, roots, frozenset(search.seen), search.members)


def upload(name: str, data: bytes, origin: Origin) -> File:
    """Return what a user sends as a file. Of the name only the last part counts, whatever path it pretends to."""
    name = names.safe(name)
    if not name:
        raise BadInput("The upload has no file name", f"Readable are {readers.WHAT}")
    return File(_printable(name), origin, f"upload:{_printable(name)}", data)


def handed_in(uploads: Sequence[File], limits: Limits) -> Found:
    """Return what uploads hold; one that cannot be looked into is among the refused."""
    found: list[Found] = []
    for upload in uploads:
        try:
            found.append(unpacked(upload, limits))
        except SamsynError as error:
            found.append(Found((), refused=(Refusal(upload.path, error.sentence()),)))
    return Found(
        tuple(file for one in found for file in one.files),
        tuple(refusal for one in found for refusal in one.skipped),
        tuple(refusal for one in found for refusal in one.refused),
        members={source: members for one in found for source, members in one.members.items()},
    )


def unpacked(file: File, limits: Limits) -> Found:
    """Return what an upload holds: itself, or the files in it if it is a zip file.

    Raises:
        TooLarge: It holds more, or unpacks to more, than the limit.
        Unreadable: It is a broken zip file, or one with nothing to read in it.
    """
    if file.data is None or not file.path.lower().endswith(_ARCHIVE):
        return Found((file,))
    if len(file.data) > limits.expanded:
        raise TooLarge(
            f"{file.path} is larger than {limits.expanded // MEGABYTE} MB", "Split it, or raise SAMSYN_MAX_EXPANDED_MB"
        )
    archive = archives.opened(file.data, file.path)
    members, skipped = _readable(archive, limits)
    if not members:
        raise Unreadable(f"{file.path} holds nothing that can be read", f"Readable are {readers.WHAT}")
    files = tuple(replace(file, path=f"{file.path}/{m}", data=None, member=m, archive=archive) for m in members)
    return Found(files, skipped, members={file.source: frozenset(archive.members)})


def _readable(archive: Archive, limits: Limits) -> tuple[list[str], tuple[Refusal, ...]]:
    """The members of kinds that are read, sorted, and those passed over; raises `TooLarge` for too much of them."""
    kinds = readers.by_suffix()
    members = sorted(member for member in archive.members if PurePosixPath(member).suffix.lower() in kinds)
    others = (Refusal(f"{archive.name}/{m}", _not_read(m)) for m in sorted(archive.members.keys() - set(members)))
    archive.check(members, limits)
    return members, (*archive.skipped, *others)


def _not_read(name: str) -> str:
    return f"of a kind that is not read ({PurePosixPath(name).suffix or 'no ending'})"


def raw(file: File, limits: Limits, today: date) -> Raw:
    """Return the bytes of one file, with what a reader needs to know.

    Raises:
        TooLarge: It is beyond the limit; of such a file nothing is read.
        Unreadable: It cannot be opened; the message says what to do.
    """
    data = _bytes(file, limits)
    if file.archive and file.member.lower().endswith(_ARCHIVE):
        limits = file.archive.share(limits)
    depth = 1 if file.member else 0
    return Raw(data, file.path, file.origin, today, file.source, file.member, depth, limits)


def read(file: File, limits: Limits, today: date) -> Reading:
    """Return the documents of one file, read here and now; raises what `raw` raises, and what readers refuse."""
    return readers.read(raw(file, limits, today))


def _bytes(file: File, limits: Limits) -> bytes:
    if file.archive:
        return file.archive.read(file.member, limits)
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

    def __init__(self, origin: Origin | None, base: Path, limits: Limits) -> None:
        self._origin = origin
        self._base = base
        self._limits = limits
        self._folders: set[tuple[int, int]] = set()
        self._taken: set[tuple[int, int]] = set()
        self._suffixes = frozenset(readers.by_suffix())
        self.files: list[File] = []
        self.skipped: list[Refusal] = []
        self.refused: list[Refusal] = []
        self.undecided: list[Refusal] = []
        self.roots: list[str] = []
        self.seen: set[str] = set()
        self.members: dict[str, frozenset[str]] = {}

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
                if os.path.isdir(entry) and not names.is_leftover(entry.name):  # noqa: PTH112 - answers where Path raises
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
        elif file.suffix.lower() == _ARCHIVE:
            self._look_into(file, path, source, folders, identity)
        else:
            self._add(File(path, Origin.FIELD, source), folders, identity)

    def _look_into(self, file: Path, path: str, source: str, folders: Sequence[str], identity: tuple[int, int]) -> None:
        """A zip file is a folder in disguise, called as it is without its ending."""
        try:
            archive = archives.opened(file, path)
            members, skipped = _readable(archive, self._limits)
        except SamsynError as error:
            self.refused.append(Refusal(path, error.sentence()))
            return
        self.members[source] = frozenset(archive.members)
        self.skipped += skipped
        for member in members:
            within = [*folders, file.stem, *PurePosixPath(member).parts[:-1]]
            found = File(f"{path}/{member}", Origin.FIELD, source, member=member, archive=archive)
            self._add(found, within, identity)

    def _add(self, file: File, folders: Sequence[str], identity: tuple[int, int]) -> None:
        origin = self._origin or _origin_of(folders)
        if origin is None:
            self.undecided.append(
                Refusal(file.path, "It lies under no folder named `official` or `field`. Say which with --origin.")
            )
        else:
            self._taken.add(identity)
            self.files.append(replace(file, origin=origin))

    def _passed_over(self, file: Path, *, named: bool) -> tuple[str, tuple[int, int]]:
        if names.is_leftover(file.name):
            return "hidden", (0, 0)
        try:
            status = file.stat()
        except OSError:
            return "a link that leads nowhere", (0, 0)
        identity = (status.st_dev, status.st_ino)
        if not stat.S_ISREG(status.st_mode):
            return "no file", identity
        if file.suffix.lower() not in self._suffixes and not named:
            return _not_read(file.name), identity
        return ("the same file as another one" if identity in self._taken else ""), identity


def _origin_of(folders: Sequence[str]) -> Origin | None:
    for folder in reversed(folders):
        match = _FOLDER.fullmatch(unicodedata.normalize("NFC", folder))
        if match:
            return Origin.OFFICIAL if match[1] else Origin.FIELD
    return None


def _printable(path: str) -> str:
    """A path whose name is no valid text is shown with question marks, and can be stored."""
    return os.fsencode(path).decode("utf-8", "replace")
