"""Plain text, with YAML front matter if there is any."""

from ingest import outline
from ingest.about import whole
from ingest.encoding import decode
from ingest.frontmatter import split
from ingest.reading import Raw, Reading

SUFFIXES = frozenset({".txt", ".text"})


def read(raw: Raw) -> Reading:
    """Return the file as one document, its text as written."""
    top = split(decode(raw.data, raw.name), raw.name)
    return whole(raw, top.values, top.body, outline.plain(top.body, raw.origin), first_line=top.first_line)
