import signal
import threading
import time
from collections.abc import Iterator

import msgspec
import pytest
from structlog.testing import capture_logs

from app.ai.llm import Form, OpenAiLlm
from app.ai.prompts import Prompt
from app.domain.errors import LlmUnavailable
from tests.doubles import LlmServer, Reply, dead_url, fails, html, says, thinks, truncated


class Answer(msgspec.Struct):
    word: str


PROMPT = Prompt("greet_someone", 1, "abcd1234", "Answer in JSON.", "hemlig kundtext")
GOOD = {"word": "hej"}
SECONDS = 15.0  # never reached where a reply comes; the machine may be busy


def llm(server: LlmServer, timeout: float = SECONDS, retries: int = 0) -> OpenAiLlm:
    return OpenAiLlm("scripted", server.url, "key", timeout=timeout, retries=retries)


def failure(model: OpenAiLlm, within: float = SECONDS) -> str:
    started = time.monotonic()
    with pytest.raises(LlmUnavailable) as unavailable:
        model.complete(PROMPT, Answer)
    assert time.monotonic() - started < within + 2
    assert unavailable.value.next_step
    return unavailable.value.reason


@pytest.mark.parametrize("reply", [says(GOOD), thinks(GOOD), says(GOOD, usage=False), says("Sure!\n{'word': 'hej',}")])
def test_an_answer_in_any_wrapping_becomes_the_struct(llm_server: LlmServer, reply: Reply) -> None:
    llm_server.script(reply)
    assert llm(llm_server).complete(PROMPT, Answer) == Answer("hej")


def test_the_first_request_asks_for_the_schema_and_keeps_instructions_and_data_apart(llm_server: LlmServer) -> None:
    llm_server.script(says(GOOD))
    llm(llm_server).complete(PROMPT, Answer)
    body = llm_server.requests[0].body
    assert body["messages"] == [
        {"role": "system", "content": "Answer in JSON."},
        {"role": "user", "content": "hemlig kundtext"},
    ]
    assert body["response_format"]["json_schema"]["schema"]["required"] == ["word"]
    assert body["temperature"] == 0
    assert llm_server.requests[0].headers["authorization"] == "Bearer key"


@pytest.mark.parametrize(
    ("refused", "asked"),
    [
        ({"json_schema"}, ["json_schema", "json_object", "json_object"]),
        ({"json_schema", "json_object"}, ["json_schema", "json_object", None, None]),
    ],
)
def test_a_refused_form_is_not_tried_again(llm_server: LlmServer, refused: set[str], asked: list[str | None]) -> None:
    llm_server.refuses = frozenset(refused)
    llm_server.always(says(GOOD))
    model = llm(llm_server)
    assert [model.complete(PROMPT, Answer).word for _ in range(2)] == ["hej", "hej"]
    assert [request.format for request in llm_server.requests] == asked


def test_a_server_that_answers_a_form_in_prose_is_asked_in_the_next(llm_server: LlmServer) -> None:
    llm_server.script(says("Of course!"), says("Hello there."), says(GOOD), says(GOOD))
    model = llm(llm_server)
    assert [model.complete(PROMPT, Answer).word for _ in range(2)] == ["hej", "hej"]
    assert [request.format for request in llm_server.requests] == ["json_schema", "json_object", None, None]


def test_a_server_without_a_system_role_gets_one_message_with_everything(llm_server: LlmServer) -> None:
    llm_server.refuses_system = True
    llm_server.always(says(GOOD))
    assert llm(llm_server).complete(PROMPT, Answer).word == "hej"
    assert llm_server.requests[-1].body["messages"] == [{"role": "user", "content": PROMPT.text}]


def test_a_model_that_takes_no_temperature_keeps_its_schema(llm_server: LlmServer) -> None:
    llm_server.refuses_temperature = True
    llm_server.always(says(GOOD))
    model = llm(llm_server)
    model.complete(PROMPT, Answer)
    model.complete(PROMPT, Answer)
    assert [request.format for request in llm_server.requests] == ["json_schema"] * 3
    assert ["temperature" in request.body for request in llm_server.requests] == [True, False, False]


@pytest.mark.parametrize(
    ("reply", "reason"),
    [
        (says("no JSON at all"), "malformed"),
        (says('{"other": 1}'), "malformed"),
        (says(""), "malformed"),
        (Reply(None), "malformed"),
        (Reply(None, refusal="I would rather not."), "declined"),
        (truncated(GOOD), "truncated"),
        (html(), "malformed"),
        (Reply(body=b'{"choices": []}'), "malformed"),
        (Reply(body=b"{}"), "malformed"),
        (Reply(body=b'{"choices": [{"mess'), "malformed"),
        (Reply(body=b"", hang_up=True), "connection"),
        (says(GOOD, hang_up=True), "connection"),
        (fails(400), "refused"),
        (fails(401), "unauthorized"),
        (fails(404), "not-found"),
        (fails(429), "rate-limited"),
        (fails(500), "server-error"),
        (fails(503), "server-error"),
    ],
)
def test_every_failure_ends_in_a_reason(llm_server: LlmServer, reply: Reply, reason: str) -> None:
    llm_server.always(reply)
    assert failure(llm(llm_server)) == reason
    assert llm_server.unscripted == 0


def test_only_another_form_is_worth_another_request(llm_server: LlmServer) -> None:
    llm_server.always(truncated(GOOD))
    failure(llm(llm_server))
    assert len(llm_server.requests) == 1


@pytest.mark.parametrize("reply", [says(GOOD, delay=20), says(GOOD, drip=0.1), fails(429, retry_after="60")])
def test_a_server_that_keeps_one_waiting_costs_no_more_than_the_timeout(llm_server: LlmServer, reply: Reply) -> None:
    llm_server.always(reply)
    assert failure(llm(llm_server, timeout=0.7, retries=2), within=0.7) == "timeout"


def test_the_timeout_holds_for_all_forms_together(llm_server: LlmServer) -> None:
    llm_server.always(says("prose", delay=0.5))
    assert failure(llm(llm_server, timeout=0.8), within=0.8) == "timeout"


def test_a_call_given_up_on_leaves_no_thread_behind(llm_server: LlmServer) -> None:
    before = set(threading.enumerate())
    llm_server.always(says(GOOD, drip=0.05))
    failure(llm(llm_server, timeout=0.3), within=0.3)
    deadline = time.monotonic() + 3
    while any(thread.name == "llm-call" for thread in set(threading.enumerate()) - before):
        assert time.monotonic() < deadline
        time.sleep(0.02)


@pytest.mark.parametrize("url", ["not an address", "http://127.0.0.1:1/v1", "http://[", "ftp://127.0.0.1/v1"])
def test_an_address_where_nothing_is_cannot_be_reached(url: str) -> None:
    assert failure(OpenAiLlm("scripted", url, timeout=SECONDS, retries=0)) == "connection"


def test_a_dead_server_is_tried_again_and_then_given_up() -> None:
    assert failure(OpenAiLlm("scripted", dead_url(), timeout=SECONDS, retries=1)) == "connection"


def test_a_server_that_is_back_after_a_failure_is_retried_by_the_package_alone(llm_server: LlmServer) -> None:
    llm_server.script(fails(503), says(GOOD))
    assert llm(llm_server, retries=1).complete(PROMPT, Answer).word == "hej"
    assert len(llm_server.requests) == 2


def test_each_request_leaves_one_line_without_a_word_of_the_text(llm_server: LlmServer) -> None:
    llm_server.refuses = frozenset({"json_schema"})
    llm_server.always(says({"word": "hemligt svar"}))
    with capture_logs() as lines:
        llm(llm_server).complete(PROMPT, Answer)
    assert [(line["form"], line["outcome"]) for line in lines] == [(Form.SCHEMA, "refused"), (Form.OBJECT, "ok")]
    assert lines[1] == {
        "event": "llm_call",
        "log_level": "info",
        "model": "scripted",
        "prompt": "greet_someone@1+abcd1234",
        "form": "json_object",
        "milliseconds": lines[1]["milliseconds"],
        "prompt_tokens": 7,
        "completion_tokens": 5,
        "outcome": "ok",
    }
    assert "hemlig" not in str(lines)


def test_neither_the_error_nor_the_log_repeats_what_the_server_said(llm_server: LlmServer) -> None:
    llm_server.always(fails(500, "hemlig kundtext could not be parsed"))
    with capture_logs() as lines, pytest.raises(LlmUnavailable) as unavailable:
        llm(llm_server).complete(PROMPT, Answer)
    assert "hemlig" not in str(lines) + unavailable.value.sentence()


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C as in a terminal; a process started in the background ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupted_call_ends_at_once_is_logged_and_the_next_one_works(llm_server: LlmServer) -> None:
    llm_server.script(says(GOOD, delay=20), says(GOOD))
    model, started = llm(llm_server, timeout=60), time.monotonic()

    def interrupt_once_asked() -> None:  # sooner, and Python may be in a place that swallows it, such as a destructor
        while not llm_server.requests:
            time.sleep(0.01)
        time.sleep(0.3)
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)

    threading.Thread(target=interrupt_once_asked, daemon=True).start()
    with capture_logs() as lines, pytest.raises(KeyboardInterrupt):
        model.complete(PROMPT, Answer)
    assert time.monotonic() - started < 15  # long before the answer, on the busiest machine
    assert lines[0]["outcome"] == "cancelled"
    assert model.complete(PROMPT, Answer).word == "hej"


def test_many_threads_share_one_model(llm_server: LlmServer) -> None:
    llm_server.refuses = frozenset({"json_schema"})
    llm_server.always(says(GOOD))
    model, words = llm(llm_server), []
    threads = [threading.Thread(target=lambda: words.append(model.complete(PROMPT, Answer).word)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert words == ["hej"] * 8
