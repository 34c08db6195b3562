"""What an Office file's properties say about it: set once by a program or a template, so the last to be believed."""

import re
from collections.abc import Mapping
from datetime import date

from lxml import etree

from ingest.encoding import clean
from ingest.office.trees import parsed

_DEFAULT_TITLE = re.compile(
    r"microsoft (?:office )?(?:word|powerpoint|excel)\b.*|powerpoint[- ]?presentation|word[- ]do[ck]ument"
    r"|.*\.(?:docx?|pptx?|xlsx?|dotx?|potx?)"
    r"|(?:presentation|dokument|document|doc|book|bok|workbook|arbetsbok|slide|bild|untitled|namnlös|titel|title|rubrik)"
    r"(?:[ _-]*\d*| (?:presentation|dokument|document).*)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"(?:microsoft |windows |office )*(?:office[ -])?(?:user|användare)|(?:windows|office)-användare"
    r"|admin\w*|author|owner|ägare|guest|gäst",
    re.IGNORECASE,
)
_MACHINES = frozenset({"python-docx", "openpyxl", "steve canny", "xlsxwriter", "apache poi", "phpoffice"})
"""Authors of the templates that programs write files from; the days in such properties are the template's, too."""
_OLDEST = 2000


def stated(core: bytes, today: date) -> Mapping[str, str]:
    """Return `title`, `rep` (who wrote it) and `date` (when it was last saved), as far as they say anything.

    Raises `lxml.etree.XMLSyntaxError` if `core` is no XML.
    """
    tree = parsed(core)
    told = {
        etree.QName(child).localname: clean(child.text or "").strip() for child in tree if isinstance(child.tag, str)
    }
    author = told.get("creator", "")
    if author.casefold() in _MACHINES:
        return {}
    values = {}
    title = " ".join(told.get("title", "").split())
    if title and not _DEFAULT_TITLE.fullmatch(title):
        values["title"] = title
    if author and "@" not in author and not _NOBODY.fullmatch(author):
        values["rep"] = author
    day = next((day for name in ("modified", "created") if (day := _day(told.get(name, ""), today))), None)
    return values | ({"date": day.isoformat()} if day else {})


def _day(text: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(text[:10])
    except ValueError:
        return None
    return day if day.year >= _OLDEST and day <= today else None
