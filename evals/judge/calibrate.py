"""`python -m evals.judge.calibrate FILE`: write temperature and thresholds into trained weights.

Both are set on vendors that neither training nor the figures of the model card have seen. The temperature is the one
under which the labels are likeliest; a threshold is the lowest from which nine of ten shown are right.
"""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from app.ai.judge import weights
from app.ai.judge.model import SentenceJudge
from app.ai.judge.weights import LABELS, Calibration
from evals.judge import held, labelled
from evals.judge.labelled import Pair
from evals.judge.score import threshold_for

PRECISION = 0.9
NEVER = 1.01
"""A threshold that no probability reaches: better silent than wrong."""


def temperature(judge: SentenceJudge, pairs: Sequence[Pair]) -> float:
    """The temperature under which the labels of `pairs` are likeliest; `judge` is taken as it is, at one."""
    likely = np.log(judge.probabilities([(pair.premise, pair.hypothesis) for pair in pairs]))
    wanted = [LABELS.index(pair.label) for pair in pairs]

    def loss(at: float) -> float:
        cooled = likely / at
        return float(np.mean(np.logaddexp.reduce(cooled, axis=1) - cooled[np.arange(len(wanted)), wanted]))

    tried: list[float] = np.linspace(0.5, 3.0, 51).tolist()
    return min(tried, key=loss)


def thresholds(judge: SentenceJudge, pairs: Sequence[Pair]) -> tuple[float, float]:
    """From where contradiction and support may be believed."""
    opinions = judge.opinions([(pair.premise, pair.hypothesis) for pair in pairs], thorough=True)
    against = threshold_for(
        [pair.label == "contradicts" for pair in pairs], [o.contradicts for o in opinions], PRECISION
    )
    beside = threshold_for([pair.label == "supports" for pair in pairs], [o.supports for o in opinions], PRECISION)
    return against or NEVER, beside or NEVER


def main() -> None:
    """Calibrate a file in place."""
    parser = argparse.ArgumentParser(prog="python -m evals.judge.calibrate", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", default=weights.FILE)
    file = parser.parse_args().file
    pairs = list(labelled.own(held.CALIBRATION))
    weights.calibrate(file, Calibration())
    found = Calibration(temperature=temperature(SentenceJudge(weights_file=file), pairs))
    weights.calibrate(file, found)
    against, beside = thresholds(SentenceJudge(weights_file=file), pairs)
    found = replace(found, contradicts_from=round(against, 4), supports_from=round(beside, 4))
    weights.calibrate(file, found)
    print(found)


if __name__ == "__main__":
    main()
