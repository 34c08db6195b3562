"""Every figure the README quotes about quality, with its interval.

`python -m evals [gaps|known|pitch|citations|injection|retrieval|judge]`.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from operator import attrgetter
from pathlib import Path
from typing import Any

from app.ai.embedder import SentenceEmbedder
from app.domain.errors import SamsynError
from evals import card_figures, gap_figures, known, retrieval
from evals.judge import report
from evals.scoring import Verdicts, interval

_WHAT = ("gaps", "known", "pitch", "citations", "injection")
_KINDS = ("answered", "near", "hidden", "balanced")


def main() -> None:
    """Run the evaluations and print their tables; `--json FILE` writes the same figures.

    `judge` and `retrieval` have words of their own: `python -m evals retrieval --help`.
    """
    if sys.argv[1:2] in (["judge"], ["retrieval"]):
        try:
            (report if sys.argv[1] == "judge" else retrieval).main(sys.argv[2:])
        except SamsynError as error:
            sys.exit(error.sentence())
        return
    parser = argparse.ArgumentParser(prog="python -m evals", description=main.__doc__)
    parser.add_argument("what", nargs="?", choices=_WHAT, help="by default all of these, and retrieval")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--show", choices=["false", "missed"], help="print what went wrong, to be read by a person")
    parser.add_argument("--group", help="only this group of cases")
    asked = parser.parse_args()
    figures: dict[str, Any] = {}
    if asked.what in {None, "gaps"}:
        found = gap_figures.outcomes(asked.group)
        figures["gaps"] = gap_figures.figures(found)
        gap_figures.show(figures["gaps"])
        if asked.show:
            gap_figures.show_wrong(found, asked.show)
    if asked.what in {None, "known"}:
        with tempfile.TemporaryDirectory() as scratch:
            answers = [o for o in known.outcomes(Path(scratch)) if asked.group in {None, o.asked.company}]
        figures["known"] = _known_figures(answers)
        _print_known(figures["known"])
        if asked.show:
            _show_known(answers, asked.show)
    if asked.group is None:
        figures |= _cards(asked.what, wrong=asked.show is not None)
    if asked.what is None and asked.group is None:
        figures["retrieval"] = retrieval.of_sample(SentenceEmbedder())
        retrieval.show(figures["retrieval"])
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2), "utf-8")


def _cards(what: str | None, *, wrong: bool) -> dict[str, card_figures.Rows]:
    found: dict[str, card_figures.Rows] = {}
    if what in {None, "pitch", "citations"}:
        found |= card_figures.of_cards(what, wrong=wrong)
    if what in {None, "injection"}:
        found["injection"] = card_figures.of_injections(wrong=wrong)
    for name, rows in found.items():
        card_figures.show(name, rows)
    return found


def _known_figures(outcomes: list[known.Outcome]) -> dict[str, dict[str, str | int]]:
    rows: dict[str, list[Verdicts]] = defaultdict(list)
    for outcome in outcomes:
        for half in (outcome.asked.half, "all"):
            rows[f"{half} · product"].append(outcome.product.verdicts)
            rows[f"{half} · topic alone"].append(outcome.topic.verdicts)
        rows[f"all, {outcome.asked.language} · product"].append(outcome.product.verdicts)
    return {
        name: {
            "questions": len(cases),
            **{kind: str(interval(cases, Verdicts(), attrgetter(kind))) for kind in _KINDS},
        }
        for name, cases in sorted(rows.items(), key=lambda row: row[0], reverse=True)
    }


def _print_known(figures: dict[str, dict[str, str | int]]) -> None:
    print(f"{'answered or not known':26}{'questions':>10}  " + "".join(f"{kind:20}" for kind in _KINDS))
    for name, row in figures.items():
        print(f"{name:26}{row['questions']:>10}  " + "".join(f"{row[kind]!s:20}" for kind in _KINDS))


def _show_known(outcomes: list[known.Outcome], what: str) -> None:
    """Print what the product called wrongly in the half it was fitted on: the other one is to stay unread."""
    for outcome in outcomes:
        asked, called = outcome.asked, outcome.product
        if asked.half != "tune":
            continue
        if what == "missed" and asked.answers and not called.plain:
            print(f"{asked.company} · called not known · {asked.text}")
        if what == "false" and (called.hidden or (called.plain and not asked.answers)):
            print(f"{asked.company} · called answered{', hidden' if called.hidden else ''} · {asked.text}")


if __name__ == "__main__":
    main()
