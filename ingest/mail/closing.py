"""How a mail ends: greeting and signature, legal footers, "Sent from my iPhone"; and the warning some begin with.

A signature without a greeting or "-- " above it is left standing: nothing tells it from a text.
"""

import re
from collections.abc import Sequence

from ingest import vocabulary
from ingest.mail import phrases

_LONGEST = 15
"""Lines of a signature; a "--" with more below it parts a text."""
_SENTENCE = 8
"""Words from which a line below "-- " is somebody writing."""
_FEW = 6
_BANNER = 500
_PAGE = 4000
"""Characters from which a paragraph is no footer."""
_TALLEST = 60
_DASHES = re.compile(r"\s{0,1}--\s{0,2}")


def without(lines: Sequence[str]) -> str:
    """Return `lines` as one text without what a mail opens and closes with; what is no contact line stays."""
    lines = phrases.PICTURE.sub("", "\n".join(lines)).strip().split("\n")
    while lines and (phrases.WARNING.match(lines[0][:_BANNER]) or not lines[0].strip()):
        lines.pop(0)
    body = _without_footers(lines)
    body = _without_footers(_unsigned(body))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in body)).strip()


def _without_footers(lines: Sequence[str]) -> list[str]:
    """The lines without the legal and virus footers, rules and "Sent from" that they end with."""
    left = list(lines)
    while left:
        cut = len(left) - 1 if _is_closing(left[-1]) else _footer(left)
        if cut is None:
            break
        del left[cut:]
    return left


def _footer(lines: Sequence[str]) -> int | None:
    """The line at which a footer begins in the last paragraph; text right above it stays."""
    start = len(lines) - 1
    while start and lines[start - 1].strip() and len(lines) - start < _TALLEST:
        start -= 1
    paragraph = "\n".join(lines[start:])
    found = phrases.FOOTER.search(" ".join(lines[start:])) if len(paragraph) < _PAGE else None
    if found is None or not phrases.OF_ITSELF.search(" ".join(lines[start:])):
        return None
    at = start + paragraph.count("\n", 0, found.start())
    return next((i for i in range(at, start - 1, -1) if phrases.OPENS_FOOTER.match(lines[i])), at)


def _unsigned(lines: list[str]) -> list[str]:
    """The lines without signatures: below a greeting the contact lines go, and any other line stays."""
    first = True
    for i, line in enumerate(lines):
        left = len(lines) - i - 1
        if left <= _LONGEST and _DASHES.fullmatch(line) and not any(_is_sentence(one) for one in lines[i + 1 :]):
            return lines[:i]
        if left <= 2 * _LONGEST and _greets(line, first=first):
            rest = [one for one in lines[i + 1 :] if not (_is_contact(one) or _is_closing(one))]
            return lines[:i] + (["", *rest] if rest else [])
        first = first and not line.strip()
    return lines


def _is_sentence(line: str) -> bool:
    return len(line.split()) > _SENTENCE


def _greets(line: str, *, first: bool) -> bool:
    """Whether a line is a greeting and at most a name. "Thanks!" at the very top (`first`) is an answer."""
    match = phrases.GREETING.fullmatch(line.strip(" \t*")) if len(line) < 100 else None  # noqa: PLR2004 - one short line
    if match is None:
        return False
    name = match["name"] or ""
    if name and not all(word[0].isupper() for word in name.split()):
        return False
    return not (phrases.THANKS.match(line.strip(" \t*")) and (first or (name and "," not in match["mark"])))


def _is_closing(line: str) -> bool:
    return (
        re.fullmatch(r"[\s_*=-]*", line) is not None
        or phrases.BY.fullmatch(line) is not None
        or phrases.DEVICE.fullmatch(line) is not None
    )


def _is_contact(line: str) -> bool:
    """A name, a title, a firm, an address or how to reach somebody; "PS. Vi vill ha rabatt" is none."""
    bare = line.strip(" \t*|_-–•<>")
    if not bare:
        return True
    words = re.findall(r"[^\W_][\w.&'’-]*", bare)
    small = [w for w in words if w[0].islower() and w not in vocabulary.words("inside_names")]
    if phrases.REACH.search(bare):
        return len(words) <= 2 * _FEW and len(small) <= _FEW // 2
    if len(words) > _FEW or bare[-1] in "?!:" or re.match(r"p\.?s\b|obs\b|nb\b", bare, re.IGNORECASE):
        return False
    titled = any(word.casefold().endswith(tuple(vocabulary.words("titles"))) for word in words)
    return not small or titled
