"""A mail's body as plain text: of two versions the usable one, quotations marked with ">" whichever it was."""

import re

from lxml import etree

from ingest import markup

_STUB = 25
_FULLER = 4
"""A plain version of so few words beside a page this many times as long says "your program cannot show this mail"."""
_QUOTE = re.compile(r"quote", re.IGNORECASE)
_LINK = re.compile(r"(?<=\S)<(?:mailto:|tel:|https?://)[^<>\s]{1,2000}>")
_ATTACHED = re.compile("\ufffc")


def text_of(plain: str, page: str) -> str:
    """Return the plain version unless it is empty, markup or a stub; then the page's visible text."""
    shown = _visible(page) if page.strip() else ""
    words = len(plain.split())
    usable = words and not re.match(r"\s{0,100}<(?:!doctype|html|body|div|p)\b", plain, re.IGNORECASE)
    if shown.strip() and (not usable or (words < _STUB and len(shown.split()) > _FULLER * words)):
        return shown
    return _ATTACHED.sub("", _LINK.sub("", plain))


def unflowed(text: str, *, delete_space: bool = False) -> str:
    """Return a `format=flowed` text with its paragraphs whole (RFC 3676): a line that ends in a space goes on."""
    lines: list[str] = []
    open_depth = -1
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        words = line[depth:].removeprefix(" ")
        flows = words.endswith(" ") and words != "-- "
        kept = words[:-1] if flows and delete_space else words
        if depth == open_depth and words != "-- ":
            lines[-1] += kept
        else:
            lines.append(f"{'>' * depth} {kept}" if depth else kept)
        open_depth = depth if flows else -1
    return "\n".join(lines)


def _visible(page: str) -> str:
    tree = markup.parse(page)
    if tree is None:
        return ""
    for table in list(tree.iter("table")):
        if _is_layout(table):
            for element in table.iter("table", "tbody", "tr", "td", "th"):
                element.tag = "div"
    quotes = [e for e in tree.iter("blockquote") if e.get("type") == "cite" or _QUOTE.search(e.get("class", ""))]
    for quote in quotes:
        if not any(above in quotes for above in quote.iterancestors("blockquote")):
            _mark(quote)
    return markup.visible(tree).text


def _is_layout(table: "etree._Element") -> bool:
    """Whether a table only puts things beside each other: it holds another one, or no row with two texts."""
    if table.get("role") == "presentation" or table.find(".//table") is not None:
        return True
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    return not any(sum(bool("".join(cell.itertext()).strip()) for cell in row) > 1 for row in rows)


def _mark(quote: "etree._Element") -> None:
    """Put ">" before each line of a quotation, as plain mails do."""
    lines = markup.visible(quote).text.split("\n")
    tail = quote.tail
    quote.clear()
    quote.tail = tail
    for line in lines:
        etree.SubElement(quote, "br").tail = f"> {line}"
