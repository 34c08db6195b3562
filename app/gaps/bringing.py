"""Bringing gaps up to date in one transaction: from everything anew, or from the few notes that changed."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.domain.claim import Claim
from app.domain.gap import Kind
from app.domain.sign import Sign, members_of
from app.gaps.around import Around
from app.gaps.comparing import heard
from app.gaps.gathering import gathered
from app.gaps.kinds.field import CROWD
from app.gaps.kinds.topics import usual
from app.gaps.life import reconcile
from app.gaps.lineage import Lineage
from app.gaps.notes import Looked, differences_between
from app.gaps.pairs import Corpus
from app.gaps.recognising import joined_up, signs_alone
from app.store import fieldwork, signs
from app.store.fieldwork import Changed
from app.store.ledger import Settling
from app.store.library import Library
from app.store.signs import Under


@dataclass(frozen=True, slots=True)
class Bringing:
    """What gaps are brought up to date with: the official side, and the open transaction."""

    library: Library
    side: Corpus
    settling: Settling

    def anew(self, looked: Sequence[Looked]) -> None:
        """Find all gaps from all notes, and keep what they show."""
        session = self.settling.session
        signs.clear(session)
        notes = [note for some in looked for note in some.notes]
        signs.lay_notes(session, notes)
        beside = [*self._between_all(looked), *self._alone(tuple(Kind))]
        signs.lay(session, beside)
        found = [sign for note in notes for sign in note.signs]
        joined = list(joined_up([*found, *beside], self._around()))
        gaps = gathered(joined, self.side.today)
        known = self.settling.all()
        self.settling.write(known, reconcile(known, gaps, self.side.today))
        self._note(joined, Lineage.of(known).led(gaps), ())

    def further(self, looked: Looked, changed: Changed, before: Under, asked: int) -> None:
        """Find the gaps that have to do with notes that changed, and leave all others as they are."""
        session = self.settling.session
        was = signs.matters_of(session, changed.notes)
        members = signs.take_out(session, changed.notes) | signs.lay_notes(session, looked.notes)
        members |= self._between_some(looked, was)
        members |= self._words(looked, changed)
        if before.day != self.side.today:  # a dismissal may have run out
            members |= set(signs.leading_to(session, self.settling.dismissed()).values())
        if before.size != self.size:
            members |= signs.members_with(session, Kind.MISSING_TOPIC)
        anew = tuple(Kind) if (before.day, before.asked) != (self.side.today, asked) else (Kind.SILENT_MESSAGE,)
        members |= signs.take_out(session, [""], anew) | signs.lay(session, self._alone(anew))
        self._settle(members)

    @property
    def size(self) -> int:
        """About how much the field says."""
        return self._around().size

    def _settle(self, members: set[str]) -> None:
        """Find the gaps of these members, and of all that hang together with them by what people merged and split."""
        session = self.settling.session
        while True:
            found, reached = signs.together_with(session, members)
            joined = list(joined_up(found, self._around()))
            gaps = gathered(joined, self.side.today)
            before = signs.led(session, reached)
            ids = {gap.id for gap in gaps}.union(*before.values())
            known = self.settling.related(ids, {(gap.kind, e.claim_id) for gap in gaps for e in gap.field})
            beyond = signs.leading_to(session, [gap.id for gap in known])
            more = {member for key, member in beyond.items() if key not in before} - reached
            if not more:
                break
            members = members | more
        self.settling.write(known, reconcile(known, gaps, self.side.today))
        self._note(joined, Lineage.of(known).led(gaps), before)

    def _note(self, joined: Iterable[Sign], led: dict[str, frozenset[str]], before: Collection[str]) -> None:
        member = {f"{sign.kind}|{sign.key}": members_of(sign)[0] for sign in joined}
        signs.set_led(self.settling.session, list(before), {key: (member[key], gaps) for key, gaps in led.items()})

    def _alone(self, kinds: Collection[Kind]) -> list[Sign]:
        session = self.settling.session
        counted = lambda first, last: signs.heard_from(session, first, last)  # noqa: E731
        return list(signs_alone(self.side, counted, kinds))

    def _around(self) -> Around:
        session = self.settling.session
        said = fieldwork.times(session, [fieldwork.ALL]).get(fieldwork.ALL, 0)
        return Around(self.side, said, lambda stems: fieldwork.times(session, stems))

    def _words(self, looked: Looked, changed: Changed) -> set[str]:
        """The topics that may have become, or be no more, words that the field uses everywhere."""
        around = self._around()
        moved = defaultdict(int, changed.stems)
        for stem in looked.stems:
            moved[stem] += looked.stems[stem]
        limit = usual(around.size)
        times = fieldwork.times(self.settling.session, moved.keys())
        near = (stem for stem, by in moved.items() if abs(times.get(stem, 0) - limit) <= by)
        return {f"{Kind.MISSING_TOPIC}|{stem}" for stem in near}

    def _between_all(self, looked: Sequence[Looked]) -> list[Sign]:
        said = {one: claim for some in looked for one, claim in some.statements.items()}
        on: dict[str, list[str]] = defaultdict(list)
        for some in looked:
            for note in some.notes:
                for claim, matter in note.matters:
                    on[matter].append(claim)
        crowds = (claims for claims in on.values() if len(claims) <= CROWD)
        pairs = ((said[one], said[other]) for claims in crowds for one, other in combinations(claims, 2))
        return differences_between(self.library, self.side, pairs)

    def _between_some(self, looked: Looked, was: Sequence[tuple[str, str]]) -> set[str]:
        """Hold new statements against others on their matters, and those on one that has become, or was, a crowd's."""
        session = self.settling.session
        now = [pair for note in looked.notes for pair in note.matters]
        fresh, gone = (Counter(matter for _, matter in some) for some in (now, was))
        after = signs.crowds(session, fresh.keys() | gone.keys(), CROWD + max(fresh.values(), default=0) + 1)
        turned = {m for m, n in after.items() if (n > CROWD) != (n - fresh[m] + gone[m] > CROWD)}
        touched = {claim for claim, _ in now}.union(*signs.on_matters(session, turned).values())
        old = {claim for claim, _ in was} | touched
        members = signs.take_out_with(session, {f"{Kind.FIELD_INCONSISTENCY}|{claim}" for claim in old})
        sizes = signs.crowds(session, signs.matters_in(session, touched), CROWD + 1)
        partners: dict[str, set[str]] = defaultdict(set)
        for on in signs.on_matters(session, [m for m, size in sizes.items() if size <= CROWD]).values():
            for one in touched.intersection(on):
                partners[one].update(on)
        said = self._statements({*touched, *(one for some in partners.values() for one in some)})
        pairs = ((said[a], said[b]) for a, some in partners.items() for b in some if a != b and {a, b} <= said.keys())
        return members | signs.lay(session, differences_between(self.library, self.side, pairs))

    def _statements(self, ids: Collection[str]) -> dict[str, Claim]:
        return {claim.id: claim for claim in heard(self.side, self.library.said(claims=ids))}
