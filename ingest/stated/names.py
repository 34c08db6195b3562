"""What the names of a file and of its folders tell: a day, and in the field a customer."""

import re
import unicodedata
from collections.abc import Collection
from datetime import date
from pathlib import PurePosixPath

from app.domain.evidence import Origin
from ingest import vocabulary
from ingest.reading import Raw

_DAY = re.compile(
    r"(?<!\d)(?P<y>20\d\d)[-_. ]?(?P<m>0[1-9]|1[0-2])[-_. ]?(?P<d>[0-3]\d)(?!\d)"
    r"|(?<!\d)(?P<wy>20\d\d)[-_. ]?[wv](?P<w>\d{1,2})(?!\d)"
    r"|^(?P<sy>\d\d)(?P<sm>0[1-9]|1[0-2])(?P<sd>[0-3]\d)(?=[-_. ]|$)",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?:19|20)\d\d(?:[-_ ]?(?:[wvq]?\d{1,2}))?|[wvq]?\d{1,2}", re.IGNORECASE)
_ORIGINS = frozenset({"field", "fält", "falt", "official", "officiellt"})
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What no file name has a use for, and what hides how one ends."""
_LONGEST, _LONGEST_SUFFIX = 200, 20
_LEFTOVERS = frozenset({"thumbs.db", "desktop.ini", "__macosx"})
_FILE = re.compile(r".*\.(?=\w*[a-z])\w{2,5}", re.IGNORECASE)


def is_leftover(name: str) -> bool:
    """Whether a file or folder is none of the user's: hidden, an open program's lock, what a system left behind."""
    return name.startswith((".", "~$")) or name.casefold() in _LEFTOVERS


def safe(name: str) -> str:
    """The last part of a path in either style, cut to 200 characters before its ending; empty if there is no name."""
    last = _UNSAFE.sub("", unicodedata.normalize("NFC", re.split(r"[\\/]", name)[-1])).strip()
    if not last.strip(". "):
        return ""
    suffix = PurePosixPath(last).suffix[:_LONGEST_SUFFIX]
    return f"{last.removesuffix(suffix)[: _LONGEST - len(suffix)]}{suffix}"


def apart(name: str, taken: Collection[str]) -> str:
    """`name`, or `name (2)` and so on before its ending if it is among `taken` (case-folded)."""
    path, number, other = PurePosixPath(name), 1, name
    while other.casefold() in taken:
        number += 1
        other = f"{path.stem} ({number}){path.suffix}"
    return other


def of_file(raw: Raw) -> dict[str, str]:
    """`2026-10-14-vardbolaget-nord.md` → a day, and in the field a customer. A name without a day may be anything."""
    stem = PurePosixPath(raw.path).stem
    match = _DAY.search(stem)
    day = _day(match, raw.today) if match else None
    if not match or not day:
        return {}
    rest = f"{stem[: match.start()]} {stem[match.end() :]}" if raw.origin is Origin.FIELD else ""
    account = _name(rest, vocabulary.words("file_names"))
    return {"date": day.isoformat()} | ({"account": account} if account else {})


def of_folders(raw: Raw) -> dict[str, str]:
    """`field/hotell-fjorden/2026-03-09/call.md`: the nearest folder that is a day, the nearest that is a name."""
    values: dict[str, str] = {}
    noise = vocabulary.words("file_names") | vocabulary.words("folders")
    for folder in _folders(raw):  # the nearest comes last and wins
        match = _DAY.fullmatch(folder)
        day = _day(match, raw.today) if match else None
        if day:
            values["date"] = day.isoformat()
        elif folder.casefold() in _ORIGINS:
            values.pop("account", None)
        elif raw.origin is Origin.FIELD and not _PERIOD.fullmatch(folder) and (name := _name(folder, noise)):
            values["account"] = name
    return values


def _folders(raw: Raw) -> list[str]:
    """The folders a file lies in. The zip file or the mail around it is none: `export.zip` is nobody's name."""
    if not raw.inside:
        return list(PurePosixPath(raw.path).parts[:-1])
    outside = PurePosixPath(raw.path.removesuffix(raw.inside)).parts[:-1]
    inside = PurePosixPath(raw.inside).parts[:-1]
    return [*outside, *(folder for folder in inside if not _FILE.fullmatch(folder))]


def _day(match: re.Match[str], today: date) -> date | None:
    try:
        if match["w"]:
            return date.fromisocalendar(int(match["wy"]), int(match["w"]), 1)
        year = int(match["y"]) if match["y"] else 2000 + int(match["sy"])
        day = date(year, int(match["m"] or match["sm"]), int(match["d"] or match["sd"]))
    except ValueError:
        return None
    return day if match["y"] or day <= today else None  # six figures that lie ahead are something else


def _name(text: str, noise: frozenset[str]) -> str:
    """The words that are not `noise` or numbers, written as a name."""
    words = (word.rstrip("0123456789") for word in re.split(r"[\W_]+", text))
    kept = [word for word in words if word and word.casefold() not in noise]
    capitals = vocabulary.words("capitals")
    name = " ".join(
        word.upper() if word.casefold() in capitals else word.capitalize() if word.islower() else word for word in kept
    )
    return name if len(name) > 1 else ""
