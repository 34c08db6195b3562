"""Buyers who keep using another word for what we call something: `vocabulary_gap`."""

from collections.abc import Iterator

from app.gaps.findings import Finding
from app.gaps.pairs import Corpus


def vocabulary_gaps(corpus: Corpus) -> Iterator[Finding]:
    yield from ()
