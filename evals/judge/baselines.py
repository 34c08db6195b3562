"""What the judge must beat: likeness of meaning alone, the rules alone, and the note read without the line."""

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from app.ai.embedder import SentenceEmbedder
from app.claims import ClaimReader
from app.domain.claim import Claim
from app.domain.evidence import About, Document, Origin, stable_id
from app.domain.gap import Relation
from app.gaps.judges import judge_words
from app.gaps.subjects import Weights
from evals.judge.labelled import Pair
from ingest.passages import passages

_READER = ClaimReader()
_DAY = date(2026, 1, 1)


def cosine(pairs: Sequence[Pair], embedder: SentenceEmbedder) -> list[float]:
    """How alike the two texts of each pair are: the more alike, the more a contradiction."""
    first, second = (embedder.encode([text[at] for text in map(_texts, pairs)]) for at in (0, 1))
    return [float(value) for value in np.sum(first * second, axis=1)]


def rules(pairs: Sequence[Pair]) -> list[float]:
    """How sure the rules are that a note contradicts an official line; nothing where they say so of no claim."""
    sides = [
        (_claims(Origin.OFFICIAL, pair.hypothesis, at), _claims(Origin.FIELD, pair.premise, at))
        for at, pair in enumerate(pairs)
    ]
    weights = Weights.over(claim for pair in sides for side in pair for claim in side)
    return [max((_against(a, b, weights) for a in official for b in field), default=0.0) for official, field in sides]


def note_alone(trained_on: Sequence[Pair], pairs: Sequence[Pair]) -> list[float]:
    """How much the note reads like one that contradicts something, whatever the line: words and pieces of words.

    A judge that is no better than this, or as sure beside a line of something else, has learned how notes are written.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - seconds
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline, make_union  # noqa: PLC0415

    words = TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), min_df=3, sublinear_tf=True)
    model = make_pipeline(make_union(words, pieces), LogisticRegression(C=4, max_iter=300))
    model.fit([pair.premise for pair in trained_on], [pair.label == "contradicts" for pair in trained_on])
    return [float(value) for value in model.predict_proba([pair.premise for pair in pairs])[:, 1]]


def beside_another_line(pairs: Sequence[Pair], seed: int) -> list[Pair]:
    """The same notes and labels, each beside another line of its vendor: no judge may find contradictions there."""
    chance = random.Random(seed)
    lines = {source: sorted({pair.hypothesis for pair in pairs if pair.source == source}) for source in _sources(pairs)}
    return [
        replace(pair, hypothesis=chance.choice([line for line in lines[pair.source] if line != pair.hypothesis]))
        for pair in pairs
    ]


def _sources(pairs: Sequence[Pair]) -> frozenset[str]:
    return frozenset(pair.source for pair in pairs)


def _against(official: Claim, field: Claim, weights: Weights) -> float:
    verdict = judge_words(official, field, weights)
    return verdict.confidence if verdict.relation is Relation.CONTRADICTS else 0.0


def _claims(origin: Origin, text: str, number: int) -> list[Claim]:
    document = Document(origin, f"{number}.md", text, About(title="", date=_DAY))
    identity = stable_id(origin, document.path, "")
    return _READER.read(document, identity, passages(document, identity))


def _texts(pair: Pair) -> tuple[str, str]:
    return pair.premise, pair.hypothesis
