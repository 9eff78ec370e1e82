"""What came back of a send reaches the rows: every open session of the account shows it.

A record that was read back takes the place of its row in one go with others that came about the
same moment, as each round moves the whole table.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Mapping
from typing import TYPE_CHECKING

from workbench.core.jobs import Jobs
from workbench.core.pages import Page
from workbench.core.sources import Resource
from workbench.core.times import now
from workbench.edits.parcels import Act
from workbench.edits.results import Outcome, Result

if TYPE_CHECKING:
    from workbench.workspace.documents import Documents
    from workbench.workspace.session import Session

ROUND = 0.25
"""Seconds in which results are gathered."""


class Arrivals:
    """The rows of one resource of one account, wherever they are shown."""

    def __init__(self, resource: Resource, documents: Documents, jobs: Jobs) -> None:
        self._resource = resource
        self._documents = documents
        self._jobs = jobs
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        self._waiting: list[Result] = []

    def attach(self, session: Session) -> None:
        """Tell a session from now on, as long as somebody holds it."""
        self._sessions.add(session)

    @property
    def sessions(self) -> tuple[Session, ...]:
        """The sessions that show this resource."""
        return tuple(self._sessions)

    def take(self, result: Result) -> None:
        """Show what came back of a record, together with what follows soon."""
        if not self._waiting:
            self._jobs.spawn("show what was sent", self._later())
        self._waiting.append(result)

    async def _later(self) -> None:
        await asyncio.sleep(ROUND)
        await self.show()

    async def show(self) -> None:
        """Show now what was gathered."""
        results, self._waiting = self._waiting, []
        changed = {held.key: held.document for held in results if _is_read(held) and not held.made}
        made = {held.made: held.document for held in results if _is_read(held) and held.made}
        gone = [held.key for held in results if _is_gone(held)]
        for session in self.sessions:
            if gone:
                session.remove(gone)
            if changed:
                session.merge(page_of(self._resource, changed), only=frozenset(changed))
            if made:
                session.merge(page_of(self._resource, made))
        if changed or made:
            page = page_of(self._resource, {**changed, **made})
            self._documents.remember(page)
            await self._documents.keep_documents(page)


def _is_read(result: Result) -> bool:
    return bool(result.document) and result.act is not Act.DELETE


def _is_gone(result: Result) -> bool:
    return result.act is Act.DELETE and result.outcome is Outcome.DONE


def page_of(resource: Resource, documents: Mapping[str, bytes | None]) -> Page:
    """Return documents that were read one by one as a page, each under its record's key."""
    rows: list[object] = []
    keys: list[str] = []
    of: list[int] = []
    held = [(key, document) for key, document in documents.items() if document]
    for index, (_key, document) in enumerate(held):
        for key, row in resource.rows_of(document):
            rows.append(row)
            keys.append(key)
            of.append(index)
    return Page(
        rows=rows,
        keys=keys,
        documents=[document for _, document in held],
        document_keys=[key for key, _ in held],
        document_of=of,
        fetched_at=now(),
    )
