"""Which known gap a found one belongs to: by its key, by evidence they share, by what people merged and split."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.domain.evidence import Evidence
from app.domain.gap import Gap, Kind, gap_id, witness
from app.gaps.joining import only, together


@dataclass(frozen=True, slots=True)
class Lineage:
    """How the known gaps hang together; keys stand for gaps."""

    known: dict[str, Gap]
    merged: dict[str, str]
    """A gap's key → the key of the one that a person said is the same."""
    split: dict[tuple[str, str], list[str]]
    """A gap's key and a witness → the gaps split off from it with that witness."""
    resting_on: dict[tuple[Kind, str], list[str]]
    """A kind and a claim → the gaps of that kind that rest on it, those that others were split off from first."""

    @classmethod
    def of(cls, known: Iterable[Gap]) -> "Lineage":
        """Read the links off the gaps' own events."""
        ordered = sorted(known, key=lambda gap: gap.key)
        by_id = {gap.id: gap.key for gap in ordered}
        merged = {gap.key: by_id[gap.merged_into] for gap in ordered if gap.merged_into in by_id}
        split: dict[tuple[str, str], list[str]] = defaultdict(list)
        resting_on: dict[tuple[Kind, str], list[str]] = defaultdict(list)
        for gap in ordered:
            origin = [by_id[gap.split_from]] if gap.split_from in by_id else []
            for one in gap.taken:
                split[by_id.get(gap.split_from, ""), one].append(gap.key)
            for e in gap.field:
                resting_on[gap.kind, e.claim_id] += [*origin, gap.key]
        return cls({gap.key: gap for gap in ordered}, merged, split, resting_on)

    def gathered(self, found: Iterable[Gap]) -> dict[str, Gap]:
        """Return what was found, by the key of the gap it belongs to: a known one, or one of its own."""
        parts: dict[str, list[Gap]] = defaultdict(list)
        for key, gap in self._recognised(sorted(found, key=lambda gap: gap.key)):
            for where, part in self._shared_out(key, gap):
                parts[where].append(part)
        return {key: together(sorted(some, key=lambda part: part.key != key)) for key, some in parts.items()}

    def led(self, found: Iterable[Gap]) -> dict[str, frozenset[str]]:
        """Return for each found key the ids of the gaps that what was found belongs to."""
        return {
            gap.key: frozenset(gap_id(where) for where, _ in self._shared_out(key, gap))
            for key, gap in self._recognised(sorted(found, key=lambda gap: gap.key))
        }

    def _recognised(self, found: Sequence[Gap]) -> Iterator[tuple[str, Gap]]:
        """Yield each found gap under the key that is known for it.

        One under a new key that rests on the same field claim as a known gap, which was not found itself, is that
        gap: its witnesses grew, or the official side was worded anew.
        """
        taken = {gap.key for gap in found} & self.known.keys()
        for gap in found:
            key = gap.key
            if key not in self.known:
                older = (k for e in gap.field for k in self.resting_on.get((gap.kind, e.claim_id), ()))
                key = next((k for k in older if k not in taken), key)
                taken.add(key)
            yield key, gap

    def _shared_out(self, key: str, gap: Gap) -> Iterator[tuple[str, Gap]]:
        """Yield the parts of what was found, each under the key of the gap it leads to."""
        if not gap.field:
            yield self._leads(key, ""), gap
            return
        places: dict[str, list[Evidence]] = defaultdict(list)
        for e in gap.field:
            places[self._leads(key, witness(e))].append(e)
        for where, some in places.items():
            yield where, only(gap, some)

    def _leads(self, key: str, one: str) -> str:
        """Return where the witness belongs that was found for `key`: off with what was split, on with what was merged.

        A gap may have been split off, and merged back: each is entered once as a part, and merges end somewhere.
        """
        entered = {key}
        while True:
            part = next((k for k in self.split.get((key, one), ()) if k not in entered), None)
            onward = part or self.merged.get(key)
            if onward is None:
                return key
            entered.add(onward)
            key = onward
