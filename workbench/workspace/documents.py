"""The documents behind a session's rows: in memory while they are new, then in the cache.

Rows hold what columns need; the document as the service sent it is what the detail, the raw view
and later edits work on.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.pages import Page
from workbench.core.queries import Query
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.workspace.keys import query_key, scope_of

if TYPE_CHECKING:
    from workbench.store.cache import Cache, CachedResult

CACHED = "cached:"
"""Begins the cursor of rows that come from the cache; the page's index follows."""

RECENT = 600
"""Documents kept in memory at most, so that the detail opens before the disk has them."""

RECENT_BYTES = 12_000_000
"""Bytes of these at most; one document is kept however large it is."""


class Documents:
    """Documents of one session.

    Attributes:
        failed: a page could not be kept; the rows on the screen are not touched by that.
        taken: a page that a service just gave, and the language of its texts.
    """

    def __init__(self, cache: Cache, source: Source, account: Account, resource: Resource) -> None:
        self.failed: Signal[WbError] = Signal()
        self.taken: Signal[Page, str] = Signal()
        self._cache = cache
        self._source = source
        self._account = account
        self._resource = resource
        self._recent: OrderedDict[str, bytes] = OrderedDict()
        self._recent_bytes = 0
        self._key_of: dict[str, str] = {}
        self._language = ""
        self._turn = asyncio.Lock()

    def begin(self, page: Page, language: str) -> None:
        """Forget the documents of an older question and take those of a page."""
        self._key_of.clear()
        self._language = language
        self.remember(page)

    def remember(self, page: Page) -> None:
        """Take the documents of a page into memory and learn which row each belongs to."""
        for key, index in zip(page.keys, page.document_of, strict=True):
            self._key_of[key] = page.document_keys[index]
        for key, document in zip(page.document_keys, page.documents, strict=True):
            self._recent_bytes += len(document) - len(self._recent.pop(key, b""))
            self._recent[key] = document
        while (
            len(self._recent) > 1
            and not self._resource.kept
            and (len(self._recent) > RECENT or self._recent_bytes > RECENT_BYTES)
        ):
            self._recent_bytes -= len(self._recent.popitem(last=False)[1])

    def of_row(self, key: str) -> bytes | None:
        """Return the document a row was read from, None where it is not on this machine."""
        document_key = self._key_of.get(key, key)
        recent = self._recent.get(document_key)
        if recent is not None:
            return recent
        scope = scope_of(self._source, self._account, self._resource, self._language)
        found = self._cache.document(scope, document_key)
        return found[0] if found else None

    def of_rows(self, keys: Sequence[str]) -> dict[str, bytes]:
        """Return the documents of many rows by key; rows whose document is not here are left out.

        May be called from a thread.
        """
        recent = self._recent
        held = {key: recent.get(self._key_of.get(key, key)) for key in keys}
        wanted = {self._key_of.get(key, key) for key, document in held.items() if document is None}
        scope = scope_of(self._source, self._account, self._resource, self._language)
        kept = self._cache.documents_of(scope, tuple(wanted)) if wanted else {}
        found: dict[str, bytes] = {}
        for key, document in held.items():
            body = document or kept.get(self._key_of.get(key, key))
            if body is not None:
                found[key] = body
        return found

    async def keep(self, query: Query, index: int, page: Page, *, scan: bool = False) -> None:
        """Write a page to the cache; one after the other, so that a result stays in order."""
        if self._resource.kept:
            return
        self.taken.emit(page, query.language)
        scope = scope_of(self._source, self._account, self._resource, query.language)
        async with self._turn:
            try:
                await asyncio.to_thread(
                    self._cache.put_page,
                    scope,
                    query_key(query, scan=scan),
                    index,
                    page,
                    self._resource.id,
                )
            except WbError as error:
                self.failed.emit(error)

    async def keep_documents(self, page: Page) -> None:
        """Write documents that were read again, outside any result."""
        self.taken.emit(page, self._language)
        scope = scope_of(self._source, self._account, self._resource, self._language)
        pairs = list(zip(page.document_keys, page.documents, strict=True))
        async with self._turn:
            try:
                await asyncio.to_thread(self._cache.put_documents, scope, pairs, page.fetched_at)
            except WbError as error:
                self.failed.emit(error)

    def result(self, query: Query, *, scan: bool = False) -> CachedResult | None:
        """Return what the cache knows of a question's answer."""
        scope = scope_of(self._source, self._account, self._resource, query.language)
        return self._cache.result(scope, query_key(query, scan=scan), self._resource.id)

    def first_page(self, query: Query) -> Page | None:
        """Return the first rows of a question from the cache: of a complete scan where one is."""
        return self.cached(query, 0)

    def cached(self, query: Query, index: int) -> Page | None:
        """Return one page of a question from the cache, None where it is not there."""
        if self._resource.kept:
            return None
        for scan in (True, False):
            result = self.result(query, scan=scan)
            if result is not None and result.pages > index and (result.complete or not scan):
                return self.page(query, index, result, scan=scan)
        return None

    async def following(self, query: Query, cursor: str) -> Page:
        """Return the page of a question that a cached page's cursor names.

        Raises:
            WbError: STORE, where the cache has it no more.
        """
        index = int(cursor.removeprefix(CACHED))
        page = await asyncio.to_thread(self.cached, query, index)
        if page is None:
            raise WbError(
                ErrorCode.STORE,
                tr("The rest of these rows is no longer on this machine."),
                tr("Refresh to read them again."),
            )
        return page

    def page(
        self, query: Query, index: int, result: CachedResult, *, scan: bool = False
    ) -> Page | None:
        """Return one page of a cached answer; None where it is not there or reads no more."""
        scope = scope_of(self._source, self._account, self._resource, query.language)
        found = self._cache.documents(
            scope, query_key(query, scan=scan), self._resource.id, index, 1
        )
        if not found:
            return None
        last = index >= result.pages - 1
        cursor = result.cursor if last else f"{CACHED}{index + 1}"
        return self._rebuilt(found[0], result, cursor)

    def _rebuilt(self, pairs: list[tuple[str, bytes]], result: CachedResult, cursor: str) -> Page:
        """Return a page from documents that were kept."""
        rows: list[object] = []
        keys: list[str] = []
        document_of: list[int] = []
        for index, (_, document) in enumerate(pairs):
            for key, row in self._resource.rows_of(document):
                rows.append(row)
                keys.append(key)
                document_of.append(index)
        return Page(
            rows=rows,
            keys=keys,
            documents=[document for _, document in pairs],
            document_keys=[key for key, _ in pairs],
            document_of=document_of,
            fetched_at=result.oldest,
            total=result.total,
            cursor=cursor,
            facets=dict(result.facets),
            from_cache=True,
        )
