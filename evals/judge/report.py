"""`python -m evals judge`: the embedded judge on pairs of vendors it never saw, and on public sets beside their floors.

`--pairs FILE… --json` scores any file of `premise`, `hypothesis`, `label` instead, plain or gzipped JSON Lines.
"""

import argparse
import json
import random
import sys
from collections.abc import Sequence
from pathlib import Path

from app.ai.embedder import SentenceEmbedder
from app.ai.judge import weights
from app.ai.judge.model import SentenceJudge
from app.domain.errors import SamsynError
from evals.judge import baselines, held, labelled
from evals.judge.figures import Row, measure, pace, ranking
from evals.judge.labelled import NLI, Pair

SAMPLE = 1000
SEED = 20261124
TIMED = 256
PUBLIC = {
    "dev/mnli_matched_en": "acc .580 AP .633",
    "dev/swenli_dev_sv": "acc .562 AP .615",
    "dev/cad_nli_dev": "acc .486 AP .533",
    "dev/contractnli_dev_spans": "acc .810 AP .602",
    "dev/infotabs_dev": "acc .539 AP .553",
    "test_open/conjnli_dev": "acc .621 AP .565",
    "test_open/curriculum_negation": "acc .331 AP .332",
    "test_open/climate_fever": "acc .495 AP .184",
    "test_open/med": "no contradiction in it",
}
"""Public sets, and on each the better floor of hashed words: of the hypothesis alone, or of features of the pair."""


def main(words: Sequence[str]) -> None:
    """Print the tables, or with `--json` the same figures for a program."""
    parser = argparse.ArgumentParser(prog="python -m evals judge", description=__doc__)
    parser.add_argument("--pairs", type=Path, nargs="+", metavar="FILE", help="score these instead")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--model", help="another judge: a folder or a name on the hub")
    parser.add_argument("--weights", type=Path, default=weights.FILE, help="other weights of the embedded judge")
    parser.add_argument("--sample", type=int, default=SAMPLE, help="pairs of each public set, 0 for all")
    asked = parser.parse_args(words)
    judge = SentenceJudge(asked.model, weights_file=asked.weights)
    try:
        tables = _files(judge, asked.pairs) if asked.pairs else _all(judge, asked.sample)
    except (SamsynError, OSError, KeyError, ValueError) as error:
        sys.exit(f"{type(error).__name__}: {error}")
    if asked.json:
        print(json.dumps(tables["files"] if asked.pairs else tables, indent=2))
    else:
        _print(tables)


def _files(judge: SentenceJudge, files: Sequence[Path]) -> dict[str, dict[str, Row]]:
    return {"files": {str(file): measure(judge, labelled.read(file)).row() for file in files}}


def _all(judge: SentenceJudge, most: int) -> dict[str, dict[str, Row]]:
    unseen = list(labelled.own(held.TEST))
    another = baselines.beside_another_line(unseen, SEED)
    trained_on = list(labelled.own(labelled.vendors() - held.OUT))
    by_language = {lang: [pair for pair in unseen if pair.lang == lang] for lang in ("en", "sv", "mixed")}
    public = {name: sample(labelled.read(NLI / f"{name}.jsonl.gz"), most) for name in PUBLIC if _there(name)}
    if not public:
        print(f"The public sets are not in {NLI}: only our own pairs are measured.", file=sys.stderr)
    return {
        "contradictions of vendors never seen": {
            "judge": ranking(unseen, _scores(judge, unseen)),
            **{f"judge, {lang}": ranking(part, _scores(judge, part)) for lang, part in by_language.items()},
            "judge, beside another line": ranking(unseen, _scores(judge, another)),
            "the note without the line": ranking(unseen, baselines.note_alone(trained_on, unseen)),
            "cosine": ranking(unseen, baselines.cosine(unseen, SentenceEmbedder())),
            "rules only": ranking(unseen, baselines.rules(unseen)),
        },
        "as the product asks": {
            "vendors never seen": measure(judge, unseen).row(),
            **{name: measure(judge, pairs).row() for name, pairs in public.items()},
        },
        "pace": {"of 40 tokens": pace([_another(judge), _another(judge)], _of_forty_tokens(unseen))},
    }


def _another(judge: SentenceJudge) -> SentenceJudge:
    return SentenceJudge(judge.model, weights_file=judge.weights_file)


def _scores(judge: SentenceJudge, pairs: Sequence[Pair]) -> list[float]:
    texts = [(pair.premise, pair.hypothesis) for pair in pairs]
    return [opinion.contradicts for opinion in judge.opinions(texts, thorough=True)]


def sample(pairs: list[Pair], most: int) -> list[Pair]:
    """The same `most` of `pairs` each time, all of them for 0."""
    return pairs if not 0 < most < len(pairs) else random.Random(SEED).sample(pairs, most)


def _of_forty_tokens(pairs: Sequence[Pair]) -> list[Pair]:
    """English has about four characters to a token."""
    english = sorted((pair for pair in pairs if pair.lang == "en"), key=lambda pair: abs(pair.size - 160))
    return english[:TIMED]


def _there(name: str) -> bool:
    return (NLI / f"{name}.jsonl.gz").exists()


def _print(tables: dict[str, dict[str, Row]]) -> None:
    for title, rows in tables.items():
        names = list(next(iter(rows.values())))
        print(f"\n{title:38}" + "".join(f"{name:>{len(name) + 2}}" for name in names))
        for name, row in rows.items():
            shown = (("–" if row[key] is None else row[key], len(key) + 2) for key in names)
            floor = f"   floor {PUBLIC[name]}" if name in PUBLIC else ""
            print(f"{name:38}" + "".join(f"{value!s:>{width}}" for value, width in shown) + floor)
