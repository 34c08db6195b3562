"""Claims become gaps: what notes show is held together by identity, and life goes on from there.

Only what changed is looked at: what each note shows is kept (`app.store.signs`) for as long as the official side, the
rules and the judges are the same, so that a new note costs the same however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from app.domain.evidence import Origin
from app.domain.gap import Gap
from app.gaps.bringing import Bringing
from app.gaps.comparing import Compared, Material, compared, corpus_of
from app.gaps.frame import frame_of
from app.gaps.life import reconcile
from app.gaps.notes import Looked, look_at
from app.gaps.pairs import Corpus
from app.gaps.panel import RULES_ALONE, Panel
from app.store import fieldwork, signs
from app.store.ledger import Ledger, Stamp
from app.store.library import Library
from app.store.signs import Under

_AT_ONCE = 500
"""Notes that are looked at together."""


@dataclass(frozen=True, slots=True)
class Finder:
    """Holds field against official. The ledger's memory moves forward only; a look back is computed, not kept."""

    library: Library
    ledger: Ledger
    panel: Panel = RULES_ALONE
    _sides: dict[tuple[int, date, int], Corpus] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The official side as it was last needed: reading it takes longer than a new note."""

    def refresh(self, today: date, *, again: bool = False) -> int:
        """Bring the ledger up to `today`, to the library's present state and to what was asked of Samsyn.

        Returns how many gaps are not closed. A question asked before, answered as then, changes nothing. A day before
        the ledger's own counts as that one: what is known by now is not forgotten. With `again` everything is looked at
        although nothing has changed: a person has taken apart what was merged.
        """
        stamp = self.ledger.stamp()
        day = max(today, stamp.day) if stamp else today
        now = Stamp(day, self.library.revision(), self.ledger.last_asked())
        if again or self._moved_on(stamp, now):
            self._bring(now, again=again)
        elif stamp != now:
            self.ledger.restamp(now)
        return self.ledger.open()

    def _moved_on(self, stamp: Stamp | None, now: Stamp) -> bool:
        """Whether something may have changed the gaps since `stamp`."""
        if stamp is None or (stamp.day, stamp.revision) != (now.day, now.revision):
            return True
        return self.ledger.asked_anew(stamp.asked)

    def _bring(self, now: Stamp, *, again: bool) -> None:
        """Look at the notes that changed, or at all where what they are held against has changed."""
        official = self.library.official_revision()
        changed = fieldwork.changed(self.library.database, now.day)
        side = self._side(official, now)
        frame = frame_of(side, official, self.panel)
        before = signs.known_under(self.library.database)
        if again or before is None or before.frame != frame:
            before = None
            looked = list(self._looked_at(side, self.library.note_ids()))
        else:
            looked = [look_at(self.library, side, changed.notes)]
        with self.ledger.settling(now) as settling:
            if settling is None or (before is not None and signs.under(settling.session) != before):
                return
            bringing = Bringing(self.library, side, settling)
            if before is None:
                bringing.anew(looked)
            else:
                bringing.further(looked[0], changed, before, now.asked)
            later = {one: due for some in looked for one, due in some.later.items()}
            fieldwork.compared(settling.session, changed.number, now.day, later)
            signs.set_under(settling.session, Under(frame, now.day, now.asked, bringing.size))
        if self.panel.tray:
            tried = None if before is None else {pair for some in looked for pair in some.tried}
            self.panel.tray.lay([doubt for some in looked for doubt in some.doubts], tried)

    def _looked_at(self, side: Corpus, notes: list[str]) -> Iterator[Looked]:
        for start in range(0, len(notes), _AT_ONCE):
            yield look_at(self.library, side, notes[start : start + _AT_ONCE])

    def _side(self, official: int, now: Stamp) -> Corpus:
        key = (official, now.day, now.asked)
        if key not in self._sides:
            library = self.library
            self._sides.clear()
            self._sides[key] = corpus_of(
                Material(
                    library.documents(Origin.OFFICIAL),
                    library.claims(Origin.OFFICIAL),
                    self.ledger.asked(now.day),
                    library.messages(),
                ),
                now.day,
                self.panel,
            )
        return self._sides[key]

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
