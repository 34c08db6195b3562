"""A company that keeps bees warm, small enough to know by heart: real store, real model, gaps recorded by hand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import delete

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import About, Document, Evidence, Origin
from app.domain.gap import Gap, Kind, Rung
from app.domain.people import Role
from app.domain.pitch import Pitch
from app.pitch.pitcher import Pitcher
from app.store.database import Database
from app.store.gap_tables import EventRow, GapEvidenceRow, GapRow
from app.store.ledger import Ledger, Stamp
from app.store.library import Indexed, Library
from ingest.passages import passages

TODAY = date(2026, 11, 23)

OFFICIAL = {
    "home.md": (
        About("Hivewarm keeps your bees alive", date(2026, 2, 1), product="Hivewarm", language="en", kind="web"),
        (
            "Hivewarm loses no colony to the cold. Beekeepers with Hivewarm lose 40 percent fewer colonies on average."
            "\n\n"
            "The sensor reports the temperature of each hive in real time. The battery lasts three winters.\n"
        ),
    ),
    "start.md": (
        About("Hivewarm, startsida", date(2026, 2, 1), product="Hivewarm", language="sv", kind="web"),
        "Den som har Hivewarm förlorar i snitt 40 procent färre samhällen. Batteriet räcker i tre vintrar.\n",
    ),
    "prices.md": (
        About("Price list 2026", date(2026, 1, 1), product="Hivewarm", language="en", valid_from=date(2026, 1, 1)),
        "Hivewarm Apiary costs SEK 490 per hive and month excl. VAT.\n",
    ),
    "old-prices.md": (
        About("Price list 2025", date(2025, 1, 1), product="Hivewarm", language="en", valid_until=date(2025, 12, 31)),
        "Hivewarm Apiary costs SEK 410 per hive and month excl. VAT.\n",
    ),
    "deck.md": (
        About("Sales deck", date(2026, 3, 1), product="Hivewarm", language="en"),
        "Try it free for 14 days in one hive. Your data is stored in Sweden.\n",
    ),
    "faq.md": (
        About("Frequently asked questions", date(2026, 3, 1), product="Hivewarm", language="en"),
        "**Does the sensor disturb the bees?**\nNo. The sensor sits outside the cluster and makes no sound.\n",
    ),
    "objections.md": (
        About("Invändningar och svar", date(2026, 3, 1), product="Hivewarm", language="sv"),
        "Ni betalar bara för kupor i drift, inte för tomma. Det blir mindre än ett glas honung i veckan.\n",
    ),
    "battlecard-frostbi.md": (
        About("Battlecard: Frostbi", date(2026, 3, 1), product="Hivewarm", language="en", kind="battlecard"),
        "Frostbi has no sensor inside the hive. Frostbi updates its readings once a day.\n",
    ),
}
FIELD = {
    "2026-11-10-acme.md": (
        About("Call with Acme", date(2026, 11, 10), account="Acme", rep="Eva Ek"),
        'She said "it is too expensive for a hobby". We measured a delay of 20 minutes, so it is not in real time.\n',
    ),
    "2026-11-12-beta.md": (
        About("Call with Beta", date(2026, 11, 12), account="Beta", rep="Olle Ö"),
        'He said "too expensive for a hobby like mine". They loved the three winters of battery.\n',
    ),
    "2026-11-14-gamma.md": (
        About("Call with Gamma", date(2026, 11, 14), account="Gamma", rep="Eva Ek"),
        "I promised them that the battery lasts five winters from the next version.\n",
    ),
    "2026-12-24-later.md": (
        About("Call with Later", date(2026, 12, 24), account="Later", rep="Eva Ek"),
        'She said "it is too expensive for a hobby like this".\n',
    ),
}
HEADINGS = {"objections.md": ((0, "”Det är för dyrt”"),)}


@dataclass(frozen=True)
class Company:
    """The company's store and what a test asks of it."""

    library: Library
    ledger: Ledger
    pitcher: Pitcher

    def ask(self, question: str, today: date = TODAY, role: Role = Role.SALES) -> Pitch:
        return self.pitcher.answer(question, today=today, role=role)

    def claim(self, words: str) -> Claim:
        (found,) = [c for c in self.library.claims() if words in c.quote]
        return found

    def evidence(self, words: str) -> Evidence:
        claim = self.claim(words)
        return claim.evidence(self.library.document(claim.document_id))

    def gap(self, kind: Kind, official: tuple[str, ...] = (), field: tuple[str, ...] = (), subject: str = "") -> Gap:
        sides = tuple(map(self.evidence, official)), tuple(map(self.evidence, field))
        key, first = "|".join((kind.value, *official, *field)), date(2026, 10, 1)
        return Gap(key, kind, f"{kind.value} of it", 4, 0.9, Rung.RULE, *sides, first, TODAY, subject)

    def record(self, *gaps: Gap) -> None:
        """Have these gaps and no others: the company is shared between tests."""
        with self.ledger.database.writing() as session:
            for table in (EventRow, GapEvidenceRow, GapRow):
                session.exec(delete(table))
        self.ledger.settle(lambda _: gaps, Stamp(TODAY, self.library.revision()))


Founder = Callable[[Path], Company]


@pytest.fixture(scope="session")
def found(embedder: SentenceEmbedder) -> Founder:
    def founded(folder: Path) -> Company:
        database = Database.open(folder)
        library, ledger = Library.open(database, embedder.fingerprint), Ledger(database)
        documents = [
            Document(origin, f"{origin.value}/{name}", text, about, source=name, headings=HEADINGS.get(name, ()))
            for origin, files in ((Origin.OFFICIAL, OFFICIAL), (Origin.FIELD, FIELD))
            for name, (about, text) in files.items()
        ]
        put(library, embedder, documents)
        return Company(library, ledger, Pitcher(library, ledger, embedder))

    return founded


def put(library: Library, embedder: SentenceEmbedder, documents: list[Document]) -> None:
    """Take documents in the way the pipeline does, without finding gaps."""
    batch = []
    for document, (i, _) in zip(documents, library.identify(documents), strict=True):
        parts = tuple(passages(document, i))
        claims = tuple(ClaimReader().read(document, i, parts))
        batch.append(Indexed(i, document, parts, embedder.encode([p.text for p in parts]), claims))
    library.put(batch, TODAY)


@pytest.fixture(scope="session")
def _shared(found: Founder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Company]:
    company = found(tmp_path_factory.mktemp("bees"))
    yield company
    company.library.close()
    company.ledger.database.close()


@pytest.fixture
def company(_shared: Company) -> Company:
    """The company with no gap recorded; its documents are not to be changed."""
    _shared.record()
    return _shared


@pytest.fixture
def own_company(found: Founder, tmp_path: Path) -> Iterator[Company]:
    """A company of the test's own, to change."""
    company = found(tmp_path)
    yield company
    company.library.close()
    company.ledger.database.close()
