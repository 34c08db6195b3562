"""The lexical index: which passages share words with a question, best first.

One FTS5 table per origin over our own tokens, so that both languages are stemmed as we stem them and a rare word is
rare within its origin. Rows are written in the transaction that writes the passages.
"""

from collections.abc import Collection, Sequence

from sqlalchemy import TableClause, bindparam, column, delete, insert, table
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from app.domain.evidence import Origin
from app.language.stems import index_tokens
from app.store.tables import PassageRow

_TABLES = {
    origin: table(name, column("rowid"), column("tokens"), column("rank"), column(name))
    for origin, name in ((origin, f"words_{origin.value}") for origin in Origin)
}
"""`rank` is what FTS5 calls its BM25, the lower the better; a column named as the table takes commands."""


def _matching(words: TableClause) -> SelectOfScalar[str]:
    best = (
        select(words.c.rowid, words.c.rank)
        .where(words.c.tokens.op("MATCH")(bindparam("query")))
        .order_by(words.c.rank)
        .limit(bindparam("limit"))
        .subquery()
    )
    statement = select(PassageRow.id).join(best, col(PassageRow.number) == best.c.rowid)
    return statement.order_by(best.c.rank, col(PassageRow.id))


_MATCHING = {origin: _matching(words) for origin, words in _TABLES.items()}
"""Put together once: three are asked for every answer, and making one takes longer than SQLite does."""

LONGEST_QUERY = 200
"""Distinct tokens of a question that are looked up; the rest of a pasted page adds time, not sense."""


def add(session: Session, origin: Origin, rows: Sequence[tuple[int, str]]) -> None:
    """Index the texts of `rows`, given as (passage number, text)."""
    values = [{"rowid": number, "tokens": tokens_of(content)} for number, content in rows]
    if values:
        session.exec(insert(_TABLES[origin]), params=values)


def tokens_of(content: str) -> str:
    """Return what stands in the index for a text."""
    return " ".join(index_tokens(content))


def everything(session: Session, origin: Origin) -> dict[int, str]:
    """Return all the index holds of an origin, by passage number."""
    words = _TABLES[origin]
    return dict(session.exec(select(words.c.rowid, words.c.tokens)).all())


def clear(session: Session) -> None:
    """Forget everything, to be indexed anew."""
    for words in _TABLES.values():
        session.exec(delete(words))


def remove(session: Session, origin: Origin, numbers: Collection[int]) -> None:
    """Forget the passages with these numbers."""
    if numbers:
        statement = delete(_TABLES[origin]).where(column("rowid") == bindparam("number"))
        session.exec(statement, params=[{"number": number} for number in numbers])


def compact(session: Session) -> None:
    """Merge the index so that nothing is left of removed passages."""
    for words in _TABLES.values():
        session.exec(insert(words).values({words.c[words.name]: "optimize"}))


def matching(session: Session, origin: Origin, tokens: Sequence[str], limit: int) -> list[str]:
    """Return the ids of at most `limit` passages that hold any of `tokens`, best BM25 first."""
    wanted = list(dict.fromkeys(tokens))[:LONGEST_QUERY]
    if not wanted:
        return []
    # Quoted, a token is always data to FTS5 and never an operator.
    query = " OR ".join('"' + token.replace('"', '""') + '"' for token in wanted)
    return list(session.exec(_MATCHING[origin], params={"query": query, "limit": limit}))
