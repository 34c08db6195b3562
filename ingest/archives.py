"""Zip files: what lies in one, told without unpacking anything, and each member unpacked by itself, within limits."""

import io
import re
import stat
import unicodedata
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from zipfile import BadZipFile, ZipFile, ZipInfo

from app.domain.errors import TooLarge, Unreadable
from ingest.reading import MEGABYTE, Limits, Refusal
from ingest.stated.names import is_leftover

MEMBERS = 10_000
"""More files than a person packs together. An index of a million of them alone would take a gigabyte."""
_CHUNK = 65_536
_ENCRYPTED = 0x1
_UTF8 = 0x800
_NOTHING = b"PK\x05\x06" + bytes(18)
"""A zip file with nothing in it."""
_LETTERS = frozenset("åäöÅÄÖéÉüÜæøÆØ")


@dataclass(frozen=True, slots=True)
class Archive:
    """A zip file: `members` by their path in it, and what of it is passed over.

    The path of a member is made harmless: "../", drive letters and leading slashes go.
    """

    name: str
    file: Path | bytes
    members: Mapping[str, ZipInfo]
    skipped: tuple[Refusal, ...]

    def check(self, members: Iterable[str], limits: Limits) -> None:
        """Raise `TooLarge` if `members` are more than may be unpacked; those too large for a file are not, anyway."""
        sizes = (self.members[one].file_size for one in members)
        total = sum(size for size in sizes if size <= limits.file)
        if total > limits.expanded:
            raise TooLarge(
                f"{self.name} would unpack to {total // MEGABYTE} MB, more than {limits.expanded // MEGABYTE} MB",
                "Unpack it into a folder, or raise SAMSYN_MAX_EXPANDED_MB",
            )

    def share(self, limits: Limits) -> Limits:
        """Return the limits of a zip file in this one: of what may be unpacked, its part of what is left.

        Otherwise ten small files in ten small files each would unpack to a thousand times what one may.
        """
        total = sum(info.file_size for info in self.members.values() if info.file_size <= limits.file)
        archives = sum(member.lower().endswith(".zip") for member in self.members)
        return replace(limits, expanded=max(limits.expanded - total, 0) // max(archives, 1))

    def read(self, member: str, limits: Limits) -> bytes:
        """Return one member's bytes; no other is unpacked.

        Raises:
            TooLarge: It says that it is larger than a file may be. One that lies is cut at what it says, and broken.
            Unreadable: It is encrypted, broken or packed in a way that is not understood.
        """
        info, where = self.members[member], f"{member} in {self.name}"
        if info.file_size > limits.file:
            raise TooLarge(
                f"{where} is larger than {limits.file // MEGABYTE} MB", "Split it, or raise SAMSYN_MAX_FILE_MB"
            )
        if info.flag_bits & _ENCRYPTED:
            raise Unreadable(f"{where} is encrypted", "Unpack it with its password, and add what was in it")
        try:
            with self._open() as source, ZipFile(io.BytesIO(_NOTHING)) as unpacker:
                unpacker.fp = source  # reading the whole index again for each of its members takes quadratic time
                with unpacker.open(info) as packed:  # in pieces: one call for all of it may unpack more than it says
                    return b"".join(iter(lambda: packed.read(_CHUNK), b""))
        except NotImplementedError as error:
            raise Unreadable(f"{where} is packed in a way that is not known", "Pack it again as .zip") from error
        except (BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
            raise Unreadable(f"{where} is broken", "Pack it again, or add it by itself") from error

    def _open(self) -> "io.BufferedReader | io.BytesIO":
        return io.BytesIO(self.file) if isinstance(self.file, bytes) else self.file.open("rb")


def opened(file: Path | bytes, name: str) -> Archive:
    """Return the index of a zip file, called `name` in refusals; of two members with one path the last counts.

    Raises:
        TooLarge: It holds more than 10,000 files.
        Unreadable: It is no zip file, or broken.
    """
    try:
        with ZipFile(io.BytesIO(file) if isinstance(file, bytes) else file) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
    except OSError as error:
        raise Unreadable(f"{name} cannot be opened ({error.strerror})", "Check that it may be read") from error
    except (BadZipFile, ValueError, EOFError, NotImplementedError) as error:
        raise Unreadable(f"{name} is no zip file, or a broken one", "Pack it again as .zip") from error
    if len(infos) > MEMBERS:
        raise TooLarge(f"{name} holds more than {MEMBERS:,} files", "Unpack it into a folder")
    members: dict[str, ZipInfo] = {}
    skipped: dict[str, str] = {}
    for info in infos:
        path = _path(_spelled(info))
        parts = path.split("/")
        hidden = next((n for n, part in enumerate(parts, start=1) if is_leftover(part)), 0)
        if hidden:
            skipped["/".join(parts[:hidden])] = "hidden"
        elif not path or stat.S_ISLNK(info.external_attr >> 16):
            skipped[path or info.filename] = "a link" if path else "no file"
        else:
            members[path] = info
    return Archive(name, file, members, tuple(Refusal(f"{name}/{path}", why) for path, why in skipped.items()))


def _spelled(info: ZipInfo) -> str:
    """The member's name. Without the mark for UTF-8 it is that all the same (macOS), or a code page of Windows.

    The standard library takes the American code page; Western Europe's has the same å, ä and ö, and an ø besides.
    """
    if info.flag_bits & _UTF8:
        return info.orig_filename
    try:
        data = info.orig_filename.encode("cp437")
    except UnicodeEncodeError:
        return info.orig_filename
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        console, windows = data.decode("cp850"), data.decode("cp1252", "replace")
    return windows if _LETTERS.intersection(windows) and not _LETTERS.intersection(console) else console


def _path(name: str) -> str:
    r"""A path that leads nowhere but into the zip file: `..\..\C:/x` → `x`."""
    name = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "", unicodedata.normalize("NFC", name))
    parts = (part.strip() for part in re.split(r"[\\/]+", name))
    return "/".join(part for part in parts if part.strip(".") and not re.fullmatch(r"[A-Za-z]:", part))
