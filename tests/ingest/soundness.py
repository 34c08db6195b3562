"""What holds for whatever is read, however broken: a list of what does not, empty when all is well."""

from collections.abc import Iterator
from itertools import pairwise

from app.domain.errors import SamsynError
from app.domain.evidence import Document
from ingest.encoding import clean
from ingest.passages import passages
from ingest.reading import Reading

NO_HELP = "The log says why"
"""What is said when a reader let an error through that it does not know."""


def problems_of(name: str, outcome: Reading | SamsynError) -> list[str]:
    """Return what is wrong with how the file called `name` came out."""
    if isinstance(outcome, SamsynError):
        return list(_refusal(name, outcome.sentence(), outcome.next_step))
    said = [f"{one.document} {one.reason}" for one in (*outcome.refusals, *outcome.skipped)]
    found = [problem for sentence in said for problem in _refusal(name, sentence, sentence)]
    return found + [problem for document in outcome.documents for problem in _document(document)]


def _refusal(name: str, sentence: str, next_step: str) -> Iterator[str]:
    if name not in sentence:
        yield f"the file is not named: {sentence}"
    if not next_step.strip() or NO_HELP in sentence:
        yield f"no next step: {sentence}"


def _document(document: Document) -> Iterator[str]:
    text, where = document.text, f"{document.path}#{document.part}"
    if not text.strip() or clean(text) != text:
        yield f"{where}: the text is empty or not as it is kept: {text[:60]!r}"
    for what, offsets in (
        ("places", [offset for offset, _ in document.places]),
        ("headings", [offset for offset, _ in document.headings]),
        ("turns", [turn.start for turn in document.turns]),
    ):
        if any(a >= b for a, b in pairwise(offsets)) or any(not 0 <= offset < len(text) for offset in offsets):
            yield f"{where}: {what} are not ascending inside the text: {offsets} of {len(text)}"
    found = passages(document, "document")
    if any(text[one.start : one.end] != one.text for one in found):
        yield f"{where}: a passage is not verbatim"
    if any(before.end > after.start for before, after in pairwise(found)):
        yield f"{where}: passages overlap"
    if len({one.id for one in found}) != len(found):
        yield f"{where}: two passages have one id"
    if not all(one.text.strip() and one.place for one in found):
        yield f"{where}: a passage without words or place"
