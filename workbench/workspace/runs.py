"""Runs of a workspace's accounts: kept before they begin, asked about until they end.

A program that ends meanwhile asks again once it is started anew; that only reads. Nothing is begun
a second time by itself.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.edits import Action, Call, Chosen
from workbench.core.errors import ErrorCode, Sent, WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.runs import (
    OPEN_RUNS,
    Following,
    Run,
    RunAnswer,
    RunState,
    RunTold,
    document_of,
)
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.edits.drafts import Place
from workbench.edits.fates import Fate, fate_of
from workbench.edits.results import Outcome, Result
from workbench.store.journal_types import new_op_id
from workbench.store.runs import RunStore
from workbench.workspace.arrivals import page_of
from workbench.workspace.books import place_of
from workbench.workspace.runs_book import BookOfRuns, login

if TYPE_CHECKING:
    from workbench.edits.acting import Acted
    from workbench.workspace.connections import Connections
    from workbench.workspace.session import Session

STEPS: Final = ((20, 3.0), (74, 10.0), (0, 30.0))
"""Up to how many questions the seconds between two of them hold; 0 for all that follow.

An account has so many requests a day: what takes long is asked about less often.
"""

AWAITED: Final = timedelta(minutes=30)
"""How long a command may wait for the answer that begins a run; older ones are given up."""

Pause = Callable[[float], Awaitable[object]]


class Runs:
    """What goes on at the services of a workspace.

    Attributes:
        changed: a run began, moved or was removed.

    Args:
        store: where they are kept.
        connections: how the services are reached.
        jobs: in which they are followed.
        pause: lets seconds pass.
    """

    def __init__(
        self, store: RunStore, connections: Connections, jobs: Jobs, pause: Pause = asyncio.sleep
    ) -> None:
        self.changed: Signal[Run] = Signal()
        self._store = store
        self._connections = connections
        self._jobs = jobs
        self._pause = pause
        self._own: set[str] = set()
        self._followed: set[str] = set()
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()

    # ---- what is kept ------------------------------------------------------------------------

    async def of(self, source: Source, resource: Resource, account: Account) -> tuple[Run, ...]:
        """Return the runs of an account that a resource lists, newest first.

        Raises:
            WbError: STORE.
        """
        place = place_of(source, account)
        found = await asyncio.to_thread(self._store.of, *place)
        return tuple(run for run in found if run.resource == resource.id)

    async def remove(self, runs: Sequence[Run]) -> None:
        """Take runs out of the history; at the service nothing is asked or changed.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await asyncio.to_thread(self._store.remove, [run.id for run in runs])
        for run in runs:
            self.changed.emit(run)

    def attach(self, session: Session) -> None:
        """Show the runs in a session, and keep it up to date as long as somebody holds it."""
        book = BookOfRuns(self, session.source, session.resource, session.account)

        async def kept() -> BookOfRuns:
            return book

        session.fetching.kept = kept
        self._sessions.add(session)

    # ---- beginning ---------------------------------------------------------------------------

    async def recorded(
        self,
        session: Session,
        action: Action,
        chosen: Chosen,
        act: Callable[[], Awaitable[Acted]],
    ) -> Acted:
        """Do what begins runs, each kept before its call leaves; then follow what goes on.

        Raises:
            WbError: DISK, DISK_FULL or STORE: nothing was begun then; as `act`.
        """
        source, account = session.source, session.account
        resource = source.resource(action.table)
        if action.follows is None or resource is None or resource.following is None:
            return await act()
        place, following = place_of(source, account), resource.following
        subjects = [following.subject(call) for call in action.calls(chosen)]
        begun = [await self._begin(place, resource, subject) for subject in subjects]
        acted = await act()
        for run, result in zip(begun, acted.report.results, strict=False):
            moved = await self._took(run, following, result, acted.answers.get(result.key))
            if moved is not None:
                self.follow(source, resource, account, moved)
        return acted

    async def called(
        self,
        source: Source,
        resource: Resource,
        account: Account,
        call: Call,
        act: Callable[[], Awaitable[object]],
        *,
        follow: bool,
    ) -> object:
        """Make a call that begins a run, kept before it leaves; return its decoded answer.

        Args:
            source: of the service.
            account: of the service.
            resource: which lists the runs.
            call: as it is sent.
            act: sends it once.
            follow: whether this process asks about it until it ends; else the next window does.

        Raises:
            WbError: DISK, DISK_FULL or STORE: nothing was begun then; as `act`.
        """
        following = resource.following
        assert following is not None
        place = place_of(source, account)
        run = await self._begin(place, resource, following.subject(call), command=not follow)
        try:
            answer = await act()
        except WbError as error:
            await self._refused(run, error)
            raise
        except BaseException:
            # Whoever stopped it does not wait for a thread of the store.
            self._store.give_up(_left(run), RunState.STARTING)
            raise
        moved = await self._answered(run, following.told(answer), answer)
        if follow:
            self.follow(source, resource, account, moved)
        return answer

    async def _refused(self, run: Run, error: WbError) -> None:
        """Keep why a call began nothing; what was never sent is no run."""
        if fate_of(error) is Fate.LOST:
            await self._ended(run, RunState.UNKNOWN, error.sentence)
        elif error.sent is Sent.NO:
            await self.remove([run])
        else:
            await self._ended(run, RunState.FAILED, error.sentence)

    async def _begin(
        self, place: Place, resource: Resource, subject: str, *, command: bool = False
    ) -> Run:
        run = Run(
            new_op_id(), subject, RunState.STARTING, "", *place, resource.id, login(), now(),
            command=command,
        )  # fmt: skip
        self._own.add(run.id)
        return await self._keep(run)

    async def _took(
        self, run: Run, following: Following, result: Result, answer: object
    ) -> Run | None:
        """Keep how a call ended; None where nothing was sent, which begins no run."""
        match result.outcome:
            case Outcome.DONE:
                return await self._answered(run, following.told(answer), answer)
            case Outcome.SKIPPED:
                await self.remove([run])
                return None
            case Outcome.UNKNOWN:
                return await self._ended(run, RunState.UNKNOWN, result.sentence)
            case _:
                return await self._ended(run, RunState.FAILED, result.sentence)

    # ---- following ---------------------------------------------------------------------------

    async def resume(self, source: Source, resource: Resource, account: Account) -> tuple[Job, ...]:
        """Follow again what an earlier run of the program, or a job that ended, left going.

        What was being begun when the program ended is kept as unknown: it is not begun again.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        found: list[Job] = []
        for run in await self.of(source, resource, account):
            if run.state is RunState.STARTING and run.id not in self._own:
                if not run.command or run.begun < now() - AWAITED:
                    await self._give_up(run)
            elif (job := self.follow(source, resource, account, run)) is not None:
                found.append(job)
        return tuple(found)

    async def _give_up(self, run: Run) -> None:
        """Keep that nobody waits for an answer any more, unless one came meanwhile."""
        left = _left(run)
        if await asyncio.to_thread(self._store.give_up, left, RunState.STARTING):
            self.changed.emit(left)
            self._show(left)

    def follow(self, source: Source, resource: Resource, account: Account, run: Run) -> Job | None:
        """Ask about a run until it has ended, as a job; None where that is done or not needed."""
        following = resource.following
        if following is None or run.state is not RunState.GOING or run.id in self._followed:
            return None
        self._followed.add(run.id)

        async def work(job: Job) -> None:
            try:
                await self._follow(source, account, following, run, job)
            finally:
                self._followed.discard(run.id)

        title = tr(following.title, subject=run.subject)
        job, _task = self._jobs.start(title, "run", work, source=source.id, account=account.name)
        return job

    async def _follow(
        self, source: Source, account: Account, following: Following, run: Run, job: Job
    ) -> None:
        """Ask until it has ended.

        Raises:
            WbError: CANCELLED; as the gateway named what does not pass by itself.
        """
        told = following.told(run.last)
        asked = 0
        while run.state is RunState.GOING:
            job.advance(int(told.share or 0), 100 if told.share is not None else None, told.words)
            await self._wait(_seconds(asked), job)
            asked += 1
            try:
                run = await self._look(source, account, following, run)
            except WbError as error:
                if not error.retryable and error.code is not ErrorCode.RESTING:
                    raise
                job.advance(job.done, note=error.sentence)
                continue
            told = following.told(run.last)
        if run.state is not RunState.DONE:
            job.failures.append(run.note or told.words)
        job.advance(100, 100, run.note or told.words)

    async def _look(self, source: Source, account: Account, following: Following, run: Run) -> Run:
        """Ask about a run once and keep the answer; one that the service forgot is unknown."""
        client = (await self._connections.open(source, account)).client
        try:
            answer = await following.check(client, run.name)
        except WbError as error:
            if error.code is not ErrorCode.NOT_FOUND:
                raise
            why = tr("The service knows this run no more: {why}", why=error.sentence)
            return await self._ended(run, RunState.UNKNOWN, why)
        return await self._answered(run, following.told(answer), answer)

    async def _wait(self, seconds: float, job: Job) -> None:
        """Let time pass in small steps, so that a stop is heard at once."""
        while seconds > 0:
            await job.checkpoint()
            await self._pause(min(1.0, seconds))
            seconds -= 1.0
        await job.checkpoint()

    # ---- runs that began elsewhere -----------------------------------------------------------

    async def found(
        self, source: Source, resource: Resource, account: Account, names: Sequence[str]
    ) -> tuple[Run, ...]:
        """Return the runs of these names; one that is not kept is asked for, and kept.

        Those that the service does not know either are left out.

        Raises:
            WbError: as the gateway named it.
        """
        wanted = tuple(dict.fromkeys(names))
        known = {run.name: run for run in await self.of(source, resource, account)}
        for name in wanted:
            if name not in known:
                run = await self._elsewhere(source, resource, account, name)
                known |= {name: run} if run is not None else {}
        return tuple(known[name] for name in wanted if name in known)

    async def _elsewhere(
        self, source: Source, resource: Resource, account: Account, name: str
    ) -> Run | None:
        """Ask for a run that began elsewhere and keep it; None where the service knows none."""
        following = resource.following
        if following is None:
            return None
        client = (await self._connections.open(source, account)).client
        try:
            answer = await following.check(client, name)
        except WbError as error:
            if error.code is not ErrorCode.NOT_FOUND:
                raise
            return None
        place = place_of(source, account)
        run = Run(new_op_id(), "", RunState.GOING, name, *place, resource.id, "", now())
        self._own.add(run.id)
        return await self._answered(run, following.told(answer), answer)

    # ---- keeping -----------------------------------------------------------------------------

    async def _answered(self, run: Run, told: RunTold, answer: object) -> Run:
        """Keep an answer, and where the run stands by it."""
        said = RunAnswer(now(), answer)
        unread = told.state is RunState.UNKNOWN
        moved = replace(
            run,
            state=told.state,
            name=run.name or told.name,
            subject=run.subject or told.subject,
            ended=None if told.state in OPEN_RUNS else said.at,
            note=tr("The answer says nothing that the service documents.") if unread else "",
        )
        return await self._keep(moved, said)

    async def _ended(self, run: Run, state: RunState, note: str) -> Run:
        return await self._keep(replace(run, state=state, note=note, ended=now()))

    async def _keep(self, run: Run, said: RunAnswer | None = None) -> Run:
        await asyncio.to_thread(self._store.put, run, said)
        if said is not None:
            run = replace(run, answers=(said, *run.answers))
        self.changed.emit(run)
        self._show(run)
        return run

    def _show(self, run: Run) -> None:
        """Show how a run stands where its table is held; a new one is read with the others."""
        place = (run.source, run.host, run.account, run.resource)
        for session in tuple(self._sessions):
            if (*place_of(session.source, session.account), session.resource.id) != place:
                continue
            if session.table.row_of(run.id) is not None:
                session.merge(page_of(session.resource, {run.id: document_of(run)}))
            elif session.status.read_at is not None:
                session.search(session.query, again=True)


def _left(run: Run) -> Run:
    """Return a run whose call nobody waits for any more."""
    why = tr("The program ended before an answer.")
    return replace(run, state=RunState.UNKNOWN, note=why, ended=now())


def _seconds(asked: int) -> float:
    return next(seconds for most, seconds in STEPS if not most or asked < most)
