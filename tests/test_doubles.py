import http.client
import json
import time
import urllib.request
from typing import Any
from urllib.parse import urlsplit

import openai
import pytest

from tests.doubles import LlmServer, Reply, Request, dead_url, fails, html, says, thinks, truncated


def client(server: LlmServer) -> openai.OpenAI:
    return openai.OpenAI(base_url=server.url, api_key="k", max_retries=0, timeout=5)


def ask(server: LlmServer, **more: Any) -> Any:
    with client(server) as openai_client:
        return openai_client.chat.completions.create(model="m", messages=[{"role": "user", "content": "Hej"}], **more)


def raw(server: LlmServer) -> bytes:
    request = urllib.request.Request(  # noqa: S310 - our own server
        f"{server.url}/chat/completions", json.dumps({"model": "m", "messages": []}).encode()
    )
    with urllib.request.urlopen(request, timeout=5) as response:  # noqa: S310 - as above
        return bytes(response.read())


def test_the_real_client_reads_what_was_scripted_in_order(llm_server: LlmServer) -> None:
    llm_server.script(says({"svar": "åäö"}), says("plain"))
    first, second = ask(llm_server), ask(llm_server)
    assert first.choices[0].message.content == '{"svar": "åäö"}'
    assert first.usage.total_tokens == 12
    assert second.choices[0].message.content == "plain"


def test_the_history_keeps_what_was_asked(llm_server: LlmServer) -> None:
    llm_server.always(says("ok"))
    ask(llm_server, response_format={"type": "json_object"})
    ask(llm_server)
    assert [request.format for request in llm_server.requests] == ["json_object", None]
    assert llm_server.requests[0].text == "Hej"
    assert llm_server.requests[0].headers["authorization"] == "Bearer k"


def test_a_reply_can_depend_on_the_request(llm_server: LlmServer) -> None:
    def echo(request: Request) -> Reply:
        return says(request.text.upper())

    llm_server.always(echo)
    assert ask(llm_server).choices[0].message.content == "HEJ"


def test_an_unscripted_request_is_an_error_and_is_counted(llm_server: LlmServer) -> None:
    with pytest.raises(openai.InternalServerError, match="nothing is scripted"):
        ask(llm_server)
    assert llm_server.unscripted == 1


def test_refused_formats_and_parameters_get_400_and_use_up_no_reply(llm_server: LlmServer) -> None:
    llm_server.refuses, llm_server.refuses_temperature, llm_server.refuses_system = (
        frozenset({"json_object"}),
        True,
        True,
    )
    llm_server.script(says("ok"))
    with pytest.raises(openai.BadRequestError) as refused:
        ask(llm_server, response_format={"type": "json_object"})
    assert refused.value.param == "response_format"
    with pytest.raises(openai.BadRequestError, match="temperature"):
        ask(llm_server, temperature=0)
    with client(llm_server) as openai_client, pytest.raises(openai.BadRequestError, match="role"):
        openai_client.chat.completions.create(model="m", messages=[{"role": "system", "content": "x"}])
    assert ask(llm_server).choices[0].message.content == "ok"


def test_it_can_be_slow(llm_server: LlmServer) -> None:
    llm_server.script(says("late", delay=0.3))
    started = time.monotonic()
    ask(llm_server)
    assert time.monotonic() - started >= 0.3


def test_it_can_drip(llm_server: LlmServer) -> None:
    llm_server.script(Reply(body=b"0123456789", drip=0.03))
    started = time.monotonic()
    assert raw(llm_server) == b"0123456789"
    assert time.monotonic() - started >= 0.3


def test_it_can_hang_up_half_way(llm_server: LlmServer) -> None:
    llm_server.script(Reply(body=b"0123456789", hang_up=True))
    with pytest.raises(http.client.IncompleteRead):
        raw(llm_server)


def test_it_can_hang_up_at_once(llm_server: LlmServer) -> None:
    llm_server.script(Reply(body=b"", hang_up=True))
    with pytest.raises(openai.APIConnectionError):
        ask(llm_server)


def test_it_can_fail_with_headers(llm_server: LlmServer) -> None:
    llm_server.script(fails(429, "slow down", retry_after="7"))
    with pytest.raises(openai.RateLimitError) as limited:
        ask(llm_server)
    assert limited.value.response.headers["retry-after"] == "7"


def test_it_can_answer_with_a_page(llm_server: LlmServer) -> None:
    llm_server.script(html())
    assert raw(llm_server).startswith(b"<!doctype html>")


def test_thoughts_stand_before_the_answer_and_a_truncated_one_is_cut() -> None:
    assert thinks({"a": 2}).content == '<think>\nHm, {"a": 1}?\n</think>\n\n```json\n{"a": 2}\n```'
    assert truncated({"abcd": 1}) == Reply('{"abc', finish_reason="length")


def test_nobody_listens_at_a_dead_address() -> None:
    address = urlsplit(dead_url())
    with pytest.raises(ConnectionRefusedError):
        http.client.HTTPConnection(address.hostname or "", address.port).request("GET", "/")


def test_models_are_listed(llm_server: LlmServer) -> None:
    with client(llm_server) as openai_client:
        assert [model.id for model in openai_client.models.list()] == ["scripted"]


def test_closing_does_not_wait_for_a_slow_reply() -> None:
    with LlmServer() as server:
        server.script(says("never", delay=30))
        with client(server) as openai_client, pytest.raises(openai.APITimeoutError):
            openai_client.with_options(timeout=0.2).chat.completions.create(model="m", messages=[])
        started = time.monotonic()
    assert time.monotonic() - started < 5
