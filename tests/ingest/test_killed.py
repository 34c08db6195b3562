"""Accepted means written down: an ingestion killed anywhere ends, when started again, as one that was left in peace."""

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.job import State
from app.sample import FOLDER
from ingest.jobs import ATTEMPTS, Failed, Request
from tests.ingest.killed import POINTS, open_foreman
from tests.store.samples import TODAY

ROOT = Path(__file__).parents[2]
KILLS = 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Some of the sample company: enough for several parts, tables among them."""
    root = tmp_path_factory.mktemp("some") / "company"
    for origin in ("official", "field"):
        (root / origin).mkdir(parents=True)
        files = sorted((FOLDER / origin).iterdir())
        for file in files[:6] + [f for f in files[6:] if f.suffix in {".csv", ".jsonl"}]:
            (root / origin / file.name).write_bytes(file.read_bytes())
    return root


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    data = tmp_path_factory.mktemp("undisturbed")
    process = start(data, folder)
    assert process.communicate(timeout=120)[0] == "accepted\nended\n"
    return state(data)


def start(data: Path, folder: Path, point: str = "") -> "subprocess.Popen[str]":
    command = [sys.executable, str(ROOT / "tests/ingest/killed.py"), str(data), str(folder), point]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def state(data: Path) -> dict[str, object]:
    """All that a user could see, after checking that texts, claims and indexes agree."""
    foreman = open_foreman(data)
    library = foreman.pipeline.library
    with closing(library.database), closing(library):
        assert library.faults() == []
        (job,) = foreman.book.latest(10)
        assert job.state is State.DONE
        documents = library.documents()
        return {
            "documents": documents,
            "passages": [library.passages_of(one.id) for one in documents],
            "claims": library.claims(),
            "gaps": [replace(gap, events=()) for gap in foreman.pipeline.finder.view(TODAY)],
            "tombstones": library.tombstones(),
            "versions": [library.versions(one.id) for one in documents],
        }


@pytest.mark.parametrize("point", POINTS)
def test_an_ingestion_killed_at_a_bad_moment_ends_as_if_it_had_been_left_in_peace(
    point: str, folder: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    killed = start(tmp_path, folder, point)
    assert killed.communicate(timeout=120)[0] == "accepted\n"
    assert killed.returncode == -signal.SIGKILL
    again = start(tmp_path, folder)
    assert again.communicate(timeout=120)[0] == "accepted\nended\n"
    assert state(tmp_path) == undisturbed


def test_an_ingestion_killed_at_any_moment_again_and_again_ends_the_same(
    folder: Path, undisturbed: dict[str, object], tmp_path: Path
) -> None:
    moments = random.Random(2026)  # noqa: S311 - reproducible, not secret
    for _ in range(KILLS):
        process = start(tmp_path, folder)
        assert process.stdout is not None
        assert process.stdout.readline() == "accepted\n"
        time.sleep(moments.uniform(0, 1.5))
        process.kill()
        process.communicate()
    last = start(tmp_path, folder)
    if "ended" not in last.communicate(timeout=120)[0]:
        pytest.fail("it did not end")
    assert state(tmp_path) == undisturbed


def test_a_job_that_kills_its_process_each_time_is_given_up(folder: Path, tmp_path: Path) -> None:
    foreman = open_foreman(tmp_path)
    with closing(foreman.book.database), closing(foreman.pipeline.library):
        number = foreman.accept(Request(TODAY, (str(folder),)))
        for _ in range(ATTEMPTS):
            foreman.book.take()
            foreman.book.put_back()  # as a new process does, when it finds one begun by a dead one
        with pytest.raises(Failed, match="died of it 10 times"):
            foreman.see_through(number)
        assert foreman.book.job(number).state is State.FAILED
