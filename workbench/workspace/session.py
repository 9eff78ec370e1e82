"""A session: one resource of one account as a tab shows it, without any Qt.

It asks, keeps the rows, and says what changed. Old rows stay until new ones are there; an answer
that comes late is ignored; what is read is kept in the cache and shown from there when the
service cannot be reached.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Jobs, Latest
from workbench.core.pages import FacetValue, Page
from workbench.core.queries import Query, Sort
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.times import now
from workbench.workspace.arranging import Arranging
from workbench.workspace.documents import CACHED
from workbench.workspace.fetching import Fetching
from workbench.workspace.held import Held
from workbench.workspace.keys import query_key
from workbench.workspace.status import Phase, Reading, Status, facets_after, joined, note_shift

if TYPE_CHECKING:
    from workbench.tables.rowview import RowView
    from workbench.tables.table import Table
    from workbench.workspace.connections import Connections
    from workbench.workspace.documents import Documents
    from workbench.workspace.editing import Editing

FRESH = timedelta(minutes=5)
"""A result this young is shown from the cache without asking again."""


class Session:
    """Rows of one resource for one question.

    Attributes:
        held: the rows, with the signals that say what changed in them.
        moved: `status` changed.
        faceted: the service's facets changed.
        epoch: rises with every new question; work for an older one is to stop.
        editing: typing in the rows; None where the resource can only be read.
        fetching: where the rows come from.
    """

    def __init__(
        self,
        source: Source,
        resource: Resource,
        account: Account,
        *,
        connections: Connections,
        documents: Documents,
        jobs: Jobs,
    ) -> None:
        self.source = source
        self.resource = resource
        self.account = account
        self.connections = connections
        self.documents = documents
        self.jobs = jobs
        self.moved: Signal[()] = Signal()
        self.faceted: Signal[()] = Signal()
        self.status = Status()
        self.query = Query()
        self.held = Held(resource)
        self._arranging = Arranging(self.held, jobs)
        self._reading = Reading(self.query)
        self._lane = Latest(jobs)
        self._more = False
        self.epoch = 0
        self.editing: Editing | None = None
        self.fetching = Fetching(source, resource, account, connections)

    # ---- what the window asks -------------------------------------------------------------

    @property
    def table(self) -> Table:
        """All rows that are loaded."""
        return self.held.table

    @property
    def rows(self) -> RowView:
        """Their order, and which of them are shown."""
        return self.held.rows

    @property
    def facets(self) -> Mapping[str, tuple[FacetValue, ...]]:
        """The service's facets of the question in force, by filter name."""
        return self._reading.facets

    def search(self, query: Query, *, again: bool = False) -> None:
        """Ask a new question, or the same `again` without the cache.

        Older questions under way are abandoned. The old rows stay until the first page is there.
        """
        self.query = query
        self.epoch += 1
        self._more = False
        self._move(phase=Phase.ASKING, error=None)
        self._lane.submit(
            f"search {self.resource.id}", lambda turn: self._search(turn, query, again=again)
        )

    async def ask(self, query: Query, *, again: bool = False) -> None:
        """Ask a new question and return when its first page is there.

        Raises:
            WbError: as the service's answer was named.
        """
        self.search(query, again=again)
        settled = asyncio.Event()

        def look() -> None:
            if self.status.phase is not Phase.ASKING:
                settled.set()

        self.moved.connect(look)
        try:
            await settled.wait()
        finally:
            self.moved.disconnect(look)
        if self.status.error:
            raise self.status.error

    def more(self) -> None:
        """Ask for the next page, where there is one and none is under way."""
        if self._more or self.status.complete or self.status.phase is not Phase.IDLE:
            return
        if not self._reading.cursor or self.status.stale:
            return
        self._more = True
        self._move(phase=Phase.MORE)
        self._lane.submit(f"next page of {self.resource.id}", self._next)

    def asks(self, query: Query | None = None) -> str:
        """Return the title of the button that asks; "" where asking leaves nothing behind."""
        return self.fetching.asks(self.query if query is None else query)

    def restore(self, query: Query, *, keep: bool = False) -> bool:
        """Show the rows of a question from the cache alone; return whether there were any.

        With `keep`, the old rows and their question stay where there are none.
        """
        found = self.documents.first_page(query)
        if found is None and keep:
            return False
        self._lane.drop()
        self.epoch += 1
        self.query = query
        if found is None:
            return False
        self._show(found, query, from_cache=True)
        self._move(phase=Phase.IDLE, error=None)
        return True

    def show(self, page: Page, query: Query) -> None:
        """Show rows that were read elsewhere as the answer to a question (a pasted list)."""
        self._lane.drop()
        self.epoch += 1
        self.query = query
        self._show(page, query, from_cache=False)
        self._move(phase=Phase.IDLE, error=None)

    def set_quantity(self, quantity: int) -> None:
        """Show prices at another quantity."""
        self.query = msgspec.structs.replace(self.query, quantity=quantity)
        self._reading.query = msgspec.structs.replace(self._reading.query, quantity=quantity)
        self.held.set_quantity(quantity)

    def arrange(
        self,
        *,
        text: str | None = None,
        header: Mapping[str, str] | None = None,
        facets: Mapping[str, tuple[str, ...]] | None = None,
        sort: tuple[Sort, ...] | None = None,
        ids: Mapping[str, frozenset[str]] | None = None,
    ) -> None:
        """Filter and order the loaded rows; None leaves a part as it is.

        Raises:
            WbError: INPUT with `field` naming the wrong column; nothing changes then.
        """
        self._arranging.arrange(text=text, header=header, facets=facets, sort=sort, ids=ids)

    # ---- reading --------------------------------------------------------------------------

    async def _search(self, turn: int, query: Query, *, again: bool) -> None:
        if not again and await self._from_cache(turn, query, FRESH):
            return
        try:
            page = await self.fetch(query, "")
        except WbError as error:
            await self._failed(turn, query, error)
            return
        if not await self._show_when_read(turn, page, query, from_cache=False):
            return
        self._keep(page, query, 0)
        self._move(phase=Phase.IDLE, error=None)

    async def _from_cache(self, turn: int, query: Query, oldest: timedelta | None) -> bool:
        page = await asyncio.to_thread(self.documents.first_page, query)
        if page is None or not self._lane.is_current(turn):
            return False
        if oldest is not None and now() - page.fetched_at > oldest:
            return False
        if not await self._show_when_read(turn, page, query, from_cache=True):
            return False
        self._move(phase=Phase.IDLE, error=None)
        return True

    async def _show_when_read(
        self, turn: int, page: Page, query: Query, *, from_cache: bool
    ) -> bool:
        """Fill a table behind the old rows and show it; False where a newer question was asked."""
        if not self._lane.is_current(turn):
            return False
        table = await self.held.table_of(page, self.query.quantity)
        if not self._lane.is_current(turn):
            return False
        query = msgspec.structs.replace(query, quantity=self.query.quantity)
        self._show(page, query, table, from_cache=from_cache)
        return True

    async def _failed(self, turn: int, query: Query, error: WbError) -> None:
        """Show the failure; rows of the same question from the disk, else the old ones stay."""
        if not self._lane.is_current(turn):
            return
        if await self._from_cache(turn, query, None):
            self._move(error=error)
            return
        if self._lane.is_current(turn):
            same = query_key(self._reading.query) == query_key(query)
            self._move(phase=Phase.IDLE, error=error, stale=bool(len(self.table)) and not same)

    async def _next(self, turn: int) -> None:
        reading = self._reading
        try:
            page = await self._page_after(reading)
        except WbError as error:
            if self._lane.is_current(turn):
                self._more = False
                self._move(phase=Phase.IDLE, error=error)
            return
        if self._lane.is_current(turn):
            await self._take(page)
        if self._lane.is_current(turn):
            self._more = False
            self._move(phase=Phase.IDLE, error=None)

    @property
    def cursor(self) -> str:
        """Where the next page begins, "" where none follows."""
        return self._reading.cursor

    async def next_page(self) -> None:
        """Read and take the next page.

        Raises:
            WbError: as the service's answer was named.
        """
        await self._take(await self._page_after(self._reading))

    async def _take(self, page: Page) -> None:
        reading = self._reading
        await self.take(page)
        if reading is not self._reading:
            return
        if not page.from_cache:
            self._keep(page, reading.query, reading.pages - 1)

    async def _page_after(self, reading: Reading) -> Page:
        """Read the next page: from the cache where its first rows came from there."""
        if reading.cursor.startswith(CACHED):
            return await self.documents.following(reading.query, reading.cursor)
        return await self.fetch(reading.query, reading.cursor)

    async def fetch(self, query: Query, cursor: str, *, scan: bool = False) -> Page:
        """Read one page from the service.

        Raises:
            WbError: as the gateway or the reading named it.
        """
        return await self.fetching.page(query, cursor, scan=scan)

    def append(self, page: Page, *, overlap: bool = False) -> None:
        """Take the rows of a further page; with `overlap`, some may be loaded already."""
        self.documents.remember(page)
        self._appended(page, self.held.append(page), overlap=overlap)

    async def take(self, page: Page, *, overlap: bool = False) -> None:
        """Do as `append`, slice by slice, and stop where another question is in force meanwhile."""
        reading = self._reading
        self.documents.remember(page)
        repeated = await self.held.take(page)
        if repeated is not None and reading is self._reading:
            self._appended(page, repeated, overlap=overlap)

    def _appended(self, page: Page, repeated: int, *, overlap: bool) -> None:
        reading = self._reading
        if not overlap:
            self.status = note_shift(self.status, reading, page, repeated)
        reading.cursor = page.cursor
        reading.pages += 1
        self.status = replace(
            self.status,
            total=page.total if page.total is not None else self.status.total,
            complete=not page.cursor,
            notes=joined(self.status.notes, page.warnings),
        )
        self._arranging.tell()

    def _show(
        self, page: Page, query: Query, table: Table | None = None, *, from_cache: bool
    ) -> None:
        self.held.begin(page, query.quantity, table)
        self.documents.begin(page, query.language)
        facets = facets_after(self._reading, query, page)
        self._reading = Reading(query, page.cursor, pages=1, facets=facets)
        self.status = Status(
            phase=self.status.phase,
            total=page.total,
            complete=not page.cursor,
            read_at=page.fetched_at,
            from_cache=from_cache,
            notes=tuple(page.warnings),
        )
        self.held.began.emit()
        self.faceted.emit()

    def _keep(self, page: Page, query: Query, index: int) -> None:
        """Write a page to the cache behind the user's back."""
        self.jobs.spawn("keep a page", self.documents.keep(query, index, page))

    def finish(self, *, notes: Sequence[str] = ()) -> None:
        """Say that all rows of the question in force are loaded."""
        self._reading.cursor = ""
        self._arranging.warm(self.resource.fields)
        self._move(
            complete=True,
            total=len(self.table),
            phase=Phase.IDLE,
            error=None,
            notes=joined(self.status.notes, notes),
        )

    def merge(self, page: Page, *, only: frozenset[str] | None = None) -> int:
        """Take records that were read again; return how many were not here before.

        Args:
            page: the records.
            only: rows to touch; others of the page's documents are left alone.
        """
        self.documents.remember(page)
        return self.held.merge(page, only)

    def remove(self, keys: Sequence[str]) -> int:
        """Drop rows that are gone at the service; return how many there were."""
        count = self.held.remove(keys)
        if count:
            self._move(total=len(self.table) if self.status.complete else self.status.total)
        return count

    def mark_read(self, moment: datetime) -> None:
        """Say that the rows are as the service had them at that moment."""
        self._move(read_at=moment, from_cache=False, stale=False, total=len(self.table))

    def loading(self, *, on: bool) -> None:
        """Say whether a job is adding rows."""
        self._move(phase=Phase.MORE if on else Phase.IDLE)

    def fail(self, error: WbError) -> None:
        """Show a failure; the rows stay."""
        if error.code is not ErrorCode.CANCELLED:
            self._move(phase=Phase.IDLE, error=error)

    def dismiss_error(self) -> None:
        """Forget the failure shown: the user has read it."""
        self._move(error=None)

    def _move(self, **changes: object) -> None:
        self.status = replace(self.status, **changes)  # type: ignore[arg-type]
        self.moved.emit()

    def close(self) -> None:
        """Let no answer under way count any more."""
        self._lane.drop()
