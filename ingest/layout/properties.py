"""What a PDF says about itself beside its text."""

import re
from collections.abc import Mapping
from datetime import date

_DAY = re.compile(r"(?:D:)?(\d{4})-?(\d\d)-?(\d\d)")
_FIRST_YEAR = 1993
"""No PDF is older."""
_JUNK_TITLE = re.compile(
    r"(?:microsoft (?:word|powerpoint|excel)|powerpoint)\s?[-–].*|(?:powerpoint|ppt)[- ]?presentation"
    r"|(?:untitled|namnlös|unnamed|no title|unknown|titel|title)\b.{0,20}"
    r"|(?:dokument|document|presentation|slide|bild|layout|page|sida|blank|workbook|bok|book)\s?\d{0,3}"
    r"|.*\.(?:docx?|pptx?|xlsx?|indd|ai|pdf|pages|key|odt|rtf|txt|html?|tmp|qxd|psd|pub)",
    re.IGNORECASE,
)
_JUNK_AUTHOR = re.compile(
    r"\(?(?:unknown|okänd|anonymous|user|username|användare|admin(?:istrat(?:or|ör))?|owner|author|root|guest|test"
    r"|windows user|windows-användare|microsoft office user|python-docx|microsoft|pc|hp|dell|lenovo|apple|default)\)?",
    re.IGNORECASE,
)


def stated(values: Mapping[str, str], file_name: str, today: date) -> dict[str, str]:
    """Return title, author (as `rep`) and day as the PDF's properties give them, what programs put there left out.

    The day is when it was made: whatever stamps, signs or shrinks a PDF later changes the other one, too. A day to
    come is a clock that is wrong.
    """
    title, author = _tidy(values.get("Title", "")), _tidy(values.get("Author", ""))
    days = [day for key in ("CreationDate", "ModDate") if (day := _day(values.get(key, ""), today))]
    stem = file_name.rsplit(".", 1)[0]
    found = {
        "title": "" if _JUNK_TITLE.fullmatch(title) or title.casefold() == stem.casefold() else title,
        "rep": "" if _JUNK_AUTHOR.fullmatch(author) or "@" in author else author,
        "date": days[0] if days else "",
    }
    return {name: value for name, value in found.items() if value}


def _tidy(value: str) -> str:
    return " ".join(value.replace("\0", " ").split())[:200]


def _day(value: str, today: date) -> str:
    match = _DAY.match(value.strip())
    try:
        day = date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return ""
    return day.isoformat() if day and day.year >= _FIRST_YEAR and day <= today else ""
