"""The ISO week: the rhythm of the loop."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import BadInput


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """An ISO 8601 week."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """The week `day` lies in."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Read `2026-W47`, `2026W47` or `2026 v. 47`; raises `BadInput` for anything else."""
        match = re.fullmatch(r"\s*(\d{4})[-\s]*(?:[WwVv]\.?\s*)(\d{1,2})\s*", text)
        try:
            week = cls(int(match[1]), int(match[2])) if match else None
            if week:
                _ = week.monday
        except ValueError:
            week = None
        if week is None:
            raise BadInput(f"{text!r} is not a week", "Write it as 2026-W47")
        return week

    @property
    def monday(self) -> date:
        """Its first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """Its last day."""
        return self.monday + timedelta(days=6)

    def back(self, weeks: int) -> "Week":
        """The week that many weeks earlier."""
        return Week.of(self.monday - timedelta(weeks=weeks))

    def __str__(self) -> str:
        """`2026-W47`."""
        return f"{self.year}-W{self.number:02d}"
