"""The stream over real HTTP: its last event is the plain answer, or an error; never silence, never our inside."""

import asyncio
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from app.ai.embedder import SentenceEmbedder
from app.domain.people import Role
from app.pitch.pitcher import Pitcher
from app.web.sse import events
from tests.web import company
from tests.web.conftest import TODAY, Office, key, served

QUESTION = {"question": "What does Kairos cost per user and month?"}


def read(url: str, body: dict[str, Any] = QUESTION) -> list[tuple[str, Any]]:
    """Every event of one answer, as a client on the network sees them."""
    found, name = [], ""
    with httpx.stream("POST", f"{url}/api/pitch/stream", json=body, headers=key(Role.SALES), timeout=60) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        for line in answer.iter_lines():
            if line.startswith("event: "):
                name = line.removeprefix("event: ")
            elif line.startswith("data: "):
                found.append((name, json.loads(line.removeprefix("data: "))))
    return found


def test_the_last_event_is_the_plain_answer_after_steps_and_lines(address: str) -> None:
    streamed = read(address)
    plain = httpx.post(f"{address}/api/pitch", json=QUESTION, headers=key(Role.SALES), timeout=60).json()
    names = [name for name, _ in streamed]
    assert names[0] == "step"
    assert names.count("done") == 1
    assert streamed[-1] == ("done", plain)
    assert [body for name, body in streamed if name == "line"] == plain["lines"] != []
    assert all(body["text"] for name, body in streamed if name == "step")


def test_the_steps_are_told_in_the_language_of_the_question_under_names_that_never_change(address: str) -> None:
    steps = [body for name, body in read(address, {"question": "Vad kostar Kairos?"}) if name == "step"]
    assert [body["step"] for body in steps] == ["understand", "retrieve", "compose", "check"]
    assert steps[0]["text"] == "Läser frågan"


def test_a_question_that_cannot_be_asked_is_a_problem_before_any_stream(address: str) -> None:
    answer = httpx.post(f"{address}/api/pitch/stream", json={"question": ""}, headers=key(Role.SALES))
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_model_that_fails_midway_ends_the_stream_in_an_error_with_the_next_step(office: Office) -> None:
    broken = Pitcher(office.library, office.ledger, SentenceEmbedder("/no/such/model"))
    with served(office.app(pitcher=broken)) as url:
        streamed = read(url)
    assert streamed[0][0] == "step"
    assert streamed[-1][0] == "error"
    assert streamed[-1][1]["code"] == "embedder-unavailable"
    assert "done" not in [name for name, _ in streamed]


def test_a_fault_of_ours_midway_ends_in_an_error_that_tells_nothing(
    own_office: Office, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own_office.pipeline.ingest([company.write(tmp_path / "company")], today=TODAY)
    with own_office.database.writing() as session:
        session.execute(text("DROP TABLE questions"))
    with served(own_office.app()) as url:
        streamed = read(url)
    name, body = streamed[-1]
    assert (name, body["code"], body["status"]) == ("error", "unexpected", 500)
    assert "questions" not in json.dumps(streamed).casefold().replace('question"', "")
    assert "sqlite" not in json.dumps(streamed).casefold()
    assert caplog.messages[0].removeprefix("unexpected ") in body["detail"]


def collect(items: Iterator[Any]) -> list[tuple[str | None, Any]]:
    async def run() -> list[tuple[str | None, Any]]:
        return [(m.event, json.loads(str(m.data))) async for m in events(items, lambda item: item, "en")]

    return asyncio.run(run())


@pytest.mark.parametrize("error", [ValueError, StopAsyncIteration, KeyError, UnicodeDecodeError, RecursionError])
def test_no_kind_of_error_ends_a_stream_mute(error: type[Exception]) -> None:
    def items() -> Iterator[tuple[str, Any]]:
        yield "step", {}
        raise error("utf-8", b"", 0, 1, "secret") if error is UnicodeDecodeError else error("secret")

    sent = collect(items())
    assert [name for name, _ in sent] == ["step", "error"]
    assert "secret" not in json.dumps(sent)


def test_items_that_end_before_the_answer_are_an_error() -> None:
    assert collect(iter([("step", {})]))[-1][0] == "error"
    assert collect(iter([]))[-1][0] == "error"
    assert collect(iter([("step", {}), ("done", {})])) == [("step", {}), ("done", {})]


def test_a_reader_who_leaves_ends_the_work() -> None:
    closed = threading.Event()

    def items() -> Iterator[tuple[str, Any]]:
        try:
            while True:
                yield "step", {}
        finally:
            closed.set()

    async def leave() -> None:
        stream = events(items(), lambda item: item, "en")
        async for _ in stream:
            break
        await stream.aclose()

    asyncio.run(leave())
    assert closed.is_set()
