"""Page headers, footers and page numbers: what stands at the edge of most pages."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.layout.shapes import Row, Sheet, common_size, rows

_EDGE = 0.16
"""Share of the page's height, above and below, in which headers and footers stand."""
_OUTERMOST = 2
"""Lines at either end of a page that are looked at wherever they stand (web pages are printed so), if brief."""
_BRIEF = 60
_MOST = 0.4
"""Share of the pages a line must stand on: left and right pages may have one each."""
_LARGER = 1.15
_WORDS = 3
_TABLE = 3
"""Cells from which a line that returns unchanged is the head of a table that goes on."""
_NUMBER = re.compile(r"\d{1,6}")
_PAGE = re.compile(
    r"(?:[-–]\s?)?(?:(?:page|sida|sid|s|p)\.?\s?)?\d{1,4}(?:\s?(?:/|of|av|\()\s?\d{1,4}\)?)?(?:\s?[-–])?", re.IGNORECASE
)
_IMPRINT = re.compile(
    r"@|www\.|\.(?:se|com|io|eu|no|dk|fi|net|org)\b|©|\borg\.?\s?nr|[·|]|confidential|konfidentiell", re.IGNORECASE
)


def without_furniture(sheets: Sequence[Sheet]) -> list[Sheet]:
    """Return the pages without the lines that repeat at their edges.

    A line that says something ("Alla priser exkl. moms") or is the title stays where it stands first.
    """
    body = common_size([segment for sheet in sheets for segment in sheet.segments])
    edges = [_at_edge(sheet) for sheet in sheets]
    times: Counter[str] = Counter()
    for sheet, lines in zip(sheets, edges, strict=True):
        times.update({key for row, _ in lines for key in _keys(row, sheet.number)})
    enough = max(2, _MOST * sum(not sheet.empty for sheet in sheets))
    repeated = {key for key, count in times.items() if count >= enough}
    seen: set[str] = set()
    result: list[Sheet] = []
    for sheet, lines in zip(sheets, edges, strict=True):
        left_out = {
            id(cell)
            for row, above in lines
            if _leaves(row, sheet.number, repeated, seen, large=row.size >= _LARGER * body, above=above)
            for cell in row.cells
        }
        result.append(replace(sheet, segments=tuple(s for s in sheet.segments if id(s) not in left_out)))
    return result


def _at_edge(sheet: Sheet) -> list[tuple[Row, bool]]:
    """The lines near the upper or lower edge, the first and the last ones, and whether it is the upper edge."""
    edge = _EDGE * sheet.height
    lines = rows(sheet.segments)
    last = len(lines) - _OUTERMOST
    brief = [len(row.text) <= _BRIEF for row in lines]
    above = [row for n, row in enumerate(lines) if row.base <= edge or (n < _OUTERMOST and brief[n])]
    below = [row for n, row in enumerate(lines) if row.base >= sheet.height - edge or (n >= last and brief[n])]
    return [*((row, True) for row in above), *((row, False) for row in below)]


def _keys(row: Row, number: int) -> Iterator[str]:
    """The line as it is, and with each number in turn taken relative to the page's."""
    text = row.text.casefold()
    yield text
    for match in _NUMBER.finditer(text):
        yield f"{text[: match.start()]}<{int(match[0]) - number}>{text[match.end() :]}"


def _leaves(row: Row, number: int, repeated: set[str], seen: set[str], *, large: bool, above: bool) -> bool:
    same, *counted = _keys(row, number)
    if _PAGE.fullmatch(row.text) and (int(_NUMBER.findall(row.text)[0]) == number or row.text.isdigit()):
        return True
    counts = len(row.text) <= _BRIEF or len(row.cells) >= _TABLE
    if counts and not large and same not in repeated and repeated.intersection(counted):
        return True
    if same not in repeated or len(row.cells) >= _TABLE:
        return False
    says = len(row.text.split()) >= _WORDS and not _IMPRINT.search(row.text)
    first = same not in seen
    seen.add(same)
    return not (first and (says or (large and above)))
