"""What a claim holds for. Two claims can only disagree where their scopes overlap."""

from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Scope:
    """Product, plan, segment, market and period; `None` means "not limited, as far as we know"."""

    product: str | None = None
    plan: str | None = None
    segment: str | None = None
    market: str | None = None
    period: str | None = None
    """A year, quarter or version the claim is tied to ("2025", "2026-q3", "v2")."""

    def overlaps(self, other: "Scope") -> bool:
        """Whether nothing known sets the two apart."""
        mine = (self.product, self.plan, self.segment, self.market, self.period)
        if mine == _ANYTHING:  # most are: this is asked for every pair of claims
            return True
        theirs = (other.product, other.plan, other.segment, other.market, other.period)
        return all(map(_compatible, mine, theirs))

    def within(self, outer: "Scope") -> "Scope":
        """This scope, with what it leaves open taken from `outer`."""
        return Scope(**{f.name: getattr(self, f.name) or getattr(outer, f.name) for f in fields(self)})

    def label(self) -> str:
        """The known parts in one short line, for a reader; empty when nothing limits the claim."""
        return ", ".join(str(v) for f in fields(self) if (v := getattr(self, f.name)))


_ANYTHING = (None,) * len(fields(Scope))


def _compatible(one: str | None, other: str | None) -> bool:
    if not one or not other:
        return True
    mine, theirs = {w.strip().casefold() for w in one.split("|")}, {w.strip().casefold() for w in other.split("|")}
    return bool(mine & theirs)
