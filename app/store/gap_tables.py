"""The rows of gaps: their state, their lives, who is told, who judged, and what people ask. See `tables`."""

import datetime as dt

from sqlalchemy import Index, Text
from sqlmodel import Field

from app.store.tables import Row


class GapRow(Row, table=True):
    """A gap, its events aside."""

    __tablename__ = "gaps"

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    kind: str
    status: str
    body: str = Field(sa_type=Text)


class GapEvidenceRow(Row, table=True):
    """Which claims a gap rests on. No key into `claims`: a claim may go before its gap is looked at again."""

    __tablename__ = "gap_evidence"

    gap_id: str = Field(foreign_key="gaps.id", primary_key=True)
    claim_id: str = Field(primary_key=True, index=True)


class EventRow(Row, table=True):
    """One change in a gap's life; `number` counts within the gap. `body` is "" where the columns say all of it."""

    __tablename__ = "events"

    gap_id: str = Field(foreign_key="gaps.id", primary_key=True)
    number: int = Field(primary_key=True)
    day: dt.date
    status: str
    who: str
    why: str = Field(sa_type=Text)
    body: str = Field(default="", sa_type=Text)


class ReceiptRow(Row, table=True):
    """What the reporter of a note is told; `rep` is the name without case and needless spaces, for looking up."""

    __tablename__ = "receipts"

    number: int | None = Field(default=None, primary_key=True)
    rep: str = Field(index=True)
    document_id: str = Field(index=True)
    kind: str
    body: str = Field(sa_type=Text)


class VerdictRow(Row, table=True):
    """What a slow judge said of a pair, by a hash of the judge and of all it was shown: no pair is judged twice.

    `official` and `other` are claims' ids; the row goes with either. `said` is a language model's own sentence.
    """

    __tablename__ = "verdicts"

    key: str = Field(primary_key=True)
    official: str = Field(index=True)
    other: str = Field(index=True)
    rung: str
    relation: str
    confidence: float
    said: str = Field(default="", sa_type=Text)


class DoubtRow(Row, table=True):
    """Two claims, by their ids, that no judge could decide on: worth a look."""

    __tablename__ = "doubts"

    id: str = Field(primary_key=True)
    official: str = Field(index=True)
    other: str = Field(index=True)
    harm: int
    lean: float
    why: str


class RulingRow(Row, table=True):
    """What a person decided about two claims. It outlives the doubt, and goes with the documents."""

    __tablename__ = "rulings"

    id: str = Field(primary_key=True)
    official: str = Field(index=True)
    other: str = Field(index=True)
    contradicts: bool
    who: str
    day: dt.date


class SignRow(Row, table=True):
    """What one note shows, or with `owner` "" the official side alone, kept until that note or that side changes."""

    __tablename__ = "signs"

    number: int | None = Field(default=None, primary_key=True)
    owner: str = Field(index=True)
    kind: str
    body: str = Field(sa_type=Text)


class SignMemberRow(Row, table=True):
    """What a sign is held together with others by. In the order of the key the first few are found at once."""

    __tablename__ = "sign_members"

    member: str = Field(primary_key=True)
    owner: str = Field(primary_key=True)
    sign: int = Field(primary_key=True, index=True)


class MatterRow(Row, table=True):
    """What a rep's statement of how we do things shares with others on its matter: the part of a word, hashed."""

    __tablename__ = "matters"

    matter: str = Field(primary_key=True)
    claim_id: str = Field(primary_key=True, index=True)
    owner: str = Field(index=True)


class MeetingRow(Row, table=True):
    """A compared note: whom it is of a meeting with, when, and what of the message map was heard."""

    __tablename__ = "meetings"
    __table_args__ = (Index(None, "day", "account"),)

    owner: str = Field(primary_key=True)
    account: str
    day: dt.date
    heard: str


class FoundRow(Row, table=True):
    """A gap as it was found, by key: which known gap that is, and a member of a sign it is made of."""

    __tablename__ = "found"

    key: str = Field(primary_key=True)
    gap_id: str = Field(primary_key=True, index=True)
    member: str = Field(index=True)


class ChangedRow(Row, table=True):
    """A note that was put, replaced or taken out and is still to be compared, from `due` on.

    `stems` are those of its claims that are gone which somebody asks about, separated by blanks.
    """

    __tablename__ = "changed"

    number: int | None = Field(default=None, primary_key=True)
    document_id: str = Field(index=True)
    due: dt.date
    stems: str = Field(default="", sa_type=Text)


class FieldWordRow(Row, table=True):
    """In how many field claims a stem is used; "" counts the claims."""

    __tablename__ = "field_words"

    stem: str = Field(primary_key=True)
    times: int


class QuestionRow(Row, table=True):
    """A question someone asked. `wording` is the question without case and spacing, for counting."""

    __tablename__ = "questions"

    number: int | None = Field(default=None, primary_key=True)
    question: str = Field(sa_type=Text)
    wording: str = Field(sa_type=Text)
    language: str
    asked: dt.date = Field(index=True)
    answered: bool
