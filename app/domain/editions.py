"""Editions of one official document: which of two files is the newer one, so that the older is never current beside it.

Only what says so itself counts: two files with the same title, one of them `version: 3` or `deck-v3.pptx` and the other
2, or price lists of two years of which the older one does not say until when it holds. A number inside a title ("API v1
reference") may be the product's; such files are two documents. Two price lists valid on the same day are no editions:
where they disagree, that is a gap.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from app.domain.evidence import Document, Origin

_VERSION = re.compile(
    r"[\s_\-–(]*(?<![^\W\d_])(?:v(?:er(?:sion)?)?\.?\s?|rev\.?\s?)(\d{1,3}(?:[._]\d{1,3}){0,2})\)?$", re.IGNORECASE
)
_YEAR = re.compile(r"[\s_\-–(]*(?<!\d)(20\d\d)\)?$")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Edition:
    """What a document says about which edition of what it is; `version` and `year` are empty when it does not."""

    family: str
    version: tuple[int, ...] = ()
    year: int = 0
    since: dt.date | None = None
    open_ended: bool = True


@dataclass(frozen=True, slots=True)
class Supersession:
    """A newer edition takes a document's place: its id, and from which day."""

    by: str
    on: dt.date


def edition(document: Document) -> Edition | None:
    """Return which edition of what a document is; None for notes, and for official material that does not say."""
    about = document.about
    if document.origin is not Origin.OFFICIAL or document.place:
        return None
    title, stem = about.title.strip(), PurePosixPath(document.path).stem
    stated = _NUMBER.findall(about.version or "")
    marked = _VERSION.search(title) or _VERSION.search(stem)
    version = tuple(int(n) for n in stated or (_NUMBER.findall(marked[1]) if marked else ()))
    dated = _YEAR.search(title) or _YEAR.search(stem)
    if not version and not dated:
        return None
    name = " ".join(re.split(r"[\W_]+", _YEAR.sub("", _VERSION.sub("", title)).casefold()))
    scope = (about.language, about.product, about.plan, about.segment, about.market, about.kind)
    return Edition(
        family="|".join((name.strip(), *(value or "" for value in scope))),
        version=version,
        year=int(dated[1]) if dated else 0,
        since=about.valid_from or about.date,
        open_ended=about.valid_until is None,
    )


def superseded(editions: Iterable[tuple[str, Edition, dt.date]]) -> dict[str, Supersession]:
    """Return by id which documents have been replaced, by which, and from when.

    Each is given with the day it was taken in, from which a successor that names no day of its own counts.
    """
    known = list(editions)
    found: dict[str, Supersession] = {}
    for one, mine, _ in known:
        newer = [(theirs, other, taken) for other, theirs, taken in known if _replaces(theirs, mine)]
        if newer:
            theirs, other, taken = min(newer, key=lambda item: (item[0].version, item[0].year, item[1]))
            start = dt.date(theirs.year, 1, 1) if theirs.year else taken
            found[one] = Supersession(other, theirs.since or start)
    return found


def _replaces(newer: Edition, older: Edition) -> bool:
    if newer.family != older.family:
        return False
    if newer.version and older.version:
        return newer.version > older.version
    return bool(newer.year and older.year) and newer.year > older.year and older.open_ended
