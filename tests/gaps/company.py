"""Two invented documents a side, made in the test that reads them: what a gap test needs and no more."""

from collections.abc import Mapping
from datetime import date

from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import Origin, StoredDocument, stable_id
from app.domain.gap import Gap
from app.gaps.comparing import differences
from ingest.passages import passages
from ingest.reading import Limits
from ingest.sources import read, upload

TODAY = date(2026, 3, 9)


def claims_of(texts: Mapping[str, str], today: date = TODAY) -> tuple[list[StoredDocument], list[Claim]]:
    """Read texts by path (`official/…` or `field/…`) into documents and claims, as ingestion does."""
    stored, claims = [], []
    for path, text in texts.items():
        origin = Origin(path.split("/")[0])
        for document in read(upload(path, text.encode(), origin), Limits(), today).documents:
            document_id = stable_id(origin, path, document.part)
            stored.append(StoredDocument(document_id, document, today))
            claims += ClaimReader().read(document, document_id, passages(document, document_id))
    return stored, claims


def gaps_of(texts: Mapping[str, str], today: date = TODAY) -> list[Gap]:
    """Return the gaps among `texts`."""
    return differences(*claims_of(texts, today), today)


def note(text: str, account: str = "Nordpost", rep: str = "Eva", day: str = "2026-02-20") -> str:
    """A field note with its head."""
    return f"---\naccount: {account}\nrep: {rep}\ndate: {day}\n---\n{text}\n"


def page(text: str, title: str = "Villkor", day: str = "2026-01-10", **more: str) -> str:
    """An official page with its head."""
    head = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"---\ntitle: {title}\ndate: {day}\n{head}---\n# {title}\n\n{text}\n"
