"""One line of 200,000 characters: what is linear takes ten times as long as for 20,000, what is not a hundred times."""

import time
from collections.abc import Callable
from datetime import date

import pytest

from app.language import cues
from app.language.detect import language_of
from app.language.glossary import places_of
from app.language.lexicon import read
from app.language.metrics import with_metrics
from app.language.quantities import quantities
from app.language.scopes import scope_of
from app.language.sentences import sentences
from app.language.stances import stances
from app.language.stems import index_tokens, terms
from app.language.tables import header_of, row_quantities

SMALL, LARGE = 20_000, 200_000
WORST_RATIO, TOO_QUICK_TO_TELL = 30, 0.5
TODAY = date(2026, 11, 23)


def read_all(text: str) -> object:
    found = quantities(text, "sv", TODAY)
    return with_metrics(found, text, "Pris")


def every_cue(text: str) -> object:
    return [cues.count(name, text) for name in read("cues")]


def table(text: str) -> object:
    return row_quantities(text, ["Pris", "Users"], "en", TODAY), header_of(text, len(text) - 1)


# What hurt each function before it was linear: runs of one character, and the words it looks for over and over.
CASES: list[tuple[Callable[[str], object], str]] = [
    (read_all, "1 kr pris "),
    (read_all, "5 kr" + " " * (LARGE - 5)),
    (read_all, "99 % "),
    (read_all, "5 kr/a/"),
    (read_all, "1 h 5 min "),
    (read_all, "10% - "),
    (read_all, "två till "),
    (read_all, "1 mars–"),
    (read_all, "Q1-Q2–"),
    (read_all, "5 kr exkl" + " " * (LARGE - 9)),
    (read_all, "5 kr per anv."),
    (table, "| " + " " * (LARGE - 3)),
    (table, "| 1 "),
    (stances, "ingår "),
    (stances, "server" + "a" * (LARGE - 6)),
    (every_cue, "inte sa att "),
    (places_of, "a"),
    (places_of, "free "),
    (scope_of, "Plus. "),
    (index_tokens, "rapport"),
    (lambda text: terms(text, "sv"), "Rapporten "),
    (sentences, "Hej du. "),
    (sentences, '". '),
    (sentences, "a"),
    (language_of, "hej "),
]


def seconds(function: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    function(text)
    return time.process_time() - start


@pytest.mark.timeout(60)
@pytest.mark.parametrize(("function", "unit"), CASES, ids=lambda value: value[:10] if isinstance(value, str) else None)
def test_a_hostile_line_takes_time_in_proportion_to_its_length(function: Callable[[str], object], unit: str) -> None:
    function("Värm upp 5 kr | 2 |\n")
    text = (unit * (LARGE // len(unit) + 1))[:LARGE]
    large = seconds(function, text + "x")
    assert large < max(TOO_QUICK_TO_TELL, WORST_RATIO * seconds(function, text[:SMALL] + "x"))
