"""What a document is about, from the most to the least certain: stated, file name, first lines, folders, properties."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from types import MappingProxyType

from app.domain.errors import Unreadable
from app.domain.evidence import About, Document, Origin, Turn
from ingest import outline
from ingest.outline import Heading
from ingest.reading import Raw, Reading
from ingest.stated import accounts, dates, headline, labels, names
from ingest.stated.dates import Calendar
from ingest.stated.headers import head

_DAYS = frozenset({"date", "valid_from", "valid_until", "review"})


def whole(
    raw: Raw,
    stated: Mapping[str, str],
    text: str,
    headings: Sequence[Heading] = (),
    *,
    first_line: int = 1,
    places: Sequence[tuple[int, str]] = (),
    turns: Sequence[Turn] = (),
    properties: Mapping[str, str] = MappingProxyType({}),
) -> Reading:
    """Return a file that is one document; raises `Unreadable` if there is no text in it.

    Args:
        raw: The file.
        stated: What it says about itself: labels as people write them (see `vocabulary.toml`) and their values.
        text: Its plain text.
        headings: The headings in it, ascending.
        first_line: The line of the file at which `text` begins, 0 where lines mean nothing to a reader.
        places: Offset and name of each part a reader finds by itself: ("slide 7", "page 3").
        turns: Who speaks from where on, in a conversation.
        properties: What a program has noted beside the text, by field: `title`, `rep` (who wrote it) and `date` (when
            it was last saved). Believed last, since nobody may ever have looked at it.
    """
    if not text.strip():
        raise Unreadable(f"{raw.name} holds no text", "Remove it, or save it again if it should")
    top = headings[0] if headings and (headings[0].level == 1 or not text[: headings[0].start].strip()) else None
    about, guessed = describe(raw, {**raw.stated, **stated}, _above(text, turns), top.title if top else "", properties)
    paths = outline.paths(headings, about.title)
    document = Document(
        raw.origin,
        raw.path,
        text,
        about,
        raw.source,
        raw.part(),
        headings=paths,
        first_line=first_line,
        places=tuple(places),
        turns=tuple(turns),
    )
    return Reading((document,), account_guessed=guessed)


def _above(text: str, turns: Sequence[Turn]) -> str:
    """Where labels may stand: in a call "Kund: vi har redan Outlook" is somebody speaking, but for the lines above."""
    return text[: text.rfind("\n", 0, turns[0].start) + 1] if turns else text


def calendar_for(raw: Raw) -> Calendar:
    """Return how to read this file's dates: its name or folder may tell the year."""
    return dates.hinted(Calendar(raw.today), raw.path)


def describe(
    raw: Raw,
    stated: Mapping[str, str],
    text: str,
    heading: str = "",
    properties: Mapping[str, str] = MappingProxyType({}),
) -> tuple[About, bool]:
    """Return what is known about a whole file, and whether its customer is only a guess.

    Args:
        raw: The file.
        stated: Labels and values as the file states them (front matter, the head of a web page).
        text: Its plain text, whose first lines may hold labels.
        heading: Its first heading, if any: a better title than the file's name.
        properties: What a program has noted beside the text, by field; a note of a known customer is called after that.
    """
    calendar = calendar_for(raw)
    told = _known({f: v for key, v in reversed(list(stated.items())) if (f := labels.field_of(key))}, calendar)
    first_lines = _known(head(text, raw.origin, calendar).values, calendar)
    first_name = first_lines.pop(headline.NAME, "")
    named, folders = names.of_file(raw), names.of_folders(raw)
    guess = _spelled(named.get("account", ""), first_name) or folders.get("account", "")
    # A customer's name in so many words is worth more than one pieced together from a file's or a folder's name.
    account = {"account": first_lines.get("account") or guess}
    called = {"title": heading} if heading else {}
    values = {**_known(properties, calendar), **folders, **first_lines, **named, **account, **called, **told}
    if raw.origin is Origin.FIELD and values["account"] and not called and "title" not in told:
        values.pop("title", None)
    guessed = bool(guess) and "account" not in told and "account" not in first_lines
    return build(values, raw, calendar), guessed


def build(values: Mapping[str, str], raw: Raw, calendar: Calendar) -> About:
    """Return the typed description of `values`, by field; what cannot be understood is left unknown."""
    rep, owner = values.get("rep"), values.get("owner")
    if raw.origin is Origin.FIELD:
        rep = rep or owner
    else:
        owner, rep = owner or rep, None
    account, day = accounts.tidy(values.get("account") or "") or None, _day(values, "date", calendar)
    return About(
        title=values.get("title") or _fallback_title(raw, account, day),
        date=day,
        account=account,
        rep=rep.title() if rep and rep.islower() else rep,
        product=labels.scope(values.get("product", "")),
        plan=labels.scope(values.get("plan", "")),
        segment=labels.scope(values.get("segment", "")),
        market=labels.scope(values.get("market", "")),
        language=labels.language(values.get("language", "")),
        version=values.get("version"),
        owner=owner,
        stage=values.get("stage"),
        kind=values.get("kind"),
        valid_from=_day(values, "valid_from", calendar),
        valid_until=_day(values, "valid_until", calendar),
        review=_day(values, "review", calendar),
    )


def _known(values: Mapping[str, str], calendar: Calendar) -> dict[str, str]:
    """The values that say something: an empty one, or a date that is none ("TBD"), leaves room for the next source."""
    kept = {name: value.strip() for name, value in values.items() if value.strip()}
    return {name: value for name, value in kept.items() if name not in _DAYS or _day(kept, name, calendar)}


def _day(values: Mapping[str, str], name: str, calendar: Calendar) -> date | None:
    """The day a value names; a period begins on its first day and is valid until its last."""
    value = values.get(name, "")
    if name == "date":
        return dates.whole(value, calendar)
    period = dates.span(value, replace(calendar, ahead=True))
    return (period[1] if name in {"valid_until", "review"} else period[0]) if period else None


def _spelled(name: str, first_name: str) -> str:
    """The customer a file's name tells, spelled as the note's first line does if that is the same one."""
    if not name:
        return first_name if first_name[:1].isupper() else ""
    return first_name if accounts.fold(name) == accounts.fold(first_name) else name


def _fallback_title(raw: Raw, account: str | None, day: date | None) -> str:
    if raw.origin is Origin.FIELD and account:
        return f"{account}, {day.isoformat()}" if day else account
    words = " ".join(PurePosixPath(raw.path).stem.replace("_", " ").replace("-", " ").split())
    return words[:1].upper() + words[1:] or raw.name
