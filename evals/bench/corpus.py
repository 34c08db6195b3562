"""As many notes and pages as asked for, made of the sample company's sentences, shuffled with a fixed seed."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta
from pathlib import Path

from app.language.sentences import sentences
from app.sample import FOLDER, TODAY
from ingest.passages import passages
from ingest.reading import Limits
from ingest.sources import find, read

SEED = 20261123
ONE_PAGE_IN = 5
SENTENCES_A_NOTE = 4


def company(root: Path, numbers: range) -> Path:
    """Write the notes with these numbers, every fifth of them a page of marketing's, into `root`; returns it."""
    said = {
        origin: [
            text[a:b]
            for file in sorted((FOLDER / origin).glob("*.md"))
            for text in [file.read_text("utf-8").split("---\n")[-1]]
            for a, b in sentences(text)
        ]
        for origin in ("official", "field")
    }
    for origin in said:
        (root / origin).mkdir(parents=True)
    for number in numbers:
        origin = "field" if number % ONE_PAGE_IN else "official"
        drawn = random.Random(SEED + number)  # noqa: S311 - a corpus, not a secret
        day = TODAY - timedelta(days=number % 90)
        about = f"title: Page {number}\naccount: Account {number % 400}\nrep: Rep {number % 40}\ndate: {day}"
        body = "\n".join(drawn.sample(said[origin], SENTENCES_A_NOTE))
        (root / origin / f"{number:05}.md").write_text(f"---\n{about}\n---\n{body}\nNo. {number}.\n", "utf-8")
    return root


def texts(roots: Sequence[Path]) -> list[str]:
    """Return the distinct texts that are embedded for these folders."""
    return list(dict.fromkeys(_texts(roots)))


def _texts(roots: Sequence[Path]) -> Iterator[str]:
    for file in find(roots, None).files:
        for document in read(file, Limits(), TODAY).documents:
            yield from (passage.indexed_text for passage in passages(document, "x"))
