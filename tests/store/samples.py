"""Documents, passages and claims for the tests of the store, and an encoder that needs no model."""

import hashlib
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from app.domain.claim import Claim, Mood, Speaker
from app.domain.evidence import About, Document, Origin, Passage, stable_id
from app.domain.history import Removal
from app.domain.quantity import Bound, Quantity
from app.domain.scope import Scope
from app.store.library import Indexed

TODAY = date(2026, 11, 23)
REMOVED = Removal(TODAY, who="admin", why="a test")
DIMENSION = 384


class HashEncoder:
    """Every text has its own direction, always the same; another seed is another model."""

    def __init__(self, seed: str = "one") -> None:
        self.seed = seed
        self.encoded = 0

    @property
    def fingerprint(self) -> str:
        return f"hash-{self.seed}"

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.encoded += len(texts)
        rows = [self._row(text) for text in texts]
        return np.stack(rows) if rows else np.zeros((0, DIMENSION), np.float32)

    def _row(self, text: str) -> NDArray[np.float32]:
        digest = hashlib.sha256(f"{self.seed}/{text}".encode()).digest()
        row = np.random.default_rng(list(digest)).normal(size=DIMENSION).astype(np.float32)
        return row / np.linalg.norm(row)


def document(path: str, *texts: str, origin: Origin = Origin.FIELD, source: str | None = None) -> Document:
    """A document whose passages will be `texts`, a line each."""
    about = About(title=path, date=date(2026, 3, 9), account="Åkerlunds Frukt & Grönt", rep="Maja")
    where = f"upload:{origin.value}/{path}" if source is None else source
    return Document(origin, path, "\n".join(texts), about, source=where)


def claim_of(passage: Passage) -> Claim:
    """A claim with something in every field."""
    price = Quantity(
        low=Decimal("490.10"),
        high=Decimal("5.5E+2"),
        unit="SEK",
        per=frozenset({"user", "month"}),
        vat=False,
        bound=Bound.AT_MOST,
        approximate=True,
        metric="price",
    )
    return Claim(
        id=stable_id(passage.id, "claim"),
        document_id=passage.document_id,
        passage_id=passage.id,
        origin=passage.origin,
        start=passage.start,
        end=passage.end,
        quote=passage.text,
        language="sv",
        speaker=Speaker.CUSTOMER,
        mood=Mood.OBJECTION,
        scope=Scope(product="Kairos", segment="Handel|Retail"),
        negated=True,
        terms=frozenset(passage.text.casefold().split()),
        concepts=frozenset({"price"}),
        stances=frozenset({"freshness:delayed"}),
        quantities=(price,),
        heading="Prislista “2026”",
        place="sida 3",
        said=date(2024, 2, 29),
        account="Åkerlunds",
        exempt="pilot",
    )


def indexed(document_id: str, document: Document, encoder: HashEncoder) -> Indexed:
    """The document cut into lines, each a passage with one claim."""
    passages, start = [], 0
    for text in document.text.split("\n"):
        end = start + len(text)
        cut = Passage("", "", document.origin, start, end, text, f"rad {start}", None, "sv")
        passages.append(cut.of(document_id))
        start = end + 1
    vectors = encoder.encode([passage.text for passage in passages])
    return Indexed(document_id, document, tuple(passages), vectors, tuple(claim_of(one) for one in passages))
