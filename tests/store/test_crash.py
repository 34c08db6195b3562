"""Real processes, really killed: nothing acknowledged is lost, nothing removed is found again."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.domain.evidence import Origin
from app.store.library import Library
from tests.store.samples import HashEncoder
from tests.store.writer import LINES, POINTS

KILLS = 4  # sixty have been run by hand
ROOT = Path(__file__).parents[2]


def writer(folder: Path, turn: int, point: str = "") -> "subprocess.Popen[str]":
    command = [sys.executable, str(ROOT / "tests/store/writer.py"), str(folder), str(turn), point]
    paths = {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, **paths})


def acknowledged(lines: list[str], kept: set[str], removed: set[str]) -> None:
    """Add what a writer said to what must be there and what must not."""
    for line in lines:
        verb, *ids = line.split()
        if verb == "put":
            kept |= set(ids)
        elif verb == "removing":
            kept -= set(ids)
        elif verb == "removed":
            removed |= set(ids)


def assert_right(library: Library, kept: set[str], removed: set[str]) -> None:
    """SQL, both indexes and the claims agree; what must be there is found, what must not is nowhere."""
    encoder = HashEncoder()
    stored = {document.id for document in library.documents()}
    assert kept <= stored
    assert not removed & stored
    counts = library.counts().field
    assert (counts.passages, counts.claims) == (counts.documents * LINES, counts.documents * LINES)
    for one in sorted(kept)[:: max(1, len(kept) // 40)] + sorted(kept)[-5:]:
        last = library.passages_of(one)[-1]
        assert library.nearest(Origin.FIELD, encoder.encode([last.text])[0], 1)[0][0] == last.id
        assert last.id in library.matching(Origin.FIELD, last.text.split(), 200)
    passages = {claim.passage_id for claim in library.claims()}
    assert len(passages) == counts.passages
    vectors: Any = library.index._ready()
    assert set(vectors._collections[Origin.FIELD].get(include=[])["ids"]) == passages


@pytest.mark.parametrize("point", POINTS)
def test_a_process_that_dies_at_a_bad_moment_loses_and_resurrects_nothing(
    point: str, tmp_path: Path, reopen: Callable[..., Library]
) -> None:
    process = writer(tmp_path / "store", 0, point)
    lines = process.communicate(timeout=120)[0].splitlines()
    assert process.returncode == -signal.SIGKILL
    kept: set[str] = set()
    removed: set[str] = set()
    acknowledged(lines, kept, removed)
    assert kept
    assert removed
    assert_right(reopen(), kept, removed)
    folders = list((tmp_path / "store" / "vectors").glob("index-*"))
    assert len(folders) == 1


def test_processes_killed_at_any_moment_lose_and_resurrect_nothing(
    tmp_path: Path, reopen: Callable[..., Library]
) -> None:
    moments = random.Random(2026)  # noqa: S311 - reproducible, not secret
    kept: set[str] = set()
    removed: set[str] = set()
    for turn in range(KILLS):
        process = writer(tmp_path / "store", turn)
        assert process.stdout is not None
        lines = [process.stdout.readline()]
        assert lines == ["ready\n"]
        time.sleep(moments.uniform(0, 1.5))
        process.kill()
        lines += process.communicate(timeout=60)[0].splitlines()
        acknowledged(lines, kept, removed)
        library = reopen()
        assert_right(library, kept, removed)
        kept = {document.id for document in library.documents()}
        library.index.close()  # the next writer wants it
