"""Orders of one account: lines that are typed, looked at and sent, and every order ever sent.

One order a line. Nothing is sent twice by the program: an order without an answer is shown as
unknown, over restarts too, until a person says whether it is there.
"""

from __future__ import annotations

import asyncio
import weakref
from collections.abc import Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

from workbench.core.accounts import Account
from workbench.core.edits import Values
from workbench.core.errors import ErrorCode, WbError, bad_input
from workbench.core.jobs import Job, Jobs, Serial
from workbench.core.orders import Event, Letter, Ordering, SentOrder
from workbench.core.signals import Signal
from workbench.core.sources import Source
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.edits.parcels import Act
from workbench.edits.port import Port
from workbench.edits.results import Outcome, Report, Result
from workbench.store.journal_types import Op, OpState, new_op_id
from workbench.workspace.books import place_of
from workbench.workspace.documents import Documents
from workbench.workspace.ordering_lines import OrderLine, OrderLines
from workbench.workspace.ordering_ops import OrderOps, OrderPayload
from workbench.workspace.ordering_review import OrderReview, review_of, since_of
from workbench.workspace.ordering_sending import OrderSender
from workbench.workspace.port import ServicePort

if TYPE_CHECKING:
    from workbench.store.stores import Stores
    from workbench.workspace.connections import Connections
    from workbench.workspace.session import Session

WAIT: Final = timedelta(minutes=2)
"""After an order's outcome became unknown, before it may be sent again."""


class Orders:
    """The order lines and orders of one account.

    Attributes:
        changed: lines or orders moved.
        ended: a send ended; how each line ended.
        source, ordering, account: whose.
        unknown: orders with an unknown outcome, oldest first, as last read.

    Args:
        port: how the service is called; the account's own for None.
        clock: the present moment.
    """

    def __init__(
        self,
        source: Source,
        ordering: Ordering,
        account: Account,
        *,
        stores: Stores,
        connections: Connections,
        jobs: Jobs,
        port: Port | None = None,
        clock: Callable[[], datetime] = now,
    ) -> None:
        self.changed: Signal[()] = Signal()
        self.ended: Signal[Report] = Signal()
        self.source = source
        self.ordering = ordering
        self.account = account
        self.unknown: tuple[SentOrder, ...] = ()
        self._jobs = jobs
        self._clock = clock
        self._turn = Serial()
        self._opened: asyncio.Task[None] | None = None
        self._sessions: weakref.WeakSet[Session] = weakref.WeakSet()
        place = place_of(source, account)
        resource = source.resource(ordering.orders) or source.resources[0]
        documents = Documents(stores.cache, source, account, resource)
        self._lines = OrderLines(ordering, place, stores.journal)
        self._ops = OrderOps(ordering, place, stores.journal)
        self._sender = OrderSender(
            ordering,
            self._lines,
            self._ops,
            port
            or ServicePort(source, resource, account, connections=connections, documents=documents),
        )

    async def ready(self) -> None:
        """Return when lines and orders of earlier runs are known here; the first call reads them.

        Only the process that has the window calls it: it takes back what was about to be sent.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        if self._opened is None:
            self._opened = self._jobs.spawn("open orders", self._open(), awaited=True)
        await asyncio.shield(self._opened)

    async def _open(self) -> None:
        await asyncio.to_thread(self._lines.load)
        await self._sender.restore()
        await self._moved()

    async def _moved(self) -> None:
        unknown = await self._ops.all(OpState.UNKNOWN)
        self.unknown = tuple(self._ops.told(*each) for each in unknown)
        self.changed.emit()
        for session in tuple(self._sessions):
            if session.status.read_at is not None:
                session.search(session.query, again=True)

    # ---- lines -------------------------------------------------------------------------------

    @property
    def lines(self) -> tuple[OrderLine, ...]:
        """The lines that were not sent, oldest first."""
        return self._lines.all()

    async def next_id(self) -> str:
        """Return the id of a line that is about to be begun, so that it can be noted before.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.ready()
        return self._lines.next_id()

    async def add(
        self, documents: Sequence[bytes], values: Values | None = None, identity: str = ""
    ) -> tuple[OrderLine, ...]:
        """Begin a line for each record's document; done when the disk has them.

        Args:
            documents: of the records; an empty one makes a blank line.
            values: typed into every line, over what the document says: dates, addresses.
            identity: of the line, for a single document whose line was noted before it is begun.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self.ready()
        made = [
            self._lines.begin({**self.ordering.prefill(document), **(values or {})}, identity)
            for document in documents
        ]
        await self._lines.written()
        self.changed.emit()
        return tuple(self._lines.get(each.id) or each for each in made)

    def change(self, identities: Collection[str], values: Values) -> None:
        """Type the same values into lines; they are on their way to the disk."""
        for identity in identities:
            if self._lines.get(identity) is not None:
                self._lines.change(identity, values)
        self.changed.emit()

    async def remove(self, identities: Collection[str]) -> None:
        """Take lines away, into the bin.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        await self._lines.drop_many(identities, to_bin=True)
        self.changed.emit()

    async def review(self, identities: Collection[str] | None = None) -> OrderReview:
        """Return lines (all for None) as they are looked at before they are sent.

        Raises:
            WbError: STORE.
        """
        await self.ready()
        lines = [line for line in self.lines if identities is None or line.id in identities]
        repeats = await self._ops.repeats(since_of(self._clock()))
        return review_of(self.ordering, lines, repeats)

    # ---- sending -----------------------------------------------------------------------------

    def send(self, identities: Collection[str], accepted: Collection[str] = ()) -> Job:
        """Begin to send lines; how each ended is told by `ended` and the job.

        A line that cannot be sent, or that repeats an order and is not among `accepted`, is left
        out and stays.
        """
        title = trn("Send {count} order", "Send {count} orders", len(identities))
        job, _task = self._jobs.start(
            title,
            "order",
            lambda held: self.sent(identities, accepted, held),
            source=self.source.id,
            account=self.account.name,
        )
        return job

    async def sent(
        self, identities: Collection[str], accepted: Collection[str], job: Job
    ) -> Report:
        """Send lines and return how each ended; failures of lines are results, not errors.

        Raises:
            WbError: DISK, DISK_FULL or STORE; nothing of the line at hand was sent then.
        """
        return await self._turn.run("send", lambda: self._sent(identities, accepted, job))

    async def _sent(
        self, identities: Collection[str], accepted: Collection[str], job: Job
    ) -> Report:
        review = await self.review(identities)
        results: list[Result] = []
        stopped = ""
        try:
            for checked in review.lines:
                line = checked.line
                why = stopped or _stop_asked(job) or _left_out(checked.sendable, checked.repeat)
                if why == checked.repeat and line.id in accepted:
                    why = ""
                if why:
                    results.append(_skipped(line.id, why))
                    continue
                told = await self._sender.send(line)
                results.append(told.result)
                stopped = told.result.sentence if told.stops else ""
                job.advance(len(results), len(review.lines))
        finally:
            await self._moved()
        return self._report(results, stopped, job)

    def _report(self, results: Sequence[Result], stopped: str, job: Job) -> Report:
        job.failures += [each.sentence for each in results if each.outcome is not Outcome.DONE]
        report = Report(new_op_id(), tuple(results), stopped)
        job.note = _counted(results)
        self.ended.emit(report)
        return report

    # ---- every order ever sent ---------------------------------------------------------------

    async def kept(self) -> tuple[SentOrder, ...]:
        """Return every order ever sent, oldest first.

        Raises:
            WbError: STORE.
        """
        return await self._ops.sent()

    def attach(self, session: Session) -> None:
        """Show the orders in a session, and keep it up to date as long as somebody holds it."""
        session.fetching.kept = self.kept
        self._sessions.add(session)

    # ---- outcomes that nobody knows ----------------------------------------------------------

    async def placed(self, identity: str, number: str, note: str = "") -> None:
        """Keep that an order with an unknown outcome is there: a person looked.

        Args:
            identity: of the order.
            number: the service's number for it.
            note: what the person wrote.

        Raises:
            WbError: CONFLICT where its outcome is known; DISK, DISK_FULL or STORE.
        """
        op, payload = await self._unknown(identity)
        said = note.strip() or tr("Found in {source} by hand.", source=self.source.title)
        await self._ops.decided(op, payload, Event.FOUND, number.strip())
        await self._ops.move(op, OpState.DONE, number=number.strip(), note=said)
        await self._moved()

    def again_from(self, order: SentOrder) -> datetime:
        """Return from when on an order with an unknown outcome may be sent again."""
        return order.changed + WAIT

    def again_word(self, order: SentOrder) -> str:
        """Return what is to be typed before it is sent again: the mark of its reference."""
        return order.reference.rpartition(" ")[2].upper() or order.id[-8:]

    async def send_again(self, identity: str, typed: str) -> Result:
        """Send an order that a person did not find once more, under the same reference.

        Args:
            identity: of the order.
            typed: the word of `again_word`, typed by a person.

        Raises:
            WbError: INPUT where the word is another one or it is too early, CONFLICT where its
                outcome is known; DISK, DISK_FULL or STORE.
        """
        return await self._turn.run("send", lambda: self._again(identity, typed))

    async def _again(self, identity: str, typed: str) -> Result:
        op, payload = await self._unknown(identity)
        order = self._ops.told(op, payload)
        if typed.strip().upper() != self.again_word(order):
            raise bad_input(
                tr("That is not the mark of this order."),
                tr("Type {word} to send it again.", word=self.again_word(order)),
                "word",
            )
        if self._clock() < self.again_from(order):
            raise bad_input(
                tr("It is too early to send it again."),
                tr(
                    "Look in {source} first: it may take a while to show.", source=self.source.title
                ),
                "word",
            )
        await self._ops.decided(op, payload, Event.AGAIN)
        try:
            return (await self._sender.send_again(op)).result
        finally:
            await self._moved()

    async def letter(self, identity: str) -> Letter:
        """Return a text that asks the service's people whether an order is there.

        Raises:
            WbError: STORE, where there is no such order.
        """
        held = await self._ops.get(identity)
        if held is None:
            raise WbError(ErrorCode.STORE, tr("The order is not in the journal."))
        return self.ordering.letter(self._ops.told(*held))

    async def _unknown(self, identity: str) -> tuple[Op, OrderPayload]:
        held = await self._ops.get(identity)
        if held is None or held[0].state is not OpState.UNKNOWN:
            raise _settled()
        return held


def _stop_asked(job: Job) -> str:
    return tr("Stopped; what was not sent stays a line.") if job.stopping else ""


def _left_out(sendable: bool, repeat: str) -> str:
    return repeat if sendable else tr("It cannot be sent as it is; look at its fields.")


def _skipped(identity: str, why: str) -> Result:
    return Result(identity, Outcome.SKIPPED, why, Act.ACTION)


def _settled() -> WbError:
    return WbError(
        ErrorCode.CONFLICT,
        tr("The outcome of this order is known by now."),
        tr("Look at its state."),
    )


def _counted(results: Sequence[Result]) -> str:
    placed = sum(each.outcome is Outcome.DONE for each in results)
    unknown = sum(each.outcome is Outcome.UNKNOWN for each in results)
    parts = [trn("{count} placed", "{count} placed", placed)]
    if unknown:
        parts.append(trn("{count} unknown", "{count} unknown", unknown))
    left = len(results) - placed - unknown
    if left:
        parts.append(trn("{count} not placed", "{count} not placed", left))
    return ", ".join(parts)
