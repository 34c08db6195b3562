"""What stands on a printed page: stretches of words, each where it was set."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SAME_LINE = 0.5
"""Share of the type size that two baselines of one line may differ: a raised footnote mark is on its word's line."""

_TOUCHING = 0.35
"""Segments less than this many type sizes apart are one, and below the next figure without a space between."""
_NO_SPACE = 0.15


@dataclass(frozen=True, slots=True)
class Segment:
    """Words that stand together on one line.

    `left` and `right` are points from the page's left edge, `base` is the baseline in points from its upper edge,
    `size` the type's size in points.
    """

    left: float
    right: float
    base: float
    size: float
    text: str

    @property
    def first_word(self) -> float:
        """The width of its first word, in points."""
        return (self.right - self.left) * len(self.text.split(" ", 1)[0]) / len(self.text)


@dataclass(frozen=True, slots=True)
class Row:
    """Segments on one baseline, from left to right."""

    cells: tuple[Segment, ...]

    @property
    def base(self) -> float:
        """The baseline of its largest type."""
        return max(self.cells, key=lambda cell: cell.size).base

    @property
    def size(self) -> float:
        """The type size of most of its letters, in points."""
        return common_size(self.cells)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.cells[0].left

    @property
    def right(self) -> float:
        """Where it ends."""
        return max(cell.right for cell in self.cells)

    @property
    def text(self) -> str:
        """Its words, with a wide gap kept as two spaces."""
        words = self.cells[0].text
        for before, cell in zip(self.cells, self.cells[1:], strict=False):
            words += (" " if cell.left - before.right < 2 * cell.size else "  ") + cell.text
        return words


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as it was drawn.

    `number` counts from 1; `width` and `height` are points; `extra` are lines that lie on top of the page (filled in
    form fields, typed-on text); `drawn` tells whether there is anything on it at all.
    """

    number: int
    width: float
    height: float
    segments: tuple[Segment, ...]
    extra: tuple[str, ...] = ()
    drawn: bool = False

    @property
    def empty(self) -> bool:
        """Whether there is no text on it."""
        return not self.segments and not self.extra


def rows(segments: Iterable[Segment]) -> list[Row]:
    """Return the lines of `segments`, from the top."""
    lines: list[list[Segment]] = []
    for segment in sorted(segments, key=lambda s: (s.base, s.left)):
        size = max(segment.size, lines[-1][0].size) if lines else 0.0
        if lines and abs(segment.base - lines[-1][0].base) <= SAME_LINE * size:
            lines[-1].append(segment)
        else:
            lines.append([segment])
    return [Row(tuple(_merged(sorted(line, key=lambda s: s.left)))) for line in lines]


def _merged(line: Sequence[Segment]) -> list[Segment]:
    """What only a raised mark or another drawing order parts is one."""
    merged = [line[0]]
    for segment in line[1:]:
        before = merged[-1]
        gap = (segment.left - before.right) / max(segment.size, before.size)
        if gap < _TOUCHING:
            larger = max(before, segment, key=lambda s: (s.size, len(s.text)))
            text = before.text + ("" if gap < _NO_SPACE else " ") + segment.text
            merged[-1] = Segment(before.left, max(before.right, segment.right), larger.base, larger.size, text)
        else:
            merged.append(segment)
    return merged


def common_size(segments: Sequence[Segment]) -> float:
    """Return the type size of most letters, in points; 0 where there are none."""
    sizes: Counter[float] = Counter()
    for segment in segments:
        sizes[round(segment.size, 1)] += len(segment.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0
