"""Pairs of texts with a label: read from files, ours and others', and parted by vendor."""

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from app.ai.judge.weights import LABELS

OWN = Path(__file__).parent / "pairs"
"""Pairs written for Samsyn, one file per invented vendor."""
NLI = Path(__file__).parents[3] / "shared" / "data" / "nli"
"""Public pairs, not part of the repository; evaluations that want them skip where they are absent."""
_PARALLEL = NLI.parent / "swedish" / "marketing_parallel_en_sv.jsonl"
_TESTED = 3  # every third parallel sentence is kept for tests

_KNOWN = {"contradiction": "contradicts", "entailment": "supports", "neutral": "neither"} | {w: w for w in LABELS}


@dataclass(frozen=True, slots=True)
class Pair:
    """Does `premise` (evidence) contradict or support `hypothesis` (a claim)?

    `label` is one of `LABELS`; `kind` says why, where someone wrote it down; `lang` is `en`, `sv` or `mixed`.
    """

    premise: str
    hypothesis: str
    label: str
    source: str
    kind: str = ""
    lang: str = "en"

    @property
    def turned(self) -> "Pair":
        """The same two texts, asked the other way round."""
        return Pair(self.hypothesis, self.premise, self.label, self.source, self.kind, self.lang)

    @property
    def size(self) -> int:
        """How long both texts are together, in characters."""
        return len(self.premise) + len(self.hypothesis)


def read(file: Path) -> list[Pair]:
    """Every pair of a JSONL file, gzipped or not: `premise`, `hypothesis`, `label`, or our own `official` and `field`.

    Rows whose label is none of the three are left out. Raises `OSError`, `KeyError`, `ValueError`.
    """
    name = file.name.partition(".")[0]
    text = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    rows = [json.loads(line) for line in text.decode("utf-8").split("\n") if line.strip()]
    return [_pair(row, name) for row in rows if row["label"] in _KNOWN]


def _pair(row: dict[str, str], name: str) -> Pair:
    """Ours has the note as evidence and the official line as the claim it may contradict or support."""
    premise, hypothesis = (row["field"], row["official"]) if "field" in row else (row["premise"], row["hypothesis"])
    return Pair(premise, hypothesis, _KNOWN[row["label"]], name, row.get("category", ""), row.get("lang", "en"))


def own(vendors: Iterable[str]) -> Iterator[Pair]:
    """Our own pairs of these vendors, in the order of their names."""
    for vendor in sorted(vendors):
        yield from read(OWN / f"{vendor}.jsonl")


def vendors() -> frozenset[str]:
    """Every vendor there are pairs of."""
    return frozenset(file.stem for file in OWN.glob("*.jsonl"))


def parallel() -> list[tuple[str, str]]:
    """Sentences of marketing in English and Swedish, two thirds of them: the rest is for tests."""
    with _PARALLEL.open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [(row["en"], row["sv"]) for at, row in enumerate(rows) if at % _TESTED]
