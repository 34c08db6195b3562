"""What OpenAI's own client raises when Samsyn cannot answer as a model."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from openai import OpenAI
from sqlalchemy import text

from app.ai.embedder import SentenceEmbedder
from app.domain.people import Role
from app.pitch.pitcher import Pitcher
from tests.web import company
from tests.web.conftest import TODAY, TOKENS, Office, served

PRICE = {"role": "user", "content": "What does Kairos cost per user and month?"}


def client_of(address: str, key: str = TOKENS[Role.SALES]) -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key=key)


@pytest.fixture(scope="module")
def address(talking_office: Office) -> Iterator[str]:
    with served(talking_office.app()) as url:
        yield url


@pytest.fixture
def chat(address: str) -> Iterator[OpenAI]:
    with client_of(address) as opened:
        yield opened


def create(chat: OpenAI, *messages: dict[str, Any], model: str = "samsyn", **more: Any) -> Any:
    return chat.chat.completions.create(model=model, messages=list(messages), **more)  # type: ignore[call-overload]


def test_a_wrong_key_is_refused_with_what_to_do(address: str) -> None:
    with client_of(address, "sk-wrong") as chat, pytest.raises(openai.AuthenticationError) as refused:
        create(chat, PRICE)
    assert refused.value.code == "invalid_api_key"
    assert "Authorization: Bearer KEY" in str(refused.value)
    with client_of(address, "sk-wrong") as chat, pytest.raises(openai.AuthenticationError):
        chat.models.list()


def test_another_model_and_another_endpoint_are_not_found(chat: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="There is no model 'gpt-4o'") as refused:
        create(chat, PRICE, model="gpt-4o")
    assert (refused.value.code, refused.value.param) == ("model_not_found", "model")
    with pytest.raises(openai.NotFoundError):
        chat.models.retrieve("gpt-4o")
    with pytest.raises(openai.NotFoundError) as refused:
        chat.embeddings.create(model="samsyn", input="text")
    assert refused.value.type == "invalid_request_error"


@pytest.mark.parametrize(
    ("messages", "said"),
    [
        ([], "no message of the user"),
        ([{"role": "system", "content": "Be kind."}], "no message of the user"),
        ([{"role": "user", "content": " "}], "There is no question"),
        ([{"role": "user", "content": None}], "There is no question"),
        ([{"role": "user", "content": "why? " * 600}], "the limit is 2000"),
        ([{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "data:,"}}]}], "Only text"),
        ([{"content": "no role"}], "role"),
    ],
)
@pytest.mark.parametrize("stream", [False, True])
def test_what_cannot_be_asked_is_a_bad_request(
    chat: OpenAI, messages: list[dict[str, Any]], said: str, *, stream: bool
) -> None:
    with pytest.raises(openai.BadRequestError, match=said):
        create(chat, *messages, stream=stream)


def test_an_empty_library_says_what_to_do_and_is_not_asked_three_times(own_office: Office) -> None:
    asked = []
    with served(own_office.app()) as url, client_of(url) as chat:
        chat._client.event_hooks = {"request": [asked.append]}
        with pytest.raises(openai.ConflictError, match="samsyn ingest"):
            create(chat, PRICE)
    assert len(asked) == 1


def test_a_body_too_large_is_refused_in_the_same_form(address: str) -> None:
    headers = {"Authorization": f"Bearer {TOKENS[Role.SALES]}"}
    body = {"model": "samsyn", "messages": [{"role": "user", "content": "x" * 5_000_000}]}
    answer = httpx.post(f"{address}/v1/chat/completions", json=body, headers=headers, timeout=60)
    assert (answer.status_code, answer.json()["error"]["code"]) == (413, "too-large")


def test_the_words_are_swedish_for_who_reads_swedish(address: str) -> None:
    answer = httpx.get(f"{address}/v1/models", headers={"Accept-Language": "sv", "Accept": "text/html"})
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"] == "Bearer"
    assert "Det här kräver en nyckel." in answer.json()["error"]["message"]


def test_a_model_that_fails_midway_ends_the_stream_in_an_error(talking_office: Office) -> None:
    broken = Pitcher(talking_office.library, talking_office.ledger, SentenceEmbedder("/no/such/model"))
    with served(talking_office.app(pitcher=broken)) as url, client_of(url) as chat:
        with pytest.raises(openai.APIError, match="embedding model cannot be loaded") as refused:
            list(create(chat, PRICE, stream=True))
        with pytest.raises(openai.InternalServerError):
            create(chat.with_options(max_retries=0), PRICE)
    assert refused.value.code == "embedder-unavailable"


def test_a_fault_of_ours_tells_nothing_of_the_inside(own_office: Office, tmp_path: Path) -> None:
    own_office.pipeline.ingest([company.write(tmp_path / "company")], today=TODAY)
    with own_office.database.writing() as session:
        session.execute(text("DROP TABLE questions"))
    with served(own_office.app()) as url, client_of(url) as chat:
        for stream in (True, False):
            with pytest.raises(openai.APIError) as refused:
                list(create(chat.with_options(max_retries=0), PRICE, stream=stream))
            assert refused.value.type == "server_error"
            assert "sqlite" not in json.dumps(refused.value.body).casefold()
            assert "questions" not in json.dumps(refused.value.body)
