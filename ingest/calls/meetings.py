"""What meeting assistants write: a list of sentences, each with who says it and when (Fireflies, Fathom, Teams, …)."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from ingest.calls import parties
from ingest.calls.conversation import Utterance, seconds
from ingest.calls.parties import Parties, text_of
from ingest.calls.recordings import Call, Thing, dicts, first, number, stated
from ingest.encoding import clean

_TEXT = ("text", "sentence", "transcript", "content", "raw_text", "words")
_SPEAKER = (
    "speaker_name", "speakerName", "speakerDisplayName", "speaker", "speakerId", "speaker_id", "speaker_label",
    "participant", "user", "name", "role",
)  # fmt: skip
_MILLISECONDS = ("start_ms", "startMs", "startTimeMs", "start_time_ms", "offsetMs", "beginMs")
_START = (
    "start", "start_time", "startTime", "start_timestamp", "startOffset", "start_offset", "offset", "begin",
    "timestamp", "time", "ts",
)  # fmt: skip
_END = ("end", "end_time", "endTime", "end_timestamp", "endOffset", "end_offset")
_KEY = ("callId", "call_id", "id", "recording_id", "meeting_id", "uuid", "transcript_id")
_MOST = 0.8
_EPOCH = 1e8
"""Milliseconds of a day and a bit; a larger number counts from 1970."""
_DEEP = 5
_SPEECH = 0.05
"""Words a unit of time. People say two or three a second, hence two or three thousandths a millisecond."""


def calls(thing: object) -> Iterator[Call]:
    """Yield each call a file holds; none if it holds anything else."""
    for holder, said in _lists(thing):
        yield _listed(holder, said)


def _lists(thing: object, holder: Thing | None = None, depth: int = 0) -> Iterator[tuple[Thing, list[Thing]]]:
    """Each list of things somebody says, with the object it stands in."""
    if isinstance(thing, list):
        found = dicts(thing)
        if found and sum(map(_is_utterance, found)) >= _MOST * len(found):
            yield holder or {}, found
        elif depth < _DEEP:
            for one in found:
                yield from _lists(one, one, depth + 1)
    elif isinstance(thing, dict) and depth < _DEEP:
        inner = [_lists(value, thing, depth + 1) for value in thing.values() if isinstance(value, list | dict)]
        # A service may give its words twice, sentence by sentence and paragraph by paragraph: the first list counts.
        for lists in inner:
            found_here = list(lists)
            yield from found_here
            if any(one[0] is thing for one in found_here):
                return


def _is_utterance(thing: Thing) -> bool:
    """Words, and who says them or when within the call; a note of a CRM has a text and a day."""
    words = next((thing[key] for key in _TEXT if isinstance(thing.get(key), str)), None)
    if words is None:
        return False
    times = [thing[key] for key in (*_MILLISECONDS, *_START) if thing.get(key) is not None]
    timed = any(_within(time) is not None or (isinstance(time, str) and seconds(time) is not None) for time in times)
    return timed or any(key in thing for key in _SPEAKER[:7])


def _listed(holder: Thing, said: Sequence[Thing]) -> Call:
    people = parties.of_call(holder)
    unit = _unit(said)
    begun = next((moment for one in said if (moment := _moment(one)) is not None), None)
    heard = tuple(_utterance(one, people, unit, begun) for one in said)
    rep = {"rep": people.host} if people.host else {}
    return Call(heard, stated(holder) | rep, first(holder, _KEY), people)


def _utterance(one: Thing, people: Parties, unit: float, begun: datetime | None) -> Utterance:
    speaker = _speaker(one)
    start = _time(one, (*_MILLISECONDS, *_START), unit)
    if start is None and begun and (moment := _moment(one)):
        start = (moment - begun).total_seconds()
    words = next((value for key in _TEXT if isinstance(value := one.get(key), str)), "")
    return Utterance(clean(words), people.called(speaker), start, _time(one, _END, unit), people.side(speaker))


def _speaker(one: Thing) -> str:
    """Who speaks: a name, `{"display_name": …}`, or the number or letter a machine gave them."""
    for key in _SPEAKER:
        if (name := text_of(one.get(key))) != "":
            return name
    return ""


def _time(one: Thing, keys: Sequence[str], unit: float) -> float | None:
    for key in keys:
        value = one.get(key)
        if (time := _within(value)) is not None:
            return time / 1000 if key in _MILLISECONDS else time * unit
        if isinstance(value, str) and (clock := seconds(value)) is not None:
            return clock
    return None


def _unit(said: Sequence[Thing]) -> float:
    """Seconds in the numbers' unit: a thousandth if by them people speak far too slowly."""
    times = [time for one in said if (time := _time(one, (*_START, *_END), 1.0)) is not None]
    span = max(times, default=0.0) - min(times, default=0.0)
    count = sum(len(text_of(one.get(key)).split()) for one in said for key in _TEXT[:3])
    return 0.001 if span and count / span < _SPEECH else 1.0


def _moment(one: Thing) -> datetime | None:
    """A time of day and date, where a service gives that and not the time within the call."""
    for value in (one.get(key) for key in _START):
        try:
            if (since := number(value)) is not None and since >= _EPOCH:
                return datetime.fromtimestamp(since / (1000 if since >= _EPOCH * 1000 else 1), UTC)
            if isinstance(value, str) and "T" in value:
                day = datetime.fromisoformat(value)
                return day if day.tzinfo else day.replace(tzinfo=UTC)
        except (ValueError, OverflowError, OSError):
            continue
    return None


def _within(value: object) -> float | None:
    """A number that is a time within a call, and none since 1970."""
    time = number(value)
    return time if time is not None and 0 <= time < _EPOCH else None
