"""The server as a process: it tells its address, signs in by it, answers for other commands, and leaves no trace."""

import json
import os
import re
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from http.cookiejar import CookieJar
from pathlib import Path

import pytest

from tests.command.conftest import NOTES, OFFICIAL, SYNC


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("served")
    for path, text in {"official/prislista.md": OFFICIAL, "official/sync.md": SYNC}.items() | {
        (f"field/{name}", text) for name, text in NOTES.items()
    }:
        (root / "company" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "company" / path).write_text(text, "utf-8")
    done = samsyn(root / "data", "ingest", str(root / "company"))
    assert done.returncode == 0, done.stderr
    return root / "data"


def environment(data: Path) -> dict[str, str]:
    return {
        **os.environ,
        "SAMSYN_DATA": str(data),
        "SAMSYN_AS_OF": "2026-03-09",
        "OPENAI_API_KEY": "",
        "SAMSYN_PORT": "0",
    }


def samsyn(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "app", *words], capture_output=True, text=True, env=environment(data), check=False
    )


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "app", "serve"], stdout=subprocess.PIPE, text=True, env=environment(data)
    ) as process:
        try:
            assert process.stdout
            told = ""
            while "http" not in told:
                told = process.stdout.readline()
                assert told or process.poll() is None
            yield process, told.strip()
            process.send_signal(signal.SIGINT)
            process.wait(30)
        finally:
            process.kill()


def test_the_address_it_tells_signs_in(server: tuple[subprocess.Popen[str], str]) -> None:
    _, address = server
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+/\?token=[\w-]{40,}", address)
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    with browser.open(address) as page:
        assert "token" not in page.url
        assert "Samsyn" in page.read().decode()


def test_without_a_key_nothing_is_told(server: tuple[subprocess.Popen[str], str]) -> None:
    base = server[1].split("/?")[0]
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"{base}/api/gaps")  # noqa: S310 - our own address
    problem = json.load(refused.value)
    assert refused.value.code == 401
    assert "550" not in json.dumps(problem)


@pytest.mark.usefixtures("server")
def test_a_question_in_the_terminal_is_answered_by_the_running_server(data: Path) -> None:
    told = samsyn(data, "ask", "Vad kostar Team?", "--json")
    assert told.returncode == 0, told.stderr
    assert any("490 kr" in citation["quote"] for citation in json.loads(told.stdout)["citations"])


@pytest.mark.usefixtures("server")
def test_a_server_that_lives_on_another_day_is_not_asked(data: Path) -> None:
    refused = samsyn(data, "ask", "Vad kostar Team?", "--as-of", "2026-02-05")
    assert refused.returncode == 1
    assert "in use" in refused.stderr


@pytest.mark.usefixtures("server")
def test_an_ingestion_beside_a_running_server_is_done_by_that_server(data: Path, tmp_path: Path) -> None:
    (tmp_path / "field").mkdir()
    (tmp_path / "field" / "n.md").write_text("Kunden vill ha enkel inloggning med Entra ID.", "utf-8")
    done = samsyn(data, "ingest", str(tmp_path), "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["documents"]["added"] == 1


def test_a_gap_is_moved_by_the_running_server_and_its_answer_shown(
    server: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    (one, *_) = json.loads(samsyn(data, "gaps", "--json").stdout)
    moved = samsyn(data, "gaps", "assign", one["id"], "Lena", "--who", "Maria", "--json")
    assert moved.returncode == 0, moved.stderr
    assert json.loads(moved.stdout)["events"][-1]["who"] == "Maria (admin)"
    base, token = server[1].split("/?token=")
    asked = urllib.request.Request(f"{base}/api/gaps/{one['id']}", headers={"Authorization": f"Bearer {token}"})  # noqa: S310
    with urllib.request.urlopen(asked) as answer:  # noqa: S310 - our own address
        assert json.load(answer)["owner"] == "Lena"
    refused = samsyn(data, "gaps", "resolve", one["id"])
    assert (refused.returncode, "for a reason" in refused.stderr) == (1, True)


def test_what_needs_the_index_is_refused_with_the_holder_s_process(
    server: tuple[subprocess.Popen[str], str], data: Path
) -> None:
    done = samsyn(data, "verify")
    assert done.returncode == 1
    assert str(server[0].pid) in done.stderr
    assert "Traceback" not in done.stderr
