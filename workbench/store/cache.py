"""Everything read from services, so that the window opens full and works without a network.

The file may vanish at any time: a damaged one is set aside and begun afresh, and nothing that a
person typed lives here.
"""

from __future__ import annotations

import logging
import threading
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

import msgspec

from workbench.core.errors import WbError
from workbench.core.pages import Page
from workbench.store import cache_pages as pages
from workbench.store.cache_schema import CACHE_SCHEMA, CachedPage, CachedResult, Scope
from workbench.store.cache_space import (
    choose_victims,
    delete_account,
    delete_documents,
    stored_bytes,
)
from workbench.store.database import Database
from workbench.store.failures import is_damage
from workbench.store.moments import from_micros, to_micros
from workbench.store.pictures import Pictures

T = TypeVar("T")

TOGETHER: Final = 500
"""Documents asked for by key in one go."""
_BATCH: Final = 200
_BROKEN: Final = (zlib.error, msgspec.DecodeError, TypeError, ValueError, OverflowError)
"""What reading a damaged row raises beside SQLite's own errors."""

_log = logging.getLogger(__name__)


class Cache:
    """The cache of one workspace; every method may be called from any thread.

    Raises:
        WbError: DISK, DISK_FULL or STORE, from every method, where the disk refuses.
    """

    def __init__(self, path: Path) -> None:
        self._database = Database(path, CACHE_SCHEMA)
        self._pictures = Pictures(self._database, path.parent / "pictures")
        self._gate = threading.Lock()
        self._uses: dict[tuple[int, int], int] = {}
        self._used_last = 0

    @property
    def notes(self) -> tuple[str, ...]:
        """Sentences about damage that was found and what was done."""
        return tuple(self._database.notes)

    def close(self) -> None:
        """Bring everything into the file and let go of it."""
        self._write_uses()
        self._database.close()

    # Results

    def put_page(self, scope: Scope, query: str, index: int, page: Page, resource: str) -> None:
        """Keep a whole page of a result; page 0 begins the result afresh.

        Args:
            scope: whose documents.
            query: the query as text, the same for the same query.
            index: number of the page, from 0.
            page: rows and documents as they came.
            resource: id of the resource.
        """
        packed = pages.pack_page(page)
        self._write_uses()
        self._used_last = 0

        def write() -> None:
            with self._database.write() as connection:
                pages.write_page(connection, scope, query, resource, index, packed)

        self._healed(write, write)

    def result(self, scope: Scope, query: str, resource: str) -> CachedResult | None:
        """Return what is kept of a query, None where nothing is."""

        def read() -> CachedResult | None:
            with self._database.read() as connection:
                found = pages.find_result(connection, scope, query, resource)
                return None if found is None else pages.read_result(connection, found)

        return self._healed(read, _nothing)

    def pages(
        self, scope: Scope, query: str, resource: str, first: int, count: int
    ) -> list[CachedPage]:
        """Return pages of a result from number `first`, at most `count`, up to the first gap."""

        def read() -> tuple[int, bool, list[CachedPage]]:
            with self._database.read() as connection:
                found = pages.find_result(connection, scope, query, resource)
                if found is None:
                    return 0, False, []
                stale = pages.is_untouched(connection, found, first, count)
                return found, stale, pages.read_pages(connection, found, first, count)

        found, stale, read_pages = self._healed(read, lambda: (0, False, []))
        if read_pages and (stale or found != self._used_last):
            self._note_use(found, first, len(read_pages))
        return read_pages

    def documents(
        self, scope: Scope, query: str, resource: str, first: int, count: int
    ) -> list[list[tuple[str, bytes]]]:
        """Return the (key, document) pairs of pages, per page, in the service's order."""
        return [list(page.documents) for page in self.pages(scope, query, resource, first, count)]

    # Documents

    def document(self, scope: Scope, key: str) -> tuple[bytes, datetime] | None:
        """Return a document and when it was read, None where it is not kept."""

        def read() -> tuple[bytes, datetime] | None:
            with self._database.read() as connection:
                row = connection.execute(
                    "SELECT body, size, fetched_at FROM document WHERE scope = ? AND key = ?",
                    (pages.scope_id(connection, scope), key),
                ).fetchone()
            return (pages.unpack(row[0], row[1]), from_micros(row[2])) if row else None

        return self._healed(read, _nothing)

    def documents_of(self, scope: Scope, keys: Sequence[str]) -> dict[str, bytes]:
        """Return those of these documents that are kept, by key: one reading for all of them."""

        def read() -> dict[str, bytes]:
            found: dict[str, bytes] = {}
            with self._database.read() as connection:
                row = pages.scope_id(connection, scope)
                for start in range(0, len(keys), TOGETHER):
                    some = keys[start : start + TOGETHER]
                    marks = ",".join("?" * len(some))
                    held = connection.execute(
                        f"SELECT key, body, size FROM document WHERE scope = ? AND key IN ({marks})",  # noqa: S608, E501
                        (row, *some),
                    )
                    found |= {key: pages.unpack(body, size) for key, body, size in held}
            return found

        return self._healed(read, dict)

    def put_documents(
        self, scope: Scope, pairs: Sequence[tuple[str, bytes]], fetched_at: datetime
    ) -> None:
        """Keep documents that were read one by one."""
        packed = [pages.pack_document(key, document) for key, document in pairs]

        def write() -> None:
            with self._database.write() as connection:
                row = pages.make_scope(connection, scope)
                pages.write_documents(connection, row, packed, to_micros(fetched_at))

        self._healed(write, write)

    def all_documents(
        self, scope: Scope, since: datetime | None = None
    ) -> Iterator[tuple[str, bytes, datetime]]:
        """Yield every kept document of a scope as (key, document, when read), oldest entry first.

        Documents that are written meanwhile may or may not be among them.

        Args:
            scope: whose documents.
            since: leaves out those read before this moment.
        """
        last, least = 0, to_micros(since) if since is not None else 0
        while batch := self._healed(lambda after=last: self._batch(scope, after, least), list):
            for _, key, document, moment in batch:
                yield key, document, moment
            last = batch[-1][0]

    def forget(self, scope: Scope, keys: Iterable[str]) -> None:
        """Delete documents that the service no longer has, and their rows in every result."""
        gone = tuple(keys)

        def write() -> None:
            with self._database.write() as connection:
                row = pages.scope_id(connection, scope)
                if row is not None:
                    pages.forget_documents(connection, row, gone)

        self._healed(write, _nothing)

    # Room

    def sizes(self) -> dict[str, int]:
        """Return bytes on disk by account key, and of pictures under "pictures"."""

        def read() -> dict[str, int]:
            with self._database.read() as connection:
                return stored_bytes(connection)

        return self._healed(read, dict)

    def clear(self, account: str | None = None, pictures: bool = False) -> None:
        """Delete what was read through one account, or through all for None.

        Drafts, views and templates live elsewhere and stay.

        Args:
            account: `Account.key`.
            pictures: delete the pictures too; they belong to no account.
        """

        def write() -> None:
            with self._database.write() as connection:
                delete_account(connection, account)

        self._healed(write, _nothing)
        if pictures:
            self.clear_pictures()
        self._healed(self._database.shrink, _nothing)

    def rename_account(self, old: str, new: str) -> None:
        """Let what was read through an account follow its new name.

        Args:
            old: `Account.key`; what was read through one of the new name before is deleted.
            new: likewise.
        """

        def write() -> None:
            with self._database.write() as connection:
                delete_account(connection, new)
                connection.execute("UPDATE scope SET account = ? WHERE account = ?", (new, old))

        self._healed(write, _nothing)

    def clear_pictures(self) -> None:
        """Delete all pictures and nothing else."""
        self._healed(self._pictures.clear, _nothing)

    def trim(self, limit_bytes: int) -> int:
        """Delete what was not used for longest until `limit_bytes` hold the rest.

        Returns:
            The bytes that were freed.
        """
        self._write_uses()
        too_much = sum(self.sizes().values()) - limit_bytes
        if too_much <= 0:
            return 0

        def write() -> int:
            with self._database.write() as connection:
                freed, documents, names = choose_victims(connection, too_much)
                delete_documents(connection, documents)
            self._pictures.forget(names)
            return freed

        freed = self._healed(write, int)
        self._healed(self._database.shrink, _nothing)
        return freed

    # Pictures

    def picture(self, url: str) -> bytes | None:
        """Return a kept picture, None where it is not kept."""
        return self._healed(lambda: self._pictures.get(url), _nothing)

    def put_picture(self, url: str, data: bytes, content_type: str) -> None:
        """Keep a picture as it came."""

        def write() -> None:
            self._pictures.put(url, data, content_type)

        self._healed(write, write)

    def miss_picture(self, url: str, reason: str) -> None:
        """Note for a day that a picture could not be had, and why."""
        self._healed(lambda: self._pictures.miss(url, reason), _nothing)

    def picture_miss(self, url: str) -> str | None:
        """Return why a picture could not be had, None where it may be asked for."""
        return self._healed(lambda: self._pictures.miss_reason(url), _nothing)

    # Inside

    def _batch(
        self, scope: Scope, after: int, since: int
    ) -> list[tuple[int, str, bytes, datetime]]:
        with self._database.read() as connection:
            rows = connection.execute(
                """SELECT id, key, body, size, fetched_at FROM document
                WHERE scope = ? AND id > ? AND fetched_at >= ? ORDER BY id LIMIT ?""",
                (pages.scope_id(connection, scope), after, since, _BATCH),
            ).fetchall()
        return [
            (row, key, pages.unpack(body, size), from_micros(fetched_at))
            for row, key, body, size, fetched_at in rows
        ]

    def _note_use(self, result: int, first: int, count: int) -> None:
        """Remember the use until something is written anyway: readers never wait for the disk."""
        with self._gate:
            self._used_last = result
            self._uses[result, first] = max(count, self._uses.pop((result, first), 0))

    def _write_uses(self) -> None:
        """Write which pages were used; a disk that refuses it takes nothing from anybody."""
        with self._gate:
            uses, self._uses = self._uses, {}
        if not uses:
            return
        try:
            with self._database.write() as connection:
                for (result, first), count in uses.items():
                    pages.touch(connection, result, first, count)
        except WbError as error:
            _log.info("the use of cached results was not noted: %s", error.code.value)

    def _healed(self, work: Callable[[], T], afterwards: Callable[[], T]) -> T:
        """Do the work; where the file turns out damaged, begin it afresh and do the other."""
        seen = self._database.generation
        try:
            return work()
        except WbError as error:
            if not is_damage(error.__cause__):
                raise
            cause = type(error.__cause__).__name__
        except _BROKEN as error:
            cause = type(error).__name__
        _log.warning("the cache is damaged (%s) and is begun afresh", cause)
        self._database.rebuild(seen)
        return afterwards()


def _nothing() -> None:
    return None
