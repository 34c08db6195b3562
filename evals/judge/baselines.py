"""What the judge must beat: likeness of meaning alone, and the rules alone."""

from collections.abc import Sequence
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


def _against(official: Claim, field: Claim, weights: Weights) -> float:
    verdict = judge_words(official, field, weights)
    return verdict.confidence if verdict.relation is Relation.CONTRADICTS else 0.0


def _claims(origin: Origin, text: str, number: int) -> list[Claim]:
    document = Document(origin, f"{number}.md", text, About(title="", date=_DAY))
    identity = stable_id(origin, document.path, "")
    return _READER.read(document, identity, passages(document, identity))


def _texts(pair: Pair) -> tuple[str, str]:
    return pair.premise, pair.hypothesis
