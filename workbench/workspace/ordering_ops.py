"""Orders in the journal: one operation a line, before its first byte leaves and for ever after."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Final

import msgspec

from workbench.core.edits import Call
from workbench.core.errors import Sent
from workbench.core.fields import by_id
from workbench.core.orders import Event, Happened, Ordering, OrderState, SentOrder
from workbench.core.texts import tr
from workbench.core.times import now
from workbench.core.values import Money
from workbench.edits.acting import digest_of
from workbench.edits.drafts import Place
from workbench.edits.values import pack, unpack
from workbench.store.journal import Journal
from workbench.store.journal_types import Op, OpState, new_op_id
from workbench.workspace.ordering_lines import OrderLine, begun_of, reference_of

_STATES: Final = {
    OpState.READY: OrderState.SENDING,
    OpState.SENDING: OrderState.SENDING,
    OpState.DONE: OrderState.PLACED,
    OpState.REFUSED: OrderState.REFUSED,
    OpState.UNKNOWN: OrderState.UNKNOWN,
}
_EVENTS: Final = {
    OpState.DONE: Event.PLACED,
    OpState.REFUSED: Event.REFUSED,
    OpState.UNKNOWN: Event.UNKNOWN,
}
_ENCODER: Final = msgspec.json.Encoder(decimal_format="string", order="sorted")


class OrderPayload(msgspec.Struct, frozen=True, tag="order", tag_field="act"):
    """What an operation orders.

    Attributes:
        orders: id of the resource that lists it.
        mark: of its line.
        reference: as it is sent.
        body: of the call.
        values: packed values of the line.
        same: a digest of the order without its mark: the same order again has the same.
        sent: when it was sent first.
        course: what happened to it before the state that it has now.
    """

    orders: str
    mark: str
    reference: str
    body: dict[str, object]
    values: dict[str, msgspec.Raw]
    same: str
    sent: datetime
    course: tuple[Happened, ...] = ()


def payload_of(op: Op) -> OrderPayload | None:
    """Return what an operation orders, None where it is no order."""
    try:
        return msgspec.json.decode(op.payload, type=OrderPayload)
    except msgspec.MsgspecError:
        return None


def same_of(ordering: Ordering, line: OrderLine) -> str:
    """Return a digest of what a line orders, for finding the same order again."""
    own = str(line.values.get(ordering.reference) or "").strip()
    return digest_of(ordering.call(line.values, own))


class OrderOps:
    """The orders of one account in the journal."""

    def __init__(self, ordering: Ordering, place: Place, journal: Journal) -> None:
        self._ordering = ordering
        self._place = place
        self._journal = journal
        self._fields = by_id(ordering.fields)

    def all_now(self, *states: OpState) -> tuple[tuple[Op, OrderPayload], ...]:
        """Return the orders in those states, all for none, oldest first. Reads the disk."""
        found = []
        for op in self._journal.ops(*states):
            if (
                op.kind != self._ordering.operation
                or (op.source, op.host, op.account) != self._place
            ):
                continue
            payload = payload_of(op)
            if payload is not None:
                found.append((op, payload))
        return tuple(found)

    def is_left(self, op: Op) -> bool:
        """Return whether a process that has ended left an order as it is; see `Journal`."""
        return self._journal.is_left(op)

    async def all(self, *states: OpState) -> tuple[tuple[Op, OrderPayload], ...]:
        """Return the same without holding up whoever asks."""
        return await asyncio.to_thread(self.all_now, *states)

    async def get(self, identity: str) -> tuple[Op, OrderPayload] | None:
        """Return the order of a line, None where it was never sent."""
        op = await asyncio.to_thread(self._journal.op, identity)
        payload = payload_of(op) if op is not None else None
        return (op, payload) if op is not None and payload is not None else None

    async def sent(self) -> tuple[SentOrder, ...]:
        """Return every order ever sent, oldest first; a line that waits to be sent is none."""
        states = tuple(state for state in _STATES if state is not OpState.READY)
        return tuple(self.told(op, payload) for op, payload in await self.all(*states))

    def told(self, op: Op, payload: OrderPayload) -> SentOrder:
        """Return an order as people are shown it."""
        line = self.line(op, payload)
        costs = (line.values.get(name) for name in self._ordering.costs)
        return SentOrder(
            id=op.id,
            state=_STATES.get(op.state, OrderState.REFUSED),
            sent=payload.sent,
            changed=op.changed,
            reference=payload.reference,
            name=str(line.values.get(self._ordering.name) or ""),
            body=payload.body,
            costs=tuple(cost if isinstance(cost, Money) else None for cost in costs),
            number=op.reference,
            note=op.note,
            attempts=op.attempts,
            course=course_of(op, payload),
            remark=str(line.values.get(self._ordering.remark) or ""),
        )

    def line(self, op: Op, payload: OrderPayload) -> OrderLine:
        """Return the line that an order was."""
        values = {
            name: unpack(bytes(raw).decode(), self._fields[name], self._ordering.entry(name))
            for name, raw in payload.values.items()
            if name in self._fields
        }
        return OrderLine(op.id, payload.mark, values)

    def call(self, payload: OrderPayload) -> Call:
        """Return the call of an order, as it was kept."""
        return Call({}, payload.body)

    async def ready(self, line: OrderLine, earlier: tuple[Op, OrderPayload] | None = None) -> Op:
        """Keep an order on the disk, with all that it will be sent with.

        Args:
            line: what is ordered.
            earlier: the same line as it was sent, or nearly sent, before.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        moment = now()
        reference = reference_of(self._ordering, line)
        body = self._ordering.call(line.values, reference).body
        payload = OrderPayload(
            orders=self._ordering.orders,
            mark=line.mark,
            reference=reference,
            body=body if isinstance(body, dict) else {},
            values={name: msgspec.Raw(pack(value).encode()) for name, value in line.values.items()},
            same=same_of(self._ordering, line),
            sent=moment,
            course=(*_before(line, earlier), Happened(Event.SENT, moment)),
        )
        op = Op(
            line.id,
            *self._place,
            kind=self._ordering.operation,
            payload=_ENCODER.encode(payload).decode(),
            state=OpState.READY,
            attempts=earlier[0].attempts if earlier is not None else 0,
            lasting=True,
        )
        await asyncio.wrap_future(self._journal.put_op(op))
        return op

    async def written(self, body: dict[str, object], reference: str) -> Op:
        """Keep an order whose body a person wrote, as being sent: nothing of it can be typed on.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        moment, identity = now(), new_op_id()
        payload = OrderPayload(
            orders=self._ordering.orders,
            mark="",
            reference=reference,
            body=body,
            values={},
            same=digest_of(Call({}, body)),
            sent=moment,
            course=(Happened(Event.MADE, moment), Happened(Event.SENT, moment)),
        )
        op = Op(
            identity,
            *self._place,
            kind=self._ordering.operation,
            payload=_ENCODER.encode(payload).decode(),
            state=OpState.SENDING,
            attempts=1,
            sent=Sent.MAYBE,
            lasting=True,
        )
        await asyncio.wrap_future(self._journal.put_op(op))
        return op

    async def move(
        self, op: Op, *states: OpState, sent: Sent | None = None, number: str = "", note: str = ""
    ) -> Op:
        """Bring an order through states; done when the disk has the last.

        Raises:
            WbError: CONFLICT where a state does not follow; DISK, DISK_FULL or STORE.
        """
        for state in states:
            moved = self._journal.move_op(op.id, state, sent=sent, reference=number, note=note)
            op = await asyncio.wrap_future(moved)
        return op

    async def decided(self, op: Op, payload: OrderPayload, event: Event, note: str = "") -> None:
        """Keep what a person decided about an unknown outcome, and since when it was unknown.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        course = (*course_of(op, payload), Happened(event, now(), note))
        kept = _ENCODER.encode(msgspec.structs.replace(payload, course=course)).decode()
        held = self._journal.put_op(msgspec.structs.replace(op, payload=kept))
        await asyncio.wrap_future(held)

    def abandon(self, op: Op, note: str) -> None:
        """Say without waiting that an order under way has an unknown outcome."""
        self._journal.move_op(op.id, OpState.UNKNOWN, note=note).add_done_callback(_unheard)

    async def repeats(self, since: datetime) -> dict[str, SentOrder]:
        """Return the orders that were sent since then and may be there, by what they order."""
        states = (OpState.SENDING, OpState.DONE, OpState.UNKNOWN)
        return {
            payload.same: self.told(op, payload)
            for op, payload in await self.all(*states)
            if payload.sent >= since
        }


def course_of(op: Op, payload: OrderPayload) -> tuple[Happened, ...]:
    """Return what happened to an order, oldest first, the state it has now included."""
    begun = Happened(Event.MADE, begun_of(op.id))
    course = payload.course or (begun, Happened(Event.SENT, payload.sent))
    event = _EVENTS.get(op.state)
    if event is None or (op.state is OpState.DONE and course[-1].event is Event.FOUND):
        return course
    note = tr("Order number {number}", number=op.reference) if op.reference else ""
    return (*course, Happened(event, op.changed, op.note or note))


def _before(line: OrderLine, earlier: tuple[Op, OrderPayload] | None) -> tuple[Happened, ...]:
    """Return what happened to a line before it is sent now."""
    if earlier is None or not earlier[1].course:
        return (Happened(Event.MADE, begun_of(line.id)),)
    op, payload = earlier
    # One that was taken back before it left was never sent.
    return course_of(op, payload) if op.state is OpState.REFUSED else payload.course[:-1]


def _unheard(_future: object) -> None:
    """Leave a failure to the next start, which finds the order as it was."""
