"""The words and figures of charts and SmartArt, which are drawings to the eye and data to the file."""

from collections.abc import Sequence
from typing import Any

from pptx.shapes.base import BaseShape

from ingest.office.figures import shown
from ingest.office.trees import parsed
from ingest.stated.writer import Writer

_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DGM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NODES = frozenset({"", "node", "asst"})
"""Kinds of points in SmartArt that hold text people wrote; the others are arrows and layout."""


def write_chart(chart: bytes, writer: Writer) -> None:
    """Write a chart's title and a table of its categories and series, from the values the file keeps of it.

    Read from the XML: python-pptx counts up to whatever number of points a chart claims to have.
    """
    tree = parsed(chart)
    title = tree.find(f"{_C}chart/{_C}title")
    if title is not None:
        writer.paragraph("".join(node.text or "" for node in title.iter(f"{_A}t", f"{_C}v")))
    series = list(tree.iter(f"{_C}ser"))
    labels: dict[int, str] = {}
    columns: list[dict[int, str]] = []
    for one in series:
        labels |= {n: text for n, text in _points(one, "cat", "xVal").items() if n not in labels}
        columns.append(_points(one, "val", "yVal"))
    names = ["".join(node.text or "" for node in one.iterfind(f"{_C}tx//{_C}v")) for one in series]
    numbers = sorted({*labels, *(n for column in columns for n in column)})
    rows = [[labels.get(n, ""), *(column.get(n, "") for column in columns)] for n in numbers]
    writer.table([["", *names], *rows] if any(names) else rows, header=any(names))


def smart_art(shape: BaseShape) -> Sequence[str]:
    """Return the texts of a SmartArt drawing in the order they were written, nothing for any other shape."""
    relation = shape.element.find(f".//{_DGM}relIds")
    if relation is None:
        return ()
    tree = parsed(shape.part.related_part(relation.get(f"{_R}dm")).blob)
    points = (point for point in tree.iter(f"{_DGM}pt") if point.get("type", "") in _NODES)
    return [
        " ".join("".join(node.text or "" for node in p.iter(f"{_A}t")) for p in one.iter(f"{_A}p")) for one in points
    ]


def _points(series: Any, *kinds: str) -> dict[int, str]:
    """Each point's number and what stands at it; the inner level where categories are grouped."""
    data = next((found for kind in kinds if (found := series.find(f"{_C}{kind}")) is not None), None)
    if data is None:
        return {}
    level = data.find(f".//{_C}lvl")
    cache = data if level is None else level
    code = cache.findtext(f".//{_C}formatCode") or ""
    numeric = cache.find(f".//{_C}formatCode") is not None or cache.find(f".//{_C}numCache") is not None
    found = {}
    for point in cache.iter(f"{_C}pt"):
        text = point.findtext(f"{_C}v") or ""
        found[int(point.get("idx", "0"))] = _figure(text, point.get("formatCode") or code) if numeric else text
    return found


def _figure(text: str, code: str) -> str:
    try:
        return shown(float(text), code)
    except (ValueError, OverflowError, ArithmeticError):
        return text
