"""Text from a format that has shapes and cells instead of lines: paragraphs, lists, tables, headings, places."""

import re
from collections.abc import Sequence

from ingest.encoding import clean
from ingest.outline import Heading

_BREAK = re.compile(r"[\v\f\r\n\u2028]+")
_SOFT = re.compile(r"[\u200b\u00ad\u2060]")


def lines_of(text: str) -> list[str]:
    """The lines of `text` that hold something, with single spaces and composed accents."""
    pieces = _BREAK.split(clean(_SOFT.sub("", text)))
    return [line for piece in pieces if (line := " ".join(piece.split()))]


class Writer:
    """Puts a text together and remembers where its headings and places are."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._offset = 0
        self._begun = ""
        self.headings: list[Heading] = []
        self.places: list[tuple[int, str]] = []

    @property
    def text(self) -> str:
        """What was written so far."""
        return "\n".join(self._lines).rstrip("\n")

    def begin(self, place: str, title: str = "") -> None:
        """Begin a slide or page; one on which nothing is written leaves no trace.

        Without a title its text stands under no heading, and not under the one before it.
        """
        self._begun = place
        if lines_of(title):
            self.heading(title, 1)

    def heading(self, title: str, level: int) -> None:
        """Write a heading on a line of its own."""
        words = " ".join(lines_of(title))
        if words:
            self._gap(titled=True)
            self.headings.append(Heading(self._offset, level, words))
            self._add(words)

    def paragraph(self, text: str) -> None:
        """Write a paragraph, its line breaks kept."""
        self.block([text])

    def block(self, lines: Sequence[str]) -> None:
        """Write lines that belong together, apart from what stands above."""
        kept = [line for text in lines for line in lines_of(text)]
        if kept:
            self._gap()
            for line in kept:
                self._add(line)

    def item(self, text: str) -> None:
        """Write an item of a list, directly below the one above."""
        words = " ".join(lines_of(text))
        if words:
            if not self._lines or self._begun or not self._lines[-1].startswith("- "):
                self._gap()
            self._add(words if words.startswith("- ") else f"- {words}")

    def table(self, rows: Sequence[Sequence[str]], *, header: bool) -> None:
        """Write rows of cells as Markdown does; `header`: the first one names the columns.

        Columns and rows without a word are left out. A table of one column is no table to a reader.
        """
        cells = [[" ".join(lines_of(cell.replace("|", "/"))) for cell in row] for row in rows]
        width = max(map(len, cells), default=0)
        cells = [row + [""] * (width - len(row)) for row in cells if any(row)]
        used = [n for n in range(width) if any(row[n] for row in cells)]
        if len(used) == 1:
            for row in cells:
                self.paragraph(row[used[0]])
            return
        for number, row in enumerate(cells):
            if number == 0:
                self._gap()
            self._add("| " + " | ".join(row[n] for n in used) + " |")
            if number == 0 and header and len(cells) > 1:
                self._add("|" + " --- |" * len(used))

    def _gap(self, *, titled: bool = False) -> None:
        """End what stands above, and note the place where one begins."""
        if self._lines and self._lines[-1]:
            self._add("")
        if self._begun:
            self.places.append((self._offset, self._begun))
            if not titled:
                self.headings.append(Heading(self._offset, 1, ""))
                self._add("")
            self._begun = ""

    def _add(self, line: str) -> None:
        self._lines.append(line)
        self._offset += len(line) + 1
