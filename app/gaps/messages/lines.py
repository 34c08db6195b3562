"""A document line by line, as somebody reads it who looks for an entry of a message map."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.evidence import StoredDocument
from app.domain.message_map import Line
from app.language.tables import header_of, is_row

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile(
    r"\s*(?:[-*•–·+](?=\s)|(?:\*\*|__)?(?:\d{1,2}|(?-i:[A-H]))[.)](?:\*\*|__)?(?=\s)|#{1,6}(?=\s)|>(?=\s))\s+"
)
_RULE = re.compile(r"[\s:|+-]+")
_NUMBER = re.compile(r"\s*(?:\*\*|__)?\d{1,2}[.)](?:\*\*|__)?\s")
_EMPHASIS = re.compile(r"\*{1,2}|__")
_QUOTED = re.compile(
    r"[\"“”„»«]\s*(?P<a>[^\"“”„»«\n]{2,60}?)[.,]?\s*[\"“”„»«]|\*{1,2}(?P<b>[^*\n]{2,60}?)\*{1,2}"
    r"|(?<!\w)['‘’](?P<c>[^'‘’\n]{2,60}?)['’](?!\w)"
)


@dataclass(frozen=True, slots=True)
class Written:
    """One line: `raw` as it stands, `text` without bullet and emphasis, `under` the title of its heading.

    `cells` and `columns` are those of a table row, empty elsewhere.
    """

    raw: str
    text: str
    line: Line
    heading: bool
    listed: bool
    numbered: bool
    fresh: bool
    """Whether a blank line or a heading stands before it."""
    under: str
    parent: str
    """The title that a heading's own stands below."""
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()


def written(stored: StoredDocument) -> Iterator[Written]:
    """Yield the lines of a document that hold words, in order."""
    text = stored.document.text
    titles = {offset: path.split(" › ")[-1] for offset, path in stored.document.headings}
    parents = {offset: path.split(" › ")[-2] for offset, path in stored.document.headings if " › " in path}
    under, last = "", 0
    for match in _LINE.finditer(text):
        raw = match[0]
        if not any(map(str.isalnum, raw)) or _RULE.fullmatch(raw):
            continue
        heading = match.start() in titles
        fresh = text.count("\n", last, match.start()) > 1 or not last
        mark = _MARK.match(raw)
        bare = _EMPHASIS.sub("", raw[mark.end() if mark else 0 :]).strip()
        cells = _cells(raw) if is_row(raw) and not heading else ()
        yield Written(
            raw=raw,
            text=bare,
            line=Line(stored.id, match.start(), match.end()),
            heading=heading,
            listed=bool(mark) and not heading,
            numbered=bool(_NUMBER.match(raw)) and not heading,
            fresh=fresh,
            under=under,
            parent=parents.get(match.start(), ""),
            cells=cells,
            columns=tuple(header_of(text, match.start())) if cells else (),
        )
        if heading:
            under = titles[match.start()]
        last = match.end()


def _cells(raw: str) -> tuple[str, ...]:
    return tuple(_EMPHASIS.sub("", cell).strip() for cell in raw.strip().strip("|").split("|"))


def quoted(text: str) -> list[tuple[int, str]]:
    """Return what stands in quotation marks or is emphasised in `text`, with its offset."""
    found = [(m.start(), (m["a"] or m["b"] or m["c"]).strip()) for m in _QUOTED.finditer(text)]
    return [(start, words) for start, words in found if not words.endswith(":")]


def listed_words(text: str) -> tuple[str, ...]:
    """Return the words of a short enumeration ("kalender, calendar"), quotation marks and brackets taken off."""
    bare = re.sub(r"\([^)]*\)", "", text)
    parts = re.split(r"\s*[,/;]\s*|\s+(?:och|eller|and|or)\s+", bare)
    return tuple(word for part in parts if (word := part.strip(" \t\"“”„»«'‘’*.")))
