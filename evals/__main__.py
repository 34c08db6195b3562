"""`python -m evals`: every figure the README quotes about quality, with its interval."""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from app.domain.gap import Kind
from evals import gaps
from evals.scoring import Counts, rate


def main() -> None:
    """Run the evaluations and print their tables; `--json FILE` writes the same figures."""
    parser = argparse.ArgumentParser(prog="python -m evals", description=main.__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--show", choices=["false", "missed"], help="print what went wrong, to be read by a person")
    parser.add_argument("--group", help="only this group of cases")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        outcomes = [
            gaps.judged(case, gaps.found_by_rules(case))
            for case in [*gaps.cases(Path(scratch)), gaps.kairos()]
            if asked.group in {None, case.group}
        ]
    figures = _figures(outcomes)
    _print(figures)
    if asked.show:
        _show(outcomes, asked.show)
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=2), "utf-8")


def _figures(outcomes: list[gaps.Outcome]) -> dict[str, dict[str, str | int]]:
    rows: dict[str, list[Counts]] = defaultdict(list)
    for outcome in outcomes:
        for kind in Kind:
            if kind in outcome.counts:
                rows[f"{outcome.case.group} · {kind}"].append(outcome.counts[kind])
        rows[f"{outcome.case.group} · all"].append(sum(outcome.counts.values(), start=Counts()))
    return {
        name: {
            "cases": len(cases),
            "right": sum(c.right for c in cases),
            "false": sum(c.false for c in cases),
            "missed": sum(c.missed for c in cases),
            "precision": str(rate(cases, lambda c: c.precision)),
            "recall": str(rate(cases, lambda c: c.recall)),
        }
        for name, cases in rows.items()
    }


def _print(figures: dict[str, dict[str, str | int]]) -> None:
    print(f"{'gaps by rules':48}{'right':>6}{'false':>6}{'missed':>7}  {'precision':20}recall")
    for name, row in figures.items():
        counts = f"{row['right']:>6}{row['false']:>6}{row['missed']:>7}"
        print(f"{name:48}{counts}  {row['precision']!s:20}{row['recall']}")


def _show(outcomes: list[gaps.Outcome], what: str) -> None:
    for outcome in outcomes:
        if what == "false":
            for gap in outcome.false:
                quotes = [e.quote for e in (*gap.official[:2], *gap.field[:3])]
                print(f"\n{outcome.case.name} · {gap.kind} · {gap.subject}", *quotes, sep="\n   ", file=sys.stdout)
        else:
            for expected in outcome.missed:
                print(f"\n{outcome.case.name} · {expected.kind}", *expected.official, *expected.field, sep="\n   ")


if __name__ == "__main__":
    main()
