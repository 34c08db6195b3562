"""What a person lays down in the register: checked when it is typed, laid over what is read, time after time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.errors import BadInput
from app.domain.evidence import About, Document, Origin, StoredDocument
from app.domain.register import DAYS, DOCUMENT, FIELDS, NO, SCOPE, YES, Edit, Entry, change, entry_id, merged, wording
from app.register import Register
from ingest.passages import passages
from ingest.pipeline import Pipeline
from ingest.shelving import shelving
from ingest.stated import dates, labels
from ingest.stated.dates import Calendar

_LONGEST = 500
_ABOUT = frozenset({"product", "plan", "segment", "market", "valid_from", "valid_until", "owner"})
"""What a claim added by hand is told about by its own document."""
_TITLE = "Register"
_SOURCE = "register:"


@dataclass(frozen=True)
class Registrar:
    """Changes the register, and looks again at the gaps that it touches."""

    register: Register
    pipeline: Pipeline

    def change(self, reference: str, changes: Mapping[str, str | None], today: date, who: str, why: str = "") -> Entry:
        """Lay down something about a claim; it stays so when its document is read again.

        Args:
            reference: The entry's or claim's id.
            changes: Fields of the register with what they should say: "" for unknown, None for what is read.
            today: The day it is done.
            who: Who does it.
            why: Why.

        Raises:
            NotFound: There is no such claim.
            BadInput: A field does not exist, its value cannot be understood, or it cannot be so.
        """
        entry = self.register.entry(reference, today)
        told = checked(changes, today)
        values = merged(entry.values, told)
        _hold_together(dict(values), entry.document, entry.claim is not None)
        event = change(entry.values, values, today, who, " ".join(why.split()))
        if event.fields:
            self.register.book.write(Edit(entry.id, entry.document_id, entry.quote, values), event)
            self.pipeline.finder.refresh(today)
        return self.register.entry(entry.id, today) if entry.claim or values else entry

    def retire(self, reference: str, because: str, today: date, who: str) -> Entry:
        """Let a claim bind, answer and be cited no more from today on; raises what `change` does."""
        return self.change(reference, {"retired": YES, "because": because}, today, who, because)

    def restore(self, reference: str, today: date, who: str, why: str = "") -> Entry:
        """Take a retirement back; raises what `change` does."""
        return self.change(reference, {"retired": None, "because": None}, today, who, why)

    def add(self, text: str, told: Mapping[str, str | None], today: date, who: str, why: str = "") -> Entry:
        """Add a claim that no document makes: official, quoted as written, found under `register`.

        Raises:
            BadInput: It is not one statement, it stands there already, or a field cannot be understood.
            StoreBusy: Another process is writing.
        """
        quote = " ".join(text.split())
        values = {field: value for field, value in checked(told, today).items() if value}
        _hold_together(values, None, standing=True)
        document = _document(quote, values, today)
        ((one, stored),) = self.pipeline.library.identify([document])
        if stored is not None:
            raise BadInput(f"“{quote}” stands in the register already", "`samsyn claims` shows it and its id")
        read = self.pipeline.claim_reader.read(document, one, passages(document, one))
        if len(read) != 1 or wording(read[0].quote) != wording(quote):
            many = f"is read as {len(read)} statements" if len(read) > 1 else "is not read as a statement"
            raise BadInput(
                f"“{quote}” {many}", "Add one whole sentence at a time, at least three words and no question"
            )
        with shelving(self.pipeline.library, self.pipeline.embedder, self.pipeline.claim_reader, today) as shelver:
            shelver.put([(one, document)])
        rest = tuple(sorted((field, value) for field, value in values.items() if field not in _ABOUT))
        event = change((), tuple(sorted(values.items())), today, who, " ".join(why.split()))
        self.register.book.write(Edit(entry_id(one, quote), one, quote, rest), event)
        self.pipeline.finder.refresh(today)
        return self.register.entry(entry_id(one, quote), today)


def checked(changes: Mapping[str, str | None], today: date) -> dict[str, str | None]:
    """Return `changes` as they are kept: days in ISO form, alternatives of a scope joined with `|`.

    Raises:
        BadInput: There is no such field, or its value cannot be understood.
    """
    return {
        field: None if value is None else _value(field, " ".join(value.split()), today)
        for field, value in changes.items()
    }


def _value(field: str, value: str, today: date) -> str:
    if field not in FIELDS:
        raise BadInput(f"There is nothing called {field!r} in the register", f"It can be one of {', '.join(FIELDS)}")
    if len(value) > _LONGEST:
        raise BadInput(f"{field} is longer than {_LONGEST} characters", "Shorten it")
    if field in DAYS and value:
        period = dates.span(value, Calendar(today, ahead=True))
        if period is None:
            raise BadInput(f"{value!r} is no day", "Write it as 2026-03-09")
        return (period[1] if field == "valid_until" else period[0]).isoformat()
    if field == "retired":
        return today.isoformat() if _yes(field, value) else ""
    if field == "pillar":
        return YES if _yes(field, value) else NO
    if field in SCOPE:
        kept = labels.scope(value) or ""
        return kept.casefold() if field == "plan" else kept  # as the plans that a sentence names are written
    return value


def _yes(field: str, value: str) -> bool:
    if value.casefold() not in {YES, NO}:
        raise BadInput(f"{field} is yes or no, not {value!r}", f"Write {field}={YES} or {field}={NO}")
    return value.casefold() == YES


def _hold_together(values: Mapping[str, str], document: StoredDocument | None, standing: bool) -> None:  # noqa: FBT001 - by name
    """Refuse what cannot be so: an end before the beginning, a longer life than the document's, no reason."""
    start, end = values.get("valid_from", ""), values.get("valid_until", "")
    if start and end and end < start:
        raise BadInput(f"It would end on {end}, before it begins on {start}", "Put one of the two days right")
    until = document.document.about.valid_until if document else None
    if standing and until and end > until.isoformat():
        raise BadInput(
            f"Its document holds until {until} only", "Put the document's own last day right: `samsyn document --set`"
        )
    if values.get("retired") and not values.get("because"):
        raise BadInput("A claim is retired for a reason", "Say why: it is kept and shown")


def _document(quote: str, values: Mapping[str, str], today: date) -> Document:
    """The document of a claim added by hand: nothing but its sentence, and what it holds for."""

    def day(field: str) -> date | None:
        return date.fromisoformat(values[field]) if values.get(field) else None

    about = About(
        title=_TITLE,
        date=today,
        product=values.get("product"),
        plan=values.get("plan"),
        segment=values.get("segment"),
        market=values.get("market"),
        owner=values.get("owner"),
        valid_from=day("valid_from"),
        valid_until=day("valid_until"),
    )
    return Document(Origin.OFFICIAL, DOCUMENT, quote, about, source=_SOURCE, part=entry_id(DOCUMENT, quote))
