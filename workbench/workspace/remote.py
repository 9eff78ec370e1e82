"""Rows that a service makes in its own time: asked for once, waited for, also over restarts.

What is asked stands on the disk before it is sent, its id before anybody waits. A program that
starts again goes on waiting, which only reads, and offers what is ready. Nothing is asked for
twice while it is being made.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from datetime import timedelta
from typing import TYPE_CHECKING, Final, TypeVar

import msgspec
from msgspec.structs import replace

from workbench.core.accounts import Account
from workbench.core.errors import ErrorCode, WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.pages import Page
from workbench.core.queries import Condition, Query
from workbench.core.remote import Asked, AskedState, Remote
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.edits.drafts import Place
from workbench.edits.fates import Fate, fate_of
from workbench.store.journal_types import new_op_id
from workbench.workspace.books import place_of
from workbench.workspace.keys import query_key
from workbench.workspace.loading import Resume
from workbench.workspace.remote_records import Records

if TYPE_CHECKING:
    from pathlib import Path

    from workbench.store.workspace import WorkspaceStore
    from workbench.workspace.connections import Connections
    from workbench.workspace.joblog import JobLog

T = TypeVar("T")

SAME: Final = timedelta(days=1)
"""How long a question that is being made is not asked a second time."""
WAITED_FOR: Final = timedelta(days=7)
"""How long a program that starts goes on waiting for what was asked."""


class Remotes:
    """What the accounts of a workspace have asked for.

    Attributes:
        changed: something was asked for, or moved.
        ready: something that was waited for after a restart is ready, and is to be offered.
        own: ids of what was asked for in this run.
    """

    def __init__(
        self, store: WorkspaceStore, connections: Connections, jobs: Jobs, joblog: JobLog
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.ready: Signal[Asked] = Signal()
        self.own: set[str] = set()
        self._records = Records(store)
        self._connections = connections
        self._jobs = jobs
        self._joblog = joblog
        self._running: dict[tuple[str, ...], asyncio.Task[object]] = {}
        self._resumed: set[Place] = set()

    # ---- what was asked ----------------------------------------------------------------------

    async def list(self, source: Source, account: Account) -> tuple[Asked, ...]:
        """Return what was asked of an account from this machine, newest first."""
        await self._records.read()
        return self._records.of(place_of(source, account))

    async def forget(self, asked: Asked) -> None:
        """Wait for it no longer and take it off the list; it goes on at the service.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._records.remove(asked)
        self.changed.emit()

    async def since_last(
        self, source: Source, resource: Resource, account: Account, preset: str
    ) -> Condition | None:
        """Return the condition "changed since my last one with this preset", None where none is.

        The moment is the service's own, so that no clock of this machine counts.
        """
        await self._records.read()
        remote = _remote(resource)
        made = [
            each.created
            for each in self._records.of(place_of(source, account), resource.id)
            if each.preset == preset and each.state is AskedState.READY and each.created
        ]
        if not made or not remote.since[0]:
            return None
        name, part = remote.since
        return Condition(name, part, max(made).isoformat())

    # ---- asking and opening ------------------------------------------------------------------

    async def page(
        self, source: Source, resource: Resource, account: Account, query: Query, preset: str = ""
    ) -> Page:
        """Return the rows of a question: asked for, waited for and read, as a job that is seen.

        The same question under way is joined. Whoever asked may go away: the job goes on.

        Raises:
            WbError: INPUT for what cannot be asked; as the service and the file's host were named.
        """
        asking = _Asking(self, source, resource, account)
        identity = asking.remote.identity_of(query)
        title = tr("Open export {id}", id=identity) if identity else tr(asking.remote.title)

        async def work(job: Job) -> Page:
            found = identity or await asking.identity(query, preset, job)
            return await asking.rows(found, job)

        return await self._joined(("page", *asking.place, query_key(query)), title, work, account)

    async def file(
        self, source: Source, resource: Resource, account: Account, identity: str
    ) -> Path:
        """Bring the file of something that was made to this machine and return its path.

        Raises:
            WbError: as the service and the file's host were named.
        """
        asking = _Asking(self, source, resource, account)
        title = tr("Download export {id}", id=identity)
        return await self._joined(
            ("file", *asking.place, identity),
            title,
            lambda job: asking.file(identity, job),
            account,
        )

    async def _joined(
        self,
        key: tuple[str, ...],
        title: str,
        work: Callable[[Job], Coroutine[object, object, T]],
        account: Account,
    ) -> T:
        task = self._running.get(key)
        if task is None:
            _job, task = self._jobs.start(
                title, "export", work, source=account.source, account=account.name, awaited=True
            )
            self._running[key] = task
            task.add_done_callback(lambda _done: self._running.pop(key, None))
        # Who asked may go away; what was asked for goes on as a job of its own.
        return await asyncio.shield(task)  # type: ignore[return-value]

    # ---- after a restart ---------------------------------------------------------------------

    async def resume(self, source: Source, account: Account) -> tuple[Job, ...]:
        """Go on waiting for what an earlier run asked for; nothing is asked for anew.

        Once in the life of the program; later calls do nothing.
        """
        place = place_of(source, account)
        if place in self._resumed:
            return ()
        self._resumed.add(place)
        await self._records.read()
        found: list[Job] = []
        for asked in self._records.of(place):
            resource = source.resource(asked.resource)
            if resource is None or resource.remote is None or asked.id in self.own:
                continue
            if asked.state is AskedState.ASKING:
                await self.keep(asked, AskedState.LOST, tr("The program ended before an answer."))
            elif asked.state is AskedState.MAKING and now() - asked.asked < WAITED_FOR:
                found.append(self.keep_checking(source, resource, account, asked))
        return tuple(found)

    def keep_checking(
        self, source: Source, resource: Resource, account: Account, asked: Asked
    ) -> Job:
        """Begin to wait for something that is being made, and offer it once it is ready."""
        asking = _Asking(self, source, resource, account)

        async def work(job: Job) -> None:
            asking.named(job, asked.identity)
            moved = await asking.waited(asked.identity, job)
            job.advance(1, 1, tr("Ready: open it from the exports."))
            self.ready.emit(moved or asked)

        self._drop_earlier(asked)
        key = ("wait", *asking.place, asked.id)
        job, task = self._jobs.start(
            tr(asking.remote.title), "export", work, source=source.id, account=account.name
        )
        self._running[key] = task
        task.add_done_callback(lambda _done: self._running.pop(key, None))
        return job

    def _drop_earlier(self, asked: Asked) -> None:
        """Take the record of the run before off the list: there is one job an export."""
        for record in self._joblog.earlier:
            if record.resume and asked.identity in record.resume and record.source == asked.source:
                self._joblog.remove(record)

    # ---- for one question --------------------------------------------------------------------

    async def rename_account(self, source: str, old: str, new: str) -> None:
        """Let what was asked of an account follow its new name.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._records.rename_account(source, old, new)

    async def client(self, source: Source, account: Account) -> object:
        """Return the account's client.

        Raises:
            WbError: AUTH_MISSING or KEYRING.
        """
        return (await self._connections.open(source, account)).client

    @property
    def records(self) -> Records:
        """What was asked, on the disk."""
        return self._records

    async def keep(self, asked: Asked, state: AskedState, note: str = "", **more: object) -> Asked:
        """Keep a new state of something that was asked.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        moved = replace(asked, state=state, note=note, **more)
        await self._records.put(moved)
        self.changed.emit()
        return moved


class _Asking:
    """Asking, waiting and reading, for one resource of one account."""

    def __init__(
        self, remotes: Remotes, source: Source, resource: Resource, account: Account
    ) -> None:
        self.remote = _remote(resource)
        self.place = place_of(source, account)
        self._remotes = remotes
        self._source = source
        self._resource = resource
        self._account = account

    async def identity(self, query: Query, preset: str, job: Job) -> str:
        """Return the id of what a question asks for, asked for now unless it is being made.

        Raises:
            WbError: as the service answered; what was sent without an answer is kept as lost.
        """
        await self._remotes.records.read()
        held = self._remotes.records.making(self.place, self._resource.id, query, now() - SAME)
        if held is not None:
            return held.identity
        client = await self._client()
        asked = Asked(
            new_op_id(), *self.place, self._resource.id, query, now(), preset=preset
        )  # fmt: skip
        await job.checkpoint()
        self._remotes.own.add(asked.id)
        await self._remotes.keep(asked, AskedState.ASKING)
        try:
            made = await self.remote.create(client, query)
        except WbError as error:
            lost = fate_of(error) is Fate.LOST
            state = AskedState.LOST if lost else AskedState.REFUSED
            await self._remotes.keep(asked, state, error.full_text)
            raise
        await self._remotes.keep(
            asked, AskedState.MAKING, identity=made.identity, created=made.created
        )
        return made.identity

    async def waited(self, identity: str, job: Job) -> Asked | None:
        """Wait until it is ready; return what is known of it where it was asked from here.

        Raises:
            WbError: REFUSED where it failed, SLOW where it is still being made, CANCELLED.
        """
        known = self._remotes.records.known(self.place, self._resource.id, identity)
        try:
            made = await self.remote.wait(await self._client(), identity, job)
        except WbError as error:
            if known is not None and error.code is ErrorCode.REFUSED:
                await self._remotes.keep(known, AskedState.FAILED, error.full_text)
            raise
        if known is None:
            return None
        created = made.created or known.created
        return await self._remotes.keep(known, AskedState.READY, created=created)

    async def rows(self, identity: str, job: Job) -> Page:
        """Wait for it, bring its file here and read it.

        Raises:
            WbError: as `waited`; as the file's host was named.
        """
        self.named(job, identity)
        await self._remotes.records.read()
        await self.waited(identity, job)
        return await self.remote.open(await self._client(), identity, job)

    async def file(self, identity: str, job: Job) -> Path:
        """Wait for it and bring its file here.

        Raises:
            WbError: as `rows`.
        """
        await self._remotes.records.read()
        await self.waited(identity, job)
        path = await self.remote.file(await self._client(), identity, job)
        job.result = str(path)
        return path

    def named(self, job: Job, identity: str) -> None:
        """Write into the job what goes on with it after a restart."""
        question = self.remote.question(identity)
        resume = Resume(self._source.id, self._account.name, self._resource.id, question)
        job.resume = msgspec.json.encode(resume).decode()
        job.advance(0)

    async def _client(self) -> object:
        return await self._remotes.client(self._source, self._account)


def _remote(resource: Resource) -> Remote:
    if resource.remote is None:
        raise ValueError(resource.id)
    return resource.remote
