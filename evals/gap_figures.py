"""The table of gaps: per kind, per language, per rung, false alarms where nothing is to be found, and two baselines."""

import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from app.ai.embedder import SentenceEmbedder
from app.domain.gap import Kind
from evals import baselines, gaps
from evals.scoring import Counts, rate

Row = dict[str, str | int]


def outcomes(group: str | None) -> list[gaps.Outcome]:
    """Run every case, or those of one group."""
    with tempfile.TemporaryDirectory() as scratch:
        return [
            gaps.judged(case, gaps.found_by_rules(case))
            for case in [*gaps.cases(Path(scratch)), gaps.kairos()]
            if group in {None, case.group}
        ]


def figures(found: Sequence[gaps.Outcome]) -> dict[str, Row]:
    """Return the rows of the table by their names: group, then what of it."""
    rows: dict[str, list[Counts]] = defaultdict(list)
    for outcome in found:
        group = outcome.case.group
        for kind in Kind:
            if kind in outcome.counts:
                rows[f"{group} · {kind}"].append(outcome.counts[kind])
        rows[f"{group} · all"].append(outcome.total)
        rows[f"{group} · all in {outcome.case.language}"].append(outcome.total)
        for rung, counts in outcome.rungs.items():
            rows[f"{group} · decided by {rung}"].append(counts)
    table = {name: _row(cases) for name, cases in rows.items()}
    return table | _false_alarms(found) | _baselines([outcome.case for outcome in found])


def _row(cases: Sequence[Counts]) -> Row:
    return {
        "cases": len(cases),
        "right": sum(c.right for c in cases),
        "false": sum(c.false for c in cases),
        "missed": sum(c.missed for c in cases),
        "precision": str(rate(cases, lambda c: c.precision)),
        "recall": str(rate(cases, lambda c: c.recall)),
    }


def _false_alarms(found: Sequence[gaps.Outcome]) -> dict[str, Row]:
    """How many of the cases in which nothing is to be found raise an alarm; `recall` is the share that stays quiet."""
    rows: dict[str, list[Counts]] = defaultdict(list)
    for outcome in found:
        if not outcome.case.expected:
            quiet = not outcome.false
            rows[f"{outcome.case.group} · nothing to find"].append(Counts(right=int(quiet), missed=int(not quiet)))
    return {
        name: {**_row(cases), "precision": "–", "false": sum(c.missed for c in cases)} for name, cases in rows.items()
    }


def _baselines(cases: Sequence[gaps.Case]) -> dict[str, Row]:
    """Both baselines with their best threshold on these very cases: better than they could be in use."""
    encode = SentenceEmbedder().encode
    ways: Mapping[str, Callable[[gaps.Case], Iterator[baselines.Pair]]] = {
        "baseline, same topic": baselines.same_topic,
        "baseline, cosine": lambda case: baselines.nearest(case, encode),
    }
    groups: dict[str, list[gaps.Case]] = defaultdict(list)
    for case in cases:
        groups[case.group].append(case)
    rows: dict[str, Row] = {}
    for group, members in groups.items():
        for name, way in ways.items():
            pairs = [(case, list(way(case))) for case in members]
            threshold = baselines.best_threshold(pairs)
            rows[f"{group} · {name}"] = _row([baselines.counted(case, found, threshold) for case, found in pairs])
    return rows


def show(table: Mapping[str, Row]) -> None:
    """Print the table."""
    print(f"{'gaps':56}{'right':>6}{'false':>6}{'missed':>7}  {'precision':20}recall")
    for name, row in sorted(table.items()):
        counts = f"{row['right']:>6}{row['false']:>6}{row['missed']:>7}"
        print(f"{name:56}{counts}  {row['precision']!s:20}{row['recall']}")


def show_wrong(found: Sequence[gaps.Outcome], what: str) -> None:
    """Print what went wrong (`false` | `missed`), but of the cases kept aside."""
    for outcome in found:
        if "held" in outcome.case.group:
            continue
        if what == "false":
            for gap in outcome.false:
                quotes = [e.quote for e in (*gap.official[:2], *gap.field[:3])]
                print(f"\n{outcome.case.name} · {gap.kind} · {gap.subject}", *quotes, sep="\n   ")
        else:
            for expected in outcome.missed:
                print(f"\n{outcome.case.name} · {expected.kind}", *expected.official, *expected.field, sep="\n   ")
