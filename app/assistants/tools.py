"""What an assistant can do here: ask for a pitch, look at the gaps, hand in a note; each with the roles that may."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated, Any, Generic, TypeVar

import msgspec
import yaml
from anyio.to_thread import run_sync
from msgspec import Meta

from app.assistants.steps import Answer, Steps
from app.domain.contract import gap_json, pitch_json
from app.domain.errors import BadInput
from app.domain.evidence import Origin, stable_id
from app.domain.gap import Gap, Kind, Status
from app.domain.people import Role
from app.gaps.listing import Tray
from app.store.jobs import Upload
from app.web.card import markdown
from app.web.gaps import one, seen
from app.web.handed_in import keep, read_or_refused

_BRIEF = (
    "id", "kind", "status", "severity", "statement", "accounts", "emerging", "first_seen", "last_seen", "owner", "due"
)  # fmt: skip
"""What the list says of each gap, beside a quote of each side."""


class Pitch(msgspec.Struct, forbid_unknown_fields=True):
    """What is asked."""

    question: Annotated[str, Meta(description="The question in full, in Swedish or English: what, to whom, where.")]
    product: Annotated[str | None, Meta(description="The product it is about, where there are several.")] = None


class Gaps(msgspec.Struct, forbid_unknown_fields=True):
    """Which gaps."""

    id: Annotated[str | None, Meta(description="This gap alone, with all its quotes and its history.")] = None
    kind: Annotated[Kind | None, Meta(description="Only this kind.")] = None
    status: Annotated[Status | None, Meta(description="Only this status; by default those that are not closed.")] = None
    emerging: Annotated[bool, Meta(description="Only those heard in one account.")] = False
    limit: Annotated[int, Meta(ge=1, le=100, description="How many at most, the most harmful first.")] = 20


class Note(msgspec.Struct, forbid_unknown_fields=True):
    """What was heard in the field."""

    text: Annotated[str, Meta(description="What was said and heard, in the words of whoever tells it.")]
    account: Annotated[str | None, Meta(description="The customer, if known.")] = None
    rep: Annotated[str | None, Meta(description="Who was there for us, if known: gets a receipt.")] = None
    product: Annotated[str | None, Meta(description="The product it was about, if known.")] = None
    on: Annotated[date | None, Meta(description="The day of it; today by default.")] = None


T = TypeVar("T", bound=msgspec.Struct)


@dataclass(frozen=True, slots=True)
class Tool(Generic[T]):
    """One tool: what it takes, what it does, and who may use it. One that `only_reads` leaves no trace."""

    name: str
    title: str
    description: str
    takes: type[T]
    does: Callable[[Steps, T, Role], Awaitable[Answer]]
    roles: Sequence[Role] = tuple(Role)
    only_reads: bool = False

    def schema(self) -> dict[str, Any]:
        """Return the JSON schema of what it takes: an object, with the definitions it refers to."""
        _, known = msgspec.json.schema_components([self.takes], ref_template="#/$defs/{name}")
        shape = dict(known.pop(self.takes.__name__))
        return {**shape, "$defs": known} if known else shape

    async def use(self, steps: Steps, arguments: object, role: Role) -> Answer:
        """Do it.

        Raises:
            BadInput: The arguments are not of the form it takes.
            SamsynError: What the step itself refuses.
        """
        try:
            taken = msgspec.convert(arguments, self.takes)
        except msgspec.ValidationError as error:
            raise BadInput(f"{self.name}: {error}", "Its description says what it takes") from error
        return await self.does(steps, taken, role)


async def _pitch(steps: Steps, asked: Pitch, role: Role) -> Answer:
    ask = partial(steps.pitcher.answer, asked.question, product=asked.product, today=steps.today(), role=role)
    card = pitch_json(await run_sync(ask))
    return Answer(markdown(card), card)


async def _gaps(steps: Steps, wanted: Gaps, role: Role) -> Answer:
    if wanted.id is not None:
        return _told(gap_json(await run_sync(one, steps.finder, steps.today(), role, wanted.id)))
    look = partial(seen, kind=wanted.kind, status=wanted.status, tray=Tray.EMERGING if wanted.emerging else None)
    found = await run_sync(look, steps.finder, steps.today(), role)
    return _told({"total": len(found), "gaps": [_brief(gap) for gap in found[: wanted.limit]]})


async def _note(steps: Steps, note: Note, role: Role) -> Answer:
    today = steps.today()
    file = _file(note, today)
    number = await run_sync(keep, steps.foreman, [file], role, today)
    summary = read_or_refused(await steps.see_through(number))
    told = "The note is in." if summary.added else "This very note was in already."
    return Answer(told, {"document": file.name, "added": summary.added > 0})


def _brief(gap: Gap) -> dict[str, Any]:
    whole = gap_json(gap)
    quotes = {side: [evidence["quote"] for evidence in whole[side][:1]] for side in ("official", "field")}
    return {key: value for key, value in whole.items() if key in _BRIEF} | quotes


def _told(data: Any) -> Answer:
    return Answer(msgspec.json.encode(data).decode(), data)


def _file(note: Note, today: date) -> Upload:
    """The note as the file a seller would have written; the same note again is the same file."""
    if not note.text.strip():
        raise BadInput("The note is empty", "Say what was heard")
    known = {"date": (note.on or today).isoformat(), "account": note.account, "rep": note.rep, "product": note.product}
    head = yaml.safe_dump({key: value for key, value in known.items() if value}, allow_unicode=True, sort_keys=False)
    text = f"---\n{head}---\n{note.text.strip()}\n"
    return Upload(f"note-{known['date']}-{stable_id(text)[:8]}.md", Origin.FIELD, text.encode())


TOOLS: tuple[Tool[Any], ...] = (
    Tool(
        "pitch",
        "Pitch card",
        "Answers a sales question from marketing material and field notes with a card whose every line is cited, "
        "conflicts first. Pass the lines on as they are, with their numbers and sources, and add no claims.",
        Pitch,
        _pitch,
    ),
    Tool(
        "gaps",
        "Gaps",
        "Lists where the field and the official material do not meet, or shows one gap with both sides and its "
        "history. Promises are shown to marketing and admin only.",
        Gaps,
        _gaps,
        only_reads=True,
    ),
    Tool(
        "note",
        "Field note",
        "Takes in what was heard in the field: it is held against the official material, and the difference becomes "
        "a gap. Only what the user has told, in their words.",
        Note,
        _note,
    ),
)
