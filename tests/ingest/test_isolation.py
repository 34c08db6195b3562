"""A file can hurt its reader, and nobody else: real processes, really ended."""

import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import wait
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.errors import SamsynError, Unreadable
from app.domain.evidence import Origin
from ingest import isolation, sources
from ingest.isolation import ReadingRoom
from ingest.reading import Limits, Raw, Reading
from tests.ingest.reading_a_file import TODAY

GOOD = sources.upload("good.txt", b"They want single sign-on.", Origin.FIELD)


def misbehaving(raw: Raw) -> Reading:
    """What a reader may be made to do by a file; the file's text says which."""
    match raw.data.decode():
        case "loop":
            while True:
                time.sleep(0.1)
        case "eat":
            return Reading(skipped=(bytes(10**10),))
        case "die":
            os.kill(os.getpid(), signal.SIGSEGV)
        case "fetch":
            import urllib.request  # noqa: PLC0415

            urllib.request.urlopen("http://127.0.0.1:9/")
        case "write":
            Path("/tmp/written-by-a-document").write_text("x")  # noqa: S108
        case "run":
            subprocess.run(["true"], check=True)
        case "break":
            raise ZeroDivisionError("inner secret")
    return sources.readers.read(raw)


@pytest.fixture
def small_room(monkeypatch: pytest.MonkeyPatch) -> Iterator[ReadingRoom]:
    monkeypatch.setattr(isolation, "_read", misbehaving)
    with closing(ReadingRoom(Limits(seconds=2))) as room:
        yield room


@pytest.mark.parametrize(
    ("does", "said"),
    [
        ("loop", "takes longer than 2 s to read. Split or simplify it, or raise SAMSYN_READ_SECONDS."),
        ("eat", "takes more memory than a file may"),
        ("die", "brings its reader down"),
        ("fetch", "could not be read"),
        ("write", "could not be read"),
        ("run", "could not be read"),
        ("break", "could not be read"),
    ],
)
def test_a_hostile_file_is_refused_and_its_neighbours_are_read(small_room: ReadingRoom, does: str, said: str) -> None:
    bad = sources.upload("bad.txt", does.encode(), Origin.FIELD)
    (_, before), (_, refused), (_, after) = small_room.readings([GOOD, bad, GOOD], TODAY)
    assert isinstance(refused, Unreadable)
    assert "bad.txt" in refused.sentence()
    assert said in refused.sentence()
    assert "inner secret" not in refused.sentence()
    for reading in (before, after):
        assert isinstance(reading, Reading)
        assert reading.documents[0].text == "They want single sign-on."
    assert not Path("/tmp/written-by-a-document").exists()  # noqa: S108


def test_a_readers_own_refusal_arrives_whole(room: ReadingRoom) -> None:
    with pytest.raises(SamsynError) as refused:
        room.read(sources.upload("empty.txt", b" ", Origin.FIELD), TODAY)
    assert refused.value.sentence() == "empty.txt holds no text. Remove it, or save it again if it should."


def test_readings_come_in_the_order_of_the_files(room: ReadingRoom) -> None:
    files = [sources.upload(f"{n}.txt", f"Note number {n}.".encode(), Origin.FIELD) for n in range(40)]
    told = [reading.documents[0].text for _, reading in room.readings(files, TODAY) if isinstance(reading, Reading)]
    assert told == [f"Note number {n}." for n in range(40)]


def test_a_process_that_no_longer_answers_is_ended_and_its_files_are_read_by_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    others = multiprocessing.active_children()
    files = [sources.upload(f"{n}.txt", f"Note number {n}. ".encode() * 2000, Origin.FIELD) for n in range(4)]
    with closing(ReadingRoom()) as room:
        room.read(GOOD, TODAY)
        (reader,) = (child for child in multiprocessing.active_children() if child not in others)
        assert reader.pid
        os.kill(reader.pid, signal.SIGSTOP)
        patience = iter([1])
        monkeypatch.setattr(isolation, "wait", lambda turns, seconds: wait(turns, next(patience, seconds)))
        told = [reading for _, reading in room.readings(files, TODAY)]
        assert [isinstance(reading, Reading) for reading in told] == [True] * 4
        assert not reader.is_alive()


def test_the_reading_process_ends_with_the_one_that_asked(tmp_path: Path) -> None:
    asks = (
        "    room, note = ReadingRoom(), sources.upload('a.txt', b'A note of some words.', Origin.FIELD)\n"
        "    room.read(note, datetime.date(2026, 1, 1))\n"
    )
    assert _ends_after_its_asker(tmp_path, "", asks, within=10)


def test_a_file_that_is_read_for_ever_is_let_go_of_when_nobody_is_left_to_end_it(tmp_path: Path) -> None:
    reader = (
        "isolation._BY_ITSELF = 1\n"
        "def endless(raw):\n"
        "    while b'loop' in raw.data:\n"
        "        pass\n"
        "    return isolation.Reading()\n"
    )
    asks = (
        "    isolation._read = endless\n"
        "    room, today = ReadingRoom(Limits(seconds=2)), datetime.date(2026, 1, 1)\n"
        "    room.read(sources.upload('a.txt', b'good', Origin.FIELD), today)\n"
        "    bad = sources.upload('a.txt', b'loop', Origin.FIELD)\n"
        "    threading.Thread(target=room.read, args=[bad, today], daemon=True).start()\n"
        "    time.sleep(1)\n"
    )
    assert _ends_after_its_asker(tmp_path, reader, asks, within=20)


def _ends_after_its_asker(folder: Path, before: str, asks: str, *, within: float) -> bool:
    """Whether the reading process of a program that is killed ends by itself after so many seconds at most."""
    script = folder / "ask.py"
    script.write_text(
        "import datetime, threading, time\n"
        "from app.domain.evidence import Origin\n"
        "from ingest import isolation, sources\n"
        "from ingest.isolation import ReadingRoom\n"
        "from ingest.reading import Limits\n"
        f"{before}"
        "if __name__ == '__main__':\n"
        f"{asks}"
        "    print('asked', flush=True)\n"
        "    time.sleep(60)\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, script], stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "asked\n"
        children = _children(process.pid)
        assert children
        process.kill()
        return all(_gone_within(within, child) for child in children)


def _gone_within(seconds: float, process: str) -> bool:
    until = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.1)
    return not Path(f"/proc/{process}").exists()


def _children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()
