"""Are the gaps right? Cases of one difference each, and whole companies with everything between, by rules alone.

A case passes through the product's own reading, splitting, claims and kinds; nothing is mocked, nothing embedded.
A found gap is right when kind and both quotes are those a person expected, else it is a false alarm.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.demand import Asked
from app.domain.evidence import Document, Evidence, StoredDocument, stable_id
from app.domain.gap import Gap, Kind, Rung
from app.gaps.comparing import differences
from app.gaps.recognising import KINDS
from app.language.detect import language_of
from evals.scoring import Counts
from ingest.passages import passages
from ingest.reading import Limits
from ingest.sources import find, read

CASES = Path(__file__).parent / "cases"
LATEST = date(2026, 11, 23)
_FIRST = frozenset(
    {
        Kind.CONTRADICTION, Kind.VALUE_MISMATCH, Kind.OFFICIAL_INCONSISTENCY, Kind.UNANSWERED_OBJECTION,
        Kind.UNSUPPORTED_PROMISE,
    }
)  # fmt: skip
"""The kinds the first cases were written for."""
_THE_SENTENCE_COUNTS = frozenset({Kind.CONTRADICTION, Kind.VALUE_MISMATCH, Kind.MISPERCEPTION})
"""Kinds whose official side is one sentence; of the others any of the same document may be shown."""
SMALL = ("gaps/development.yaml", "gaps/development_2.yaml")


@dataclass(frozen=True, slots=True)
class Expected:
    """One gap a person expects: the kind and a verbatim fragment of each quote that must be among its evidence."""

    kind: Kind
    official: tuple[str, ...]
    field: tuple[str, ...]
    official_in: str = ""
    """The document on the official side, where any sentence of it will do."""

    @property
    def two_sided(self) -> bool:
        """Whether both an official and a field quote are expected."""
        return bool((self.official or self.official_in) and self.field)

    def met_by(self, gap: Gap) -> bool:
        """Whether `gap` is this one."""
        return (
            gap.kind is self.kind
            and all(_quoted(text, gap.official) for text in self.official)
            and (not self.official_in or any(e.document == self.official_in for e in gap.official))
            and (not self.field or not gap.field or any(_quoted(text, gap.field) for text in self.field))
        )


@dataclass(frozen=True, slots=True)
class Case:
    """Documents and the gaps expected among them; `group` is what its figures are summed under."""

    name: str
    group: str
    language: str
    documents: tuple[Document, ...]
    expected: tuple[Expected, ...]
    tolerated: tuple[str, ...] = ()
    """Field quotes of gaps true by the definitions but of another kind: showing them is no false alarm."""
    today: date = LATEST
    asked: tuple[Asked, ...] = ()
    scored: frozenset[Kind] = frozenset(Kind)
    """The kinds its author looked for; gaps of others are not judged here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one case, per kind, with what went wrong for a person to read."""

    case: Case
    counts: Mapping[Kind, Counts]
    false: tuple[Gap, ...]
    missed: tuple[Expected, ...]
    rungs: Mapping[Rung, Counts]
    """Who decided what was shown."""

    @property
    def total(self) -> Counts:
        """All kinds together."""
        return sum(self.counts.values(), start=Counts())


def cases(folder: Path) -> Iterator[Case]:
    """Yield every case; `folder` is scratch space the documents are written to and read from as a user's would be."""
    for name in SMALL:
        group = Path(name).stem
        for entry in yaml.safe_load((CASES / name).read_text("utf-8")):
            documents = _written(entry, folder / group)
            yield Case(entry["id"], group, entry["language"], documents, tuple(_small(entry["expect"])), scored=_FIRST)
    for file in sorted(CASES.glob("kinds/*.yaml")):
        for entry in yaml.safe_load(file.read_text("utf-8")):
            yield _of_kind(file.stem, entry, folder)
    for gold in sorted(CASES.glob("companies/*/expected.yaml")):
        yield replace(_company(gold.parent.name, gold.parent, gold), scored=_FIRST)


def _of_kind(name: str, entry: Mapping[str, Any], folder: Path) -> Case:
    """Return a case written for one kind; all it expects counts, of whatever kind, once that kind is looked for."""
    asked = tuple(Asked(a["question"], language_of(a["question"]), a["on"]) for a in entry.get("asked", ()))
    documents = _written(entry, folder / name)
    expected = tuple(_expected_of_kind(e, documents) for e in entry["expect"] if Kind(e["kind"]) in KINDS)
    group, today = f"kinds {entry['half']}", entry.get("today", LATEST)
    return Case(entry["id"], group, entry["language"], documents, expected, today=today, asked=asked)


def _expected_of_kind(entry: Mapping[str, Any], documents: Iterable[Document]) -> Expected:
    kind, official, field = Kind(entry["kind"]), entry.get("official", ""), tuple(entry.get("field", ()))
    if not official or kind in _THE_SENTENCE_COUNTS:
        return Expected(kind, (official,) if official else (), field)
    return Expected(kind, (), field, next(d.path for d in documents if official in d.text))


def _written(entry: Mapping[str, Any], folder: Path) -> tuple[Document, ...]:
    root = folder / str(entry["id"])
    for document in entry["documents"]:
        file = root / document["path"]
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(document["text"], "utf-8")
    return _documents(root)


def _company(name: str, root: Path, gold: Path) -> Case:
    labels = yaml.safe_load(gold.read_text("utf-8"))
    expected = labels["expected"]
    others = [e for e in [*expected, *labels.get("also_true", [])] if Kind(e["kind"]) not in KINDS or e not in expected]
    tolerated = [q["quote"] for e in others for q in _side(e, "field")]
    wanted = tuple(_expected(e) for e in expected if Kind(e["kind"]) in KINDS)
    return Case(name, name, "mixed", _documents(root), wanted, tuple(tolerated))


def kairos() -> Case:
    """Return the sample company as a case."""
    from app.sample import FOLDER  # noqa: PLC0415 - only here

    return _company("kairos", FOLDER, CASES / "kairos.yaml")


def judged(case: Case, found: Iterable[Gap]) -> Outcome:
    """Hold the gaps found against those expected."""
    left = [gap for gap in found if gap.kind in case.scored]
    missed = []
    counts: dict[Kind, Counts] = {}
    rungs: dict[Rung, Counts] = {}
    for expected in case.expected:
        hit = next((gap for gap in left if expected.met_by(gap)), None)
        counts[expected.kind] = counts.get(expected.kind, Counts()) + Counts(right=int(bool(hit)), missed=int(not hit))
        if hit is None:
            missed.append(expected)
        else:
            rungs[hit.decided_by] = rungs.get(hit.decided_by, Counts()) + Counts(right=1)
            # One disagreement may show as two gaps, say for two plans: neither is a false alarm.
            left = [gap for gap in left if not expected.met_by(gap)]
    left = [gap for gap in left if not any(_quoted(text, gap.field) for text in case.tolerated)]
    for gap in left:
        counts[gap.kind] = counts.get(gap.kind, Counts()) + Counts(false=1)
        rungs[gap.decided_by] = rungs.get(gap.decided_by, Counts()) + Counts(false=1)
    return Outcome(case, counts, tuple(left), tuple(missed), rungs)


def found_by_rules(case: Case) -> list[Gap]:
    """Return the product's gaps for the documents of one case."""
    stored, claims = claims_of(case)
    return differences(stored, claims, case.today, case.asked)


def claims_of(case: Case) -> tuple[list[StoredDocument], list[Claim]]:
    """Return the documents of a case as they would be stored, and their claims."""
    reader = ClaimReader()
    stored, claims = [], []
    for document in case.documents:
        document_id = stable_id(document.origin, document.path, document.part)
        stored.append(StoredDocument(document_id, document, LATEST))
        claims += reader.read(document, document_id, passages(document, document_id))
    return stored, claims


def _documents(root: Path) -> tuple[Document, ...]:
    files = find([root], None).files
    return tuple(document for file in files for document in read(file, Limits(), LATEST).documents)


def _small(expect: Iterable[Mapping[str, Any]]) -> Iterator[Expected]:
    for entry in expect:
        official = [text for key in ("official", "official_other") if (text := entry.get(key))]
        yield Expected(Kind(entry["kind"]), tuple(official), tuple(filter(None, [entry.get("field")])))


def _expected(entry: Mapping[str, Any]) -> Expected:
    sides = {side: [e["quote"] for e in _side(entry, side)] for side in ("official", "field")}
    if other := entry.get("official_2"):
        sides["official"].append(other["quote"])
    kind = Kind(entry["kind"])
    # A gap may cite another page that says the same; only where two officials disagree both are the point.
    official = sides["official"] if kind is Kind.OFFICIAL_INCONSISTENCY else []
    # What is out of date is one document, whether or not anybody in the field still uses it.
    where = next((e["document"] for e in _side(entry, "official")), "") if kind is Kind.STALE_CLAIM else ""
    return Expected(kind, tuple(official), tuple(sides["field"]), where)


def _side(entry: Mapping[str, Any], side: str) -> list[Mapping[str, str]]:
    listed = entry.get(side) or []
    return listed if isinstance(listed, list) else [listed]


def _quoted(text: str, evidence: Iterable[Evidence]) -> bool:
    wanted = " ".join(text.split())
    quotes = [" ".join(e.quote.split()) for e in evidence]
    return any(wanted in quote or quote in wanted for quote in quotes)
