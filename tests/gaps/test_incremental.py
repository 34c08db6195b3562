"""What is found step by step, as documents come, change and go, is what looking at everything anew finds."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.claims import ClaimReader
from app.domain.evidence import Document, Origin, stable_id
from app.domain.history import Cause, Removal
from app.gaps.finder import Finder
from app.sample import FOLDER, TODAY
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Indexed, Library
from ingest.passages import passages
from ingest.reading import Limits
from ingest.sources import find, read, upload
from tests.gaps.test_identity import FIELD, OFFICIAL

GONE = Removal(TODAY, Cause.DELETED)


@cache
def company() -> tuple[Document, ...]:
    """The sample company: its material, and every fourth note."""
    found = [document for file in find([FOLDER], None).files for document in read(file, Limits(), TODAY).documents]
    notes = [document for document in found if document.origin is Origin.FIELD]
    return (*(document for document in found if document.origin is Origin.OFFICIAL), *notes[::4])


@cache
def indexed(document: Document) -> Indexed:
    one = known_as(document)
    parts = tuple(passages(document, one))
    claims = tuple(ClaimReader().read(document, one, parts))
    return Indexed(one, document, parts, np.ones((len(parts), 8), np.float32), claims)


def known_as(document: Document) -> str:
    return stable_id(document.origin, document.path, document.part)


def cut(document: Document) -> Document:
    """The document without its second half."""
    return replace(document, text=document.text[: len(document.text) // 2], headings=(), places=(), turns=())


class Office:
    """A store with a finder that looks at what has changed, or at everything each time."""

    def __init__(self, folder: Path, opened: ExitStack, *, again: bool) -> None:
        self.database = opened.enter_context(closing(Database.open(folder)))
        self.library = opened.enter_context(closing(Library.open(self.database, "ones")))
        self.again = again

    @property
    def finder(self) -> Finder:
        """Another one each time, as after a restart."""
        return Finder(self.library, Ledger(self.database))

    def put(self, *documents: Document) -> None:
        self.library.put([indexed(document) for document in documents], TODAY)

    def remove(self, document: Document) -> None:
        self.library.remove([known_as(document)], GONE)


@contextmanager
def offices() -> Iterator[tuple[Office, Office]]:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as opened:
        yield Office(Path(folder) / "a", opened, again=False), Office(Path(folder) / "b", opened, again=True)


steps = st.lists(
    st.tuples(st.sampled_from(["put", "cut", "remove"]), st.integers(0, 10_000), st.integers(0, 2)),
    min_size=3,
    max_size=5,
)


@given(st.integers(0, 10_000), steps)
@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate])
@pytest.mark.timeout(300)
def test_whatever_comes_changes_and_goes_the_same_gaps_are_found_as_from_everything(
    start: int, steps: list[tuple[str, int, int]]
) -> None:
    documents = company()
    day = TODAY - timedelta(days=30)
    with offices() as both:
        for office in both:
            office.put(*(d for n, d in enumerate(documents) if (n * 7 + start) % 3))
        for what, number, days in steps:
            document = documents[number % len(documents)]
            day += timedelta(days=days)
            for office in both:
                if what == "remove":
                    office.remove(document)
                else:
                    office.put(document if what == "put" else cut(document))
                office.finder.refresh(day, again=office.again)
            step_by_step, anew = (office.finder.ledger.gaps() for office in both)
            assert step_by_step == anew


def small() -> list[Document]:
    """Two pages and three notes in which three gaps stand."""
    return [
        document
        for path, text in (OFFICIAL | FIELD).items()
        for document in read(upload(path, text.encode(), Origin(path.split("/")[0])), Limits(), TODAY).documents
    ]


@pytest.mark.parametrize("turn", range(5))
def test_one_after_the_other_in_any_order_gives_the_gaps_of_all_at_once(turn: int) -> None:
    documents = small()
    with offices() as (one_by_one, at_once):
        at_once.put(*documents)
        at_once.finder.refresh(TODAY)
        for document in documents[turn:] + documents[:turn]:
            one_by_one.put(document)
            one_by_one.finder.refresh(TODAY)
        found = {g.id: (g.official, g.field, g.severity, g.statement) for g in one_by_one.finder.ledger.gaps()}
        assert found == {g.id: (g.official, g.field, g.severity, g.statement) for g in at_once.finder.ledger.gaps()}
        assert found
