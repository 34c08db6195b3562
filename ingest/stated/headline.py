"""A note's first line, where it is names and a day: `Möte med Hotell Fjorden 9/3`, `Kuusisto, Sanna 22.10.2026`."""

import re
from collections.abc import Mapping

from ingest import vocabulary
from ingest.stated import dates
from ingest.stated.dates import Calendar

NAME = "headline"
"""The field of the name a note begins with: a customer, if the file's name or a capital letter agrees."""
_WIDEST = 60
_AROUND = " \t,;:–-/()"
_ACCOUNT_WORDS, _REP_WORDS, _GUEST_WORDS = 5, 2, 3
_BRIEF = 3
"""Letters up to which a lower-case word may belong to a name: `Norrvik äo`."""
_MET = re.compile(
    r"(?:mötes?|samtal|besök|lunch|demo|call|meeting|visit|anteckning(?:ar)?|notes?|uppföljning|follow-?up)\b"
    r"(?:\s*(?:med|hos|på|with|at|från|from|to|till|:|–|-)(?!\w))?\s*",
    re.IGNORECASE,
)
_PIECES = re.compile(r"\s*[,/()+;]\s*|\s+[-–]\s+|\.\s+|@")
_WEEKDAY = re.compile(
    r"(?:mån|tis|ons|tors?|fre|lör|sön)(?:dag)?\.?|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?",
    re.IGNORECASE,
)


def read(line: str, seen: Mapping[str, str], calendar: Calendar) -> dict[str, str] | None:
    """Return day, customer and seller of a line that holds nothing else, `None` for any other line.

    The customer comes first and who wrote it last; who they met stands between. Where labels above have named the
    customer (`seen`), the line is `6 okt, Erik`.
    """
    line = line.strip(" #*_")
    found = dates.first(line, calendar) if len(line) <= _WIDEST else None
    if not found:
        return None
    names = _names(line[: found.start]) + _names(line[found.end :])
    values = {"date": found.day.isoformat()}
    if not names:
        return values
    customer, writer, guests = names[0], names[-1], names[1:-1]
    if not _is_name(customer, _ACCOUNT_WORDS) or (len(names) > 1 and not _is_name(writer, _REP_WORDS)):
        return None
    if any(len(guest.split()) > _GUEST_WORDS or any(c.isdigit() for c in guest) for guest in guests):
        return None
    if "account" in seen:
        return values | {"rep": writer}
    return values | {NAME: customer} | ({"rep": writer} if len(names) > 1 else {})


def _names(part: str) -> list[str]:
    met = _MET.match(part.strip(_AROUND))
    bare = part.strip(_AROUND)[met.end() if met else 0 :]
    pieces = (piece.strip(_AROUND) for piece in _PIECES.split(bare))
    return [piece for piece in pieces if piece and not _WEEKDAY.fullmatch(piece)]


def _is_name(text: str, most: int) -> bool:
    """Whether `text` is a few words and begins as a name does; two in lower case are for others to confirm."""
    words = text.split()
    if len(words) > most or re.search(r"[.:;!?/\d]", text) or words[0].casefold() in vocabulary.words("verbs"):
        return False
    small = [w for w in words if w[0].islower() and w not in vocabulary.words("inside_names") and len(w) > _BRIEF]
    return not small if any(w[0].isupper() for w in words) else len(words) <= _REP_WORDS
