"""Actions that an earlier run left open, also of resources where nothing is typed.

What was about to be sent was not sent: that is told, and it no longer keeps the same from being
done. What was sent without an answer stays unknown until a person decides. Nothing is sent here.
"""

from __future__ import annotations

from workbench.core.texts import tr
from workbench.edits.oplog import OpLog, Payload
from workbench.edits.parcels import Act
from workbench.store.journal_types import Op, OpState


class Standing:
    """The open actions of one resource of one account."""

    def __init__(self, log: OpLog) -> None:
        self._log = log

    async def restore(self) -> tuple[Payload, ...]:
        """End the actions that never left, and return them.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        found: list[Payload] = []
        for op, payload in await self._of(OpState.READY):
            if not self._log.is_left(op):
                # Begun in this run, or by a command beside it, before this came about.
                continue
            note = tr("The program ended before it was sent; nothing was done.")
            await self._log.move(op, OpState.REFUSED, note=note)
            found.append(payload)
        return tuple(found)

    async def unknown(self) -> tuple[tuple[Op, Payload], ...]:
        """Return the actions whose outcome nobody knows, oldest first."""
        return await self._of(OpState.UNKNOWN)

    async def decide(self, identity: str, *, done: bool) -> None:
        """Keep what a person found out about an unknown outcome.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        for op, payload in await self.unknown():
            if op.id != identity:
                continue
            if done:
                await self._log.done(op, payload)
            else:
                note = tr("Somebody looked: it was not done.")
                await self._log.move(op, OpState.REFUSED, note=note)

    async def _of(self, state: OpState) -> tuple[tuple[Op, Payload], ...]:
        held = await self._log.ops(state)
        return tuple((op, payload) for op, payload in held if payload.act is Act.ACTION)
