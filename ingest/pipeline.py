"""The order of the whole product: read → skip what is known → split → embed → claims → keep → gaps."""

import re
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.ai.ports import Embedder
from app.claims import ClaimReader
from app.domain.errors import SamsynError
from app.domain.evidence import Document, Origin, StoredDocument
from app.domain.history import Cause, Removal
from app.gaps.finder import Finder
from app.store.catalogue import Entry
from app.store.library import Library
from ingest import sources, trim
from ingest.isolation import ReadingRoom
from ingest.passages import VERSION
from ingest.reading import Reading
from ingest.remembered import Memory
from ingest.shelving import Shelver, shelving
from ingest.sources import File, Found
from ingest.stated import accounts, corrections
from ingest.summary import Summary, Tally

WINDOW = 500_000
"""Characters taken in at a time, some two thousand short notes: enough to embed them sorted by length, and little to do
again after a crash."""
Progress = Callable[[str, int, int], None]
"""Told a step (`read`, `embed`, `compare`), how much of it is done, and of how much as far as is known."""


def silent(step: str, done: int, total: int) -> None:
    """Report progress to nobody."""


@dataclass(frozen=True)
class Pipeline:
    """Takes in files and uploads, and brings the gaps up to date."""

    library: Library
    embedder: Embedder
    claim_reader: ClaimReader
    finder: Finder
    room: ReadingRoom

    def ingest(
        self,
        paths: Sequence[Path | str],
        origin: Origin | None = None,
        *,
        base: Path = Path(),
        prune: bool = False,
        restore: bool = False,
        today: date,
        progress: Progress = silent,
    ) -> Summary:
        """Take in all files under `paths`, as typed in the folder `base`.

        With `prune`, documents whose file there is gone are removed too; with `restore`, those come back that a person
        has deleted, and that are passed over otherwise.

        Raises:
            BadInput: A path does not exist, or there is nothing to read.
            UnknownOrigin: No file's origin can be told.
            StoreBusy: Another process is writing.
            ModelChanged: What is stored comes from another embedding model.
        """
        with trim.given_back(self.library.database.close):
            return self._run(
                sources.find(paths, origin, base, self.room.limits), today, progress, prune=prune, restore=restore
            )

    def accept(self, uploads: Sequence[File], today: date, progress: Progress = silent) -> Summary:
        """Take in uploads and what zip files among them hold.

        One of the same name and origin replaces the one before it, and comes back if it was deleted.
        """
        with trim.given_back(self.library.database.close):
            return self._run(sources.handed_in(uploads, self.room.limits), today, progress, restore=True)

    def correct(self, document_id: str, changes: Mapping[str, str | None], today: date) -> StoredDocument:
        """Put right what a document is about; it stays so when the document is read again.

        Args:
            document_id: Which document.
            changes: Fields of `About` with what they should say: "" for unknown, None for what the document says.
            today: The day it is done.

        Raises:
            NotFound: There is no such document.
            BadInput: A field does not exist or its value cannot be understood.
        """
        told = corrections.checked(changes, today)
        document = self.library.document(document_id).document
        put_right = corrections.corrected(document, corrections.merged(document.corrections, told))
        with self._shelving(today) as shelver:
            shelver.put([(document_id, put_right)])
        self.finder.refresh(today)
        return self.library.document(document_id)

    def remove(self, document_id: str, removal: Removal) -> StoredDocument:
        """Delete a document and all that came from it, and look again at the gaps it touched; raises `NotFound`."""
        stored = self.library.document(document_id)
        self.library.remove([document_id], removal)
        self.finder.refresh(removal.on)
        return stored

    def _run(
        self, found: Found, today: date, progress: Progress, *, prune: bool = False, restore: bool = False
    ) -> Summary:
        started = time.perf_counter()
        self.library.index.claim()  # refused now, and not after a window was embedded
        tally = Tally(refusals=list(found.refused), skipped=list(found.skipped))
        stored = self.library.catalogue()
        memory = Memory(stored, self.library.held(file.source for file in found.files), self._version, today)
        names = {one.account for one in stored if one.account}  # by itself: a correction is of one document
        with self._shelving(today) as shelver:
            for window in _windows(self._documents(found.files, names, memory, today, tally, progress)):
                self._keep(window, memory, shelver, tally, progress, restore=restore)
        tally.embedded = shelver.embedded
        tally.found_again(memory.recognised())
        self._forget(found, stored, tally, today, prune=prune)
        if fresh := memory.fresh():
            self.library.remember(fresh)
        progress("compare", 0, 1)
        gaps = self.finder.refresh(today)
        progress("compare", 1, 1)
        counts = self.library.counts()
        return tally.summary(counts.passages, counts.claims, gaps, time.perf_counter() - started)

    def _documents(
        self,
        files: Sequence[File],
        names: set[str],
        memory: Memory,
        today: date,
        tally: Tally,
        progress: Progress,
    ) -> Iterator[tuple[File, Document]]:
        """Yield what the files hold; last those whose customer was guessed, once every better spelling is known."""
        guessed: list[tuple[File, Document]] = []
        for number, (file, outcome) in enumerate(self.room.readings(files, today, memory.known), start=1):
            for document, sure in self._read(file, outcome, memory, tally):
                if sure:
                    names.update(filter(None, [document.about.account]))
                    yield file, document
                else:
                    guessed.append((file, document))
            progress("read", number, len(files))
        known = accounts.known(names)
        for file, outcome in self.room.readings(memory.respelled(known), today):
            guessed += [(file, document) for document, _ in self._read(file, outcome, memory, tally, again=True)]
        for file, document in guessed:
            spelled = _spelled(document, known)
            memory.spelled(file, document, spelled)
            yield file, spelled

    def _read(
        self, file: File, outcome: Reading | SamsynError, memory: Memory, tally: Tally, *, again: bool = False
    ) -> Iterator[tuple[Document, bool]]:
        """Yield the documents of one file, each with whether its customer is certain. A bad file stops no other."""
        if isinstance(outcome, SamsynError):
            tally.refused(file.path, outcome)
            return
        memory.read(file, outcome)
        if not again:  # else what it held besides its documents is noted
            tally.took(file.path, (file.source, file.member), outcome)
        for document in outcome.documents:
            yield replace(document, read_by=self._version), not outcome.account_guessed

    @property
    def _version(self) -> str:
        return f"{VERSION} {self.claim_reader.version}"

    def _keep(
        self,
        window: Sequence[tuple[File, Document]],
        memory: Memory,
        shelver: Shelver,
        tally: Tally,
        progress: Progress,
        *,
        restore: bool,
    ) -> None:
        """Take in what is new or changed, unless a person has deleted it."""
        documents = [document for _, document in window]
        shelver.settle_for(documents)
        found = self.library.identify(documents)
        tally.identified(found)
        ids = [one for one, _ in found]
        memory.stored([file for file, _ in window], ids)
        known = self.library.corrections(ids)
        deleted = {} if restore else self._deleted(ids)
        fresh: list[tuple[str, Document]] = []
        for (_, read), (one, digest) in zip(window, found, strict=True):
            document = corrections.corrected(read, known[one]) if one in known else read
            if one in deleted:
                tally.passed_over(document, deleted[one])
            elif digest == document.digest:
                tally.unchanged += 1
            else:
                fresh.append((one, document))
                tally.count(new=digest is None)
        shelver.put(fresh, lambda done, total: progress("embed", done, total))

    def _shelving(self, today: date) -> AbstractContextManager[Shelver]:
        return shelving(self.library, self.embedder, self.claim_reader, today)

    def _deleted(self, ids: Sequence[str]) -> dict[str, Removal]:
        stones = self.library.tombstones(ids)
        return {stone.id: stone.removal for stone in stones if stone.removal.cause is Cause.DELETED}

    def _forget(self, found: Found, stored: Iterable[Entry], tally: Tally, today: date, *, prune: bool) -> None:
        """Remove rows that their file no longer holds; name, and with `prune` remove, documents whose file is gone."""
        dropped: list[str] = []
        origins = {file.origin for file in found.files}
        for one in stored:
            if one.id in tally.ids:
                continue
            if _has_left(one, found, origins, tally):
                dropped.append(one.id)
            elif _under(one.source, found.roots) and one.source not in found.sources and not Path(one.source).exists():
                (dropped if prune else tally.vanished).append(one.id if prune else one.path)
        if dropped:
            self.library.remove(dropped, Removal(today, Cause.GONE, why="It is no longer where it was read from."))
        tally.removed += len(dropped)


def _has_left(document: Entry, found: Found, origins: Collection[Origin], tally: Tally) -> bool:
    """Whether what held a document that was not seen again was read to the end: its file, or its member of a zip."""
    source, part = document.source, document.part
    if not Path(source).is_absolute() and document.origin not in origins:
        return False  # an upload of the same name on the other side of the loop
    members = found.members.get(source)
    if members is None:
        return (source, "") in tally.whole
    ends = [len(part), *(match.start() for match in re.finditer("[/#]", part))]
    member = next((part[:end] for end in ends if part[:end] in members), None)
    return member is None or (source, member) in tally.whole


def _windows(documents: Iterable[tuple[File, Document]]) -> Iterator[list[tuple[File, Document]]]:
    window: list[tuple[File, Document]] = []
    size = 0
    for file, document in documents:
        window.append((file, document))
        size += len(document.text)
        if size >= WINDOW:
            yield window
            window, size = [], 0
    if window:
        yield window


def _spelled(document: Document, known: dict[tuple[str, ...], str]) -> Document:
    """The document under its customer's best known name, in its title too where that was made of it."""
    about = document.about
    name = accounts.resolve(about.account, known) if about.account else None
    if not name or not about.account or name == about.account:
        return document
    title = f"{name}{about.title.removeprefix(about.account)}" if about.title.startswith(about.account) else about.title
    return replace(document, about=replace(about, account=name, title=title))


def _under(source: str, roots: Sequence[str]) -> bool:
    return any(source == root or source.startswith(f"{root}/") for root in roots)
