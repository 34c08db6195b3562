"""What stands on a slide, in the order people read it: text boxes, groups, tables, charts, SmartArt."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.shapes.base import BaseShape
from pptx.shapes.group import GroupShape
from pptx.slide import Slide
from pptx.table import Table

from ingest.office import diagrams
from ingest.office.arranged import Box, in_order
from ingest.stated.writer import Writer, lines_of

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_FURNITURE = frozenset({PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.HEADER, PP_PLACEHOLDER.SLIDE_NUMBER})
_BULLETS = (f"{_A}buChar", f"{_A}buAutoNum", f"{_A}buBlip")
_LONGEST_TITLE = 90
_TITLE_BAND = 4
"""A box in the upper quarter of a slide without a title may be one."""


def visible(slide: Slide, width: int, height: int) -> list[BaseShape]:
    """Return the slide's shapes in reading order, its title first.

    Left out are the footer, what is hidden, and what an editor has parked beside the slide.
    """
    title = slide.shapes.title
    rest = [shape for shape in slide.shapes if _seen(shape) and (title is None or shape.shape_id != title.shape_id)]
    shown = [shape for shape in rest if _overlap(_box(shape), Box(0, 0, width, height))]
    return ([title] if title is not None else []) + _arranged(shown)


def title_of(slide: Slide, shapes: Sequence[BaseShape], height: int) -> tuple[str, Sequence[BaseShape]]:
    """Return the slide's title and the shapes below it; a box that stands where a title does serves as one."""
    first = next((shape for shape in shapes if _words(shape)), None)
    if first is None:
        return "", shapes
    lines = lines_of(_words(first))
    stated = slide.shapes.title is not None and first.shape_id == slide.shapes.title.shape_id
    looks = len(lines) == 1 and len(lines[0]) <= _LONGEST_TITLE and lines[0][-1] not in ".,;:"
    high = first is shapes[0] and not first.is_placeholder and (first.top or height) < height / _TITLE_BAND
    if stated or (looks and high):
        return " ".join(lines), [shape for shape in shapes if shape is not first]
    return "", shapes


def write(shapes: Iterable[BaseShape], slide: Slide, writer: Writer) -> None:
    """Write what the shapes say."""
    for shape in shapes:
        if isinstance(shape, GroupShape):
            write(_arranged([inner for inner in shape.shapes if _seen(inner)]), slide, writer)
        elif shape.has_text_frame:
            _write_text(shape, slide, writer)
        elif shape.has_table:
            table: Table = shape.table  # type: ignore[attr-defined]  # a graphic frame's; `has_table` says it is one
            rows = [["" if cell.is_spanned else cell.text for cell in row.cells] for row in table.rows]
            writer.table(rows, header=table.first_row)
        elif shape.has_chart:
            diagrams.write_chart(shape.chart.part.blob, writer)  # type: ignore[attr-defined]  # as above
        elif data := diagrams.smart_art(shape):
            for text in data:
                writer.item(text)


def _seen(shape: BaseShape) -> bool:
    properties = shape.element.find(f"*/{_P}cNvPr")
    if properties is not None and properties.get("hidden") in {"1", "true"}:
        return False
    return not shape.is_placeholder or shape.placeholder_format.type not in _FURNITURE


def _words(shape: BaseShape) -> str:
    return shape.text_frame.text.strip() if shape.has_text_frame else ""  # type: ignore[attr-defined]  # as above


def _box(shape: BaseShape) -> Box:
    return Box(shape.left or 0, shape.top or 0, shape.width or 0, shape.height or 0)


def _overlap(one: Box, other: Box) -> bool:
    sides = ((one.side(across=across), other.side(across=across)) for across in (True, False))
    return all(a[0] < b[1] and b[0] <= a[1] for a, b in sides)


def _arranged(shapes: Sequence[BaseShape]) -> list[BaseShape]:
    return [shapes[n] for n in in_order([_box(shape) for shape in shapes])]


def _write_text(shape: BaseShape, slide: Slide, writer: Writer) -> None:
    """Bullets as a list; other lines of one box stay together: a figure and what it counts often stand apart."""
    loose: list[str] = []
    for paragraph in shape.text_frame.paragraphs:  # type: ignore[attr-defined]  # only called where there is one
        if _bulleted(paragraph, shape, slide):
            writer.block(loose)
            loose = []
            writer.item(paragraph.text)
        else:
            loose.append(paragraph.text)
    writer.block(loose)


def _bulleted(paragraph: Any, shape: BaseShape, slide: Slide) -> bool:
    """Whether a bullet stands before it: by itself, its box, or for a placeholder by the layout or the master."""
    level = f"{_A}lvl{paragraph.level + 1}pPr"
    for properties in _styles(paragraph, shape, slide, level):
        if properties.find(f"{_A}buNone") is not None:
            return False
        if any(properties.find(mark) is not None for mark in _BULLETS):
            return True
    return False


def _styles(paragraph: Any, shape: BaseShape, slide: Slide, level: str) -> Iterator[Any]:
    """Paragraph properties, the nearest first."""
    found = [paragraph._p.find(f"{_A}pPr"), shape.element.find(f"{_P}txBody/{_A}lstStyle/{level}")]  # noqa: SLF001 - bullets have no public name
    if shape.is_placeholder:
        index = shape.placeholder_format.idx
        layout: Any = slide.slide_layout.placeholders
        found += [
            p.element.find(f"{_P}txBody/{_A}lstStyle/{level}") for p in layout if p.placeholder_format.idx == index
        ]
        found.append(slide.slide_layout.slide_master.element.find(f"{_P}txStyles/{_P}bodyStyle/{level}"))
    return (properties for properties in found if properties is not None)
