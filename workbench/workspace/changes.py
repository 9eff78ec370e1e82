"""Only what changed: bringing a complete set of rows up to date without reading all of it again.

Records changed since the last complete reading are read, deleted ones are dropped. "Since" is the
service's own clock less a margin, so that neither a wrong clock here nor a night in which clocks
change leaves a hole; a record read twice does no harm.
"""

from __future__ import annotations

import asyncio
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job
from workbench.core.queries import Condition, Query
from workbench.core.texts import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.core.sources import Resource
    from workbench.workspace.session import Session

OVERLAP = timedelta(hours=2)
"""Asked for again at the edge of every window."""


class Changed(msgspec.Struct, frozen=True):
    """What an update brought: counts of records read again, new ones and deleted ones."""

    changed: int
    new: int
    deleted: int

    def sentence(self) -> str:
        """Return it in words."""
        return tr(
            "{changed} changed, {new} new, {deleted} deleted.",
            changed=f"{self.changed:,}",
            new=f"{self.new:,}",
            deleted=f"{self.deleted:,}",
        )


class Update:
    """One "Only what changed" on a session whose rows are complete."""

    def __init__(self, session: Session) -> None:
        self._session = session

    @property
    def possible(self) -> bool:
        """Whether the source can tell changes and there is a complete set to bring up to date."""
        return self._session.resource.changes is not None and self._session.status.complete

    async def run(self, job: Job) -> Changed:
        """Read what changed since the rows were read, and apply it.

        Raises:
            WbError: as the service's answer was named; what was applied before stays.
        """
        session = self._session
        changes = session.resource.changes
        since = session.status.read_at
        if changes is None or since is None:
            raise WbError(
                ErrorCode.INPUT,
                tr("There is nothing to bring up to date yet."),
                tr("Load all rows first."),
            )
        window = since - OVERLAP
        started = datetime.now(since.tzinfo)
        changed, new = await self._changed(job, window)
        gone = await self._deleted(window)
        deleted = session.remove(gone)
        session.mark_read(started)
        return Changed(changed, new, deleted)

    async def _changed(self, job: Job, window: datetime) -> tuple[int, int]:
        session = self._session
        query = self._query_since(window)
        cursor, changed, new = "", 0, 0
        scan = session.resource.scan is not None
        while True:
            await job.checkpoint()
            page = await session.fetch(query, cursor, scan=scan)
            fresh = session.merge(page)
            new += fresh
            changed += len(page.keys) - fresh
            await session.documents.keep_documents(page)
            job.advance(changed + new)
            cursor = page.cursor
            if not cursor:
                return changed, new

    def _query_since(self, window: datetime) -> Query:
        changes = self._session.resource.changes
        assert changes is not None
        name, part = changes.since
        moment = window.isoformat(timespec="seconds")
        return self._session.query.with_condition(Condition(name, part, moment))

    async def _deleted(self, window: datetime) -> Sequence[str]:
        session = self._session
        changes = session.resource.changes
        if changes is None or changes.deleted is None:
            return ()
        connection = await session.connections.open(session.source, session.account)
        return await changes.deleted(connection.client, window.date())


PER_TURN = 50
"""Records that are asked for in one question."""


def refresh_cost(resource: Resource, count: int) -> int:
    """Return how many requests reading so many chosen records again takes at least."""
    return -(-count // resource.keys_a_request)


async def refresh_rows(session: Session, keys: Sequence[str], per_request: int = PER_TURN) -> int:
    """Read chosen records again and return how many came back.

    Raises:
        WbError: as the service's answer was named.
    """
    name = session.resource.key_filter
    if not name:
        raise WbError(
            ErrorCode.INPUT,
            tr("These rows cannot be read again one by one."),
            tr("Refresh the whole view."),
        )
    count = 0
    for start in range(0, len(keys), per_request):
        chunk = tuple(keys[start : start + per_request])
        query = Query(
            conditions=(Condition(name, "include", chunk),), language=session.query.language
        )
        cursor = ""
        while True:
            page = await session.fetch(query, cursor)
            count += len(page.keys) - session.merge(page, only=frozenset(chunk))
            await session.documents.keep_documents(page)
            cursor = page.cursor
            if not cursor:
                break
            await asyncio.sleep(0)
    return count
