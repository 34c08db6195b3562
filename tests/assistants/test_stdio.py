"""`samsyn mcp` as an assistant starts it: a process of its own, alone and beside a running server."""

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from mcp import Client, StdioServerParameters
from mcp_types import TextResourceContents

from tests.command.conftest import NOTES, OFFICIAL

ROOT = Path(__file__).parents[2]
PROMISE = "---\naccount: Core\nrep: Eva\ndate: 2026-02-04\n---\nI promised them single sign-on in Q3 2027.\n"
T = TypeVar("T")


def environment(data: Path) -> dict[str, str]:
    more = {"SAMSYN_DATA": str(data), "SAMSYN_AS_OF": "2026-03-09", "OPENAI_API_KEY": "", "SAMSYN_PORT": "0"}
    return {**os.environ, **more}


def samsyn(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *words]
    return subprocess.run(command, capture_output=True, text=True, env=environment(data), cwd=ROOT, check=True)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("stdio")
    files = {"official/prislista.md": OFFICIAL, "field/core.md": PROMISE}
    for path, text in (files | {f"field/{name}": text for name, text in NOTES.items()}).items():
        (root / "company" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "company" / path).write_text(text, "utf-8")
    samsyn(root / "data", "ingest", str(root / "company"))
    return root / "data"


@pytest.fixture
def server(data: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "app", "serve"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment(data), cwd=ROOT) as process:
        assert process.stdout
        try:
            while "http" not in (told := process.stdout.readline()):
                assert told or process.poll() is None
            yield process
        finally:
            process.kill()


def assisted(data: Path, do: Callable[[Client], Awaitable[T]], *options: str) -> T:
    arguments = ["-m", "app", "mcp", *options]
    command = StdioServerParameters(command=sys.executable, args=arguments, env=environment(data), cwd=ROOT)

    async def run() -> T:
        async with Client(command) as client:
            return await do(client)

    return asyncio.run(run())


async def kinds(client: Client) -> set[str]:
    found = (await client.call_tool("gaps", {})).structured_content
    return {gap["kind"] for gap in found["gaps"]}


async def quotes(client: Client) -> list[str]:
    card = (await client.call_tool("pitch", {"question": "Vad kostar Team?"})).structured_content
    return [citation["quote"] for citation in card["citations"]]


def test_alone_it_answers_and_leaves_the_folder_to_others_between_two_questions(data: Path, tmp_path: Path) -> None:
    (tmp_path / "field").mkdir()
    (tmp_path / "field" / "more.md").write_text("---\naccount: Ny\n---\nDe sa att priset är bra.\n", "utf-8")

    async def do(client: Client) -> tuple[list[str], list[str], set[str], Any]:
        before = await quotes(client)
        await asyncio.to_thread(samsyn, data, "ingest", str(tmp_path))
        note = await client.call_tool("note", {"text": "Jag sa 560 kr per användare och månad.", "account": "Sist"})
        return before, await quotes(client), await kinds(client), note.structured_content

    before, after, seen, note = assisted(data, do)
    assert any("490 kr" in quote for quote in before)
    assert any("490 kr" in quote for quote in after)
    assert note["added"]
    assert "value_mismatch" in seen
    assert "unsupported_promise" not in seen


def test_started_with_another_role_it_sees_what_that_one_may(data: Path) -> None:
    assert "unsupported_promise" in assisted(data, kinds, "--role", "marketing")


def test_beside_a_running_server_it_has_that_one_do_the_work_as_its_own_role(
    data: Path, server: subprocess.Popen[str]
) -> None:
    async def do(client: Client) -> tuple[list[str], set[str], list[str], str, Any]:
        found = (await client.list_resources()).resources
        whole = (await client.read_resource(found[0].uri)).contents[1]
        assert isinstance(whole, TextResourceContents)
        note = await client.call_tool("note", {"text": "Jag sa 570 kr per användare och månad.", "account": "Server"})
        names = [one.name for one in found]
        return await quotes(client), await kinds(client), names, whole.text, note.structured_content

    cited, seen, documents, whole, note = assisted(data, do)
    assert server.poll() is None
    assert any("490 kr" in quote for quote in cited)
    assert "value_mismatch" in seen
    assert "unsupported_promise" not in seen
    assert documents == ["official/prislista.md"]
    assert "490 kr" in whole
    assert note["added"]


def test_a_server_that_does_not_answer_is_told_of_and_the_folder_left_alone(data: Path) -> None:
    gone = {"url": "http://127.0.0.1:9", "pid": os.getpid(), "key": "x", "as_of": "2026-03-09"}
    (data / "server.json").write_text(json.dumps(gone), "utf-8")
    try:

        async def do(client: Client) -> Any:
            return await client.call_tool("gaps", {})

        refused = assisted(data, do)
    finally:
        (data / "server.json").unlink()
    assert refused.is_error
    assert "does not answer" in refused.content[0].text


def test_nothing_but_protocol_is_written_to_stdout(data: Path) -> None:
    about = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "1"}}
    asked = [
        {"id": 1, "method": "initialize", "params": about},
        {"method": "notifications/initialized"},
        {"id": 2, "method": "tools/call", "params": {"name": "pitch", "arguments": {"question": "Vad kostar Team?"}}},
    ]
    command = [sys.executable, "-m", "app", "mcp"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment(data), cwd=ROOT
    ) as process:
        assert process.stdin
        assert process.stdout
        for message in asked:
            process.stdin.write(json.dumps({"jsonrpc": "2.0", **message}) + "\n")
        process.stdin.flush()
        answers = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait(30) == 0
    assert [answer["id"] for answer in answers] == [1, 2]
    assert "490 kr" in answers[1]["result"]["content"][0]["text"]
