"""The whole pipeline over real stores and the real embedded model, in a folder of its own."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.gaps.finder import Finder
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Library
from ingest.isolation import ReadingRoom
from ingest.pipeline import Pipeline


@pytest.fixture
def pipeline(
    tmp_path_factory: pytest.TempPathFactory, embedder: SentenceEmbedder, room: ReadingRoom
) -> Iterator[Pipeline]:
    with (
        closing(Database.open(tmp_path_factory.mktemp("data"))) as database,
        closing(Library.open(database, embedder.fingerprint)) as library,
    ):
        yield Pipeline(library, embedder, ClaimReader(), Finder(library, Ledger(database)), room)


@pytest.fixture
def company(tmp_path: Path) -> Path:
    """A folder with one official document and three notes, two of them in a table."""
    root = tmp_path / "company"
    for folder in ("official", "field"):
        (root / folder).mkdir(parents=True)
    (root / "official/prices.md").write_text("# Prices\n\nTeam is SEK 490 per user and month.\n")
    (root / "field/2026-03-09-acme.txt").write_text("They said that the price is too high for them.\n")
    (root / "field/crm.csv").write_text(
        "date;account;text\n2026-03-10;Bolt;I quoted 550 per user and month.\n2026-03-11;Cog;They want SSO.\n"
    )
    return root
