"""What a paragraph in Word is: a heading of some depth, an item of a list, a line of a table of contents, or text."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|rubrik)\s?([1-9])", re.IGNORECASE)
_TITLES = frozenset({"title", "rubrik", "titel"})
_CONTENTS = re.compile(r"(?:toc|innehåll|innehållsförteckning)\b.*|table of figures|figurförteckning", re.IGNORECASE)
_LIST = re.compile(r"(?:list|lista|punktlista|numrerad lista)\b.*", re.IGNORECASE)
_LIST_NOT = frozenset({"list paragraph", "liststycke"})
_DEEPEST = 9
_ANCESTORS = 20

TITLE = 0
"""The level of a document's own title, above all headings."""


@dataclass(frozen=True, slots=True)
class Kind:
    """`level` is that of a heading (`TITLE`, 1 to 9), `None` for other paragraphs."""

    level: int | None = None
    item: bool = False
    contents: bool = False


class Styles:
    """The styles of one document. Word writes built-in names in English; other programs in the user's language."""

    def __init__(self, tree: Any) -> None:
        self._styles: Mapping[str, Any] = {s.get(f"{W}styleId", ""): s for s in tree.iterfind(f"{W}style")}
        self._known: dict[str, Kind] = {}

    def kind(self, paragraph: Any) -> Kind:
        """Return what `paragraph` (a `w:p`) is: by its own properties, else by its style and those it is based on."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return Kind()
        style = properties.find(f"{W}pStyle")
        kind = self._of_style(style.get(f"{W}val", "")) if style is not None else Kind()
        level, item = _level(properties), _numbered(properties)
        if level is None:
            level = kind.level
        return Kind(
            level=None if level == _DEEPEST + 1 else level,
            item=kind.item if item is None else item,
            contents=kind.contents,
        )

    def _of_style(self, style_id: str) -> Kind:
        if style_id not in self._known:
            self._known[style_id] = self._read(style_id)
        return self._known[style_id]

    def _read(self, style_id: str) -> Kind:
        level: int | None = None
        item: bool | None = None
        for _ in range(_ANCESTORS):
            style = self._styles.get(style_id)
            if style is None:
                break
            name = style.find(f"{W}name")
            words = (name.get(f"{W}val", "") if name is not None else "").strip()
            if _CONTENTS.fullmatch(words):
                return Kind(contents=True)
            properties = style.find(f"{W}pPr")
            named = _HEADING.fullmatch(words)
            if level is None:
                level = TITLE if words.casefold() in _TITLES else int(named[1]) if named else _level(properties)
            if item is None:
                listed = _LIST.fullmatch(words) and words.casefold() not in _LIST_NOT
                item = True if listed else _numbered(properties)
            base = style.find(f"{W}basedOn")
            style_id = base.get(f"{W}val", "") if base is not None else ""
        return Kind(level, bool(item))


def _level(properties: Any) -> int | None:
    """The outline level, counted from 1; ten is "body text"."""
    outline = properties.find(f"{W}outlineLvl") if properties is not None else None
    value = outline.get(f"{W}val", "") if outline is not None else ""
    return min(int(value) + 1, _DEEPEST + 1) if value.isdigit() else None


def _numbered(properties: Any) -> bool | None:
    """Whether it belongs to a list; `0` takes it out of the one its style is in."""
    number = properties.find(f"{W}numPr/{W}numId") if properties is not None else None
    return number.get(f"{W}val") != "0" if number is not None else None
