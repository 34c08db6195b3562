"""Pages to one text: its headings, and where each page begins."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.encoding import clean
from ingest.layout import hyphens, tables
from ingest.layout.columns import stretches
from ingest.layout.furniture import without_furniture
from ingest.layout.paragraphs import Block, blocks
from ingest.layout.shapes import Sheet, common_size
from ingest.layout.tables import Table
from ingest.outline import Heading

_LARGER = 1.18
"""Times the size of the body text from which a line is a heading."""
_LONGEST = 120
_MOST_LINES = 3
_DEEPEST = 4
_ENDS = re.compile(r"[.!?,;:]$")
_FIGURES = re.compile(r"\d")
_PLAIN = re.compile(r"^\d{1,2}(?:\.\d{1,2})*\.?\s|\b(?:19|20)\d\d\b")
_SENTENCE = re.compile(r"[.!?]\s")


@dataclass(slots=True)
class Printed:
    """The text of a document, its headings, and offset and name of each page."""

    text: str = ""
    headings: list[Heading] = field(default_factory=list)
    places: list[tuple[int, str]] = field(default_factory=list)


def assembled(sheets: Sequence[Sheet]) -> Printed:
    """Return the text of `sheets`, paragraphs parted by a blank line, in the order a reader takes."""
    body = common_size([segment for sheet in sheets for segment in sheet.segments])
    known = hyphens.words(segment.text for sheet in sheets for segment in sheet.segments)
    pages = [(sheet, list(_blocks(sheet, known))) for sheet in without_furniture(sheets)]
    levels = _levels([block.size for _, page in pages for block in page if _is_heading(block, body)])
    writer = _Writer(known)
    for sheet, page in pages:
        writer.begin(f"page {sheet.number}")
        for block in page:
            writer.write(block, levels[block.size] if _is_heading(block, body) else 0)
    return writer.printed()


def _blocks(sheet: Sheet, known: frozenset[str]) -> Iterator[Block]:
    for lines in stretches(sheet.segments):
        column = [tables.joined(row) for row in lines]
        for part in tables.parts(column):
            if isinstance(part, Table):
                yield Block(part.text, 0.0)
            else:
                yield from blocks(part, column, known)
    yield from (Block(line, 0.0) for line in sheet.extra)


def _is_heading(block: Block, body: float) -> bool:
    """Whether the block is a heading: set larger, brief, no sentence and no figure ("490 kr", "99,9 %")."""
    text = block.text
    return (
        block.size >= _LARGER * body
        and len(text) <= _LONGEST
        and block.lines <= _MOST_LINES
        and sum(map(str.isalpha, text)) > 2  # noqa: PLR2004 - an initial, a sign
        and not _ENDS.search(text)
        and not _FIGURES.search(_PLAIN.sub("", text))
    )


def _levels(sizes: Sequence[float]) -> dict[float, int]:
    """The depth of each type size, the largest outermost; sizes that hardly differ are one."""
    levels: dict[float, int] = {}
    level, last = 0, 0.0
    for size in sorted(set(sizes), reverse=True):
        if not last or size < 0.95 * last:
            level, last = min(level + 1, _DEEPEST), size
        levels[size] = level
    return levels


class _Writer:
    """Puts block behind block, and joins a paragraph that goes on in the next column or on the next page."""

    def __init__(self, known: frozenset[str]) -> None:
        self._known = known
        self._parts: list[str] = []
        self._offset = 0
        self._open: Block | None = None
        self._page = ""
        self._result = Printed()

    def begin(self, page: str) -> None:
        self._page = page

    def write(self, block: Block, level: int) -> None:
        text = clean(block.text)
        if level:
            text = " ".join(text.split())
        before = self._open
        if before and not level and before.goes_on(block):
            self._join(text)
            block = Block(f"{before.text} {text}", block.size, before.lines + block.lines)
        else:
            self._mark(self._offset)
            if level:
                self._result.headings.append(Heading(self._offset, level, text))
            self._add(text + "\n\n")
        self._open = None if level else block

    def printed(self) -> Printed:
        self._result.text = "".join(self._parts).rstrip("\n")
        return self._result

    def _join(self, text: str) -> None:
        """Go on with the last paragraph; the sentence that runs over the page's end belongs to where it begins."""
        last = self._parts[-1].removesuffix("\n\n")
        whole = hyphens.joined(last, text, self._known)
        self._parts[-1] = whole + "\n\n"
        self._offset += len(whole) - len(last)
        end = _SENTENCE.search(text)
        if end:
            self._mark(self._offset - len("\n\n") - len(text) + end.end())

    def _mark(self, offset: int) -> None:
        """The page begins here, unless it has begun."""
        if self._page:
            self._result.places.append((offset, self._page))
            self._page = ""

    def _add(self, text: str) -> None:
        self._parts.append(text)
        self._offset += len(text)
