import re
from datetime import date
from string import Formatter
from typing import Any

import pytest

from app.domain.pitch import Section
from app.pitch.phrases import _table, ago, counted, label, listed, number, since

TODAY = date(2026, 11, 23)  # a Monday


def entries() -> list[tuple[str, dict[str, Any]]]:
    groups = ("label", "step", "line", "part", "count", "when")
    return [(f"{g}.{name}", entry) for g in groups for name, entry in _table()[g].items()]


@pytest.mark.parametrize(("key", "entry"), entries(), ids=[key for key, _ in entries()])
def test_every_phrase_is_there_in_both_languages_with_the_same_gaps(key: str, entry: dict[str, Any]) -> None:
    def gaps(value: Any) -> set[str | None]:
        texts = value if isinstance(value, list) else [value]
        return {name for text in texts for _, name, _, _ in Formatter().parse(text) if name}

    assert set(entry) == {"sv", "en"}, key
    assert gaps(entry["sv"]) == gaps(entry["en"])
    assert not re.search(r"\d", f"{entry}"), "a figure in a phrase would stand in no source"


@pytest.mark.parametrize("section", list(Section))
def test_every_section_has_a_label_in_both_languages(section: Section) -> None:
    assert label(section, "sv") != label(section, "en")


def test_counts_are_words() -> None:
    assert counted(1, "accounts", "sv") == "ett konto"
    assert counted(3, "accounts", "en") == "three accounts"
    assert counted(42, "notes", "sv") == "fyrtiotvå anteckningar"
    assert number(99, "en") == "ninety-nine"
    assert number(100, "sv") == "över hundra"


@pytest.mark.parametrize(
    ("day", "sv", "en"),
    [
        (date(2026, 11, 23), "i dag", "today"),
        (date(2026, 11, 22), "i går", "yesterday"),
        (date(2026, 11, 18), "förra veckan", "last week"),
        (date(2026, 10, 2), "i oktober", "in October"),
        (date(2026, 1, 2), "i januari", "in January"),
        (date(2025, 11, 2), "förra året", "last year"),
        (date(2023, 1, 1), "för länge sedan", "long ago"),
    ],
)
def test_times_are_told_without_figures(day: date, sv: str, en: str) -> None:
    assert (ago(day, TODAY, "sv"), ago(day, TODAY, "en")) == (sv, en)


def test_a_gap_is_open_since_a_month() -> None:
    assert since(date(2026, 9, 1), TODAY, "sv") == "september"
    assert since(date(2024, 9, 1), TODAY, "en") == "long ago"


def test_a_list_ends_with_and() -> None:
    assert listed(["a", "b", "c"], "sv") == "a, b och c"
    assert listed(["a"], "en") == "a"
