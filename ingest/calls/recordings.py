"""Recorded calls to documents: one a call, with its turns, its title and day, and a guess at the customer."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.domain.errors import Unreadable
from app.domain.evidence import Document
from ingest.calls import transcripts
from ingest.calls.conversation import Utterance
from ingest.calls.parties import Parties, text_of
from ingest.encoding import clean
from ingest.reading import Raw, Reading, Refusal
from ingest.stated import accounts

Thing = Mapping[str, object]
"""A JSON object."""
_TITLE = ("title", "meeting_title", "meetingTitle", "topic", "subject", "name", "call_title")
_DAY = (
    "started", "dateString", "date", "start_time", "startTime", "recording_start_time", "scheduled_start_time",
    "scheduled", "meeting_date", "created_at", "createdAt", "created",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Call:
    """One call: its utterances in order, what is stated about it, and who took part."""

    said: tuple[Utterance, ...]
    stated: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    parties: Parties = field(default_factory=Parties)


def documents(raw: Raw, found: Sequence[Call]) -> Reading:
    """Return a document a call; raises `Unreadable` if nobody says a word in any of them."""
    made: list[Document] = []
    refusals: list[Refusal] = []
    guessed = False
    for number, call in enumerate(found, start=1):
        try:
            reading = transcripts.whole(raw, call.said, call.stated)
        except Unreadable as error:
            if len(found) == 1:
                raise
            refusals.append(Refusal(f"{raw.path}, call {call.key or number}", error.sentence()))
            continue
        document = reading.documents[0]
        if not document.about.account and call.parties.account:
            document = replace(document, about=replace(document.about, account=accounts.tidy(call.parties.account)))
            reading = replace(reading, account_guessed=True)
        guessed = guessed or reading.account_guessed
        made.append(replace(document, part=raw.part(call.key or (str(number) if len(found) > 1 else ""))))
    if not made:
        raise Unreadable(f"{raw.name} holds calls in which nobody says a word", "Export them with their transcripts")
    return Reading(tuple(made), refusals=tuple(refusals), account_guessed=guessed)


def stated(meta: Thing) -> dict[str, str]:
    """Title and day of a call, as its service gives them."""
    return {name: value for name, keys in (("title", _TITLE), ("date", _DAY)) if (value := first(meta, keys))}


def first(thing: Thing, keys: Sequence[str]) -> str:
    """The first of some fields that says something, as text; empty if none does."""
    return next((clean(value) for key in keys if (value := text_of(thing.get(key)))), "")


def number(value: object) -> float | None:
    """A finite number, also one written as text."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def dicts(value: object) -> list[Thing]:
    """The objects in a list; none in anything else."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []
