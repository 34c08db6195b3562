"""The rows we keep. Rows hold columns; `library` and `ledger` turn them into what the domain speaks of.

Columns are what SQL selects and sorts by. `body` is the whole thing as JSON, so that it comes back exactly as it went
in, a new field with a default needs no migration, and reading twenty thousand claims is one scan.
"""

import datetime as dt

from sqlalchemy import Index, LargeBinary, MetaData, Text
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel, registry=registry(metadata=MetaData(naming_convention=NAMES))):
    """The base of every table of ours; its metadata is what migrations are compared with."""


class DocumentRow(Row, table=True):
    """A source as it came."""

    __tablename__ = "documents"
    __table_args__ = (Index(None, "source", "part"), Index(None, "path", "part"))

    id: str = Field(primary_key=True)
    origin: str
    path: str
    part: str
    source: str
    digest: str
    ingested: dt.date
    corrections: str = Field(default="", sa_type=Text)
    family: str = Field(default="", index=True)
    superseded_by: str | None = None
    superseded_on: dt.date | None = None
    body: str = Field(sa_type=Text)


class VersionRow(Row, table=True):
    """A text that was replaced: readable as history, in no index. `number` counts within the document."""

    __tablename__ = "versions"

    document_id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    taken_in: dt.date
    replaced: dt.date
    body: str = Field(sa_type=Text)


class TombstoneRow(Row, table=True):
    """That a document was taken out, and nothing of what it said."""

    __tablename__ = "tombstones"

    id: str = Field(primary_key=True)
    origin: str
    path: str
    day: dt.date
    cause: str
    who: str
    why: str = Field(sa_type=Text)


class JobRow(Row, table=True):
    """Work that was accepted: it is done, whatever happens to the process that does it.

    `request` is what was asked, `progress` how far it is, `outcome` what came of it, all as JSON; the times are seconds
    since 1970.
    """

    __tablename__ = "jobs"

    number: int | None = Field(default=None, primary_key=True)
    state: str = Field(index=True)
    who: str
    accepted: float
    started: float | None = None
    ended: float | None = None
    attempts: int = 0
    request: str = Field(sa_type=Text)
    progress: str = Field(default="", sa_type=Text)
    outcome: str = Field(default="", sa_type=Text)


class UploadRow(Row, table=True):
    """The bytes of an accepted upload, kept until its job has taken them in."""

    __tablename__ = "uploads"

    job: int = Field(foreign_key="jobs.number", primary_key=True)
    number: int = Field(primary_key=True)
    name: str
    origin: str
    data: bytes = Field(sa_type=LargeBinary)


class ReadingRow(Row, table=True):
    """What a file held when it was last read; `member` is its path in a zip file, else empty."""

    __tablename__ = "readings"

    source: str = Field(primary_key=True)
    member: str = Field(primary_key=True)
    body: str = Field(sa_type=Text)


class PassageRow(Row, table=True):
    """A citable stretch with its vector: the truth the vector index is rebuilt from.

    `number` is also the row of the lexical index. `vector` holds little-endian float32 and stands last, so that the
    columns before it can be read without it.
    """

    __tablename__ = "passages"
    __table_args__ = (Index(None, "document_id", "start"), Index(None, "text_hash", "fingerprint"))

    number: int | None = Field(default=None, primary_key=True)
    id: str = Field(unique=True)
    document_id: str = Field(foreign_key="documents.id")
    origin: str = Field(index=True)
    start: int
    text_hash: str
    fingerprint: str
    body: str = Field(sa_type=Text)
    vector: bytes = Field(sa_type=LargeBinary)


class ClaimRow(Row, table=True):
    """A claim."""

    __tablename__ = "claims"
    __table_args__ = (Index(None, "document_id", "start"),)

    id: str = Field(primary_key=True)
    document_id: str = Field(foreign_key="documents.id")
    passage_id: str = Field(foreign_key="passages.id", index=True)
    origin: str = Field(index=True)
    start: int
    body: str = Field(sa_type=Text)


class RegisterRow(Row, table=True):
    """What people have laid down about a sentence of a document; `quote` is empty once the document is taken out."""

    __tablename__ = "register"

    id: str = Field(primary_key=True)
    document_id: str = Field(index=True)
    quote: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)


class MessageRow(Row, table=True):
    """What people have laid down about one entry of the message map."""

    __tablename__ = "messages"

    id: str = Field(primary_key=True)
    kind: str
    body: str = Field(sa_type=Text)


class RegisterEventRow(Row, table=True):
    """One change of a sentence's or message's entry; it stays when the entry goes. `number` counts within the entry."""

    __tablename__ = "register_events"

    id: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    day: dt.date
    who: str
    why: str = Field(sa_type=Text)
    body: str = Field(sa_type=Text)


class IndexChangeRow(Row, table=True):
    """A change of the vector index, written in the transaction that causes it and deleted once it is made."""

    __tablename__ = "index_changes"

    number: int | None = Field(default=None, primary_key=True)
    origin: str
    passage_id: str
    added: bool


class FactRow(Row, table=True):
    """One thing the store knows about itself: its revision, the ledger's stamp."""

    __tablename__ = "facts"

    key: str = Field(primary_key=True)
    value: str = Field(sa_type=Text)
