"""What a judge comes to on a set of pairs."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from app.ai.judge.model import SentenceJudge
from app.ai.judge.weights import LABELS
from app.ai.ports import Opinion, PairModel
from evals.judge.labelled import Pair
from evals.judge.score import accuracy, average_precision, macro_f1, recall_at

Row = dict[str, float | int | None]


@dataclass(frozen=True, slots=True)
class Figures:
    """A judge on one set. Accuracy and F1 take the likeliest label when asked once, from premise to hypothesis.

    The rest is what the product does with it: `contradiction_ap` ranks by the opinion formed from both directions;
    `abstained` is the share of pairs that it leaves to the next rung because neither contradiction nor support is sure;
    `precision` and `recall` are those of the contradictions it is sure of, `false_alarms` their share among all pairs
    that are none.
    """

    n: int
    accuracy: float
    macro_f1: float
    contradiction_ap: float | None
    abstained: float
    precision: float | None
    recall: float | None
    false_alarms: float | None

    def row(self) -> Row:
        """The figures by name, rounded for reading."""
        return {name: round(value, 3) if isinstance(value, float) else value for name, value in asdict(self).items()}


def measure(judge: SentenceJudge, pairs: Sequence[Pair]) -> Figures:
    """Ask `judge` about every pair."""
    texts = [(pair.premise, pair.hypothesis) for pair in pairs]
    wanted = [pair.label for pair in pairs]
    said = [LABELS[int(at)] for at in judge.probabilities(texts).argmax(axis=1)]
    opinions = judge.opinions(texts, thorough=True)
    true = [label == "contradicts" for label in wanted]
    shown = [label for label, opinion in zip(true, opinions, strict=True) if _against(judge, opinion)]
    others = len(true) - sum(true)
    return Figures(
        n=len(pairs),
        accuracy=accuracy(wanted, said),
        macro_f1=macro_f1(wanted, said),
        contradiction_ap=average_precision(true, [opinion.contradicts for opinion in opinions]),
        abstained=sum(_unsure(judge, opinion) for opinion in opinions) / len(pairs),
        precision=sum(shown) / len(shown) if shown else None,
        recall=sum(shown) / sum(true) if any(true) else None,
        false_alarms=(len(shown) - sum(shown)) / others if others else None,
    )


def ranking(pairs: Sequence[Pair], scores: Sequence[float]) -> Row:
    """How well `scores` put the contradictions first."""
    true = [pair.label == "contradicts" for pair in pairs]
    found = average_precision(true, scores)
    return {
        "n": len(pairs),
        "contradiction_ap": None if found is None else round(found, 3),
        "recall_at_precision_0.8": round(recall_at(true, scores, 0.8), 3),
        "recall_at_precision_0.9": round(recall_at(true, scores, 0.9), 3),
    }


def pace(judges: Sequence[SentenceJudge], pairs: Sequence[Pair]) -> Row:
    """Pairs a second, beside what the same weights take in one direction in plain torch, both in this run.

    Two judges that have read nothing yet, since they remember. The plain one is measured before and after the other:
    a machine that slows down does so for both.
    """
    texts = [(pair.premise, pair.hypothesis) for pair in pairs]
    bare, judge = judges
    for one in judges:
        one.probabilities([("warm", "up")])
    half = len(texts) // 2
    plain = _timed(bare, texts[:half])
    began = time.perf_counter()
    judge.opinions(texts)
    ours = len(texts) / (time.perf_counter() - began)
    plain = len(texts) / (plain + _timed(bare, texts[half:]))
    return {"pairs": len(texts), "opinions_a_second": round(ours), "plain_torch_a_second": round(plain),
            "ratio": round(ours / plain, 2)}  # fmt: skip


def _timed(judge: SentenceJudge, texts: Sequence[tuple[str, str]]) -> float:
    began = time.perf_counter()
    judge.probabilities(texts)
    return time.perf_counter() - began


def _against(judge: PairModel, opinion: Opinion) -> bool:
    return opinion.contradicts >= judge.contradicts_from


def _unsure(judge: PairModel, opinion: Opinion) -> bool:
    return not _against(judge, opinion) and opinion.supports < judge.supports_from
