"""Files of every kind, made wrong at random, through the room where files are read: text or a refusal, nothing else."""

import re
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath
from random import Random
from typing import Any

import pytest

from app.domain.errors import SamsynError
from app.domain.evidence import Origin
from ingest import isolation, readers, sources
from ingest.isolation import ReadingRoom
from ingest.reading import MEGABYTE, Limits, Raw, Reading, Refusal
from ingest.sources import File
from tests.ingest.mutations import mutant
from tests.ingest.reading_a_file import TODAY
from tests.ingest.soundness import problems_of
from tests.ingest.specimens import specimens

SEED, FILES = 0, 250
"""By hand, other seeds and more files find more."""
LIMITS = Limits(seconds=10, memory=2000 * MEGABYTE, expanded=20 * MEGABYTE)
GOOD = sources.upload("good.txt", b"They want single sign-on.", Origin.FIELD)
_tried: list[str] = []


def _noted(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(isolation._FORBIDDEN) or (event == "open" and isolation._writes(*arguments[1:3])):
        _tried.append(f"{event} {arguments[:1]}")


def _watched_and_shut_in(memory: int) -> None:
    """In the process that reads: note what it is about to be forbidden, which a library may keep to itself."""
    sys.addaudithook(_noted)
    _shut_in(memory)


def _watched(raw: Raw) -> Reading | SamsynError:
    _tried.clear()
    reading = _read(raw)
    if isinstance(reading, SamsynError):
        return reading
    return Reading(reading.documents, refusals=(*reading.refusals, *(Refusal(raw.path, f"{t}:") for t in _tried)))


_shut_in, _read = isolation._shut_in, isolation._read


@pytest.fixture
def watched_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingRoom]:
    monkeypatch.setattr(isolation, "_shut_in", _watched_and_shut_in)
    monkeypatch.setattr(isolation, "_read", _watched)
    with closing(ReadingRoom(LIMITS)) as room:
        yield room


def damaged(seed: int, count: int) -> list[File]:
    """Files whose name begins with the number that makes them anew."""
    made = ((number, *mutant(Random(number))) for number in range(seed, seed + count))  # noqa: S311 - no secret
    return [sources.upload(f"{number}-{name}", data, list(Origin)[number % 2]) for number, name, data in made]


def test_there_is_a_specimen_of_everything_that_is_read() -> None:
    assert {PurePosixPath(name).suffix for name in specimens()} == set(readers.by_suffix())


def test_what_is_said_to_be_read_has_an_ending_of_every_reader() -> None:
    said = set(re.findall(r"\.\w+", readers.WHAT.replace("PDF", ".pdf").replace("zip", ".zip")))
    assert said <= set(readers.by_suffix())
    assert all(said & reader.SUFFIXES for reader in readers.by_suffix().values())


@pytest.mark.timeout(120)
def test_a_damaged_file_ends_in_sound_text_or_in_a_refusal_that_helps(
    watched_room: ReadingRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    files = [*damaged(SEED, FILES), GOOD]
    last = None
    found = {}
    for file, last in watched_room.readings(files, TODAY):
        if problems := problems_of(file.path, last):
            found[file.path] = problems
    assert not found
    assert isinstance(last, Reading)
    assert last.documents[0].text == "They want single sign-on."
    assert not list(tmp_path.iterdir())
