"""Questions to the sample company with the passages that help, named by document and verbatim quote."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from app.ai.embedder import SentenceEmbedder
from app.domain.errors import BadInput
from app.domain.evidence import Origin, Passage
from app.store.library import Library
from evals.gaps import CASES
from evals.known import Company

FILE = CASES / "retrieval.yaml"


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to one side of the loop; `gains` are the passages that help, equally much, by id.

    It goes `across` when every one of them is in another language than the question.
    """

    text: str
    language: str
    origin: Origin
    gains: Mapping[str, float]
    across: bool

    @property
    def groups(self) -> tuple[str, ...]:
        """The lines of the table that count it."""
        names = ("kairos", f"kairos, {self.origin}", f"kairos, {self.language}")
        return (*names, "kairos, across languages") if self.across else names


@contextmanager
def company(folder: Path, embedder: SentenceEmbedder) -> Iterator[Company]:
    """Lend the sample company, taken in under `folder`."""
    found = Company.taken_in("kairos", folder, embedder)
    try:
        yield found
    finally:
        found.library.close()
        found.ledger.database.close()


def read(library: Library) -> list[Asked]:
    """Return the questions; raises `BadInput` for a quote that stands in no passage of its document."""
    data: dict[str, Any] = yaml.safe_load(FILE.read_text("utf-8"))
    shelf: dict[str, list[Passage]] = {}
    for stored in library.documents():
        path = f"{stored.document.origin}/{stored.document.path}"
        shelf.setdefault(path, []).extend(library.passages_of(stored.id))
    return [_asked(language, entry, shelf) for language in ("sv", "en") for entry in data[language]]


def _asked(language: str, entry: dict[str, Any], shelf: Mapping[str, list[Passage]]) -> Asked:
    found: dict[str, Passage] = {}
    for path, quotes in entry["in"].items():
        for quote in quotes:
            holding = [p for p in shelf.get(path, ()) if _flat(quote) in _flat(p.text)]
            if not holding:
                raise BadInput(f"{FILE.name}: no passage of {path} says {quote!r}", "Quote it as it stands there")
            found.update((passage.id, passage) for passage in holding)
    (origin,) = {passage.origin for passage in found.values()}
    across = all(passage.language not in {language, "mixed"} for passage in found.values())
    return Asked(entry["q"], language, origin, dict.fromkeys(found, 1.0), across)


def _flat(text: str) -> str:
    return " ".join(text.split())
