"""Claims become gaps: every kind is asked, its findings are gathered by identity, and life goes on from there."""

from dataclasses import dataclass
from datetime import date

from app.domain.gap import Gap
from app.gaps.comparing import Compared, Material, compared, corpus_of
from app.gaps.life import reconcile
from app.gaps.pairs import Corpus
from app.gaps.panel import RULES_ALONE, Panel
from app.store.ledger import Ledger, Stamp
from app.store.library import Library


@dataclass(frozen=True, slots=True)
class Finder:
    """Holds field against official. The ledger's memory moves forward only; a look back is computed, not kept."""

    library: Library
    ledger: Ledger
    panel: Panel = RULES_ALONE

    def refresh(self, today: date, *, again: bool = False) -> int:
        """Bring the ledger up to `today`, to the library's present state and to what was asked of Samsyn.

        Returns how many gaps are not closed. A question asked before, answered as then, changes nothing. A day before
        the ledger's own counts as that one: what is known by now is not forgotten. With `again` it is done although
        nothing has changed: a person has taken apart what was merged.
        """
        stamp = self.ledger.stamp()
        day = max(today, stamp.day) if stamp else today
        now = Stamp(day, self.library.revision(), self.ledger.last_asked())
        if again or self._moved_on(stamp, now):
            found = self._found(day, self.panel)
            self.ledger.settle(lambda known: reconcile(known, found.gaps, day), now)
            if self.panel.tray:
                self.panel.tray.lay(found.doubts)
        elif stamp != now:
            self.ledger.restamp(now)
        return sum(not gap.status.closed for gap in self.ledger.gaps())

    def _moved_on(self, stamp: Stamp | None, now: Stamp) -> bool:
        """Whether something may have changed the gaps since `stamp`."""
        if stamp is None or (stamp.day, stamp.revision) != (now.day, now.revision):
            return True
        return self.ledger.asked_anew(stamp.asked)

    def view(self, today: date) -> list[Gap]:
        """Return the gaps as they stood on `today`, without writing anything when that day lies behind."""
        stamp = self.ledger.stamp()
        if stamp is None or today >= stamp.day:
            self.refresh(today)
            return self.ledger.gaps()
        known = [then for gap in self.ledger.gaps() if (then := gap.as_on(today))]
        return reconcile(known, self._found(today, self.panel.recalling()).gaps, today)

    def corpus(self, today: date, panel: Panel = RULES_ALONE) -> Corpus:
        """Return what can be held against each other on `today`, judged by rules and the `panel`."""
        return corpus_of(self._material(today), today, panel)

    def _material(self, today: date) -> Material:
        library = self.library
        return Material(library.documents(), library.claims(), self.ledger.asked(today), library.messages())

    def _found(self, today: date, panel: Panel) -> Compared:
        return compared(self._material(today), today, panel)
