"""Pillars and slogans as marketing writes them: numbered lines, headings, lists, tables, a lead line."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from app.domain.evidence import StoredDocument
from app.domain.message_map import Pillar
from app.gaps.messages.lines import Written, quoted
from app.language.stems import STOP, words

_COUNTED = r"(?:(?:nr|no)?\.?\s?#?\d{1,2}|[A-F]|[IVX]{1,4}|one|two|three|four|five|six|ett|två|tre|fyra|fem|sex)"
_ORDINAL = r"(?:(?:first|second|third|fourth|fifth|första|andra|tredje|fjärde|femte)\s+)"
_MARKER = re.compile(
    rf"(?<![\w-])(?:{_ORDINAL}?(?:budskaps)?(?:pelare|pelaren|pillar)(?:\s{_COUNTED}\b)?"
    rf"|(?:huvud|kärn)?budskap(?:et)?\s{_COUNTED}\b|(?:huvud|kärn)budskap(?:et)?(?=:)|(?:key\s|core\s)?(?:message|theme|tema)\s{_COUNTED}\b)"
    r"\s*(?:\((?P<segment>[^)\n]{2,80})\)\s*|,?\s(?:för|for)\s(?P<who>[^:\n]{2,60}?)(?=\s?:))?"
    r"(?:[:.]\s+|\s[–—/-]\s+)(?=[^\s|])",
    re.IGNORECASE,
)
_ALONE = re.compile(
    rf"(?:{_ORDINAL}(?:pelaren?|pillar)|(?:pelare|pillar|budskap|message)\s{_COUNTED})\s*[:.]?", re.IGNORECASE
)
_IN_ORDER = re.compile(
    r"(?<!\w)(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|första|andra|tredje|för det \w+)\s?:\s+", re.IGNORECASE
)
_SET = re.compile(
    r"(?:\bpelare|\bpillars|(?:våra|kärn|huvud)\s?budskap|(?:our|core|key) messages|\bstår för tre saker|"
    r"\bstand for three things|\bstår på (?:två|tre|fyra) ben|\bstand on (?:two|three|four) legs|"
    r"\b(?:två|tre|fyra|fem) saker vi säger|\b(?:two|three|four|five) things we say)\b"
    r"[^.:]{0,40}?(?::|\bare\b|\bär\b)\s*(?P<all>[^.]+)",
    re.IGNORECASE,
)
_COLUMN = re.compile(r"(?:budskaps)?pelare|pillar|(?:huvud)?budskap|(?:key\s)?message", re.IGNORECASE)
_SET_COLUMN = re.compile(r"theme|tema|promise|löfte|rad|line|claim|påstående", re.IGNORECASE)
"""The same, in a table of a message map."""
_HEADS = re.compile(
    r"(?:(?:våra|de|our|the|tre|fyra|fem|three|four|five)\s)*(?:pelare|pelarna|pillars|budskap|budskapen|kärnbudskap|"
    r"huvudbudskap|(?:(?:key|core|main)\s)?messages)",
    re.IGNORECASE,
)
"""A heading below which each heading is a message."""
_FOR = re.compile(r"för\s?vem|för$|segment|målgrupp|publik|audience|who|for$|market|marknad|persona", re.IGNORECASE)
_FIELD = re.compile(
    r"(?:segment(?:er|s)?|målgrupp(?:er)?|gäller för|audience|för vem|for whom)\s*:\s*(?P<who>[^.\n]+)\.?",
    re.IGNORECASE,
)
_PERSONA = re.compile(r"(?:personas?|roll(?:er)?|roles?)\s*:\s*[^.\n]+\.?", re.IGNORECASE)
_EVERYBODY = re.compile(r"\s*(?:alla|allt|all|everyone|everybody|any|samtliga)\b.*", re.IGNORECASE)
_MAP = re.compile(
    r"\bpelare\b|\bpillars?\b|budskap(?:en)?\b(?! (?:och|samt|till|på)\b)|^messages\b|talking points|"
    r"want to be (?:known|remembered) for|vill (?:vi )?(?:ha sagt|bli (?:kända|ihågkomna) för)|"
    r"budskaps(?:karta|hus|tavla|plattform)|(?:våra|kärn|huvud|tre|fyra|"
    r"fem) ?budskap|"
    r"(?:our|core|key|main|three|four|five) (?:core |key |main )?messages|message (?:map|house)|messaging|"
    r"(?:det|vad|så|saker|rader) (?:vi|att|ni) säg\w+|(?:what|how|things?) (?:we|to) say|\bwe stand for\b|"
    r"\bvi står för\b",
    re.IGNORECASE,
)
_COUNT = {w: n for n, pair in enumerate(
    ("ett one", "två two", "tre three", "fyra four", "fem five", "sex six", "sju seven", "åtta eight", "nio nine",
     "tio ten", "elva eleven", "tolv twelve"), start=1) for w in pair.split()}  # fmt: skip
_SILENT = re.compile(
    r"(?:tyst\w*|inte (?:har )?(?:hörts?|sagts?)|ohör\w+|not (?:been )?(?:heard|said)|unheard|silent|"
    r"unsaid)[^.\n]{0,40}?"
    rf"\b(?P<n>\d{{1,2}}|{'|'.join(_COUNT)})\s+(?:veckor|weeks)",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"(?:vår(?:t)? (?:rad|devis|slogan|motto|ledord|budskap|fras|öppning|signatur)|devis(?:en)?|slogan|tagline|motto|"
    r"ledord(?:et)?|(?:our )?(?:lead|opening|key) line(?: is)?|our (?:line|phrase|message|motto|slogan)(?: is)?|"
    r"strapline|"
    r"alla säger|everybody (?:to )?says?|everyone (?:to )?says?|"
    r"(?:det )?vi säger(?: alltid)?|säg(?: alltid)?|(?:that is why )?we (?:always )?say|always say|say it|"
    r"löfte|promise|roof|tak)\s*(?::|(?=[\"“”]))\s*(?P<line>[^|\n]{4,80})",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"(?:how|what|why|when|who|where|which|frequently|about|hur|vad|varför|när|vem|vilk\w+|var|så|frågor|om|the|all)\b",
    re.IGNORECASE,
)
_LABEL = frozenset(
    {"och", "and", "of", "for", "för", "the", "till", "to", "eller", "or", "i", "in", "vår", "our", "vi"}
)
_EXPLAINED = re.compile(r":\s|[.]\s|\s[–—]\s")
"""Where a message ends and what it means begins."""
_SHORT, _LONGEST = 2, 9
_BRIEF = 4
"""Words of a bracket that still is another name and no explanation."""


def weeks_of(text: str) -> int | None:
    """Return how many weeks the map lets a pillar go unheard, where it says so."""
    match = _SILENT.search(text)
    return None if match is None else _COUNT.get(match["n"].casefold()) or int(match["n"])


def pillars_of(lines: Sequence[Written], stored: StoredDocument, since: date | None) -> Iterator[Pillar]:
    """Yield the pillars a document sets, each with the lines that explain it."""
    weeks = weeks_of(stored.document.text)
    for number in range(len(lines)):
        for pillar in _on_line(lines, number, stored):
            details, segments = _below(lines, number, pillar)
            yield replace(
                pillar,
                details=f"{pillar.details} {details}".strip(),
                segments=pillar.segments or segments,
                since=since,
                weeks=weeks,
            )


def _on_line(lines: Sequence[Written], number: int, stored: StoredDocument) -> Iterator[Pillar]:
    line = lines[number]
    above = lines[number - 1] if number else None
    if line.cells:
        yield from _in_row(line)
    elif above is not None and _ALONE.fullmatch(above.text):
        yield _named(line, line.text, "")
    elif (marks := _marks(line.text, stored)) and marks[0].start() == 0:
        for mark, following in zip(marks, [*(m.start() for m in marks[1:]), len(line.text)], strict=True):
            who = mark.groupdict()
            yield _named(line, line.text[mark.end() : following], who.get("segment") or who.get("who") or "")
    elif _HEADS.fullmatch(line.parent) or (line.listed and _in_list_of_messages(lines, number, stored)):
        yield _named(line, line.text, "")
    elif (match := _SET.search(line.text)) and len(names := _several(line, match)) >= _SHORT:
        yield from (_named(line, name, "") for name in names)


def _marks(text: str, stored: StoredDocument) -> list[re.Match[str]]:
    marks = list(_MARKER.finditer(text))
    return marks or (list(_IN_ORDER.finditer(text)) if _MAP.search(stored.document.about.title) else [])


def _several(line: Written, match: re.Match[str]) -> list[str]:
    """The messages of a sentence that names them all ("our pillars are “x”, “y” and “z”")."""
    named = [text for _, text in quoted(line.raw)]
    listed = re.split(r"\s*[,;]\s*(?:och |and )?|\s(?:och|and)\s", match["all"].strip())
    return named or (listed if match[0].count(",") + match[0].count(";") else [])


def _in_list_of_messages(lines: Sequence[Written], number: int, stored: StoredDocument) -> bool:
    """Whether a list item stands below "Our messages", or in a map that is nothing but its list."""
    first = number
    while first > 0 and lines[first - 1].listed and lines[first].under == lines[first - 1].under:
        first -= 1
    head = lines[first - 1] if first and not lines[first].heading else None
    title = head.text if head and len(head.text.split()) <= _LONGEST else lines[number].under
    brief = len(_EXPLAINED.split(lines[number].text)[0].split()) <= _LONGEST + _SHORT
    return brief and _MAP.search(title or stored.document.about.title) is not None


def _in_row(line: Written) -> Iterator[Pillar]:
    at = next((n for n, title in enumerate(line.columns) if _COLUMN.fullmatch(title)), None)
    if at is None and _MAP.search(line.under):
        at = next((n for n, title in enumerate(line.columns) if _SET_COLUMN.fullmatch(title)), None)
    if at is None or at >= len(line.cells) or line.cells == line.columns:
        return
    audience = next((n for n, title in enumerate(line.columns) if _FOR.match(title)), None)
    others = [c for n, c in enumerate(line.cells) if n not in {at, audience} and not c.isdigit()]
    who = line.cells[audience] if audience is not None and audience < len(line.cells) else ""
    yield replace(_named(line, line.cells[at], who), details=". ".join(others))


def _named(line: Written, text: str, who: str) -> Pillar:
    """Part a title from its explanation and from its other names in brackets."""
    title, _, rest = text.strip().partition(". ")
    if match := _EXPLAINED.search(title):
        title, rest = title[: match.start()], f"{title[match.end() :]}. {rest}".strip()
    brackets = re.findall(r"\(([^)]+)\)", title)
    bare = re.sub(r"\s*\([^)]*\)", "", title).strip(" .*–—-")
    names = [part.strip() for part in bare.split(" / ")]
    return Pillar(
        text=names[0],
        line=line.line,
        aliases=(*names[1:], *(b for b in brackets if len(b.split()) <= _BRIEF and not _names_audience(b))),
        details=" ".join([rest, *(b for b in brackets if len(b.split()) > _BRIEF)]).strip(),
        segments=_audiences(who or next((b for b in brackets if _names_audience(b)), "")),
    )


def _names_audience(bracket: str) -> bool:
    """Whether a bracket says "(landlords)" and not another name ("Time back", "SVET")."""
    return bracket[:1].islower() and len(bracket.split()) < _BRIEF


def _below(lines: Sequence[Written], number: int, pillar: Pillar) -> tuple[str, tuple[str, ...]]:
    """The paragraph that explains a pillar, and the audiences it names."""
    first = lines[number]
    told: list[str] = []
    for line in lines[number + 1 :]:
        if line.heading or line.cells or _MARKER.match(line.text) or (line.listed and first.listed):
            break
        if line.fresh and (told or not first.heading):
            break
        told.append(line.text)
    text = "\n".join(told) + "\n" + pillar.details
    who = _FIELD.search(text)
    told_plainly = _PERSONA.sub("", _FIELD.sub("", "\n".join(told)))
    return " ".join(told_plainly.split()), _audiences(who["who"]) if who else ()


def _audiences(text: str) -> tuple[str, ...]:
    if _EVERYBODY.fullmatch(text):
        return ()
    return tuple(part.strip() for part in re.split(r",|/|\s(?:och|and|&)\s", text) if part.strip())


def slogans_of(lines: Sequence[Written], since: date | None) -> Iterator[Pillar]:
    """Yield the lines meant to be repeated that are no pillar: a lead line, a headline, a line that stands alone."""
    for number, line in enumerate(lines):
        if line.cells and len(line.cells) > 1 and (match := _LEAD.match(f"{line.cells[0]}: {line.cells[1]}")):
            yield _slogan(line, match["line"], since)
        elif match := _LEAD.search(line.text):
            said = quoted(match["line"])
            for text in (said[0][1] if said and said[0][0] == 0 else match["line"]).split(" / "):
                yield _slogan(line, text, since)
        elif not line.cells and not line.listed and _stands_alone(lines, number) and _is_a_line(line.text):
            yield _slogan(line, line.text, since)


def _slogan(line: Written, text: str, since: date | None) -> Pillar:
    return Pillar(text=text.strip(" .\"“”'‘’"), line=line.line, since=since, details=line.under)


def _stands_alone(lines: Sequence[Written], number: int) -> bool:
    """Whether the line is a heading or opens a paragraph: a slide's line, a headline above its text."""
    line = lines[number]
    return line.heading or line.fresh or lines[number - 1].heading


def _is_a_line(text: str) -> bool:
    """Whether a short line says something, where "Support and terms" only names what follows."""
    said = words(text)
    if not _SHORT < len(said) <= _LONGEST or any(c in text for c in ":|0123456789?") or _ASKING.match(text):
        return False
    small = [w for w in said if w in STOP]
    return any(w not in _LABEL for w in small) and len(said) - len(small) >= 1
