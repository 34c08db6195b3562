"""Markup to text: what a reader of the page would see, paragraph by paragraph; scripts and hidden parts never."""

import re
from dataclasses import dataclass, field

from lxml import etree, html

from ingest.encoding import clean
from ingest.outline import Heading

_NEVER = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "embed", "canvas", "select"}
)
_FURNITURE = ("nav", "footer", "aside", "form", "dialog", "button")
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|<!--|&(?:[a-zA-Z]{2,8}|#\d{1,6});")
_HIDDEN = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_SOFT = re.compile(r"[\u200b\u00ad]")
_NOT_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Characters that the HTML parser lets through, and that no tree takes back once its texts are put together anew."""
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
    "label", "hi", "ref", "graphic",
})  # fmt: skip
"""Tags within a line; trafilatura's own are `hi`, `ref`, `graphic`. Any other begins a paragraph or a line."""
_LINES = frozenset({"li", "item", "tr", "row", "dt", "dd", "br", "lb"})
_CELLS = frozenset({"td", "th", "cell"})
_TITLES = {f"h{n}": n for n in range(1, 7)}


@dataclass(frozen=True, slots=True)
class Page:
    """The text of a page, paragraphs parted by a blank line, and its headings."""

    text: str
    headings: list[Heading] = field(default_factory=list)


def has_markup(text: str) -> bool:
    """Whether `text` is written in HTML ("price < 500" is not)."""
    return ("<" in text or "&" in text) and _TAG.search(text) is not None


def plain(cell: str) -> str:
    """Return a short text without its HTML, as a CRM stores notes; text without markup comes back as it is."""
    if not has_markup(cell):
        return cell
    tree = parse(f"<div>{cell}</div>")
    return visible(tree).text if tree is not None else ""


def parse(text: str) -> "etree._Element | None":
    """Return the page as a tree without scripts, comments and hidden parts; `None` if there is nothing in it.

    Nothing is fetched and no entity of a document type is resolved.
    """
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if "&#" in text or _NOT_XML.search(text):
        _make_xml(tree)
    for element in [e for e in tree.iter() if _is_hidden(e)]:
        if element.getparent() is not None:
            element.drop_tree()
    return tree


def without_furniture(tree: "etree._Element") -> "etree._Element":
    """The tree without menus, footers and forms."""
    etree.strip_elements(tree, *_FURNITURE, with_tail=False)
    return tree


def visible(tree: "etree._Element") -> Page:
    """Return the text a reader sees, from an HTML tree or from what trafilatura kept of one."""
    writer = _Writer()
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        if event == "start":
            writer.open(element)
        else:
            writer.close(element)
    return writer.page()


def _make_xml(tree: "etree._Element") -> None:
    for element in tree.iter():
        if _NOT_XML.search(element.text or ""):
            element.text = _NOT_XML.sub(" ", element.text)
        if _NOT_XML.search(element.tail or ""):
            element.tail = _NOT_XML.sub(" ", element.tail)


def _is_hidden(element: "etree._Element") -> bool:
    get = element.get
    hidden = get("hidden") is not None or get("aria-hidden") == "true"
    return element.tag in _NEVER or hidden or _HIDDEN.search(get("style", "")[:1000]) is not None


class _Writer:
    """Collects the words between tags into lines and paragraphs."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._words: list[str] = []
        self._offset = 0
        self._headings: list[Heading] = []
        self._level = 0

    def open(self, element: "etree._Element") -> None:
        tag = str(element.tag)
        self._part(tag)
        if tag in {"li", "item"}:
            self._words.append("- ")
        elif tag in _CELLS:
            self._words.append("| ")
        self._level = _TITLES.get(element.get("rend", "") if tag == "head" else tag, self._level)
        self._words.append(element.text or "")

    def close(self, element: "etree._Element") -> None:
        tag = str(element.tag)
        if tag in {"tr", "row"} and self._words:
            self._words.append(" |")
        self._part(tag)
        if tag in _TITLES or tag == "head":
            self._level = 0
        self._words.append(element.tail or "")

    def _part(self, tag: str) -> None:
        if tag in _CELLS:
            self._words.append(" ")
        elif tag not in _INLINE:
            self._end_line(blank=tag not in _LINES)

    def page(self) -> Page:
        self._end_line()
        return Page("\n".join(self._lines).rstrip("\n"), self._headings)

    def _end_line(self, *, blank: bool = False) -> None:
        line = clean(_SPACE.sub(" ", _SOFT.sub("", "".join(self._words)))).strip()
        self._words.clear()
        if line and line != "-":
            if self._level:
                self._headings.append(Heading(self._offset, self._level, line))
            self._add(line)
        if blank and self._lines and self._lines[-1]:
            self._add("")

    def _add(self, line: str) -> None:
        self._lines.append(line)
        self._offset += len(line) + 1
