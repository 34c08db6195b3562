"""CSV as spreadsheets and CRMs export it: comma, semicolon or tab; UTF-8, UTF-16 or Windows-1252; one note a row."""

import csv
import io
from collections.abc import Sequence
from itertools import islice

from app.domain.errors import Unreadable
from ingest.encoding import decode
from ingest.reading import Raw, Reading
from ingest.tables import records

SUFFIXES = frozenset({".csv", ".tsv"})
_DELIMITERS = ",;\t|"
_SAMPLE = 20_000
_SAMPLE_ROWS = 50


def read(raw: Raw) -> Reading:
    """Return a document a row. A table without a header is understood only when it cannot be misunderstood."""
    text, skipped = _without_hint(decode(raw.data, raw.name))
    table = [(n + skipped, cells) for n, cells in _records(text, raw.name) if any(cell.strip() for cell in cells)]
    return records.documents(raw, table)


def _without_hint(text: str) -> tuple[str, int]:
    """Take off Excel's `sep=;`; the rows below it keep their numbers."""
    line, _, rest = text.partition("\n")
    return (rest, 1) if line.strip().lower() in {f"sep={d}" for d in _DELIMITERS} else (text, 0)


def _records(text: str, name: str) -> list[tuple[int, list[str]]]:
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, skipinitialspace=True)
    found: list[tuple[int, list[str]]] = []
    try:
        found.extend(enumerate(reader, start=1))
    except csv.Error as error:
        raise Unreadable(
            f"{name}, row {len(found) + 1}: {error}", "Look for a quotation mark that is never closed"
        ) from error
    return found


def _delimiter(text: str) -> str:
    """The one by which the most rows are as wide as the first.

    `csv.Sniffer` is asked for a second opinion only: it takes the apostrophes of English notes for quotation marks.
    """
    sample = text[:_SAMPLE]
    lines = sample.split("\n")[: _SAMPLE_ROWS + 1]
    scores = {}
    for delimiter in _DELIMITERS:
        try:
            widths = [len(row) for row in islice(csv.reader(lines, delimiter=delimiter), _SAMPLE_ROWS) if row]
        except csv.Error:
            continue
        wide = widths[0] if widths else 1
        scores[delimiter] = (wide > 1, sum(w == wide for w in widths) / max(len(widths), 1), wide)
    best = max(scores.values(), default=(False, 0.0, 1))
    candidates = [delimiter for delimiter, score in scores.items() if score == best]
    return candidates[0] if len(candidates) == 1 else _sniffed(sample[:2000], candidates)


def _sniffed(sample: str, candidates: Sequence[str]) -> str:
    try:
        return csv.Sniffer().sniff(sample, "".join(candidates)).delimiter
    except csv.Error:
        return candidates[0] if candidates else ","
