"""The order in which people read what stands on a slide: column by column where there are columns, else row by row."""

from collections.abc import Sequence
from dataclasses import dataclass

_CROWD = 400
"""Things on one slide beyond which it is a drawing: cutting it up would take quadratic time."""


@dataclass(frozen=True, slots=True)
class Box:
    """Where something stands, in any unit, from the top left corner."""

    left: int
    top: int
    width: int
    height: int

    def side(self, *, across: bool) -> tuple[int, int]:
        """Where it begins and ends, from left to right or from top to bottom."""
        return (self.left, self.left + self.width) if across else (self.top, self.top + self.height)


def in_order(boxes: Sequence[Box]) -> list[int]:
    """Return the boxes' numbers in reading order: parted at the widest empty band again and again.

    The recursive cut of Nagy and Seth (1984). What overlaps goes by its top, then its left edge. A band between
    rows wins over an equally wide one between columns.
    """
    if len(boxes) > _CROWD:
        return sorted(range(len(boxes)), key=lambda n: (boxes[n].top, boxes[n].left))
    order: list[int] = []
    waiting = [list(range(len(boxes)))] if boxes else []
    while waiting:
        part = waiting.pop()
        rows, columns = _widest(boxes, part, across=False), _widest(boxes, part, across=True)
        gap, cut, across = (*rows, False) if rows[0] >= columns[0] else (*columns, True)
        if gap <= 0:
            order += sorted(part, key=lambda n: (boxes[n].top, boxes[n].left, n))
            continue
        first = [n for n in part if boxes[n].side(across=across)[0] < cut]
        waiting += [[n for n in part if n not in set(first)], first]
    return order


def _widest(boxes: Sequence[Box], part: Sequence[int], *, across: bool) -> tuple[int, int]:
    """How wide the widest empty band is, and where it ends; (0, 0) without one."""
    sides = sorted(boxes[n].side(across=across) for n in part)
    best, end = (0, 0), sides[0][1]
    for start, stop in sides[1:]:
        if start - end > best[0]:
            best = (start - end, start)
        end = max(end, stop)
    return best
