"""Fixtures for everybody: the real embedded model, and the one double."""

import os
from collections.abc import Iterator
from contextlib import closing

import pytest

from app.ai.embedder import SentenceEmbedder
from ingest.isolation import ReadingRoom
from tests.doubles import LlmServer

# Many processes are started here, and some machines tell Python to compile every module anew in each of them.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


@pytest.fixture(scope="session")
def embedder() -> SentenceEmbedder:
    """The embedded model, loaded once for the whole run and only if a test encodes something."""
    return SentenceEmbedder()


@pytest.fixture
def llm_server() -> Iterator[LlmServer]:
    with LlmServer() as server:
        yield server


@pytest.fixture(scope="session")
def room() -> Iterator[ReadingRoom]:
    """Where files are read: one process for the whole run."""
    with closing(ReadingRoom()) as room:
        yield room
