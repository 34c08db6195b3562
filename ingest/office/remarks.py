"""Comments on slides, in the form of PowerPoint 2007 and in that of 2018, with who wrote them."""

from collections.abc import Iterator
from typing import Any

from pptx.presentation import Presentation
from pptx.slide import Slide

from ingest.office.trees import related
from ingest.stated.writer import lines_of


def authors(presentation: Presentation) -> dict[str, str]:
    """Return the names of those who comment, by their id in the file."""
    return {
        author.get("id", ""): author.get("name", "")
        for tree in related(presentation.part, "/commentAuthors", "/authors")
        for author in tree
        if isinstance(author.tag, str)
    }


def on(slide: Slide, names: dict[str, str]) -> Iterator[str]:
    """Yield each comment and reply on the slide as `Anna Berg: text`."""
    for tree in related(slide.part, "/comments"):
        for comment in tree.iter("{*}cm", "{*}reply"):
            words = " ".join(lines_of(" ".join(_words(comment))))
            name = names.get(comment.get("authorId", ""), "")
            if words:
                yield f"{name}: {words}" if name else words


def _words(comment: Any) -> Iterator[str]:
    """The comment's own text: `p:text` in the old form, paragraphs of `txBody` in the new one."""
    for child in comment.iterfind("{*}text"):
        yield child.text or ""
    for paragraph in comment.iterfind("{*}txBody/{*}p"):
        yield "".join(node.text or "" for node in paragraph.iter("{*}t"))
