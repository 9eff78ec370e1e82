"""Sends one order: on the disk before its first byte leaves, and never a second time by itself.

The service cannot be asked whether an order is there. So whatever may have reached it stays
unknown until a person says; only what surely never left, or was surely refused, becomes a line
again.
"""

from __future__ import annotations

from typing import NamedTuple

from workbench.core.errors import Sent, WbError
from workbench.core.orders import Ordering
from workbench.core.texts import tr
from workbench.edits.fates import Fate, fate_of, stops
from workbench.edits.parcels import Act
from workbench.edits.port import Port
from workbench.edits.results import Outcome, Result
from workbench.store.journal_types import Op, OpState
from workbench.workspace.ordering_lines import OrderLine, OrderLines
from workbench.workspace.ordering_ops import OrderOps, OrderPayload, payload_of


class Told(NamedTuple):
    """How one order ended, and whether the next one would end the same way."""

    result: Result
    stops: bool = False


class OrderSender:
    """Sends the orders of one account."""

    def __init__(self, ordering: Ordering, lines: OrderLines, ops: OrderOps, port: Port) -> None:
        self._ordering = ordering
        self._lines = lines
        self._ops = ops
        self._port = port

    async def send(self, line: OrderLine) -> Told:
        """Send a line for the first time, or again after it was refused.

        Raises:
            WbError: DISK, DISK_FULL or STORE; nothing was sent then.
        """
        held = await self._ops.get(line.id)
        if held is not None and held[0].state not in {OpState.DRAFT, OpState.REFUSED}:
            # Sent already: the line is what a kill between two writes left behind.
            await self._lines.drop(line.id)
            return _told(line.id, Outcome.SKIPPED, tr("It was sent before."))
        op = await self._ops.ready(line, held)
        await self._lines.drop(line.id)
        return await self._go(op, again=False)

    async def send_again(self, op: Op) -> Told:
        """Send an order with an unknown outcome once more, as it was, under the same reference.

        Raises:
            WbError: DISK, DISK_FULL or STORE; nothing was sent then.
        """
        return await self._go(await self._ops.move(op, OpState.READY), again=True)

    async def _go(self, op: Op, *, again: bool) -> Told:
        payload = payload_of(op)
        if payload is None:
            raise ValueError(op.id)
        op = await self._ops.move(op, OpState.SENDING)
        try:
            answer = await self._port.call(self._ordering.operation, self._ops.call(payload))
        except WbError as error:
            return await self._failed(op, payload, error, again=again)
        except BaseException:
            self._ops.abandon(op, _unknown(payload))
            raise
        number = self._ordering.number(answer)
        await self._ops.move(op, OpState.DONE, sent=Sent.YES, number=number)
        said = tr("Placed under {number}.", number=number) if number else tr("Placed.")
        return _told(op.id, Outcome.DONE, said)

    async def _failed(self, op: Op, payload: OrderPayload, error: WbError, *, again: bool) -> Told:
        stop = stops(error)
        if again or fate_of(error) is Fate.LOST:
            # What the first try did is as unknown as before, whatever became of the second.
            surely = again and fate_of(error) is not Fate.LOST
            said = f"{_unknown(payload)} {error.full_text}" if surely else _unknown(payload)
            await self._ops.move(op, OpState.UNKNOWN, sent=Sent.MAYBE, note=said)
            return _told(op.id, Outcome.UNKNOWN, said, stop=stop)
        # The line is on the disk before the order is taken back: killed here, it counts as sent.
        await self._lines.restore(self._ops.line(op, payload))
        said = error.full_text
        if stop or fate_of(error) is Fate.LATER:
            await self._ops.move(op, OpState.READY, OpState.DRAFT, sent=Sent.NO, note=said)
            return _told(op.id, Outcome.SKIPPED, said, stop=stop)
        await self._ops.move(op, OpState.REFUSED, sent=Sent.YES, note=said)
        return _told(op.id, Outcome.REFUSED, said)

    async def restore(self) -> None:
        """Bring lines and journal together at a start; nothing is sent.

        What was about to be sent is a line again. An order that was about to be sent once more is
        as unknown as before. A line whose order left is none.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        for op, payload in await self._ops.all():
            match op.state:
                case OpState.READY if not self._ops.is_left(op):
                    # It is being sent, by a command beside this window.
                    continue
                case OpState.READY if op.sent is Sent.MAYBE:
                    note = _unknown(payload)
                    await self._ops.move(op, OpState.SENDING, OpState.UNKNOWN, note=note)
                    await self._lines.drop(op.id)
                case OpState.READY:
                    await self._lines.restore(self._ops.line(op, payload))
                    await self._ops.move(op, OpState.DRAFT)
                case OpState.SENDING | OpState.UNKNOWN | OpState.DONE:
                    if self._lines.get(op.id) is not None:
                        await self._lines.drop(op.id)
                case _:
                    pass


def _unknown(payload: OrderPayload) -> str:
    return tr(
        "No answer came: the order may or may not have been placed. Look in Loupe for {reference}.",
        reference=payload.reference,
    )


def _told(identity: str, outcome: Outcome, sentence: str, *, stop: bool = False) -> Told:
    return Told(Result(identity, outcome, sentence, Act.ACTION), stop)
