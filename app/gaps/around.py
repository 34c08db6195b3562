"""What signs are held together with: the official side, and how the field speaks at large."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.domain.sign import Sign
from app.gaps.pairs import Corpus

_SMALL = 200
"""Claims of the field up to which their number counts as it is."""


@dataclass(frozen=True, slots=True)
class Around:
    """`said` is how many claims there are in the field, `times` in how many of them stems are used."""

    side: Corpus
    said: int
    times: Callable[[Collection[str]], Mapping[str, int]]

    @property
    def size(self) -> int:
        """About how much is said in the field: so rough that one more note seldom changes it."""
        return size_of(self.said)


def size_of(said: int) -> int:
    """Return `said` where it is small, else the power of two below it."""
    return said if said <= _SMALL else 1 << (said.bit_length() - 1)


Join = Callable[[Sequence[Sign], Around], Iterator[Sign]]
"""How signs of a kind become parts of gaps: which of them count, and under which key."""


def most_shared(signs: Sequence[Sign]) -> Iterator[tuple[str, Sign]]:
    """Yield each sign with the one of its members that most of them have: what belongs together gets one name."""
    seen = Counter(member for sign in signs for member in sign.members)
    for sign in signs:
        yield min(sign.members, key=lambda m: (-seen[m], m)), sign
