"""The stored vectors by text: never embed the same text twice, embed all of them again when the model has changed."""

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import bindparam, update
from sqlmodel import Session, col, select

from app.store import changes, rows
from app.store.changes import VECTOR
from app.store.database import Database, slices
from app.store.tables import PassageRow

STRIDE = 512
"""Texts embedded between two reports of progress."""


class Encoder(Protocol):
    """What re-embedding needs of an embedding model."""

    @property
    def fingerprint(self) -> str:
        """Changes whenever the model would give other vectors."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return unit vectors of shape (len(texts), dimension)."""


def known(session: Session, texts: Sequence[str], fingerprint: str) -> dict[str, NDArray[np.float32]]:
    """Return the stored vector, of shape (dimension,), of each text that has one of this model."""
    by_hash = {rows.text_hash(text): text for text in texts}
    found: dict[str, NDArray[np.float32]] = {}
    for part in slices(by_hash):
        statement = select(PassageRow.text_hash, PassageRow.vector).where(
            col(PassageRow.text_hash).in_(part), col(PassageRow.fingerprint) == fingerprint
        )
        for text_hash, vector in session.exec(statement):
            found[by_hash[text_hash]] = np.frombuffer(vector, dtype=VECTOR)
    return found


def again(database: Database, encoder: Encoder, progress: Callable[[int, int], None] | None) -> None:
    """Embed every passage with `encoder`, all or none, unless its vectors are there already."""
    with database.reading() as session:
        if changes.fingerprint(session) in {None, encoder.fingerprint}:
            return
        found = session.exec(select(PassageRow.number, PassageRow.body).order_by(col(PassageRow.number))).all()
    vectors: list[rows.Values] = []
    for start in range(0, len(found), STRIDE):
        part = found[start : start + STRIDE]
        encoded = encoder.encode([rows.passage(body).indexed_text for _, body in part])
        vectors += [
            {"at": number, "new": vector.astype(VECTOR, copy=False).tobytes()}
            for (number, _), vector in zip(part, encoded, strict=True)
        ]
        if progress is not None:
            progress(len(vectors), len(found))
    statement = update(PassageRow).where(col(PassageRow.number) == bindparam("at"))
    with database.writing() as session:
        session.connection().execute(
            statement.values(vector=bindparam("new"), fingerprint=encoder.fingerprint), vectors
        )
