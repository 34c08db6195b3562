"""A document to passages: verbatim stretches that fit the embedding model's window, each with its place."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.domain.evidence import MIXED, Document, Origin, Passage
from app.language.detect import is_mixed, language_of
from app.language.sentences import sentences
from ingest import outline
from ingest.blocks import DATA, HEADER, Block, blocks, trimmed
from ingest.stated.accounts import only_names
from ingest.stated.dates import Calendar
from ingest.stated.headers import head

VERSION = "passages-3"
"""Part of what makes a document new: another way of splitting reads everything again."""
WORDS = 110
CHARACTERS = 720
"""256 word pieces of an English model are about 110 Swedish words or 740 Swedish characters (measured: 2.3 pieces a
word, 2.9 characters a piece), and well over that in English."""
_MESSAGE = 4
"""Words from which a heading with nothing below it is a message of its own, as on a slide."""
_BRIEF = 25
"""Characters a passage needs for its language to be told from it alone."""
_LATE = date(2096, 12, 31)
"""A leap year: whether something is a day does not depend on which year it falls in."""
_WORD = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class _Section:
    """The text under one heading, or above the first."""

    start: int
    end: int
    path: str = ""
    title: tuple[int, int] = (0, 0)
    """Where the heading itself stands, unless it only names what the headings below it hold."""


def passages(document: Document, document_id: str) -> list[Passage]:
    """Return the passages of `document`, in order, never overlapping.

    Left out are the lines of labels at the top of a note, headings (kept as each passage's `heading`), and stretches
    of more than 200 characters without a space that are data rather than words. A note that holds nothing but names
    has no passages.
    """
    text = document.text
    skipped = _head_lines(document)
    if document.origin is Origin.FIELD and only_names(_rest(text, skipped), document.about.account):
        return []
    where = _Places(document)
    found: list[Passage] = []
    sections = (part for whole in _sections(document, skipped) for part in _by_place(document, whole))
    for section in sections:
        for start, end, row in _stretches(text, section, skipped):
            stretch = text[start:end]
            if not any(map(str.isalnum, stretch)):
                continue
            place = where.of(start, end, section.path, row, len(found) + 1)
            heading = section.path or None
            one = Passage("", "", document.origin, start, end, stretch, place, heading, where.language(stretch))
            found.append(one.of(document_id))
    return found


def _head_lines(document: Document) -> tuple[tuple[int, int], ...]:
    """The lines of labels. A row of a price table begins like one and is none; nor is what somebody says."""
    if document.place and document.origin is Origin.OFFICIAL:
        return ()
    text = document.text
    if not document.turns:
        return head(text, document.origin, Calendar(_LATE)).lines
    above = text.rfind("\n", 0, document.turns[0].start) + 1
    if document.place:  # a deal: what stands above its reason is its name, stage and amount
        return ((0, above),) if above else ()
    return head(text[:above], document.origin, Calendar(_LATE)).lines


def _rest(text: str, skipped: Sequence[tuple[int, int]]) -> str:
    return text[max((end for _, end in skipped), default=0) :]


def _sections(document: Document, skipped: Sequence[tuple[int, int]]) -> Iterator[_Section]:
    text, heads = document.text, {start for start, _ in skipped}
    marks = [(offset, path) for offset, path in document.headings if offset not in heads]
    yield _Section(0, marks[0][0] if marks else len(text))
    for number, (offset, path) in enumerate(marks):
        after, following = marks[number + 1] if number + 1 < len(marks) else (len(text), "")
        below = outline.end_of(text, offset)
        parent = following.startswith(f"{path} › ") or (path == document.about.title and bool(text[below:].strip()))
        yield _Section(below, after, path, (0, 0) if parent else (offset, below))


def _by_place(document: Document, section: _Section) -> Iterator[_Section]:
    """Part a section where a slide or page begins: no passage stands on two."""
    cuts = [offset for offset, _ in document.places if section.start < offset < section.end]
    for start, end in pairwise([section.start, *cuts, section.end]):
        yield _Section(start, end, section.path, section.title if start == section.start else (0, 0))


def _stretches(text: str, section: _Section, skipped: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and table row of each passage of a section; a heading alone is one if it says something."""
    start, nothing = section.start, True
    inside = [(a, b) for a, b in skipped if section.start <= a < section.end]
    for head_start, head_end in [*inside, (section.end, section.end)]:
        for block in _packed(text, list(blocks(text, start, head_start))):
            nothing = False
            yield block.start, block.end, block.row
        start = head_end
    title = text[slice(*section.title)].split("\n", 1)[0]
    if nothing and len(title.strip("# \t").split()) >= _MESSAGE:
        first = section.title[0] + len(title) - len(title.lstrip("# \t"))
        yield *trimmed(text, first, section.title[0] + len(title.rstrip("# \t"))), 0


def _packed(text: str, found: Sequence[Block]) -> Iterator[Block]:
    """Join short neighbours, keep table rows by themselves (the first with its header), split what is too long."""
    current: Block | None = None
    for block in found:
        if (
            current
            and _fits(text, current.start, block.end)
            and (not block.row or _heads(current, block))
            and not (current.row and not block.row)
        ):
            current = Block(current.start, block.end, block.row)
            continue
        if current:
            yield current
        current = None
        if _fits(text, block.start, block.end):
            current = block
        else:
            yield from _pieces(text, block)
    if current:
        yield current


def _heads(header: Block, row: Block) -> bool:
    """Whether `header` is the line of column names above the table's first row."""
    return header.row == HEADER and row.row == 1


def _fits(text: str, start: int, end: int) -> bool:
    return end - start <= CHARACTERS and len(text[start:end].split()) <= WORDS


def _pieces(text: str, block: Block) -> Iterator[Block]:
    """Split at sentences into parts of about the same length; a sentence that is too long, between words."""
    spans = sentences(text[block.start : block.end])
    starts = [block.start, *(block.start + start for start, _ in spans[1:]), block.end]
    length, words = block.end - block.start, len(text[block.start : block.end].split())
    even = length / max(-(-length // CHARACTERS), -(-words // WORDS))
    begin = block.start
    for start, end in pairwise(starts):
        if begin < start and (start - begin >= even or not _fits(text, begin, end)):
            yield from _whole(text, begin, start, block.row)
            begin = start
    yield from _whole(text, begin, block.end, block.row)


def _whole(text: str, start: int, end: int, row: int) -> Iterator[Block]:
    """One sentence or several as they are, or words by words where one sentence is too long for a passage."""
    first, last = trimmed(text, start, end)
    if first == last:
        return
    if _fits(text, first, last):
        yield Block(first, last, row)
        return
    begin, stop, count = first, first, 0
    for start, end in _words(text, first, last):  # noqa: PLR1704 - the stretch has been trimmed
        if stop > begin and (end - begin > CHARACTERS or count >= WORDS or start - stop > DATA):
            yield Block(begin, stop, row)
            begin, count = start, 0
        if stop == begin:
            begin = start
        stop, count = end, count + 1
    if stop > begin:
        yield Block(begin, stop, row)


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for word in _WORD.finditer(text, start, end):
        if word.end() - word.start() <= DATA:
            yield word.span()
        elif not word[0].isascii():  # a language without spaces
            for cut in range(word.start(), word.end(), DATA):
                yield cut, min(cut + DATA, word.end())


class _Places:
    """Where in the document a reader finds a passage, and in what language."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._newlines = [match.start() for match in re.finditer("\n", document.text)] if document.first_line else []
        self._language = ""

    def of(self, start: int, end: int, path: str, row: int, number: int) -> str:
        """`Pricing, lines 12–14`, `Pricing, row 2, slide 7`, `12:41–13:05`, `row 18` of notes, `paragraph 3`."""
        if self._document.place:
            return self._document.place
        parts = [path.rsplit(" › ", 1)[-1]] if path else []
        if row > 0:
            parts.append(f"row {row}")
        if self._document.places:
            at = bisect_right(self._document.places, start, key=lambda place: place[0])
            parts += [self._document.places[at - 1][1]] if at else []
        elif self._document.turns:
            parts += self._times(start, end)
        elif self._document.first_line:
            first, last = self._line(start), self._line(end - 1)
            parts.append(f"line {first}" if first == last else f"lines {first}–{last}")
        return ", ".join(parts) or f"paragraph {number}"

    def language(self, stretch: str) -> str:
        """The passage's own language, `mixed` if it changes; the document's where the passage is too short to tell."""
        if len(stretch) >= _BRIEF:
            return MIXED if is_mixed(stretch) else language_of(stretch)
        self._language = self._language or self._document.about.language or language_of(self._document.text)
        return self._language

    def _times(self, start: int, end: int) -> list[str]:
        turns = self._document.turns
        first, last = (bisect_left(turns, offset, key=lambda turn: turn.start) for offset in (start, end))
        spoken = [turn.time for turn in turns[first:last] if turn.time]
        begun = self._document.turn_at(start)
        times = list(dict.fromkeys([*([begun.time] if begun and begun.time and not spoken else []), *spoken]))
        return ["–".join(dict.fromkeys([times[0], times[-1]]))] if times else []

    def _line(self, offset: int) -> int:
        return bisect_right(self._newlines, offset - 1) + self._document.first_line
