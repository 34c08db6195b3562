"""Web pages, also saved as one file: the main text without menus and footers; front matter may stand above."""

import re
from collections.abc import Mapping
from itertools import islice

from lxml import etree

from ingest import markup
from ingest.encoding import decode
from ingest.markup import Page
from ingest.reading import Raw, Reading
from ingest.stated.about import whole
from ingest.stated.frontmatter import split
from ingest.webarchive import archived

SUFFIXES = frozenset({".html", ".htm", ".xhtml", ".mht", ".mhtml"})
_ARCHIVES = (".mht", ".mhtml")
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:\-]{2,40})|<\?xml[^>]{0,100}encoding=[\"']([\w.:\-]{2,40})",
    re.IGNORECASE,
)
_HEAD_BYTES = 20_000
_ENOUGH = 0.5
"""trafilatura is made for articles. Where it keeps less of a page's words or lines than this, it has taken the message
for furniture, or (on short pages) run everything together, menus included."""
_LARGEST = 20_000
"""Elements; on larger pages trafilatura takes quadratic time, and they are read as they stand."""
_META = {"date": "date", "dc.date": "date", "article:published_time": "date", "author": "author", "og:title": "title"}


def read(raw: Raw) -> Reading:
    """Return the page as one document. Its places are headings: lines of markup mean nothing to a reader."""
    data, charset = archived(raw) if raw.path.lower().endswith(_ARCHIVES) else (raw.data, None)
    found = _CHARSET.search(data[:_HEAD_BYTES])
    declared = charset or ((found[1] or found[2]).decode("ascii") if found else None)
    top = split(decode(data, raw.name, declared), raw.name)
    tree = markup.parse(top.body)
    page = Page("") if tree is None else _main_text(tree)
    stated = {**({} if tree is None else _stated(tree)), **top.values}
    return whole(raw, stated, page.text, page.headings, first_line=0)


def _main_text(tree: "etree._Element") -> Page:
    body = tree.find("body")
    body = tree if body is None else body
    everything = markup.visible(body)
    small = next(islice(tree.iter(), _LARGEST, None), None) is None
    article = _article(tree) if small else Page("")
    main = markup.visible(markup.without_furniture(body))
    shares = [(len(article.text), len(main.text)), (article.text.count("\n"), main.text.count("\n"))]
    if main.text and any(kept < _ENOUGH * there for kept, there in shares):
        article = main
    return article if article.text else everything


def _article(tree: "etree._Element") -> Page:
    """What trafilatura takes for the page's own text."""
    import trafilatura  # noqa: PLC0415 - half a second that reading a text file should not wait for

    source = etree.tostring(tree, encoding="unicode", method="html")
    kept = trafilatura.bare_extraction(
        source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False
    )
    body = getattr(kept, "body", None)
    return markup.visible(body) if body is not None else Page("")


def _stated(tree: "etree._Element") -> Mapping[str, str]:
    """Title, day, author and language as the page's head gives them."""
    values: dict[str, str] = {}
    title = tree.findtext(".//title")
    if title and title.strip():
        values["title"] = re.split(r"\s[|•·]\s", " ".join(title.split()))[0]
    for meta in tree.iterfind(".//meta"):
        label = _META.get((meta.get("name") or meta.get("property") or "").lower())
        if label and (content := (meta.get("content") or "").strip()):
            values.setdefault(label, content)
    if tree.get("lang"):
        values["language"] = tree.get("lang", "")
    return values
