"""Questions put to Samsyn move the ledger at the next look, and only those not known before."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from app.domain.evidence import Origin
from app.domain.gap import Kind, Status
from app.gaps.finder import Finder
from app.pitch.grounds import grounded
from app.store.database import Database
from app.store.ledger import Ledger
from app.store.library import Indexed, Library
from ingest.passages import passages
from tests.gaps.company import TODAY, claims_of, page

QUESTION = "Är mattorna brandklassade?"


@pytest.fixture
def finder(tmp_path: Path) -> Iterator[Finder]:
    with closing(Database.open(tmp_path)) as database, closing(Library.open(database, "test")) as library:
        put(library, page("Vi hyr ut entrémattor och byter dem varannan vecka.", "Mattor"))
        yield Finder(library, Ledger(database))


def put(library: Library, text: str) -> None:
    """Take an official page in."""
    (stored,), claims = claims_of({"official/page.md": text})
    pieces = passages(stored.document, stored.id)
    vectors = np.ones((len(pieces), 384), dtype=np.float32)
    library.put([Indexed(stored.id, stored.document, tuple(pieces), vectors, tuple(claims))], TODAY)


def topics(finder: Finder, on: date = TODAY) -> list[str]:
    return [e.quote for g in finder.view(on) if g.kind is Kind.MISSING_TOPIC for e in g.field if not g.status.closed]


def test_a_new_question_is_seen_at_the_next_look(finder: Finder) -> None:
    assert topics(finder) == []
    finder.ledger.ask(QUESTION, "sv", TODAY, answered=False)
    assert topics(finder) == [QUESTION]


def test_a_known_question_asked_again_finds_nothing_anew(finder: Finder) -> None:
    finder.ledger.ask(QUESTION, "sv", TODAY, answered=False)
    finder.refresh(TODAY)
    before = finder.ledger.gaps()
    assert [gap.kind for gap in before] == [Kind.MISSING_TOPIC]
    finder.ledger.ask("är mattorna   brandklassade", "sv", TODAY, answered=False)
    assert not finder.ledger.asked_anew(1)
    finder.refresh(TODAY)
    stamp = finder.ledger.stamp()
    assert finder.ledger.gaps() == before
    assert stamp is not None
    assert stamp.asked == finder.ledger.last_asked() == 2


def test_the_same_question_answered_otherwise_is_looked_at_anew(finder: Finder) -> None:
    finder.ledger.ask(QUESTION, "sv", TODAY, answered=False)
    assert topics(finder) == [QUESTION]
    finder.ledger.ask(QUESTION, "sv", TODAY, answered=True)
    assert topics(finder) == []


def test_a_look_back_knows_no_later_question(finder: Finder) -> None:
    finder.refresh(TODAY)
    finder.ledger.ask(QUESTION, "sv", TODAY, answered=False)
    assert topics(finder, TODAY - timedelta(1)) == []


def test_new_material_answers_it(finder: Finder) -> None:
    finder.ledger.ask(QUESTION, "sv", TODAY, answered=False)
    finder.refresh(TODAY)
    put(finder.library, page("Alla mattor är brandklassade enligt Cfl-s1.", "Mattor"))
    (gap,) = [g for g in finder.view(TODAY) if g.kind is Kind.MISSING_TOPIC]
    assert gap.status is Status.VERIFIED


def test_such_evidence_names_no_document(finder: Finder) -> None:
    finder.ledger.ask(QUESTION, "sv", TODAY, answered=False)
    (gap,) = finder.view(TODAY)
    (evidence,) = gap.field
    assert (evidence.document_id, evidence.document, evidence.origin) == ("", "", Origin.FIELD)
    assert grounded([gap], finder.library) == (gap,)
    assert gap.statement == f"Efterfrågat, men inget officiellt handlar om det: ”{QUESTION}”"
