"""The words of the report in Swedish and English: labels, counts, dates. One TOML file a language."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from typing import Any

from app.domain.evidence import Evidence
from app.domain.gap import Gap
from app.language.statements import statement

LANGUAGES = ("sv", "en")
DEFAULT = "en"
_PLACE = re.compile(r"(slide|page|row|lines?|paragraph|sheet) (\S.*)")
"""The parts of a place that a reader of files has named; the rest is the document's own words."""


@dataclass(frozen=True, slots=True)
class Words:
    """Texts of one language by dotted key. `language` is `sv` or `en`."""

    language: str
    texts: dict[str, Any] = field(repr=False, hash=False)

    def __call__(self, key: str, **values: object) -> str:
        """Return the text under `key`, with `{names}` filled in; raises `KeyError` for an unknown key."""
        found: Any = self.texts
        for part in key.split("."):
            found = found[part]
        return str(found).format(**values) if values else str(found)

    def count(self, key: str, number: int, **values: object) -> str:
        """Return the text under `key.one` or `key.many` (`key.none`, where there is one), with `{n}` filled in."""
        form = {0: "none", 1: "one"}.get(number, "many")
        try:
            return self(f"{key}.{form}", n=number, **values)
        except KeyError:
            return self(f"{key}.many", n=number, **values)

    def statement(self, gap: Gap) -> str:
        """The gap in one sentence of this language."""
        return statement(gap, self.language)

    def witnesses(self, gap: Gap) -> str:
        """Who is behind it: `2 accounts`, `1 account, asked of Samsyn`."""
        heard = [self.count("accounts", gap.accounts)] if gap.accounts or not gap.asked else []
        return ", ".join([*heard, *([self("report.asked_of_samsyn")] if gap.asked else [])])

    def source(self, evidence: Evidence) -> str:
        """What a quote stands in: the document's title, or that it was asked of Samsyn."""
        return (evidence.title or evidence.document) if evidence.document_id else self("report.asked_of_samsyn")

    def why(self, reason: str) -> str:
        """A reason from a gap's history: the program's own in this language, a person's as it was written."""
        return str(self.texts["why"].get(reason, reason))

    def day(self, day: date | None) -> str:
        """`23 November 2026`, `23 november 2026`; a dash for an unknown day."""
        return f"{day.day} {self.texts['months'][day.month - 1]} {day.year}" if day else "–"

    def place(self, place: str) -> str:
        """Where a quote stands, in this language: `Pricing, slide 7` is `Pricing, bild 7` in Swedish."""
        names = self.texts["places"]
        return ", ".join(
            f"{names[known[1]]} {known[2]}" if (known := _PLACE.fullmatch(part)) else part for part in place.split(", ")
        )

    def number(self, value: float) -> str:
        """`1,6` in Swedish, `1.6` in English: one decimal."""
        return f"{value:.1f}".replace(".", "," if self.language == "sv" else ".")

    def percent(self, share: float) -> str:
        """`67 %` in Swedish, `67%` in English."""
        return f"{share * 100:.0f}{' ' if self.language == 'sv' else ''}%"

    def listing(self, things: Sequence[object]) -> str:
        """`a, b and c`."""
        items = [str(thing) for thing in things]
        if len(items) < 2:  # noqa: PLR2004 - one item needs no "and"
            return "".join(items)
        return f"{', '.join(items[:-1])} {self('and')} {items[-1]}"


@cache
def words(language: str, package: str = "app.report") -> Words:
    """Load the words of `language`; anything but Swedish is answered in English."""
    known = language if language in LANGUAGES else DEFAULT
    text = resources.files(package).joinpath("texts", f"{known}.toml").read_text(encoding="utf-8")
    return Words(known, tomllib.loads(text))
