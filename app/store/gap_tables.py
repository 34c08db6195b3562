"""The rows of gaps: their state, their lives, who is told, who judged, and what people ask. See `tables`."""

import datetime as dt

from sqlalchemy import Text
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


class QuestionRow(Row, table=True):
    """A question someone asked. `wording` is the question without case and spacing, for counting."""

    __tablename__ = "questions"

    number: int | None = Field(default=None, primary_key=True)
    question: str = Field(sa_type=Text)
    wording: str = Field(sa_type=Text)
    language: str
    asked: dt.date = Field(index=True)
    answered: bool
