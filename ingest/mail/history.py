"""What of a mail's text is new: quoted history goes, answers between quoted lines stay.

mail-parser-reply, which knows more languages, takes answers between quoted lines for history and searches the whole
text with nested wildcards; here a text is read once, line by line. Answers that somebody wrote into an *unmarked*
history ("see my answers in red") cannot be told from it, and go with it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from ingest.mail import closing

_FYI = 25
"""Words above a forwarded message up to which it is what the sender wants to show, and not a remark on it."""
_DEEPEST = 5
_WIDEST = 300
_WRAPPED = 3
_BLOCK = 12
"""Lines a block of "From: … Sent: … To: …" may take, wrapped addresses included."""
_QUOTED = re.compile(r"\s{0,2}>")
_MEASURE = re.compile(r"\s{0,2}>\s?\d")
_MAIL = r"<?[^\s<>@]{1,80}@[^\s<>@]{1,120}>?"
_NAME = rf"(?:[^\W\d_][\w.'’-]{{0,40}}[ ,]{{0,2}}){{1,5}}(?:[<(]?{_MAIL}[>)]?)?"
_CLOCK = r"[^\n]{0,120}?\d[:.h]\d\d[^\n]{0,120}?"
_WEEKDAY = r"(?:mån|tis|ons|tor|fre|lör|sön|man|søn|lør|mon|tue|wed|thu|fri|sat|sun)\w{0,6}\.?,?\s"
_WROTE = r"(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|kirjoitti)"
_ATTRIBUTION = re.compile(
    rf"(?:On|Am|Le|El|Il|Op|Pe|{_WEEKDAY})\s?{_CLOCK}\b{_WROTE}(?:\s{_NAME})?\s?:"
    rf"|(?:Den\s|{_WEEKDAY}|\d){_CLOCK}\b(?i:skrev|wrote),?\s(?:{_NAME}|[^\n]{{0,120}}{_MAIL}\)?)\s?:"
    rf"|{_NAME}\s(?:skrev|wrote)\s(?:den|on)\s{_CLOCK}:"
    rf"|\d{{4}}-\d\d-\d\d\s\d\d?:\d\d\s[^\n]{{0,160}}<{_MAIL}\s?:"
)
"""What no one but a mail program writes: `Den tis 3 mars 2026 kl 10:12 skrev Anna Berg <anna@berg.se>:`."""
_LOOSE = re.compile(
    r"(?=[^\n]*(?:\d|@))[^\n]{4,280}\b(?:wrote|skrev|schrieb|écrit|escribió|scritto|schreef)\b[^\n]{0,160}:"
)
"""Enough where quoted lines follow."""
_DATED = re.compile(r"[\d@]")
_SEPARATOR = re.compile(
    r"\s{0,3}(?:-{2,}\s{0,3}(?P<title>[^\W\d_][\w ]{5,40}?)\s{0,3}-{2,}|_{10,}"
    r"|(?P<begin>Begin forwarded message|Vidarebefordrat (?:brev|meddelande)|Börja vidarebefordrat meddelande)\s?:)\s*"
)
_FORWARDED = re.compile(r"forwarded|vidarebefordra[dt]|videresendt|weitergeleitete|transféré|välitetty", re.IGNORECASE)
_ORIGINAL = re.compile(r"original|ursprunglig|oprindelig|ursprüngliche|alkuperäinen", re.IGNORECASE)
_FROM = re.compile("from|från|fra|von|de|van|lähettäjä", re.IGNORECASE)
_FIELD = re.compile(
    rf"[\s*>]{{0,6}}(?P<label>(?P<from>{_FROM.pattern})|sent|date|to|cc|bcc|subject|reply-to|importance|attachments|skickat|datum|till|kopia"
    r"|ämne|prioritet|bilagor|svar till|sendt|dato|til|emne|gesendet|an|betreff|envoyé|à|objet|verzonden|aan|onderwerp"
    r"|lähetetty|päivämäärä|vastaanottaja|aihe)\*?\s?:\*?\s?(?P<value>.{0,250})",
    re.IGNORECASE,
)
_SUBJECT = frozenset({"subject", "ämne", "emne", "betreff", "objet", "onderwerp", "aihe"})
_FIELDS = 3


@dataclass(frozen=True, slots=True)
class New:
    """What a mail says anew; `forwarded_from` is the "From" of the message it passes on, as it stands there."""

    text: str
    forwarded_from: str = ""


@dataclass(frozen=True, slots=True)
class _Break:
    """Where history begins: its head takes the lines from `start` to `end`; `open` when its lines are not marked."""

    start: int
    end: int
    open: bool
    forwarded: bool = False
    sender: str = ""


def new_text(text: str, *, forward: bool = False) -> New:
    """Return what the sender wrote, without quoted history, signature and footers; all of it if nothing else is left.

    Args:
        text: The mail's plain text, quoted lines marked with ">".
        forward: Whether its subject says that it passes on another mail. With nothing but a word or two above it, the
            mail passed on is what the sender wants to show, and stays.
    """
    return _cut(text, _DEEPEST, forward=forward)


def _cut(text: str, depth: int, *, forward: bool) -> New:
    """Cut a mail, and what it passes on, and what that passes on, `depth` mails deep."""
    lines = text.split("\n")
    breaks = _breaks(lines)
    if breaks and depth and (forward or breaks[0].forwarded):
        passed_on = _passed_on(lines, breaks[0], depth)
        if passed_on:
            return passed_on
    old = _old(lines, breaks)
    parts = (
        closing.without([lines[i] for i in run])
        for is_old, run in groupby(range(len(lines)), key=old.__contains__)
        if not is_old
    )
    new = "\n\n".join(part for part in parts if part)
    return New(new or text.strip())


def _passed_on(lines: Sequence[str], at: _Break, depth: int) -> New | None:
    above, below = closing.without(lines[: at.start]), list(lines[at.end :])
    if len(above.split()) > _FYI:
        return None
    if all(_QUOTED.match(line) for line in below if line.strip()):
        below = [re.sub(r"^\s{0,2}> ?", "", line) for line in below]
    inner = [one for one in _breaks(below) if one.start == _first_words(below)]
    sender = at.sender
    if inner and inner[0].open:  # its "From: …" stood in the quoted lines
        sender, below = inner[0].sender or sender, below[inner[0].end :]
    if not any(line.strip() for line in below):
        return None
    text = _cut("\n".join(below), depth - 1, forward=False).text
    return New("\n\n".join(filter(None, [above, text])), sender)


def _first_words(lines: Sequence[str]) -> int:
    return next((i for i, line in enumerate(lines) if line.strip()), 0)


def _old(lines: Sequence[str], breaks: Sequence[_Break]) -> set[int]:
    """The lines that are history: the marked ones, and all from where an unmarked one begins."""
    old = {i for i in range(len(lines)) if _is_quoted(lines, i)}
    for one in breaks:
        old.update(range(one.start, len(lines) if one.open else one.end))
    return old


def _is_quoted(lines: Sequence[str], i: int) -> bool:
    """Whether a line is marked as quoted. "> 500 users" standing alone is a measure."""
    if not _QUOTED.match(lines[i]):
        return False
    beside = [lines[j] for j in (i - 1, i + 1) if 0 <= j < len(lines)]
    return not _MEASURE.match(lines[i]) or any(_QUOTED.match(line) for line in beside)


def _breaks(lines: Sequence[str]) -> list[_Break]:
    found: list[_Break] = []
    i = 0
    while i < len(lines):
        line = lines[i]  # most lines are neither, and there may be a million of them
        one = _head(lines, i) if ":" in line or "--" in line or "__" in line else None
        one = one or (_attribution(lines, i) if _DATED.search(line) else None)
        if one:
            found.append(one)
            if one.open:
                break
        i = one.end if one else i + 1
    return found


def _marked(lines: Sequence[str], start: int) -> bool:
    """Whether the next line with something on it is marked as quoted."""
    following = next((i for i in range(start, len(lines)) if lines[i].strip()), None)
    return following is not None and _is_quoted(lines, following)


def _head(lines: Sequence[str], i: int) -> _Break | None:
    """`-----Original Message-----`, `From: … Sent: … To: … Subject: …`, or both."""
    bar = _SEPARATOR.fullmatch(lines[i]) if len(lines[i]) < _WIDEST else None
    title = (bar["title"] or bar["begin"] or "") if bar else ""
    known = bool(_FORWARDED.search(title) or _ORIGINAL.search(title))
    start = i + 1 if bar else i
    while bar and start < len(lines) and not lines[start].strip():
        start += 1
    end, fields, sender = _fields(lines, start)
    certain = len(fields) >= _FIELDS and sender and ("@" in sender or not _SUBJECT.isdisjoint(fields))
    begins = fields and (bar or _FROM.fullmatch(fields[0]))
    if not (begins and certain) and not known:
        return None
    end = end if fields else i + 1
    return _Break(i, end, not _marked(lines, end), bool(_FORWARDED.search(title)), sender)


def _fields(lines: Sequence[str], start: int) -> tuple[int, list[str], str]:
    """The end of a block of mail headers at `start`, their labels in order, and who sent it."""
    seen: list[str] = []
    sender = ""
    end = start
    for i in range(start, min(start + _BLOCK, len(lines))):
        field = _FIELD.fullmatch(lines[i][:_WIDEST])
        if field is None and (not lines[i].strip() or not seen or end < i):
            break
        if field is None and not re.match(r"\s|[^\s@]{1,80}@|[^;]{1,120};", lines[i]):
            break
        if field:
            seen.append(field["label"].casefold())
            sender = field["value"].strip() if field["from"] else sender
        end = i + 1
    return end, list(dict.fromkeys(seen)), sender


def _attribution(lines: Sequence[str], i: int) -> _Break | None:
    """`On Tue, 3 Mar 2026 at 10:12, Anna <anna@berg.se> wrote:`, which programs break over up to three lines."""
    joined = ""
    for end in range(i + 1, min(i + 1 + _WRAPPED, len(lines) + 1)):
        line = lines[end - 1].strip()
        joined = f"{joined} {line}".strip()
        if not line or len(joined) > _WIDEST:
            return None
        if line.endswith(":"):
            marked = _marked(lines, end)
            if _ATTRIBUTION.fullmatch(joined) or (marked and end == i + 1 and _LOOSE.fullmatch(joined)):
                return _Break(i, end, not marked)
            return None
    return None
