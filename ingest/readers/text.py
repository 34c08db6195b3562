"""Plain text, with YAML front matter if there is any; a transcript where it unmistakably is one."""

from ingest import outline
from ingest.calls import spoken, transcripts
from ingest.encoding import decode
from ingest.reading import Raw, Reading
from ingest.stated.about import whole
from ingest.stated.frontmatter import split

SUFFIXES = frozenset({".txt", ".text"})


def read(raw: Raw) -> Reading:
    """Return the file as one document, its text as written."""
    top = split(decode(raw.data, raw.name), raw.name)
    if call := spoken.transcript(top.body, raw.origin, top.first_line):
        return transcripts.whole(raw, call.said, top.values, opening=call.opening)
    return whole(raw, top.values, top.body, outline.plain(top.body, raw.origin), first_line=top.first_line)
