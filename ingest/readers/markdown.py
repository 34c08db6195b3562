"""Markdown, with YAML front matter if there is any. The text is kept as written, so that quotes are what people see."""

from ingest import outline
from ingest.calls import spoken, transcripts
from ingest.encoding import decode
from ingest.reading import Raw, Reading
from ingest.stated.about import whole
from ingest.stated.frontmatter import split

SUFFIXES = frozenset({".md", ".markdown", ".mdown"})


def read(raw: Raw) -> Reading:
    """Return the file as one document with its headings."""
    top = split(decode(raw.data, raw.name), raw.name)
    if call := spoken.transcript(top.body, raw.origin, top.first_line):
        return transcripts.whole(raw, call.said, top.values, opening=call.opening)
    return whole(raw, top.values, top.body, outline.markdown(top.body), first_line=top.first_line)
