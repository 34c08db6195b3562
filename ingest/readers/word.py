"""Word: headings, text, lists and tables of the final version, footnotes where they belong, comments at the end."""

from collections.abc import Iterator
from typing import Any

from docx import Document

from ingest.office import body
from ingest.office.body import Body
from ingest.office.package import opened
from ingest.office.styles import Styles, W
from ingest.office.trees import related
from ingest.reading import Raw, Reading
from ingest.stated.about import whole
from ingest.stated.writer import Writer

SUFFIXES = frozenset({".docx", ".docm", ".dotx", ".dotm"})
_SEPARATORS = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read(raw: Raw) -> Reading:
    """Return the document with its headings as places: Word has no pages until somebody prints it.

    Headers and footers are left out, as they repeat on every page.
    """
    writer = Writer()
    with opened(raw) as package:
        document = Document(package.file)
        part: Any = document.part
        styles = Styles(document.styles.element)
        notes = {
            (kind, note.get(f"{W}id", "")): body.lines(note, styles)
            for kind in ("footnote", "endnote")
            for tree in related(part, f"/{kind}s")
            for note in tree.iterfind(f"{W}{kind}")
            if note.get(f"{W}type") not in _SEPARATORS
        }
        Body(styles, notes, writer).write(document.element.body)
        comments = [said for tree in related(part, "/comments") for said in _comments(tree, styles)]
        body.append(writer, "Comments", comments)
    return whole(raw, {}, writer.text, writer.headings, first_line=0, properties=package.properties)


def _comments(tree: Any, styles: Styles) -> Iterator[str]:
    """Yield each comment as `Anna Berg: text`."""
    for comment in tree.iterfind(f"{W}comment"):
        words = " ".join(body.lines(comment, styles))
        name = comment.get(f"{W}author", "").strip()
        if words:
            yield f"{name}: {words}" if name else words
