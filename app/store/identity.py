"""Which stored document a document is: the same source again, the same file in another place, or a new one.

Two companies may both have an `official/price-list.md`; one company may move its folder. Hence the source decides
first, and the path counts only when the file that had it is gone.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path
from typing import cast

from sqlalchemy import func, update
from sqlalchemy.orm import Mapped, QueryableAttribute, defer
from sqlmodel import Session, col, select

from app.domain.evidence import Document, stable_id
from app.store.database import slices
from app.store.tables import DocumentRow

Key = tuple[str, str, str]
_BODY = cast("QueryableAttribute[str]", DocumentRow.body)  # what sqlmodel types as a plain string


def identify(session: Session, documents: Sequence[Document]) -> list[tuple[str, str | None]]:
    """Return each document's stable id, with the stored digest or None for a new one.

    A document found again in another place keeps its id, and its new source is written down.
    """
    by_source = _stored(session, col(DocumentRow.source), {d.source for d in documents if d.source}, _source_key)
    by_path = _stored(session, col(DocumentRow.path), {d.path for d in documents}, _path_key)
    held, taken = _held(session, documents), set[str]()
    found: list[tuple[str, str | None]] = []
    for document in documents:
        row = _first(by_source[_source_key(document)], taken)
        if row is None:
            row = _first((r for r in by_path[_path_key(document)] if _gone(r.source)), taken)
            if row is not None:
                session.exec(update(DocumentRow).where(col(DocumentRow.id) == row.id).values(source=document.source))
        one = _new_id(session, document, taken, held) if row is None else row.id
        taken.add(one)
        found.append((one, None if row is None else row.digest))
    return found


def _stored(
    session: Session, column: Mapped[str], values: Collection[str], key: Callable[[DocumentRow], Key]
) -> defaultdict[Key, list[DocumentRow]]:
    """Return the stored documents with one of `values`, by `key`; several with one key in the order of their ids."""
    rows: defaultdict[Key, list[DocumentRow]] = defaultdict(list)
    for part in slices(values):
        wanted = select(DocumentRow).where(column.in_(part)).options(defer(_BODY))
        for row in session.exec(wanted.order_by(func.length(DocumentRow.id), col(DocumentRow.id))):
            rows[key(row)].append(row)
    return rows


def _source_key(document: Document | DocumentRow) -> Key:
    # Two uploads may share a name on the two sides of the loop; a file on disk is one file.
    return document.source, document.part, "" if Path(document.source).is_absolute() else str(document.origin)


def _path_key(document: Document | DocumentRow) -> Key:
    return str(document.origin), document.path, document.part


def _gone(source: str) -> bool:
    """Whether nothing is left where a document came from. An upload never goes."""
    return not source or (Path(source).is_absolute() and not Path(source).exists())


def _first(rows: Iterable[DocumentRow], taken: Collection[str]) -> DocumentRow | None:
    return next((row for row in rows if row.id not in taken), None)


def _new_id(session: Session, document: Document, taken: Collection[str], held: Collection[str]) -> str:
    base = stable_id(*_path_key(document))
    if base not in taken and base not in held:
        return base
    n = 2
    while (one := f"{base}-{n}") in taken or session.get(DocumentRow, one) is not None:
        n += 1
    return one


def _held(session: Session, documents: Iterable[Document]) -> set[str]:
    """Return those of the ids that these documents would get as new ones that are in use."""
    held: set[str] = set()
    for part in slices(stable_id(*_path_key(document)) for document in documents):
        held.update(session.exec(select(DocumentRow.id).where(col(DocumentRow.id).in_(part))))
    return held
