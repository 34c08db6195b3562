"""A store in a folder of its own, opened as often as a test needs, and closed whatever happens."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path

import pytest

from app.domain.evidence import Document
from app.store.database import Database
from app.store.library import Library
from tests.store.samples import TODAY, HashEncoder, indexed


@pytest.fixture
def encoder() -> HashEncoder:
    return HashEncoder()


@pytest.fixture
def reopen(tmp_path: Path, encoder: HashEncoder) -> Iterator[Callable[..., Library]]:
    """Close what this test has open and open the same folder again, as another process would."""
    with ExitStack() as outer:
        opened = outer.enter_context(ExitStack())

        def again(fingerprint: str = encoder.fingerprint) -> Library:
            opened.close()
            database = opened.enter_context(closing(Database.open(tmp_path / "store")))
            return opened.enter_context(closing(Library.open(database, fingerprint)))

        yield again


@pytest.fixture
def library(reopen: Callable[..., Library]) -> Library:
    return reopen()


@pytest.fixture
def take_in(encoder: HashEncoder) -> Callable[..., list[str]]:
    """Take documents in as the pipeline does; returns their ids."""

    def take(library: Library, *documents: Document) -> list[str]:
        ids = [one for one, _ in library.identify(documents)]
        batch = [indexed(one, document, encoder) for one, document in zip(ids, documents, strict=True)]
        library.put(batch, TODAY)
        return ids

    return take
