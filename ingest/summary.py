"""What an ingestion did, as it is told to a person and to a program."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from app.domain.errors import SamsynError
from app.domain.evidence import Document
from app.domain.history import Removal
from ingest.reading import Reading, Refusal


@dataclass(frozen=True, slots=True)
class Summary:
    """The outcome of one run.

    Documents are counted, not files: a table has one a row. `vanished` are documents whose file is gone and that
    are kept, since their removal was not asked for. `passages`, `claims` and `gaps` say how much there is now in
    all, gaps those not closed.
    """

    added: int
    changed: int
    unchanged: int
    removed: int
    vanished: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    skipped: tuple[Refusal, ...]
    columns: Mapping[str, Mapping[str, str]]
    empty_rows: Mapping[str, int]
    passages: int
    claims: int
    gaps: int
    embedded: int
    seconds: float

    @property
    def read_anything(self) -> bool:
        """Whether there was at least one document that could be read, new or known."""
        return self.added + self.changed + self.unchanged > 0

    def as_json(self) -> dict[str, object]:
        """Return the stable contract of `samsyn ingest --json`, with more beside it."""
        return {
            "documents": {
                "added": self.added,
                "changed": self.changed,
                "unchanged": self.unchanged,
                "removed": self.removed,
                "refused": len(self.refusals),
                "vanished": len(self.vanished),
            },
            "passages": self.passages,
            "claims": self.claims,
            "gaps": self.gaps,
            "refusals": [{"document": one.document, "reason": one.reason} for one in self.refusals],
            "seconds": round(self.seconds, 3),
            "vanished": sorted(set(self.vanished)),
            "skipped": [{"document": one.document, "reason": one.reason} for one in self.skipped],
            "columns": {document: dict(columns) for document, columns in self.columns.items()},
            "empty_rows": dict(self.empty_rows),
            "embedded": self.embedded,
        }


@dataclass(slots=True)
class Tally:
    """The counts of a run while it goes on."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    embedded: int = 0
    vanished: list[str] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    skipped: list[Refusal] = field(default_factory=list)
    columns: dict[str, Mapping[str, str]] = field(default_factory=dict)
    empty_rows: dict[str, int] = field(default_factory=dict)
    whole: set[tuple[str, str]] = field(default_factory=set)
    """Source and member (of a zip file, else "") of what was read to the end, no row refused: what is stored from it
    and was not seen again is gone."""
    ids: set[str] = field(default_factory=set)

    def took(self, path: str, held: tuple[str, str], reading: Reading) -> None:
        """Note what a file, by its path and by its source and member, held besides its documents."""
        if reading.columns:
            self.columns[path] = reading.columns
        if reading.empty_rows:
            self.empty_rows[path] = reading.empty_rows
        self.refusals.extend(reading.refusals)
        self.skipped.extend(reading.skipped)
        if not reading.refusals:
            self.whole.add(held)

    def refused(self, path: str, error: SamsynError) -> None:
        """Note a file that could not be read."""
        self.refusals.append(Refusal(path, error.sentence()))

    def identified(self, found: Iterable[tuple[str, str | None]]) -> None:
        """Note the documents seen."""
        self.ids.update(one for one, _ in found)

    def found_again(self, ids: Iterable[str]) -> None:
        """Note documents of files that were not read again, since nothing in them has changed."""
        known = len(self.ids)
        self.ids.update(ids)
        self.unchanged += len(self.ids) - known

    def count(self, *, new: bool) -> None:
        """Note a document that is taken in."""
        self.added += new
        self.changed += not new

    def passed_over(self, document: Document, removal: Removal) -> None:
        """Note a document that is not taken in again, since a person has deleted it."""
        who = f" by {removal.who}" if removal.who else ""
        reason = f"deleted on {removal.on.isoformat()}{who}; --restore brings it back"
        self.skipped.append(Refusal(" ".join(filter(None, (document.path, document.place))), reason))

    def summary(self, passages: int, claims: int, gaps: int, seconds: float) -> Summary:
        """Return the outcome, with how much there is in all now."""
        return Summary(
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            removed=self.removed,
            vanished=tuple(self.vanished),
            refusals=tuple(self.refusals),
            skipped=tuple(self.skipped),
            columns=self.columns,
            empty_rows=self.empty_rows,
            passages=passages,
            claims=claims,
            gaps=gaps,
            embedded=self.embedded,
            seconds=seconds,
        )
