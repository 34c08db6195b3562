"""What the map says we are not: "We are never the budget choice", "Sälj aldrig in oss som reservplan"."""

import re
from collections.abc import Iterator

from app.domain.message_map import Retired
from app.gaps.messages.lines import Written, quoted

_END = r"(?=[,.;:!]|\s(?:och|and|but|men|eller|or|utan)\b|$)"
_WHAT = r"(?:en |ett |det |den |the |a |an |just )?(?P<what>[^\W\d_][\w'’ -]{2,40}?)"
_NEVER_US = re.compile(
    rf"\b(?:vi är(?: ju)?|we are|we['’]re|we will be)\s+(?:aldrig|inte|ingen|inget|never|not)\s+{_WHAT}{_END}"
    r"|\b(?:never|do not|don['’]t)\s+(?:pitch|sell|position|describe|present|frame|call|market)\s+(?:us|it|"
    r"ourselves)\s+(?:as\s+)?"
    rf"{_WHAT.replace('what', 'pitch')}{_END}"
    r"|\b(?:sälj|pitcha|beskriv|presentera|positionera|framställ|kalla|marknadsför)\s+(?:(?:oss|det|den|in|aldrig|"
    r"inte)\s+){2,4}"
    rf"(?:som |för )?{_WHAT.replace('what', 'salj')}{_END}",
    re.IGNORECASE,
)
_MORE = re.compile(
    rf"\s*(?:eller|or)\s+(?:en |ett |a |an |the )?(?P<more>[^\W\d_][\w'’ -]{{2,40}}?){_END}", re.IGNORECASE
)
_NEVER_QUOTED = re.compile(r"\b(?:aldrig|inte|never|not)\s+(?=[\"“”»'‘*])", re.IGNORECASE)
_HEADWORD = re.compile(
    r"\s*\b(?:choice|option|alternative|one|kind|sort|provider|supplier|vendor|company|alternativ\w*|val(?:et)?|"
    r"leverantör\w*|företag\w*)$|(?<=\w{4})(?:alternativ|val|kedja)(?:et|en|n)?$",
    re.IGNORECASE,
)
_SHORTEST, _MOST_WORDS = 4, 4


def ruled_out(line: Written) -> Iterator[Retired]:
    """Yield what nobody may call us, without the word that only says "choice" or "supplier"."""
    matches = list(_NEVER_US.finditer(line.text))
    if not matches:
        return
    named = [text for match in matches for text in match.groupdict().values() if text]
    named += [more["more"] for match in matches if (more := _MORE.match(line.text, match.end()))]
    named += [t for m in _NEVER_QUOTED.finditer(line.raw) for at, t in quoted(line.raw) if at <= m.end() <= at + 1]
    words = tuple(w for text in named if len(w := _HEADWORD.sub("", text.strip())) >= _SHORTEST)
    kept = tuple(w for w in words if len(w.split()) <= _MOST_WORDS)
    if kept:
        yield Retired(kept, line.line, position=True)
