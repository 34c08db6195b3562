"""One ISO week → the report."""

from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.errors import NotFound
from app.domain.evidence import Origin
from app.domain.gap import Gap
from app.domain.people import Role
from app.domain.report import Certainty, OpenQuestion, Report
from app.domain.week import Week
from app.report import selection
from app.report.certainty import certainty
from app.report.field import expiring, objections, quality
from app.report.moves import change
from app.store.ledger import Ledger
from app.store.library import Library


@dataclass(frozen=True, slots=True)
class Reporter:
    """Writes the weekly gap report from what is stored; changes nothing."""

    library: Library
    ledger: Ledger

    def week(self, week: Week, today: date, role: Role) -> Report:
        """Return the report of `week` as it stood on its last day, or `today` if the week is still running.

        Promises name a colleague: for a role that may not see them they are in no list and in no count.
        Raises `NotFound` for a week that has not begun.
        """
        if week.monday > today:
            raise NotFound(f"Week {week} has not begun", f"The latest one is {Week.of(today)}")
        end = min(week.sunday, today)
        gaps = [gap for gap in self.ledger.gaps() if role.sees_promises or not gap.restricted()]
        moved = change(gaps, week.monday - timedelta(days=1), end)
        official = self.library.documents(Origin.OFFICIAL)
        claims, stated = self.library.claims(Origin.FIELD), self.library.claims(Origin.OFFICIAL)
        owners = {s.id: s.document.about.owner for s in official if s.document.about.owner}
        owners |= {c.id: c.registered.owner for c in stated if c.registered and c.registered.owner}
        decide, waiting = selection.decisions(moved.now, week, end, owners)
        return Report(
            week=week,
            end=end,
            moves=moved.moves(),
            decide=tuple(decide),
            waiting=waiting,
            closed=selection.closures(moved.closed),
            dismissed=selection.closures(moved.dismissed),
            objections=objections(claims, moved.now, week.monday, end),
            promises=selection.promises(moved.now, week),
            promises_shown=role.sees_promises,
            figures=selection.figures(moved.now, week),
            stale=expiring(official, stated, end),
            questions=self._questions(week.monday, end),
            emerging=selection.emerging(moved.now, week),
            input=quality(self.library.documents(Origin.FIELD), claims, week.monday, end),
            certainty=self._certainty(gaps, moved.now, week),
        )

    def _questions(self, start: date, end: date) -> tuple[OpenQuestion, ...]:
        asked = sorted(self.ledger.demand(start, end), key=lambda d: (-d.times, d.question))
        return tuple(OpenQuestion(d.question, d.language, d.times) for d in asked)

    def _certainty(self, gaps: list[Gap], open_now: tuple[Gap, ...], week: Week) -> Certainty:
        last, stamp = week.back(1), self.ledger.stamp()
        return certainty(gaps, open_now, (last.monday, last.sunday), (stamp.day, stamp.revision) if stamp else None)
