"""From the drafts of an account to its service and back: sending, retrying, rehearsing, settling.

Made once an account. Sends follow each other; what comes back goes to the drafts, to every open
session of the account, and to whoever follows the send.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, NamedTuple

from workbench.core.accounts import Account
from workbench.core.errors import WbError
from workbench.core.jobs import Job, Jobs, Serial
from workbench.core.signals import Signal
from workbench.core.sources import Resource, Source
from workbench.core.texts import tr, trn
from workbench.edits.balancing import Balance
from workbench.edits.book import Book
from workbench.edits.crew import Crew, crew_of
from workbench.edits.oplog import OpLog, Payload
from workbench.edits.results import Report, Result
from workbench.edits.reversing import balances_of
from workbench.edits.sending import Sender
from workbench.edits.settling import Settler
from workbench.edits.standing import Standing
from workbench.store.journal_types import Op, new_op_id
from workbench.workspace.arranging import loop_runs
from workbench.workspace.arrivals import Arrivals
from workbench.workspace.documents import Documents
from workbench.workspace.foreseeing import Forecast, Foreseeing, told_of
from workbench.workspace.outlook import Outlook, intents, outlook
from workbench.workspace.port import ServicePort
from workbench.workspace.rehearsing import Rehearsal
from workbench.workspace.reviewing import Review, Ticks
from workbench.workspace.shipment import Named, Parcels, Shipment, Spot

if TYPE_CHECKING:
    from workbench.store.cache import Cache
    from workbench.store.journal import Journal
    from workbench.workspace.connections import Connections
    from workbench.workspace.session import Session


Work = Callable[[Job, Shipment], Awaitable[None]]


class Lane(NamedTuple):
    """Everybody who sends the records of one resource."""

    documents: Documents
    port: ServicePort
    crew: Crew
    sender: Sender
    settler: Settler
    arrivals: Arrivals


class Unknown(NamedTuple):
    """A write or an action whose outcome nobody knows.

    Attributes:
        resource: whose record it is about.
        op: as the journal has it.
        payload: what it writes or does.
    """

    resource: Resource
    op: Op
    payload: Payload


class Delivery:
    """The way of one account's drafts to its service.

    Attributes:
        moved: a send began or ended, or outcomes became known.
        ended: a send ended.
        settled: unknown outcomes were looked up: what was found.
        source, account, book: whose drafts.
        last: the send that began last, None where none did.
        unknown: how many outcomes of earlier sends nobody knows.
        unsent: actions that an earlier run was about to send, in words: they were not sent.
    """

    def __init__(
        self,
        source: Source,
        account: Account,
        book: Book,
        *,
        journal: Journal,
        cache: Cache,
        connections: Connections,
        jobs: Jobs,
    ) -> None:
        self.moved: Signal[()] = Signal()
        self.ended: Signal[Shipment] = Signal()
        self.settled: Signal[Report] = Signal()
        self.source = source
        self.account = account
        self.book = book
        self.last: Shipment | None = None
        self.unknown = 0
        self.unsent: tuple[str, ...] = ()
        self._journal = journal
        self._cache = cache
        self._connections = connections
        self._jobs = jobs
        self._lanes: dict[str, Lane] = {}
        self._turn = Serial()
        self._foreseeing = Foreseeing(book, self.document)
        self._ticks: Ticks = {}
        book.changed.connect(self._forget_ticks)
        self._standing = {
            held.id: Standing(OpLog(book.place, held, journal))
            for held in source.resources
            if held.actions
        }
        typed = {held.id for held in book.resources()}
        self._acting = tuple(
            held for held in source.resources if held.actions and held.id not in typed
        )
        self._restored: asyncio.Task[None] | None = None
        if loop_runs():
            self._restored = jobs.spawn("restore outcomes", self._restore(), awaited=True)

    # ---- who is told ------------------------------------------------------------------------

    def attach(self, session: Session) -> None:
        """Show in a session what comes back, as long as somebody holds it."""
        self.lane(session.resource).arrivals.attach(session)

    def lane(self, resource: Resource) -> Lane:
        """Return who sends the records of a resource; made on first use."""
        held = self._lanes.get(resource.id)
        if held is None:
            held = self._lanes[resource.id] = self._make(self._own(resource))
        return held

    def _make(self, resource: Resource) -> Lane:
        documents = Documents(self._cache, self.source, self.account, resource)
        port = ServicePort(
            self.source,
            resource,
            self.account,
            connections=self._connections,
            documents=documents,
        )
        crew = crew_of(resource, self.book, self._journal, port, self._jobs)
        arrivals = Arrivals(resource, documents, self._jobs)
        return Lane(documents, port, crew, Sender(crew), Settler(crew), arrivals)

    def _own(self, resource: Resource) -> Resource:
        return next(held for held in self.book.resources() if held.id == resource.id)

    # ---- before sending ---------------------------------------------------------------------

    def review(self) -> Review:
        """Return what is staged, to be ticked or left out; what was ticked before stays so."""
        return Review(self.source, self.account, self.book, self.document, self._shown, self._ticks)

    def _forget_ticks(self, resource: str, keys: frozenset[str]) -> None:
        """Forget what was ticked of drafts that are no longer there."""
        for tick in [tick for tick in self._ticks if tick[0] == resource and tick[1] in keys]:
            record = self.book.record(resource, tick[1])
            if record is None or (tick[2] and tick[2] not in record.cells):
                del self._ticks[tick]

    def document(self, resource: Resource, key: str) -> bytes:
        """Return a record's document on this machine, empty where none is."""
        lane = self.lane(resource)
        for session in lane.arrivals.sessions:
            found = session.documents.of_row(key)
            if found:
                return found
        return lane.documents.of_row(key) or b""

    def _shown(self, resource: Resource, key: str, field: str) -> object:
        """Return a value as some open session shows it, None where none has the record."""
        for session in self.lane(resource).arrivals.sessions:
            row = session.table.row_of(key)
            if row is not None:
                return session.table.value(row, field)
        return None

    def forecast(self, parcels: Parcels, *, anew: bool = True) -> Forecast:
        """Return what the service will count of these parcels, a slice at a time."""
        return self._foreseeing.forecast(parcels, anew=anew)

    def outlook(self, parcels: Parcels) -> Outlook:
        """Return what sending these parcels takes."""
        live = self._connections.live(self.account)
        used = live.gateway.state().used if live else 0
        return outlook(
            self.book, parcels, lambda found: self.lane(found).port, self.source.pace, used
        )

    # ---- sending ----------------------------------------------------------------------------

    @property
    def busy(self) -> bool:
        """Whether a send is under way."""
        return self.last is not None and self.last.open

    def send(self, parcels: Parcels, name_of: Callable[[Spot], Named]) -> Shipment:
        """Begin to send; failures of records are results of the shipment, not errors."""
        shipment = Shipment(self._foreseeing.promised(parcels), name_of)
        shipment.reference = new_op_id()
        title = trn(
            "Send {count} record to {account}",
            "Send {count} records to {account}",
            shipment.total,
            account=self.account.name,
        )
        self._begin(title, "send", shipment, self._send)
        return shipment

    def retry(self, shipment: Shipment) -> Shipment | None:
        """Send again what failed and is still staged; None where nothing is left."""
        left = {
            resource: tuple(held for held in parcels if self.book.record(resource, held.key))
            for resource, parcels in shipment.failed().items()
        }
        left = {resource: parcels for resource, parcels in left.items() if parcels}
        return self.send(left, shipment.names.__getitem__) if left else None

    def rehearse(self, parcels: Parcels, name_of: Callable[[Spot], Named]) -> Shipment:
        """Read everything again, merge, and tell what would happen; nothing is written."""
        shipment = Shipment(parcels, name_of, rehearsed=True)
        title = tr("Rehearse sending to {account}", account=self.account.name)
        self._begin(title, "rehearse", shipment, self._rehearse)
        return shipment

    def _begin(
        self,
        title: str,
        kind: str,
        shipment: Shipment,
        work: Work,
    ) -> None:
        async def run(job: Job) -> None:
            shipment.job = job
            await self._turn.run("send", lambda: self._run(job, shipment, work))

        self.last = shipment
        shipment.job, _task = self._jobs.start(
            title, kind, run, source=self.source.id, account=self.account.name
        )
        self.moved.emit()

    async def _run(self, job: Job, shipment: Shipment, work: Work) -> None:
        stopped = ""
        try:
            if self._restored is not None:
                await self._restored
            await work(job, shipment)
        except WbError as error:
            stopped = error.full_text
            raise
        finally:
            await self._count_unknown()
            shipment.balances = await self._balances(shipment.reference)
            shipment.told = told_of(self.source, shipment)
            report = shipment.end(stopped)
            job.note, job.result = report.sentence, ""
            self.moved.emit()
            self.ended.emit(shipment)

    async def _send(self, job: Job, shipment: Shipment) -> None:
        """Send resource by resource; all of it is one change set, taken back as one."""
        for name, parcels in shipment.parcels.items():
            resource = self.source.resource(name)
            if resource is None:
                continue
            lane = self.lane(resource)

            def told(result: Result, name: str = name, lane: Lane = lane) -> None:
                lane.arrivals.take(result)
                shipment.tell(name, result)

            await lane.sender.send(parcels, job, told, shipment.reference)
            await lane.arrivals.show()

    async def _balances(self, reference: str) -> tuple[Balance, ...]:
        """Return what was foreseen and counted of a send; nothing where it cannot be read."""
        if not any(held.saving and held.saving.counting for held in self.book.resources()):
            return ()
        try:
            return await balances_of(self._journal, self.book.place, reference)
        except WbError:
            return ()

    async def _rehearse(self, job: Job, shipment: Shipment) -> None:
        for name in shipment.parcels:
            resource = self.source.resource(name)
            if resource is None:
                continue
            held = intents(self.book, name, shipment.parcels)
            rehearsal = Rehearsal(self.lane(resource).crew)
            await rehearsal.run(held, job, lambda found, name=name: shipment.tell(name, found))

    # ---- outcomes that nobody knows ---------------------------------------------------------

    @property
    def known(self) -> bool:
        """Whether what earlier runs left open is known here."""
        return self._restored is None or self._restored.done()

    async def ready(self) -> None:
        """Return when what earlier runs left open is known here."""
        if self._restored is not None:
            await self._restored

    async def _restore(self) -> None:
        ended = [each for held in self._standing.values() for each in await held.restore()]
        self.unsent = tuple(each.says for each in ended)
        for resource in self.book.resources():
            await self.lane(resource).settler.restore()
        await self._count_unknown()
        self._restored = None
        self.moved.emit()

    async def _count_unknown(self) -> None:
        found = [await self.lane(held).settler.unknown() for held in self.book.resources()]
        found += [await self._standing[held.id].unknown() for held in self._acting]
        self.unknown = sum(len(each) for each in found)

    def check_unknown(self) -> Job:
        """Begin to look at the service what became of unknown outcomes; nothing is sent."""
        job, _task = self._jobs.start(
            tr("Check unknown outcomes"),
            "settle",
            self._settle,
            source=self.source.id,
            account=self.account.name,
        )
        return job

    async def _settle(self, job: Job) -> None:
        results: list[Result] = []
        try:
            for resource in self.book.resources():
                lane = self.lane(resource)
                for result in await lane.settler.settle(job):
                    lane.arrivals.take(result)
                    results.append(result)
                await lane.arrivals.show()
        finally:
            await self._count_unknown()
            report = Report("", tuple(results))
            job.note = report.sentence
            self.moved.emit()
        if results:
            self.settled.emit(report)

    async def open_ops(self) -> tuple[Unknown, ...]:
        """Return every write and action whose outcome nobody knows, oldest first."""
        found: list[Unknown] = []
        for resource in self.book.resources():
            held = await self.lane(resource).settler.unknown()
            found += [Unknown(resource, op, payload) for op, payload in held]
        for resource in self._acting:
            held = await self._standing[resource.id].unknown()
            found += [Unknown(resource, op, payload) for op, payload in held]
        return tuple(sorted(found, key=lambda each: each.op.id))

    async def decide(self, resource: Resource, key: str, *, done: bool) -> None:
        """Keep what a person found out about a record's unknown outcome.

        Args:
            resource: its resource.
            key: the record's key as it was staged.
            done: the service has it; otherwise it is only staged again and may be sent.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        for op, payload in await self.lane(resource).settler.unknown():
            if payload.record == key:
                await self.decide_one(Unknown(resource, op, payload), done=done)

    async def decide_one(self, unknown: Unknown, *, done: bool) -> None:
        """Keep what a person found out about one write or action.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        if unknown.resource in self._acting:
            await self._standing[unknown.resource.id].decide(unknown.op.id, done=done)
        else:
            await self.lane(unknown.resource).settler.decide(unknown.op.id, done=done)
        await self._count_unknown()
        self.moved.emit()
