"""The text of a Word document as a reader of its final version sees it, paragraph by paragraph.

Walked in the XML itself: python-docx leaves out inserted text, content controls and text boxes, which readers see.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ingest.office.styles import TITLE, Styles, W
from ingest.stated.writer import Writer, lines_of

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_NEVER = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "delInstrText", "pPr", "sdtPr", "rt", "object", "sectPr")
) | {f"{_MC}Fallback"}
"""Deleted text, field codes, embedded objects, the reading above Japanese words, and what only old programs show."""
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_ON = frozenset({None, "1", "true", "on"})


class Body:
    """Writes one document; `notes` holds the paragraphs of each footnote and endnote by kind and id."""

    def __init__(self, styles: Styles, notes: Mapping[tuple[str, str], list[str]], writer: Writer) -> None:
        self._styles = styles
        self._notes = notes
        self._writer = writer
        self._boxes: list[Any] = []
        self._due: list[str] = []

    def write(self, container: Any) -> None:
        """Write what stands in `container` (`w:body`, a text box, a content control), in order."""
        for child in _blocks(container):
            if child.tag == f"{W}tbl":
                self._table(child)
            else:
                self._paragraph(child)
            self._after()

    def _paragraph(self, paragraph: Any) -> None:
        kind = self._styles.kind(paragraph)
        text = self._words(paragraph)
        if kind.contents:
            return
        if kind.level is not None:
            self._writer.heading(text, kind.level)
        elif kind.item:
            self._writer.item(text)
        else:
            self._writer.paragraph(text)

    def _after(self) -> None:
        """What hangs on the paragraph: its footnotes, then the text boxes anchored in it."""
        due, boxes, self._due, self._boxes = self._due, self._boxes, [], []
        for text in due:
            self._writer.paragraph(text)
        for box in boxes:
            self.write(box)

    def _table(self, table: Any) -> None:
        cells = [list(_cells(row)) for row in _below(table, f"{W}tr") if not _deleted(row)]
        if all(len(row) <= 1 for row in cells):  # a frame around text, and no table to a reader
            for row in cells:
                for cell in row:
                    self.write(cell)
            return
        rows = [[self._cell(cell) for cell in row] for row in cells]
        spread = [[part for text, span in row for part in [text, *[""] * (span - 1)]] for row in rows]
        self._writer.table(spread, header=_headed(table))

    def _cell(self, cell: Any) -> tuple[str, int]:
        """The cell's text on one line, tables inside it included, and how many columns it spans; merged ones once."""
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        width = span.get(f"{W}val", "1") if span is not None else "1"
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        covered = merge is not None and merge.get(f"{W}val", "continue") == "continue"
        text, listed = "", False
        for paragraph in cell.iter(f"{W}p") if not covered else ():
            listed, before = self._styles.kind(paragraph).item, listed
            if words := self._words(paragraph).strip():
                text += f"{'; ' if listed and before else ' ' if text else ''}{words}"
        return text, min(int(width), 100) if width.isdigit() else 1

    def _words(self, paragraph: Any) -> str:
        return "".join(self._pieces(paragraph))

    def _pieces(self, element: Any) -> Iterator[str]:
        for child in element:
            tag = child.tag
            if tag in {f"{W}t", f"{_M}t"}:
                yield child.text or ""
            elif tag == f"{W}tab":
                yield " "
            elif tag in _BREAKS:
                yield "\n"
            elif tag == f"{W}noBreakHyphen":
                yield "-"
            elif tag in _REFERENCES:
                self._due += self._notes.get((_REFERENCES[tag], child.get(f"{W}id", "")), [])
            elif tag == f"{W}txbxContent":
                self._boxes.append(child)
            elif tag not in _NEVER and not (tag == f"{W}r" and _hidden(child)):
                yield from self._pieces(child)


def lines(element: Any, styles: Styles) -> list[str]:
    """Return the paragraphs of a footnote or comment."""
    reader = Body(styles, {}, Writer())
    return [text for p in element.iter(f"{W}p") if (text := " ".join(lines_of("".join(reader._pieces(p)))))]  # noqa: SLF001 - same module


def _blocks(container: Any) -> Iterator[Any]:
    """Paragraphs and tables, those in content controls and inserted ones included, tables of contents left out."""
    return _below(container, f"{W}p", f"{W}tbl", passed=_is_contents)


def _below(container: Any, *tags: str, passed: Callable[[Any], bool] = lambda _: False) -> Iterator[Any]:
    """Elements with one of `tags`, looked for in whatever wraps them but not inside each other."""
    for child in container:
        if child.tag in tags:
            yield child
        elif isinstance(child.tag, str) and child.tag not in _NEVER and not passed(child):
            yield from _below(child, *tags, passed=passed)


def _cells(row: Any) -> Iterator[Any]:
    return _below(row, f"{W}tc")


def _is_contents(element: Any) -> bool:
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"


def _deleted(row: Any) -> bool:
    return row.find(f"{W}trPr/{W}del") is not None


def _hidden(run: Any) -> bool:
    vanish = run.find(f"{W}rPr/{W}vanish")
    return vanish is not None and vanish.get(f"{W}val") in _ON


def _headed(table: Any) -> bool:
    """Whether the first row names the columns: it is repeated on every page, or the table's look marks it."""
    first = table.find(f"{W}tr/{W}trPr/{W}tblHeader")
    look = table.find(f"{W}tblPr/{W}tblLook")
    if first is not None or look is None:
        return first is None or first.get(f"{W}val") in _ON
    return look.get(f"{W}firstRow") in {"1", "true"} or bool(int(look.get(f"{W}val", "0"), 16) & 0x20)


def append(writer: Writer, title: str, texts: Sequence[str]) -> None:
    """Write a last chapter, as deep as the document's others are, and count levels from 1 where it has a title."""
    levels = sorted(heading.level for heading in writer.headings)
    if texts:
        alone = len(levels) > 0 and levels.count(levels[0]) == 1
        writer.heading(title, levels[0] + 1 if alone else levels[0] if levels else 1)
        for text in texts:
            writer.paragraph(text)
    if TITLE in levels:
        writer.headings[:] = [replace(heading, level=heading.level + 1) for heading in writer.headings]
