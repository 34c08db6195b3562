"""Files that need not be read again: the same bytes, met by the same code, hold what they held.

A reading depends on the day too, where a date leaves out its year or lies ahead. A year once guessed stays: the day
nearest to when it was written guesses best. A file with an undated document is read again on another day, and every
file when the day is an earlier one.
"""

import functools
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from app.domain.evidence import Document
from app.store.catalogue import Entry, Held
from app.store.catalogue import File as Key
from ingest.reading import Raw, Reading, Refusal
from ingest.sources import File
from ingest.stated import accounts

_CODE = ("ingest", "app/language", "app/domain")


class Memory:
    """What the files of one run held the last time, and what is to be remembered of them now."""

    def __init__(self, stored: Iterable[Entry], held: Mapping[Key, Held], version: str, today: date) -> None:
        self._sources = {one.id: one.source for one in stored}
        self._held = held
        self._version = f"{version} {_code()}"
        self._today = today
        self._keys: dict[Key, str] = {}
        self._recognised: dict[Key, File] = {}
        self._fresh: dict[Key, Held] = {}
        self._ids: defaultdict[Key, list[str]] = defaultdict(list)
        self._guesses: defaultdict[Key, list[tuple[str, str]]] = defaultdict(list)

    def known(self, raw: Raw) -> Reading | None:
        """Return what a file holds besides its documents, if those are stored and need not be read again."""
        which = (raw.source, raw.inside)
        if not Path(raw.source).is_absolute():
            return None  # an upload is meant to be taken in
        key = self._key(raw)
        held = self._held.get(which)
        if held is None or held.key != key or not self._still_holds(held, raw.source):
            self._keys[which] = key
            return None
        skipped = tuple(Refusal(document, reason) for document, reason in held.skipped)
        return Reading(columns=held.columns, empty_rows=held.empty_rows, skipped=skipped)

    def read(self, file: File, reading: Reading) -> None:
        """Note what a file held: to be remembered if it was read to the end."""
        which = (file.source, file.member)
        key = self._keys.pop(which, None)
        if key is None:
            if which in self._held and Path(file.source).is_absolute():
                self._recognised[which] = file
        elif not reading.refusals:
            dated = all(document.about.date for document in reading.documents)
            skipped = tuple((one.document, one.reason) for one in reading.skipped)
            self._fresh[which] = Held(key, self._today, dated, (), reading.columns, reading.empty_rows, skipped)

    def spelled(self, file: File, guess: Document, document: Document) -> None:
        """Note under which name a document is taken in whose customer was guessed."""
        if guess.about.account and document.about.account:
            self._guesses[file.source, file.member].append((guess.about.account, document.about.account))

    def stored(self, files: Sequence[File], ids: Sequence[str]) -> None:
        """Note the ids under which documents of these files are stored."""
        for file, one in zip(files, ids, strict=True):
            self._ids[file.source, file.member].append(one)

    def respelled(self, names: Mapping[tuple[str, ...], str]) -> list[File]:
        """Forget, and return, the recognised files whose guessed customer would now be called otherwise."""
        changed = [
            which
            for which in self._recognised
            if any(accounts.resolve(guess, names) != name for guess, name in self._held[which].guesses)
        ]
        for which in changed:
            self._keys[which] = self._held[which].key
        return [self._recognised.pop(which) for which in changed]

    def recognised(self) -> Iterator[str]:
        """Yield the ids of the documents that were not read again."""
        for which in self._recognised:
            yield from self._held[which].documents

    def fresh(self) -> Mapping[Key, Held]:
        """Return what the files that were read held."""
        return {
            which: replace(held, documents=tuple(self._ids[which]), guesses=tuple(self._guesses[which]))
            for which, held in self._fresh.items()
        }

    def _still_holds(self, held: Held, source: str) -> bool:
        day_matters = self._today < held.day or not (held.dated or held.day == self._today)
        return not day_matters and all(self._sources.get(one) == source for one in held.documents)

    def _key(self, raw: Raw) -> str:
        said = repr((raw.path, raw.origin, raw.limits, self._version))
        return hashlib.sha256(hashlib.sha256(raw.data).digest() + said.encode()).hexdigest()


@functools.cache
def _code() -> str:
    """Changes whenever a file may be read otherwise than before."""
    root = Path(__file__).parents[1]
    digest = hashlib.sha256()
    for file in sorted(file for folder in _CODE for file in (root / folder).rglob("*.*")):
        if file.suffix in {".py", ".toml"}:
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]
