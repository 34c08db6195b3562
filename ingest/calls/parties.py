"""Who took part in a recorded call, on which side, and what that tells of the customer."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.claim import Speaker
from ingest.encoding import clean
from ingest.mail.sides import Person

_LISTS = ("parties", "participants", "calendar_invitees", "meeting_attendees", "attendees", "speakers")
_NAME = ("name", "displayName", "display_name", "matched_speaker_display_name", "full_name")
_MAIL = ("emailAddress", "email", "mail")
_IDS = ("speakerId", "speaker_id", "userId", "id", *_NAME, *_MAIL)
_COMPANY = ("company", "companyName", "company_name", "organization", "accountName", "account")
_HOST = ("recorded_by", "host", "organizer")
_INSIDE, _OUTSIDE = frozenset({"internal", "intern"}), frozenset({"external", "extern"})


@dataclass(frozen=True, slots=True)
class Parties:
    """Names and sides by whatever the transcript calls a speaker; `account` is a guess at the customer, or empty.

    `host` is who recorded the call and is known to be ours, or the only one of ours in it, or empty.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    account: str = ""
    host: str = ""

    def name(self, speaker: str) -> str:
        """The name behind a speaker's id, empty if unknown."""
        return self.names.get(speaker, "")

    def called(self, speaker: str) -> str:
        """What to call a speaker: by name, and a number or letter as `Speaker 2`."""
        name = self.names.get(speaker) or speaker
        return f"Speaker {name}" if name.isdigit() or len(name) == 1 else name

    def side(self, speaker: str) -> str:
        """The side a speaker sits on (a value of `Speaker`), empty if the file does not say."""
        return self.sides.get(speaker, "")


def of_call(call: Mapping[str, object]) -> Parties:
    """Return the parties of a call that lists them under any of the usual names."""
    people = [
        one for key in _LISTS if isinstance(found := call.get(key), list) for one in found if isinstance(one, dict)
    ]
    found = read(people)
    host = next((text_of(call[key]) for key in _HOST if isinstance(call.get(key), dict)), "")
    # Services such as Fathom and Fireflies record for the seller who pays for them, once somebody else is external.
    ours = (
        host if host and Speaker.CUSTOMER.value in found.sides.values() and found.side(host) != Speaker.CUSTOMER else ""
    )
    sides = {**found.sides, **({host: Speaker.REP.value} if ours else {})}
    return Parties(found.names, sides, found.account, ours or found.host)


def read(people: Sequence[Mapping[str, object]]) -> Parties:
    """Return the parties of a list of people with `affiliation` (Gong) or `is_external` (Fathom)."""
    names: dict[str, str] = {}
    sides: dict[str, str] = {}
    guesses: list[str] = []
    for one in people:
        name = _first(one, _NAME)
        side = _side(one)
        for key in _keys(one):
            names.setdefault(key, name or key)
            if side:
                sides.setdefault(key, side)
        if side == Speaker.CUSTOMER:
            guesses += filter(None, [_first(one, _COMPANY) or Person("", _first(one, _MAIL).casefold()).company])
    ours = {names[key] for key, side in sides.items() if side == Speaker.REP}
    return Parties(names, sides, guesses[0] if len(set(guesses)) == 1 else "", ours.pop() if len(ours) == 1 else "")


def _side(one: Mapping[str, object]) -> str:
    affiliation = text_of(one.get("affiliation")).casefold()
    external = one.get("is_external", one.get("isExternal", one.get("external")))
    if affiliation in _OUTSIDE or external is True:
        return Speaker.CUSTOMER.value
    if affiliation in _INSIDE or external is False or one.get("is_internal") is True:
        return Speaker.REP.value
    return ""


def _keys(one: Mapping[str, object]) -> Iterator[str]:
    return (key for name in _IDS if (key := text_of(one.get(name))))


def _first(one: Mapping[str, object], keys: Sequence[str]) -> str:
    return next((clean(value) for key in keys if (value := text_of(one.get(key)))), "")


def text_of(value: object) -> str:
    """A text or number as text, an object by its name; empty for anything else."""
    if isinstance(value, Mapping):
        return _first(value, (*_NAME, "id", *_MAIL))
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return clean(str(value)).strip()
