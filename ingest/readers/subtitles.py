"""Subtitles and transcripts of meetings, WebVTT and SubRip: Teams and Zoom write them, and every video service."""

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from webvtt import WebVTT
from webvtt.errors import MalformedCaptionError, MalformedFileError
from webvtt.models import Caption

from app.domain.errors import Unreadable
from ingest.calls import captions, transcripts
from ingest.calls.conversation import Utterance, seconds
from ingest.calls.spoken import is_name
from ingest.encoding import clean, decode
from ingest.reading import Raw, Reading

SUFFIXES = frozenset({".vtt", ".srt"})
_VOICE = re.compile(r"<v(?:\.[\w.]{1,60})?\s+([^<>\n]{1,100})>")
_PREFIX = re.compile(r"\s*(?P<turn>>>+\s*|[-–]\s+)?(?P<name>[^\W\d_][^:<>\n]{0,60}?)\s?:\s+(?=\S)")
_ARROWS = re.compile(r"^\s*>>+\s*", re.MULTILINE)
_TWICE = 2
_SHARE = 0.2
"""Of the cues must begin with a name before "Note: …" is taken for one."""
_TIMING = re.compile(r"^[ \t]*\d[\d:.,]+[ \t]*-->", re.MULTILINE)
_ABOVE = re.compile(r"^(?:WEBVTT\b.*|NOTE\b[ \t]*|STYLE\b.*|REGION\b.*|Kind: .*|\s*\d+\s*$)", re.MULTILINE)
"""What stands above the first cue and is no line of labels."""


def read(raw: Raw) -> Reading:
    """Return the file as one document: a line a turn, whose place is the time it begins at."""
    text = decode(raw.data, raw.name).strip("\n \t\ufeff")
    parsed = _parsed(text, raw.name)
    cues = [cue for caption in parsed.captions for cue in _voices(caption)]
    said = captions.once(cues if any(cue.name for cue in cues) else _named(cues))
    stated = {"title": parsed.header_text.strip(" -–")} if len(parsed.header_text.split()) > 1 else {}
    first = _TIMING.search(text)
    above = _ABOVE.sub("", text[: first.start()]).strip() if first else ""
    return transcripts.whole(raw, list(said), stated, above=above)


def _parsed(text: str, name: str) -> WebVTT:
    """Read either format by what the file holds, whatever it is called."""
    try:
        if text.startswith("WEBVTT"):
            return WebVTT.from_string(text)
        return _subrip(text)
    except (MalformedFileError, MalformedCaptionError, ValueError, IndexError) as error:
        raise Unreadable(
            f"{name} holds no captions that can be read", "Export the transcript again, as .vtt, .srt or text"
        ) from error


def _subrip(text: str) -> WebVTT:
    """SubRip, also without its numbers: then it is WebVTT but for its first line and its decimal commas."""
    if not _TIMING.search(text):
        raise MalformedFileError(text[:50])
    lines = text.split("\n")
    if lines[0].strip().isdigit():
        return WebVTT.from_buffer(lines, format="srt")
    dotted = (line.replace(",", ".") if _TIMING.match(line) else line for line in lines)
    return WebVTT.from_string("\n".join(["WEBVTT", "", *dotted]))


def _voices(caption: Caption) -> Iterator[Utterance]:
    """The parts of a caption, one for each `<v Name>` in it."""
    raw = caption.raw_text
    marks = list(_VOICE.finditer(raw))
    starts = [(0, ""), *((mark.end(), clean(html.unescape(mark[1])).strip()) for mark in marks)]
    ends = [*(mark.start() for mark in marks), len(raw)]
    for (start, name), end in zip(starts, ends, strict=True):
        text = clean(html.unescape(Caption(text=raw[start:end]).text)).replace("\xa0", " ").strip()
        if text:
            yield Utterance(text, name, seconds(caption.start), seconds(caption.end))


def _named(cues: Sequence[Utterance]) -> Iterator[Utterance]:
    """Take `Name: ` and `>> NAME: ` off the words; who began to speak goes on until somebody else does."""
    speakers = _speakers(cues)
    name = ""
    for cue in cues:
        lines: list[str] = []
        for line in cue.text.split("\n"):
            match = _PREFIX.match(line)
            if match and match["name"] in speakers:
                yield from _part(cue, lines, name)
                name, line, lines = match["name"], line[match.end() :], []  # noqa: PLW2901 - the line without its name
            elif _ARROWS.match(line):
                yield from _part(cue, lines, name)
                name, lines = "", []
            lines.append(_ARROWS.sub("", line))
        yield from _part(cue, lines, name)


def _part(cue: Utterance, lines: Sequence[str], name: str) -> Iterator[Utterance]:
    text = "\n".join(lines).strip()
    if text:
        yield Utterance(text, name, cue.start, cue.end)


def _speakers(cues: Sequence[Utterance]) -> frozenset[str]:
    """The names before a colon, if they are: they come back, and stand before a good part of what is said."""
    matches = [match for cue in cues for line in islice(cue.text.split("\n"), 4) if (match := _PREFIX.match(line))]
    counts = Counter(match["name"] for match in matches if is_name(match["name"]) or match["turn"])
    marked = {match["name"] for match in matches if match["turn"] and match["turn"].startswith(">>")}
    often = sum(count for name, count in counts.items() if count >= _TWICE or name in marked)
    if not often or often < _SHARE * len(cues):
        return frozenset()
    return frozenset(counts)
