"""The company's server as an assistant reaches it: the SDK's own client, over real HTTP."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from typing import TypeVar

import httpx2
import pytest
from mcp import Client, MCPError
from mcp.client.streamable_http import streamable_http_client

from app.domain.people import Role
from tests.web.conftest import TOKENS, Office, own_office, served, talking_office

__all__ = ["own_office", "talking_office"]

T = TypeVar("T")


@pytest.fixture(scope="module")
def address(talking_office: Office) -> Iterator[str]:
    with served(talking_office.app()) as url:
        yield url


def assisted(address: str, role: Role, do: Callable[[Client], Awaitable[T]], mode: str = "auto") -> T:
    """What `do` gets out of a client that signs in with the key of `role`; raises what the server refuses."""

    async def run() -> T | MCPError:
        headers = {"Authorization": f"Bearer {TOKENS[role]}"}
        async with (
            httpx2.AsyncClient(headers=headers, timeout=120) as http,
            Client(streamable_http_client(f"{address}/mcp", http_client=http), mode=mode) as client,
        ):
            try:
                return await do(client)
            except MCPError as error:  # the client's groups of tasks would wrap it
                return error

    got = asyncio.run(run())
    if isinstance(got, MCPError):
        raise got
    return got
