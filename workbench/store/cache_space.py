"""How much room the cache takes, and how room is made: least recently used first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

PICTURES = "pictures"
"""The name under which pictures stand among the sizes; no account key is without a slash."""


def stored_bytes(connection: sqlite3.Connection) -> dict[str, int]:
    """Return bytes of documents by account key, and of pictures under `PICTURES`."""
    sizes = dict(
        connection.execute(
            """SELECT account, sum(stored) FROM document JOIN scope ON scope.id = document.scope
            GROUP BY account"""
        ).fetchall()
    )
    pictures = connection.execute("SELECT coalesce(sum(size), 0) FROM picture").fetchone()[0]
    return sizes | {PICTURES: pictures}


def oldest_first(connection: sqlite3.Connection) -> Iterator[tuple[int, int, str, int]]:
    """Yield (bytes, document id or 0, picture name or "", last use), least recently used first."""
    yield from connection.execute(
        """SELECT stored, id, '', used FROM document
        UNION ALL SELECT size, 0, name, used FROM picture ORDER BY 4"""
    )


def choose_victims(
    connection: sqlite3.Connection, too_much: int
) -> tuple[int, list[int], list[str]]:
    """Return what has to go for `too_much` bytes: (bytes, document ids, picture names)."""
    freed, documents, pictures = 0, [], []
    for size, document, picture, _ in oldest_first(connection):
        if freed >= too_much:
            break
        freed += size
        if document:
            documents.append(document)
        else:
            pictures.append(picture)
    return freed, documents, pictures


def delete_documents(connection: sqlite3.Connection, documents: Iterable[int]) -> None:
    """Delete documents with every result that lists one: a result with holes would mislead."""
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS victim (id INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM victim")
    connection.executemany("INSERT INTO victim VALUES (?)", ((each,) for each in documents))
    connection.execute(
        """DELETE FROM result WHERE id IN (
            SELECT page.result FROM victim JOIN page_document ON document = victim.id
            JOIN page ON page.id = page_document.page)"""
    )
    connection.execute("DELETE FROM document WHERE id IN (SELECT id FROM victim)")


def delete_account(connection: sqlite3.Connection, account: str | None) -> None:
    """Delete everything read through an account, of every account for None."""
    which = (account, account)
    connection.execute(
        """DELETE FROM result WHERE scope IN (
            SELECT id FROM scope WHERE ? IS NULL OR account = ?)""",
        which,
    )
    connection.execute(
        """DELETE FROM document WHERE scope IN (
            SELECT id FROM scope WHERE ? IS NULL OR account = ?)""",
        which,
    )
    connection.execute("DELETE FROM scope WHERE ? IS NULL OR account = ?", which)
