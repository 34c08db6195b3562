"""The figures of pitch, citations and injection, from one pass over the cards each, as tables to read."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

from evals import cards, citations, injection, pitch
from evals.known import HALVES

Rows = dict[str, dict[str, str | int]]


def of_cards(what: str | None, *, wrong: bool) -> dict[str, Rows]:
    """Return the rows of `pitch` and `citations`, or of one; with `wrong`, print what went wrong in one half."""
    judged: list[tuple[str, pitch.Judged, pitch.Judged]] = []
    held: list[citations.Held] = []
    with tempfile.TemporaryDirectory() as scratch:
        for answered in cards.answers(Path(scratch)):
            judged.append((answered.question.language, pitch.product(answered), pitch.plain(answered)))
            held.append(citations.held(answered))
            if wrong and answered.question.half == HALVES[0]:
                told = {"pitch": pitch.wrong(answered), "citations": citations.wrong(answered)}
                for line in (line for name, lines in told.items() if what in {None, name} for line in lines):
                    print(line)
    rows = {"pitch": pitch.figures(judged), "citations": citations.figures(held)}
    return {name: found for name, found in rows.items() if what in {None, name}}


def of_injections(*, wrong: bool) -> Rows:
    """Return the rows of `injection`; with `wrong`, print each attempt that changed something."""
    with tempfile.TemporaryDirectory() as scratch:
        held = list(injection.outcomes(Path(scratch)))
    for one in held:
        if wrong and one.why:
            print(f"{one.attempt.id} · {one.by} · {one.why}")
    return injection.figures(held)


def show(name: str, rows: Mapping[str, Mapping[str, str | int]]) -> None:
    """Print one table; each row says what it measures."""
    first = next(iter(rows.values()))
    print(f"{name:26}" + "".join(f"{measure:22}" for measure in first))
    for row, figures in rows.items():
        print(f"{row:26}" + "".join(f"{figure!s:22}" for figure in figures.values()))
