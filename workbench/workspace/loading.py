"""Loading all rows of a question: page by page, with progress, pause, cancel and resume.

A service's scan is used where it has one; its batches are kept as they come, so that a load that
was stopped goes on from there: by the scan's own cursor while that is valid, else from the first
batch, with rows that are known recognised.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import msgspec

from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, job_cancelled
from workbench.core.pages import Page
from workbench.core.queries import Query, Sort
from workbench.core.signals import Signal
from workbench.core.texts import inside, tr
from workbench.workspace.status import Watch, shifted

if TYPE_CHECKING:
    from workbench.workspace.session import Session

MANY_REQUESTS = 30
"""A load of more requests than this is announced with its size before it begins."""


class Estimate(msgspec.Struct, frozen=True):
    """What loading the rest will cost.

    Attributes:
        requests: how many.
        seconds: how long, from the service's pace and a quarter of a second an answer.
    """

    requests: int
    seconds: float


class Resume(msgspec.Struct, frozen=True):
    """What a stopped load needs to go on after a restart; stands in the job's record."""

    source: str
    account: str
    resource: str
    query: Query


def estimate(session: Session, per_page: int) -> Estimate:
    """Return what loading the rest of a session's rows will cost."""
    scanned = uses_scan(session)
    left = (session.status.total or 0) - (0 if scanned else len(session.table))
    requests = max(1, -(-left // max(per_page, 1)))
    pace = session.source.pace
    held = requests / pace.per_window * pace.window if pace.per_window else 0.0
    return Estimate(requests, max(requests * 0.25, held))


def uses_scan(session: Session) -> bool:
    """Return whether the rest comes by scan: where there is one and the order can be made here."""
    sort = session.query.sort
    fields = session.resource.fields
    ordered = sort in {"", "relevance"} or any(field.sort == sort for field in fields)
    return session.resource.scan is not None and ordered


class Loading:
    """The loading of one session's rows.

    Attributes:
        ended: it ended; the argument is the failure, or None.

    Args:
        session: whose.
        afresh: do not go on where an earlier load stopped: every row is read now.
    """

    def __init__(self, session: Session, *, afresh: bool = False) -> None:
        self.ended: Signal[WbError | None] = Signal()
        self._session = session
        self._afresh = afresh
        self._epoch = session.epoch
        self._moved = False

    def start(self) -> Job:
        """Begin, and return the job; failures are shown by the session and the job."""
        session = self._session
        title = tr("Loading {title}", title=inside(tr(session.resource.title)))
        job, _ = session.jobs.start(
            title,
            "load",
            self.run,
            source=session.source.id,
            account=session.account.name,
            awaited=True,
        )
        resume = Resume(session.source.id, session.account.name, session.resource.id, session.query)
        job.resume = msgspec.json.encode(resume).decode()
        return job

    async def run(self, job: Job) -> None:
        """Load all rows.

        Raises:
            WbError: what stopped it; rows loaded so far stay.
        """
        session = self._session
        session.loading(on=True)
        failure: WbError | None = None
        try:
            if uses_scan(session):
                await self._scan(job)
            else:
                await self._pages(job)
            self._finish()
        except WbError as error:
            failure = error
            if session.epoch == self._epoch:
                session.loading(on=False)
                session.fail(error)
            raise
        finally:
            self.ended.emit(failure)

    def _finish(self) -> None:
        session = self._session
        total = session.status.total
        notes = (shifted(),) if self._moved else ()
        if total is not None and total != len(session.table):
            notes = (
                *notes,
                tr(
                    "The service counts {total} rows, {read} were read.",
                    total=f"{total:,}",
                    read=f"{len(session.table):,}",
                ),
            )
        session.finish(notes=notes)
        field = next(
            (held for held in session.resource.fields if held.sort == session.query.sort), None
        )
        if field and session.query.sort and not session.rows.sort:
            session.arrange(sort=(Sort(field.id, session.query.descending),))

    async def _pages(self, job: Job) -> None:
        session = self._session
        while session.cursor:
            await self._checkpoint(job)
            await session.next_page()
            job.advance(len(session.table), session.status.total)

    async def _scan(self, job: Job) -> None:
        session = self._session
        query = session.query
        cursor, index = await self._known_batches(job, query)
        restarted, watch = False, Watch()
        while True:
            await self._checkpoint(job)
            try:
                page = await session.fetch(query, cursor, scan=True)
            except WbError as error:
                if error.code is not ErrorCode.SCROLL or restarted or not cursor:
                    raise
                cursor, index, restarted, watch = "", 0, True, Watch()
                job.advance(job.done, note=tr("The service forgot the place; reading again."))
                continue
            await session.documents.keep(query, index, page, scan=True)
            await self._take(job, page)
            index += 1
            cursor = page.cursor if watch.goes_on(page) else ""
            if not cursor:
                self._moved = watch.moved
                return

    async def _known_batches(self, job: Job, query: Query) -> tuple[str, int]:
        """Show the batches of a stopped load; return its cursor and how many there were."""
        if self._afresh:
            return "", 0
        documents = self._session.documents
        result = await asyncio.to_thread(documents.result, query, scan=True)
        if result is None or result.complete:
            return "", 0
        for index in range(result.pages):
            await self._checkpoint(job)
            page = await asyncio.to_thread(documents.page, query, index, result, scan=True)
            if page is None:
                return "", 0
            await self._take(job, page)
        return result.cursor, result.pages

    async def _checkpoint(self, job: Job) -> None:
        await job.checkpoint()
        self._check_question()

    def _check_question(self) -> None:
        """Stop where the session was asked something else meanwhile."""
        if self._session.epoch != self._epoch:
            raise job_cancelled()

    async def _take(self, job: Job, page: Page) -> None:
        self._check_question()
        session = self._session
        await session.take(page, overlap=True)
        job.advance(len(session.table), session.status.total)
