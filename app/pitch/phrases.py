"""The card's own words in Swedish and English: labels, frames around quotes, counts and times.

The words live in `phrases.toml`; adding one is adding it there. Counts are written as words ("three accounts") and
times without figures ("in October"), because every figure on a card must stand in a quoted source.
"""

import functools
import re
import tomllib
from datetime import date
from importlib import resources
from typing import Any

from app.domain.pitch import Section

_HUNDRED = 100
_TWENTY = 20


@functools.cache
def _table() -> dict[str, Any]:
    text = resources.files("app.pitch").joinpath("phrases.toml").read_text("utf-8")
    return tomllib.loads(text)


def say(key: str, language: str, **values: str) -> str:
    """Return the phrase `group.name` in `language` (`sv` | `en`), filled in; an unknown key raises `KeyError`."""
    group, name = key.split(".")
    return str(_table()[group][name][language]).format(**values).strip()


def capitalised(text: str) -> str:
    """Return the text with a capital first letter, the rest as it is."""
    return text[:1].upper() + text[1:]


def label(section: Section, language: str) -> str:
    """Return the section's heading for a reader."""
    return say(f"label.{section.value}", language)


def number(n: int, language: str) -> str:
    """Return `n` as a word: "tre", "twenty-three"; a hundred and above is "more than a hundred"."""
    table = _table()
    if n >= _HUNDRED:
        return str(table["many"][language])
    if n < _TWENTY:
        return str(table["numbers"][language][n])
    tens, ones = divmod(n, 10)
    ten = str(table["tens"][language][tens])
    if not ones:
        return ten
    return f"{ten}{'' if language == 'sv' else '-'}{table['numbers'][language][ones]}"


def counted(n: int, noun: str, language: str) -> str:
    """Return "one account", "tre konton"; `noun` is `accounts`, `notes` or `gaps`."""
    one, more = _table()["count"][noun][language]
    return str(one if n == 1 else more.format(n=number(n, language)))


def ago(day: date, today: date, language: str) -> str:
    """Return when `day` was, seen from `today`, without a figure: "i dag", "last week", "in October"."""
    days = (today - day).days
    monday = today.toordinal() - today.weekday()
    if days <= 0:
        key = "today"
    elif days == 1:
        key = "yesterday"
    elif day.toordinal() >= monday:
        key = "this_week"
    elif day.toordinal() >= monday - 7:
        key = "last_week"
    elif (today.year - day.year) * 12 + today.month - day.month < 12:  # noqa: PLR2004 - the same month a year ago is ambiguous
        return say("when.month", language, month=_month(day, language))
    else:
        key = "last_year" if today.year - day.year == 1 else "longer"
    return say(f"when.{key}", language)


def since(day: date, today: date, language: str) -> str:
    """Return from when on something has been so: "oktober", "last year"."""
    months = (today.year - day.year) * 12 + today.month - day.month
    return _month(day, language) if 0 <= months < 12 else ago(day, today, language)  # noqa: PLR2004 - as in `ago`


def listed(parts: list[str], language: str) -> str:
    """Return "a, b och c"."""
    if len(parts) < 2:  # noqa: PLR2004 - one thing needs no comma
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {'och' if language == 'sv' else 'and'} {parts[-1]}"


@functools.cache
def framing_words() -> frozenset[str]:
    """Every word the phrases themselves use, in lower case: what a line may say without a source."""
    texts: list[str] = []
    for group in ("line", "label", "part", "count", "when"):
        for entry in _table()[group].values():
            for value in entry.values():
                texts.extend(value if isinstance(value, list) else [value])
    for table in ("numbers", "tens"):
        texts.extend(word for values in _table()[table].values() for word in values)
    return frozenset(re.findall(r"[^\W\d_]+", re.sub(r"\{\w+\}", " ", " ".join(texts)).casefold()))


def _month(day: date, language: str) -> str:
    return str(_table()["when"]["months"][language][day.month - 1])
