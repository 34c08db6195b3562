"""Words marketing has retired, and what it calls things instead: lists under a heading, tables, sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.domain.evidence import StoredDocument
from app.domain.message_map import Preferred, Retired
from app.gaps.messages.lines import Written, listed_words, quoted
from app.gaps.messages.wording import content

_HEAD = re.compile(
    r"\b(?:ord|uttryck|begrepp|termer|fraser|words?|phrases?|terms?|expressions?)\b.{0,30}\b(?:slutat|inte|undvik\w*|"
    r"no longer|do not|don['’]t|never|avoid|stopped|retired|pension\w+|utmönstra\w+)"
    r"|^(?:säg(?:er)? (?:inte|aldrig)|det säger vi (?:inte|aldrig)|undvik\w*|inte längre|(?:vi säger )?inte|do not say|"
    r"don['’]t say|never say|not to say|what we (?:do not|don['’]t|never|no longer) say|avoid|retired|no longer said|"
    r"(?:ut|av|ner)gå(?:tt|ngna)(?: ord)?|(?:pensionerade|utmönstrade|förbjudna|banned|forbidden|retired|old) "
    r"(?:ord|uttryck|words|terms|phrases))\b",
    re.IGNORECASE,
)
_HEAD_WORDS = 8
_NOT_CELL = re.compile(
    r"(?:säg |vi säger )?(?:inte|aldrig)(?: längre)?$|(?:do not|don['’]t|not|never)(?: (?:say|use))?$|no longer|"
    r"undvik|avoid|retired|"
    r"old (?:word|term)|gamm\w+ (?:ord|term)|förr$|instead of|i stället för|pensionera|utmönstra|slutat",
    re.IGNORECASE,
)
_SAY_CELL = re.compile(
    r"säg|say|i stället|istället|instead|but$|utan$|men$|nytt|new|use|använd|hellre|så här|rather|call", re.IGNORECASE
)
_AUDIENCE = re.compile(r"segment|målgrupp|audience|för vem|market|marknad", re.IGNORECASE)
_WHY = re.compile(r"varför|why|reason|skäl|orsak|because", re.IGNORECASE)
_TALK = re.compile(
    r"budskap|messag|message|ordval|ordlista|språk|\bord\b|tone|tonal|\bvoice|\bwords?\b|language|position|"
    r"\bhow we\b|\bsäg|"
    r"\bpratar?\b|varumärk|brand|talk|wording|terminolog|vocabular|\bsay\b|pelare|pillar|skriv",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(
    r"\b(?:säger|använder|kallar|skriver|pratar)\b(?: \w+){0,2}? (?:inte|aldrig)(?: längre)?\b"
    r"|\b(?:inte längre|slutat(?: att)?) (?:säga|använda|kalla)?"
    r"|\bsäg (?:inte|aldrig)\b"
    r"|\b(?:we|sellers|reps)(?: have)? (?:no longer|never|don['’]t|do not|stopped|avoid)\s?(?:say|saying|use|using|"
    r"call|calling|write)?\b"
    r"|\b(?:do not|don['’]t|never|no longer) (?:say|use|write|call)\b"
    r"|(?:^|[.!?]\s+)(?:retired|pensionera\w+|utmönstra\w+|utgått|slopa\w+|borta|out|words we no longer use|"
    r"ord vi (?:har slutat använda|inte längre använder))(?: (?:words?|ord|terms?|uttryck))?\s*:",
    re.IGNORECASE,
)
_AS_AGAINST = re.compile(
    r"(?:,|–|-)\s*(?:inte|aldrig|not|never)\s+(?=[\"“”„»'‘*])|\b(?:i stället för|istället för|instead of|"
    r"rather than)\s+(?=[\"“”„»'‘*])",
    re.IGNORECASE,
)
_GONE = re.compile(
    r"[\"“”»*]\s*,?\s*(?:är|har|is|are|has been|have been|was)?\s*(?:nu |now )?(?:pensionera\w*|gått i pension|"
    r"utmönstra\w*|slopa\w*|"
    r"borttag\w*|retired|gone|dropped|no longer (?:used|said))",
    re.IGNORECASE,
)
_STOP_HERE = re.compile(
    r"[.;!?](?=\s|$)|\b(?:vi säger|vi kallar|säg|we say|we call|say|utan|but|instead)\b", re.IGNORECASE
)
_CALL = re.compile(
    r"\b(?:vi kallar (?:det|den|oss|dem)|we call (?:it|them|this)|kalla (?:det|den)|säg(?: i stället| hellre)?|"
    r"say(?: instead)?|"
    r"vi säger|we say|call it)\b\s*:?\s*",
    re.IGNORECASE,
)
_WE_CALL = re.compile(
    r"^(?:(?:det )?vi kallar (?:det|den)|we call it|what we call it|namn|vårt ord)\W*$", re.IGNORECASE
)
_NEVER_US = re.compile(
    r"\b(?:vi är|vi är ju|we are|we['’]re|we will be)\s+(?:aldrig|inte|never|not)\s+(?:en |ett |det |den |the |a |an )?"
    r"(?P<what>[^\W\d_][\w'’ -]{2,40}?)(?=[,.;:!]|\s(?:och|and|but|men|eller|or|utan)\b|$)",
    re.IGNORECASE,
)
_NEVER_QUOTED = re.compile(r"\b(?:aldrig|inte|never|not)\s+(?=[\"“”»'‘*])", re.IGNORECASE)
_HEADWORD = re.compile(
    r"\s*\b(?:choice|option|alternative|one|kind|sort|provider|supplier|vendor|company|alternativ\w*|val(?:et)?|"
    r"leverantör\w*|företag\w*)$|(?<=\w{4})(?:alternativ|val)(?:et|en)?$",
    re.IGNORECASE,
)
_EXCUSE = re.compile(
    r"(?:^|[.!]\s+)(?:undantag|exception|except)\b[^\n]*|[^.\n]*\b(?:får (?:man|vi|ni|du)(?: förstås|"
    r" gärna)? (?:säga|använda)|"
    r"(?:may|can)(?: of course| still)? (?:say|be said|be used)|is fine|går bra|är (?:ok|okej|tillåtet)|"
    r"that is ok)\b[^\n]*",
    re.IGNORECASE,
)
_MOST_WORDS = 4


def retired_of(lines: Sequence[Written], stored: StoredDocument, since: date | None) -> Iterator[Retired]:
    """Yield the words a document retires and the positions it rules out."""
    excused = tuple(m[0].strip(" .\n") for m in _EXCUSE.finditer(stored.document.text))
    about = stored.document.about
    speaks_of_words = _TALK.search(f"{about.title} {about.kind or ''} {stored.document.path.replace('-', ' ')}")
    listing, listed = False, False
    for line in lines:
        if line.cells:
            entry = _from_row(line, since)
        elif _opens_list(line):
            listing, listed, entry = True, False, None
        else:
            listing = listing and not line.heading and not (listed and line.fresh and not line.listed)
            entry = _from_item(line, since) if listing else None
            if entry is None:
                entry = _from_sentence(line, since)
            listed = listed or (listing and entry is not None)
            if speaks_of_words and (position := _ruled_out(line, since)):
                yield position
        if entry is not None and entry.words:
            yield replace(entry, excused=tuple(text for text in excused if _concerns(text, entry)))


def _concerns(excuse: str, entry: Retired) -> bool:
    """Whether an exception holds for the entry: one announced as such does, another only where it names the word."""
    if re.match(r"undantag|except", excuse, re.IGNORECASE):
        return True
    return any(w.says(o) for phrase in entry.words for w in content(phrase) for o in content(excuse))


def _opens_list(line: Written) -> bool:
    short = len(line.text.split()) <= _HEAD_WORDS and not quoted(line.raw)
    return short and _HEAD.search(line.text) is not None


def _from_row(line: Written, since: date | None) -> Retired | None:
    columns = line.columns
    at = next((n for n, title in enumerate(columns) if _NOT_CELL.match(title)), None)
    say = next((n for n, title in enumerate(columns) if n != at and _SAY_CELL.search(title)), None)
    if at is None or say is None or max(at, say) >= len(line.cells) or line.cells == columns:
        return None
    cell = {title: line.cells[n] for n, title in enumerate(columns) if n < len(line.cells)}
    who = next((text for title, text in cell.items() if _AUDIENCE.match(title)), "")
    return Retired(
        words=() if line.cells[at].startswith("(") else listed_words(line.cells[at]),
        line=line.line,
        instead=listed_words(line.cells[say]),
        reason=next((text for title, text in cell.items() if _WHY.match(title)), ""),
        segments=listed_words(who),
        since=since,
    )


def _from_item(line: Written, since: date | None) -> Retired | None:
    """One line below "Words we no longer use": the word first, what to say instead and why after it."""
    call = _CALL.search(line.text)
    leading = quoted(line.raw)
    bare = line.raw.lstrip(" \t-*•–·+")
    if leading and bare[:1] in "\"“”„»«'‘*" and leading[0][0] <= len(line.raw) - len(bare) + 1:
        first = _STOP_HERE.search(line.raw)
        words = tuple(text for at, text in leading if first is None or at < first.start())
    else:
        words = listed_words(re.split(r"\s*[(:;.→=]|\s[–—-]+>?\s|\s(?:säg|say|use|använd)\s", line.text)[0])
    words = tuple(w for w in words if len(w.split()) <= _MOST_WORDS)
    rest = line.text[call.end() :] if call else ""
    return Retired(words, line.line, tuple(t for _, t in quoted(rest)), since=since) if words else None


def _from_sentence(line: Written, since: date | None) -> Retired | None:
    raw, found = line.raw, quoted(line.raw)
    words: list[str] = []
    for match in (*_NO_LONGER.finditer(raw), *_AS_AGAINST.finditer(raw)):
        stop = _STOP_HERE.search(raw, match.end())
        until = stop.start() if stop else len(raw)
        words += [text for at, text in found if match.end() <= at + 1 and at < until]
    words += [text for at, text in found if (gone := _GONE.search(raw)) and at < gone.start()]
    denied = [m.span() for m in _NO_LONGER.finditer(raw)]
    calls = [m for m in _CALL.finditer(raw) if not any(a < m.end() and m.start() < b for a, b in denied)]
    instead = tuple(t for m in calls for at, t in found if m.end() <= at + 1 and at <= m.end() + 1)
    kept = tuple(dict.fromkeys(w for w in words if w not in instead))
    return Retired(kept, line.line, instead, since=since) if kept else None


def _ruled_out(line: Written, since: date | None) -> Retired | None:
    """What nobody may call us ("We are never the budget choice, and never “good enough”")."""
    match = _NEVER_US.search(line.text)
    if match is None:
        return None
    what = _HEADWORD.sub("", match["what"].strip())
    more = [t for m in _NEVER_QUOTED.finditer(line.raw) for at, t in quoted(line.raw) if at <= m.end() <= at + 1]
    words = tuple(w for w in (what, *more) if len(w) > _MOST_WORDS - 1 and len(w.split()) <= _MOST_WORDS)
    return Retired(words, line.line, since=since, position=True) if words else None


def preferred_of(lines: Sequence[Written]) -> Iterator[Preferred]:
    """Yield what marketing calls something: below "We call it", or in a sentence that says so."""
    for line in lines:
        found = quoted(line.raw)
        if _WE_CALL.match(line.under) and not line.cells and found and found[0][0] <= 2:  # noqa: PLR2004 - a bullet
            yield Preferred((found[0][1], *re.findall(r"\(([^)]+)\)", line.text)), line.line)
            continue
        denied = [m.span() for m in _NO_LONGER.finditer(line.raw)]
        for match in _CALL.finditer(line.raw):
            if any(a < match.end() and match.start() < b for a, b in denied):
                continue
            yield from (
                Preferred((t,), line.line) for at, t in found if match.end() <= at + 1 and at <= match.end() + 1
            )
