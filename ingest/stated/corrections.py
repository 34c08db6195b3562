"""What a person puts right about a document: checked when it is typed, laid over what is read, time after time."""

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

from app.domain.errors import BadInput
from app.domain.evidence import About, Document
from ingest.stated import dates, labels
from ingest.stated.dates import Calendar

FIELDS = tuple(field.name for field in fields(About))
"""What can be corrected, in the order it is shown."""
DAYS = frozenset({"date", "valid_from", "valid_until", "review"})
"""Those of them that are days."""
_SCOPES = frozenset({"product", "plan", "segment", "market"})
_LONGEST = 200


def checked(changes: Mapping[str, str | None], today: date) -> dict[str, str | None]:
    """Return `changes` as they are kept: days in ISO form, languages as `sv` or `en`, no white space around anything.

    A field's value "" says that it is not known, None takes a correction back.

    Raises:
        BadInput: There is no such field, or its value cannot be understood.
    """
    return {
        field: None if value is None else _value(field, " ".join(value.split()), today)
        for field, value in changes.items()
    }


def corrected(document: Document, corrections: tuple[tuple[str, str], ...]) -> Document:
    """Return the document as people have put it right; without corrections as it was read."""
    read = document.as_read or document.about
    if not corrections:
        return replace(document, about=read, corrections=(), as_read=None)
    values: dict[str, object] = {field: _typed(field, value) for field, value in corrections}
    account = values.get("account")
    if account and read.account and "title" not in values and read.title.startswith(read.account):
        values["title"] = f"{account}{read.title.removeprefix(read.account)}"  # it was made of the name
    return replace(document, about=replace(read, **values), corrections=corrections, as_read=read)  # type: ignore[arg-type]


def merged(corrections: tuple[tuple[str, str], ...], changes: Mapping[str, str | None]) -> tuple[tuple[str, str], ...]:
    """Return the corrections after these changes, by field."""
    values: dict[str, str | None] = {**dict(corrections), **changes}
    return tuple(sorted((field, value) for field, value in values.items() if value is not None))


def _value(field: str, value: str, today: date) -> str:
    if field not in FIELDS:
        raise BadInput(f"There is nothing called {field!r} to correct", f"It can be one of {', '.join(FIELDS)}")
    if len(value) > _LONGEST:
        raise BadInput(f"{field} is longer than {_LONGEST} characters", "Shorten it")
    if field == "title" and not value:
        raise BadInput("A document needs a title", "Write one, or take the correction back")
    if field in DAYS and value:
        period = dates.span(value, Calendar(today, ahead=field != "date"))
        if period is None:
            raise BadInput(f"{value!r} is no day", "Write it as 2026-03-09")
        return (period[1] if field in {"valid_until", "review"} else period[0]).isoformat()
    if field == "language" and value:
        language = labels.language(value)
        if language is None:
            raise BadInput(f"{value!r} is no language Samsyn speaks", "Write sv or en")
        return language
    return value


def _typed(field: str, value: str) -> object:
    if not value:
        return None
    if field in DAYS:
        return date.fromisoformat(value)
    return labels.scope(value) if field in _SCOPES else value
