"""Words marketing has retired, and what it calls things instead: lists under a heading, tables, sentences."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.domain.evidence import StoredDocument
from app.domain.message_map import Preferred, Retired
from app.gaps.messages.lines import Written, listed_words, quoted
from app.gaps.messages.positions import ruled_out
from app.gaps.messages.sayings import Saying, sayings
from app.gaps.messages.wording import content

_HEAD = re.compile(
    r"\b(?:ord|uttryck|begrepp|termer|fraser|words?|phrases?|terms?|expressions?|taglines?|deviser)\b.{0,30}"
    r"\b(?:slutat|inte|undvik\w*|no longer|do not|don['’]t|never|avoid|stopped|retired|pension\w+|utmönstra\w+|bort)"
    r"|^(?:säg(?:er)? (?:inte|aldrig)|det säger vi (?:inte|aldrig)|undvik\w*|inte längre|(?:vi säger )?inte$|"
    r"do not say|"
    r"don['’]t say|never say|not to say|what we (?:do not|don['’]t|never|no longer) say|avoid|retired|no longer said|"
    r"(?:ut|av|ner)gå(?:tt|ngna)(?: ord)?|(?:pensionerade|utmönstrade|förbjudna|utgångna|gamla|banned|forbidden|"
    r"retired|"
    r"old) (?:ord|uttryck|termer|deviser|words|terms|phrases|taglines))\b(?:\s(?:längre|om oss|till|i|about|to|"
    r"in)\b.*)?\W*$",
    re.IGNORECASE,
)
_HEAD_WORDS = 8
_ANOTHER = re.compile(r"^(?:do say|säg|skriv|say|use|använd|do|gör|vi säger|we say)\b[^.]{0,20}:", re.IGNORECASE)
_NOT_CELL = re.compile(
    r"(?:säg |vi säger |skriv )?(?:inte|aldrig)(?: längre)?$|(?:do not|don['’]t|not|never)(?: (?:say|use|write))?$|"
    r"no longer|"
    r"undvik|avoid|retired|old\b|gam(?:mal|la)\w*|förr\b|tidigare|before$|was$|used to|instead of|i stället för|"
    r"pensionera|utmönstra|slutat|från$",
    re.IGNORECASE,
)
_SAY_CELL = re.compile(
    r"säg|say|i stället|istället|instead|but$|utan$|men$|ny|new|use|använd|hellre|så här|rather|call|nu\b|now|is$|"
    r"till$",
    re.IGNORECASE,
)
_AUDIENCE = re.compile(r"segment|målgrupp|audience|för vem|market|marknad", re.IGNORECASE)
_WHY = re.compile(r"varför|why|reason|skäl|orsak|because", re.IGNORECASE)
_TALK = re.compile(
    r"budskap|messag|ordval|ordlista|ordbok|språk|\bord\b|tone|tonal|\bvoice|\bwords?\b|language|position|\bhow we\b|"
    r"\bsäg|\bpratar?\b|\blåter\b|varumärk|brand|talk|wording|terminolog|vocabular|\bsay\b|pelare|pillar|skriv|"
    r"style|stil",
    re.IGNORECASE,
)
_ARROW = re.compile(r"\s*(?:→|->|=>|⇒|—>)\s*")
_WE_CALL = re.compile(
    r"^(?:(?:det )?vi kallar (?:det|den)|we call it|what we call it|namn|vårt ord)\W*$", re.IGNORECASE
)
_EXCUSE = re.compile(
    r"(?:^|[.!]\s+)(?:undantag|exception|except)\b[^\n]*"
    r"|[^.\n]*\b(?:får (?:man|vi|ni|du)(?: förstås| gärna)? (?:säga|använda)|(?:may|can)(?: of course|"
    r" still)? (?:say|be said|"
    r"be used)|is fine|går bra|är (?:ok|okej|tillåtet)|that is ok)\b[^\n]*",
    re.IGNORECASE,
)
_MOST_WORDS = 4


def retired_of(lines: Sequence[Written], stored: StoredDocument, since: date | None) -> Iterator[Retired]:
    """Yield the words a document retires and the positions it rules out."""
    excused = tuple(m[0].strip(" .\n") for m in _EXCUSE.finditer(stored.document.text))
    for entry in _entries(lines, _about_words(stored)):
        yield replace(entry, since=since, excused=tuple(text for text in excused if _concerns(text, entry)))


def _about_words(stored: StoredDocument) -> bool:
    about = stored.document.about
    path = re.sub(r"[-_/.]", " ", stored.document.path)
    return _TALK.search(f"{about.title} {about.kind or ''} {path}") is not None


def _entries(lines: Sequence[Written], about_words: bool) -> Iterator[Retired]:  # noqa: FBT001 - of the document
    listing = listed = False
    for line in lines:
        if line.cells:
            if about_words or _TALK.search(line.under) or any(_HEAD.search(title) for title in line.columns):
                yield from _from_row(line)
            continue
        if _opens_list(line):
            listing, listed = True, False
            continue
        ended = line.heading or _ANOTHER.match(line.text) or (listed and line.fresh and not line.listed)
        listing = listing and not ended
        found = list(_from_item(line)) if listing else []
        listed = listed or bool(found)
        if not found and (about_words or _TALK.search(line.under)):
            found = [*_from_sentences(line), *_from_arrow(line), *ruled_out(line)]
        yield from found


def _concerns(excuse: str, entry: Retired) -> bool:
    """Whether an exception holds for the entry: one announced as such does, another only where it names the word."""
    if re.match(r"undantag|except", excuse, re.IGNORECASE):
        return True
    return any(w.says(o) for phrase in entry.words for w in content(phrase) for o in content(excuse))


def _opens_list(line: Written) -> bool:
    head = len(line.text.split()) <= _HEAD_WORDS and not quoted(line.raw) and not re.search(r":\s*\w", line.text)
    return head and _HEAD.search(line.text) is not None


def _from_row(line: Written) -> Iterator[Retired]:
    columns = line.columns
    at = next((n for n, title in enumerate(columns) if _NOT_CELL.match(title)), None)
    say = next((n for n, title in enumerate(columns) if n != at and _SAY_CELL.search(title)), None)
    if at is None or say is None or max(at, say) >= len(line.cells) or line.cells == columns:
        return
    cell = {title: line.cells[n] for n, title in enumerate(columns) if n < len(line.cells)}
    who = next((text for title, text in cell.items() if _AUDIENCE.match(title)), "")
    words = () if line.cells[at].startswith("(") else _brief(listed_words(line.cells[at]))
    if words:
        yield Retired(
            words=words,
            line=line.line,
            instead=listed_words(line.cells[say]),
            reason=next((text for title, text in cell.items() if _WHY.match(title)), ""),
            segments=listed_words(who),
        )


def _brief(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(w for w in words if len(w.split()) <= _MOST_WORDS and not any(map(str.isdigit, w)))


def _from_item(line: Written) -> Iterator[Retired]:
    """One line below "Words we no longer use": the word first, what to say instead and why after it."""
    bare = line.raw.lstrip(" \t-*•–·+")
    leading = quoted(line.raw)
    if leading and bare[:1] in "\"“”„»«'‘*" and leading[0][0] <= len(line.raw) - len(bare) + 1:
        stop = re.search(r"[.;:(→]|->|\b(?:säg|say|use|vi|we)\b", line.raw)
        words = tuple(text for at, text in leading if stop is None or at < stop.start())
    else:
        words = listed_words(re.split(r"\s*[(:;.→=]|\s?->|\s[–—-]+>?\s|\s(?:säg|say|use|använd)\s", line.text)[0])
    if words := _brief(words):
        instead = tuple(t for said in sayings(line.raw) if not said.retired for t in said.words)
        yield Retired(words, line.line, tuple(w for w in instead if w not in words))


def _from_sentences(line: Written) -> Iterator[Retired]:
    said = list(sayings(line.raw))
    words = _brief(list(dict.fromkeys(w for one in said if one.retired for w in one.words)))
    if words:
        instead = tuple(w for one in said if not one.retired for w in one.words if w not in words)
        yield Retired(words, line.line, instead)


def _from_arrow(line: Written) -> Iterator[Retired]:
    """A line that says "laundry room → textile room"."""
    parts = _ARROW.split(line.text)
    if len(parts) == 2 and (words := _brief(listed_words(parts[0]))):  # noqa: PLR2004 - what was and what is
        yield Retired(words, line.line, listed_words(parts[1].split(".")[0]))


def preferred_of(lines: Sequence[Written], stored: StoredDocument) -> Iterator[Preferred]:
    """Yield what marketing calls something: below "We call it", or in a sentence that says so."""
    about_words = _about_words(stored)
    for line in lines:
        found = quoted(line.raw)
        if _WE_CALL.match(line.under) and not line.cells and found and found[0][0] <= 2:  # noqa: PLR2004 - a bullet
            yield Preferred((found[0][1], *re.findall(r"\(([^)]+)\)", line.text)), line.line)
        elif about_words and not line.cells:
            said: list[Saying] = [one for one in sayings(line.raw) if not one.retired]
            yield from (Preferred((w,), line.line) for one in said for w in one.words)
