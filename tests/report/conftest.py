"""A real store in a temporary folder, and gaps and notes written by hand into it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import About, Document, Evidence, Origin, Passage, stable_id
from app.domain.gap import Gap, Kind, Rung
from app.domain.scope import Scope
from app.report.report import Reporter
from app.store.database import Database
from app.store.ledger import Ledger, Stamp
from app.store.library import Indexed, Library

TODAY = date(2026, 11, 23)


def heard(
    account: str | None, day: date | None, quote: str, *, rep: str | None = "Eva", claim_id: str = ""
) -> Evidence:
    return Evidence(
        document_id=f"note-{account}-{day}",
        claim_id=claim_id or stable_id(str(account), str(day), quote),
        origin=Origin.FIELD,
        document=f"field/{account}.md",
        title=f"Call with {account}",
        place="line 3",
        quote=quote,
        account=account,
        rep=rep,
        speaker="customer",
        date=day,
    )


def stated(quote: str, title: str = "Price list 2026", document_id: str = "official-1") -> Evidence:
    return Evidence(
        document_id=document_id,
        claim_id=stable_id(title, quote),
        origin=Origin.OFFICIAL,
        document="official/prices.md",
        title=title,
        place="Prices",
        quote=quote,
    )


def gap(
    statement: str,
    field: Sequence[Evidence],
    *,
    kind: Kind = Kind.CONTRADICTION,
    official: Sequence[Evidence] = (),
    severity: int = 3,
    first_seen: date | None = None,
    owner: str | None = None,
) -> Gap:
    days = [e.date for e in field if e.date]
    return Gap(
        key=f"{kind}|{statement}",
        kind=kind,
        statement=statement,
        severity=severity,
        confidence=0.9,
        decided_by=Rung.RULE,
        official=tuple(official),
        field=tuple(field),
        first_seen=first_seen or min(days, default=TODAY),
        last_seen=max(days, default=first_seen or TODAY),
        owner=owner,
    )


def note(  # noqa: PLR0913 - a note has many sides
    name: str,
    text: str,
    *,
    day: date | None,
    account: str | None = "Acme",
    mood: Mood | None = Mood.OBJECTION,
    concepts: frozenset[str] = frozenset(),
    origin: Origin = Origin.FIELD,
    valid_until: date | None = None,
    owner: str | None = None,
) -> Indexed:
    """One document that is one passage, and one claim if it has a mood."""
    about = About(title=name, date=day, account=account, rep="Eva", valid_until=valid_until, owner=owner)
    document = Document(origin=origin, path=f"{origin}/{name}.md", text=text, about=about)
    passage = Passage(f"p-{name}", name, origin, 0, len(text), text, "line 1", None, "en")
    claim = Claim(
        id=f"c-{name}", document_id=name, passage_id=passage.id, origin=origin, start=0, end=len(text), quote=text,
        language="en", speaker=Speaker.CUSTOMER, mood=mood or Mood.FACT, scope=Scope(), concepts=concepts,
        said=day, account=account,
    )  # fmt: skip
    vectors = np.zeros((1, 384), dtype=np.float32)
    vectors[0, 0] = 1
    return Indexed(name, document, (passage,), vectors, (claim,) if mood else ())


class World:
    """A library and a ledger, filled with `has`, and the reporter over them."""

    def __init__(self, folder: Path) -> None:
        self.database = Database.open(folder)
        self.library = Library.open(self.database, "test-fingerprint")
        self.ledger = Ledger(self.database)
        self.reporter = Reporter(self.library, self.ledger)

    def has(self, gaps: Sequence[Gap] = (), notes: Sequence[Indexed] = (), today: date = TODAY) -> "World":
        if notes:
            self.library.put(notes, today)
        self.ledger.settle(lambda _: gaps, Stamp(today, self.library.revision()))
        return self

    def close(self) -> None:
        self.library.close()
        self.database.close()


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    built = World(tmp_path / "data")
    yield built
    built.close()


@pytest.fixture
def many_notes() -> Callable[[date, int], list[Indexed]]:
    """Enough notes in one week for a trend to mean something."""
    return lambda day, count: [
        note(f"note-{n}", f"We liked point {n}.", day=day, mood=Mood.PRAISE) for n in range(count)
    ]
