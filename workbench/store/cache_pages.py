"""Pages and documents in the cache's tables; every function works inside the caller's transaction.

Bodies are compressed at level 1, whose checksum also tells a damaged body from a whole one.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable

import msgspec

from workbench.core.pages import FacetValue, Page
from workbench.store.cache_schema import CachedPage, CachedResult, Scope
from workbench.store.moments import HOUR, from_micros, now_micros, to_micros


class PageRows(msgspec.Struct, frozen=True):
    """What a page knows of its rows, beside their documents."""

    keys: tuple[str, ...]
    document_of: tuple[int, ...]
    warnings: tuple[str, ...] = ()


class Packed(msgspec.Struct, frozen=True):
    """A document ready to be written: compressed before the writer is asked for."""

    key: str
    size: int
    body: bytes


class PackedPage(msgspec.Struct, frozen=True):
    """A page ready to be written."""

    documents: tuple[Packed, ...]
    rows: bytes
    count: int
    facets: bytes
    total: int | None
    cursor: str
    fetched_at: int


def pack_document(key: str, document: bytes) -> Packed:
    """Compress one document."""
    return Packed(key, len(document), zlib.compress(document, 1))


def pack_page(page: Page) -> PackedPage:
    """Compress a page.

    Raises:
        ValueError: the page contradicts itself.
    """
    if any(not 0 <= place < len(page.documents) for place in page.document_of):
        raise ValueError("a row belongs to a document that the page does not have")
    if len(page.keys) != len(page.document_of):
        raise ValueError("a page has as many keys as rows")
    return PackedPage(
        documents=tuple(
            pack_document(key, document)
            for key, document in zip(page.document_keys, page.documents, strict=True)
        ),
        rows=_pack_rows(PageRows(tuple(page.keys), tuple(page.document_of), page.warnings)),
        count=len(page.keys),
        facets=msgspec.json.encode(page.facets),
        total=page.total,
        cursor=page.cursor,
        fetched_at=to_micros(page.fetched_at),
    )


def unpack(body: bytes, size: int) -> bytes:
    """Return the document that was packed.

    Raises:
        zlib.error: it is damaged.
    """
    document = zlib.decompress(body, bufsize=max(size, 1))
    if len(document) != size:
        raise zlib.error("a document has not the size that it had")
    return document


def scope_id(connection: sqlite3.Connection, scope: Scope) -> int | None:
    """Return the row id of a scope, None where nothing is kept for it."""
    row = connection.execute(
        "SELECT id FROM scope WHERE account = ? AND host = ? AND document = ? AND language = ?",
        msgspec.structs.astuple(scope),
    ).fetchone()
    return row[0] if row else None


def make_scope(connection: sqlite3.Connection, scope: Scope) -> int:
    """Return the row id of a scope, made where it was not there."""
    connection.execute(
        "INSERT OR IGNORE INTO scope (account, host, document, language) VALUES (?, ?, ?, ?)",
        msgspec.structs.astuple(scope),
    )
    found = scope_id(connection, scope)
    if found is None:
        raise sqlite3.DatabaseError("a scope that was written is not there")
    return found


def write_documents(
    connection: sqlite3.Connection, scope: int, packed: Iterable[Packed], fetched_at: int
) -> list[int]:
    """Write documents, newer over older, and return their row ids in order."""
    used = now_micros()
    return [
        connection.execute(
            """INSERT INTO document (scope, key, fetched_at, used, stored, size, body)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (scope, key) DO UPDATE SET fetched_at = excluded.fetched_at,
                used = excluded.used, stored = excluded.stored, size = excluded.size,
                body = excluded.body
            RETURNING id""",
            (scope, each.key, fetched_at, used, len(each.body), each.size, each.body),
        ).fetchone()[0]
        for each in packed
    ]


def write_page(
    connection: sqlite3.Connection,
    scope: Scope,
    query: str,
    resource: str,
    number: int,
    page: PackedPage,
) -> None:
    """Write a whole page; the first page of a result begins it afresh."""
    scope_row = make_scope(connection, scope)
    result = _write_result(connection, scope_row, query, resource, number, page)
    documents = write_documents(connection, scope_row, page.documents, page.fetched_at)
    page_row = connection.execute(
        """INSERT INTO page (result, number, rows, cursor, fetched_at) VALUES (?, ?, ?, ?, ?)
        RETURNING id""",
        (result, number, page.count, page.cursor, page.fetched_at),
    ).fetchone()[0]
    connection.execute("INSERT INTO page_rows VALUES (?, ?)", (page_row, page.rows))
    connection.executemany(
        "INSERT INTO page_document VALUES (?, ?, ?)",
        [(page_row, position, document) for position, document in enumerate(documents)],
    )


def _write_result(
    connection: sqlite3.Connection,
    scope: int,
    query: str,
    resource: str,
    number: int,
    page: PackedPage,
) -> int:
    """Write what is known of the result; a later page without facets leaves those of the first."""
    result = connection.execute(
        """INSERT INTO result (scope, resource, query, total, facets, fetched_at, used)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (scope, resource, query) DO UPDATE SET
            total = coalesce(excluded.total, iif(?8 = 0, NULL, total)),
            facets = iif(?8 = 0 OR length(excluded.facets) > 2, excluded.facets, facets),
            fetched_at = excluded.fetched_at, used = excluded.used
        RETURNING id""",
        (scope, resource, query, page.total, page.facets, page.fetched_at, now_micros(), number),
    ).fetchone()[0]
    if number == 0:
        connection.execute("DELETE FROM page WHERE result = ?", (result,))
    else:
        connection.execute("DELETE FROM page WHERE result = ? AND number = ?", (result, number))
    return result


def _pack_rows(rows: PageRows) -> bytes:
    return zlib.compress(msgspec.json.encode(rows), 1)


def _unpack_rows(body: bytes) -> PageRows:
    return msgspec.json.decode(zlib.decompress(body), type=PageRows)


def find_result(
    connection: sqlite3.Connection, scope: Scope, query: str, resource: str
) -> int | None:
    """Return the row id of a result, None where there is none."""
    row = connection.execute(
        """SELECT result.id FROM result JOIN scope ON scope.id = result.scope
        WHERE account = ? AND host = ? AND document = ? AND language = ?
            AND resource = ? AND query = ?""",
        (*msgspec.structs.astuple(scope), resource, query),
    ).fetchone()
    return row[0] if row else None


def read_result(connection: sqlite3.Connection, result: int) -> CachedResult | None:
    """Return what is kept of a result; None where its first page is missing."""
    row = connection.execute(
        """SELECT account, host, document, language, resource, query, total, facets
        FROM result JOIN scope ON scope.id = result.scope WHERE result.id = ?""",
        (result,),
    ).fetchone()
    pages = connection.execute(
        "SELECT number, rows, cursor, fetched_at FROM page WHERE result = ? ORDER BY number",
        (result,),
    ).fetchall()
    whole = [page for place, page in enumerate(pages) if page[0] == place]
    if row is None or not whole:
        return None
    times = [page[3] for page in whole]
    return CachedResult(
        Scope(*row[:4]),
        resource=row[4],
        query=row[5],
        pages=len(whole),
        rows=sum(page[1] for page in whole),
        total=row[6],
        complete=not whole[-1][2],
        cursor=whole[-1][2],
        oldest=from_micros(min(times)),
        newest=from_micros(max(times)),
        facets=msgspec.json.decode(row[7], type=dict[str, tuple[FacetValue, ...]]),
    )


def read_pages(
    connection: sqlite3.Connection, result: int, first: int, count: int
) -> list[CachedPage]:
    """Return pages `first` to `first + count - 1`, ending at the first gap."""
    pages = connection.execute(
        """SELECT page.id, number, fetched_at, body FROM page JOIN page_rows ON page = page.id
        WHERE result = ? AND number >= ? AND number < ? ORDER BY number""",
        (result, first, first + count),
    ).fetchall()
    return [
        _read_page(connection, page, fetched_at, body)
        for place, (page, number, fetched_at, body) in enumerate(pages)
        if number == first + place
    ]


def _read_page(
    connection: sqlite3.Connection, page: int, fetched_at: int, body: bytes
) -> CachedPage:
    rows = _unpack_rows(body)
    documents = connection.execute(
        """SELECT position, key, body, size FROM page_document
        JOIN document ON document.id = page_document.document WHERE page = ? ORDER BY position""",
        (page,),
    ).fetchall()
    place_of = {position: place for place, (position, *_) in enumerate(documents)}
    kept = [
        (key, place_of[position])
        for key, position in zip(rows.keys, rows.document_of, strict=True)
        if position in place_of
    ]
    return CachedPage(
        keys=[key for key, _ in kept],
        documents=[(key, unpack(packed, size)) for _, key, packed, size in documents],
        document_of=[place for _, place in kept],
        warnings=rows.warnings,
        fetched_at=from_micros(fetched_at),
    )


def is_untouched(connection: sqlite3.Connection, result: int, first: int, count: int) -> bool:
    """Return whether a document of these pages was not used within the last hour."""
    row = connection.execute(
        """SELECT 1 FROM page JOIN page_document ON page_document.page = page.id
        JOIN document ON document.id = page_document.document
        WHERE result = ? AND number >= ? AND number < ? AND used < ? LIMIT 1""",
        (result, first, first + count, now_micros() - HOUR),
    ).fetchone()
    return row is not None


def touch(connection: sqlite3.Connection, result: int, first: int, count: int) -> None:
    """Note that pages were used."""
    used = now_micros()
    connection.execute("UPDATE result SET used = ? WHERE id = ?", (used, result))
    connection.execute(
        """UPDATE document SET used = ? WHERE used < ? AND id IN (
            SELECT document FROM page_document JOIN page ON page.id = page_document.page
            WHERE result = ? AND number >= ? AND number < ?)""",
        (used, used - HOUR, result, first, first + count),
    )


def forget_documents(connection: sqlite3.Connection, scope: int, keys: Iterable[str]) -> None:
    """Delete documents, and their rows from every page that lists them."""
    for key in keys:
        row = connection.execute(
            "SELECT id FROM document WHERE scope = ? AND key = ?", (scope, key)
        ).fetchone()
        if row is None:
            continue
        listed = connection.execute(
            "SELECT page, position FROM page_document WHERE document = ?", row
        ).fetchall()
        for page, position in listed:
            _take_out(connection, page, position)
        connection.execute("DELETE FROM document WHERE id = ?", row)


def _take_out(connection: sqlite3.Connection, page: int, position: int) -> None:
    body = connection.execute("SELECT body FROM page_rows WHERE page = ?", (page,)).fetchone()[0]
    rows = _unpack_rows(body)
    gone = rows.document_of.count(position)
    kept = [pair for pair in zip(rows.keys, rows.document_of, strict=True) if pair[1] != position]
    left = PageRows(tuple(key for key, _ in kept), tuple(place for _, place in kept), rows.warnings)
    connection.execute("UPDATE page_rows SET body = ? WHERE page = ?", (_pack_rows(left), page))
    connection.execute("UPDATE page SET rows = ? WHERE id = ?", (len(left.keys), page))
    connection.execute(
        """UPDATE result SET total = max(0, total - ?)
        WHERE id = (SELECT result FROM page WHERE id = ?)""",
        (gone, page),
    )
