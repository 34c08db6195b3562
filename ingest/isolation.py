"""Files are read in a process of their own: whatever one of them does to its reader, it does it to nobody else.

The process may not open a connection, start a program or write a file, has a limit on memory, and is ended when a file
takes longer than it may. Then a new one goes on with the next file.
"""

import logging
import math
import multiprocessing
import os
import resource
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, wait
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from app.domain.errors import SamsynError, Unreadable
from app.language.detect import language_of
from ingest import sources
from ingest.reading import Limits, Raw, Reading
from ingest.sources import File

log = logging.getLogger(__name__)

AHEAD, AHEAD_AT_MOST, AHEAD_BYTES = 8, 160, 4_000_000
"""Bundles that are being read while earlier ones are embedded; up to so many while they are small."""
_BUNDLE, _SMALL = 16, 16_000
"""Files handed over at once, and bytes from which one goes alone: handing over takes longer than reading a note."""
_FILES_A_PROCESS = 5000
_BEGINS_WITHIN, _ENDS_WITHIN = 120, 10
"""Seconds: the process has to load every reader first, on a machine that may have much else to do."""
_BY_ITSELF = 30
"""Seconds after a file's time from which the process ends itself: whoever watches it may be gone."""
_FORBIDDEN = (
    "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostby", "socket.sendto", "socket.sendmsg",
    "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "pty.spawn",
    "os.remove", "os.rename", "os.rmdir", "os.mkdir", "os.link", "os.symlink", "os.truncate", "os.chmod", "shutil.",
)  # fmt: skip
"""Beginnings of the names of Python's audit events."""
_WRITING = frozenset("wax+")
_WRITING_FLAGS = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def unknown(_: Raw) -> Reading | None:
    """Know of no file what it holds."""
    return None


@dataclass(frozen=True)
class ReadingRoom:
    """Where files are read; the process starts with the first of them. `close` ends it."""

    limits: Limits = field(default_factory=Limits)
    _pool: list[ProcessPool] = field(default_factory=list, init=False, repr=False, compare=False)

    def readings(
        self, files: Iterable[File], today: date, known: Callable[[Raw], Reading | None] = unknown
    ) -> Iterator[tuple[File, Reading | SamsynError]]:
        """Yield each file with its reading, or with why it has none, in order and a few files ahead.

        What `known` says a file holds, from its bytes, is taken for its reading.
        """
        waiting: deque[Bundle] = deque()
        for file in files:
            if not waiting or waiting[-1].full:
                waiting.append(Bundle())
            waiting[-1].files.append((file, self._opened(file, today, known)))
            if waiting[-1].full:
                self._begin(waiting[-1])
            while _enough(waiting):
                yield from self._outcomes(waiting.popleft())
        if waiting and not waiting[-1].full:
            self._begin(waiting[-1])
        while waiting:
            yield from self._outcomes(waiting.popleft())

    def read(self, file: File, today: date) -> Reading:
        """Return what one file holds; raises `TooLarge` or `Unreadable` with what to do about it."""
        ((_, outcome),) = self.readings((file,), today)
        if isinstance(outcome, SamsynError):
            raise outcome
        return outcome

    def close(self) -> None:
        """End the process."""
        while self._pool:
            pool = self._pool.pop()
            pool.stop()  # type: ignore[no-untyped-call]
            # In a thread that is not waited for longer than that: a pool whose process was ended in the middle of a
            # word waits for the rest of it for ever.
            ending = threading.Thread(target=pool.join, name="reading-room-ends", daemon=True)
            ending.start()
            ending.join(_ENDS_WITHIN)

    def _opened(self, file: File, today: date, known: Callable[[Raw], Reading | None]) -> Raw | Reading | SamsynError:
        try:
            raw = sources.raw(file, self.limits, today)
        except SamsynError as error:
            return error
        return known(raw) or raw

    def _begin(self, bundle: "Bundle") -> None:
        """Hand a bundle over to be read, if anything in it has to be."""
        if bundle.unread:
            bundle.reading = self._schedule(bundle.unread)

    def _schedule(self, raws: Sequence[Raw]) -> "Turn":
        pool, seconds = self._process(), self.limits.seconds
        return Turn(pool, pool.schedule(_read_all, args=[_read, raws, seconds], timeout=seconds))

    def _process(self) -> ProcessPool:
        if self._pool and not self._pool[0].active:
            self.close()  # it gave up, for want of memory to start a process: that may have passed
        if not self._pool:
            pool = ProcessPool(
                max_workers=1,
                max_tasks=_FILES_A_PROCESS,
                initializer=_shut_in,
                initargs=[self.limits.memory],
                # Not forked: a copy of a process with torch and open databases in it is not a clean one.
                context=multiprocessing.get_context("spawn"),
            )
            self._pool.append(pool)
        return self._pool[0]

    def _outcomes(self, bundle: "Bundle") -> Iterator[tuple[File, Reading | SamsynError]]:
        read = iter(self._read(bundle))
        for file, opened in bundle.files:
            yield file, next(read) if isinstance(opened, Raw) else opened

    def _read(self, bundle: "Bundle") -> Iterable[Reading | SamsynError]:
        """What the files of a bundle hold; where one of several brings the process down, each is tried by itself."""
        if bundle.reading is None:
            return ()
        with suppress(Exception):
            return self._waited_for(bundle.reading)
        return (self._alone(raw) for raw in bundle.unread)

    def _waited_for(self, turn: "Turn") -> list[Reading | SamsynError]:
        """Return what it gives, or raise why it gives nothing.

        It is the next in turn and has a time limit of its own. Should the pool have lost it, as happens to one handed
        over at the moment when the process dies, that limit never comes: then the pool is given up after another.
        """
        if turn.pool in self._pool:
            wait([turn.reading], self.limits.seconds + _BEGINS_WITHIN)
        if turn.reading.done():
            return turn.reading.result()
        if turn.pool in self._pool:
            log.error("the reading process does not answer: it is ended and another one started")
            self.close()
        raise BrokenExecutor

    def _alone(self, raw: Raw) -> Reading | SamsynError:
        name = PurePosixPath(raw.path).name
        try:
            return self._waited_for(self._schedule([raw]))[0]
        except TookTooLong:
            said = f"{name} takes longer than {self.limits.seconds:g} s to read"
            return Unreadable(said, "Split or simplify it, or raise SAMSYN_READ_SECONDS")
        except (ProcessExpired, BrokenExecutor, MemoryError):
            said = f"{name} takes more memory than a file may, or brings its reader down"
            return Unreadable(said, "Save it again with the program it comes from, or split it")
        except Exception:
            log.exception("reading %s", raw.path)
            return Unreadable(f"{name} could not be read", "The log says why")


@dataclass(frozen=True)
class Turn:
    """Files handed to a process, which may be ended before it comes to them."""

    pool: ProcessPool
    reading: ProcessFuture[list[Reading | SamsynError]]


@dataclass
class Bundle:
    """Files handed over together, each with its bytes, or with what is known of it without reading."""

    files: list[tuple[File, Raw | Reading | SamsynError]] = field(default_factory=list)
    reading: Turn | None = None

    @property
    def unread(self) -> list[Raw]:
        """Those that have to be read."""
        return [opened for _, opened in self.files if isinstance(opened, Raw)]

    @property
    def full(self) -> bool:
        """Whether it is time to hand it over."""
        return len(self.files) >= _BUNDLE or any(len(raw.data) >= _SMALL for raw in self.unread)


def _enough(waiting: Sequence[Bundle]) -> bool:
    """Whether the first of these has to be waited for before more is opened."""
    if len(waiting) <= AHEAD or not waiting[-1].full:
        return False
    return len(waiting) > AHEAD_AT_MOST or sum(len(raw.data) for b in waiting for raw in b.unread) > AHEAD_BYTES


def _read_all(
    read: Callable[[Raw], Reading | SamsynError], raws: Sequence[Raw], seconds: float
) -> list[Reading | SamsynError]:
    signal.alarm(math.ceil(seconds) + _BY_ITSELF)
    try:
        return [read(raw) for raw in raws]
    finally:
        signal.alarm(0)


def _read(raw: Raw) -> Reading | SamsynError:
    from ingest import readers  # noqa: PLC0415 - only the process that reads needs them

    try:
        return readers.read(raw)
    except SamsynError as error:
        return error


def _shut_in(memory: int) -> None:
    """Load what every reader needs, for no file's time; then give up, for good, what none of them ever needs."""
    from ingest import readers  # noqa: PLC0415 - as above

    readers.by_suffix()
    language_of("Kairos")  # no word of either language, so that the model is asked: it unpacks itself by way of a file
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that gave the work
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.addaudithook(_refuse)


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _writes(*arguments[1:3])):
        raise PermissionError(f"a document tried to make its reader do: {event}")


def _writes(mode: str | None, flags: int) -> bool:
    """Whether a file is opened to write to it: `open` tells how in `mode`, `os.open` in `flags` alone."""
    return bool(_WRITING & set(mode)) if isinstance(mode, str) else bool(flags & _WRITING_FLAGS)
