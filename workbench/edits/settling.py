"""What an earlier send left open: told again at every start, looked up on request, never resent."""

from __future__ import annotations

from collections.abc import Collection

from workbench.core.edits import Patch
from workbench.core.jobs import Job
from workbench.edits import sentences
from workbench.edits.arriving import ATTEMPTS
from workbench.edits.crew import Crew
from workbench.edits.drafts import Cell, State, Trouble
from workbench.edits.oplog import Payload, base_of, staged, typed
from workbench.edits.parcels import Act, Intent, own_key, saving_of
from workbench.edits.preparing import Letter
from workbench.edits.results import Result
from workbench.store.journal_types import Op, OpState


class Settler:
    """The open operations of one resource."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._saving = saving_of(crew.resource)

    async def restore(self) -> int:
        """Bring drafts and journal together at a start, without asking the service.

        What was ready to be sent is only staged again; drafts that were sent are dropped; refusals
        and unknown outcomes stand at their records again. Returns how many outcomes are unknown.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        latest: dict[str, tuple[Op, Payload]] = {}
        for op, payload in await self._crew.log.ops():
            if op.state is OpState.READY:
                if self._crew.log.is_left(op):
                    await self._crew.log.move(op, OpState.DRAFT)
            elif op.state is not OpState.DRAFT and payload.act is not Act.ACTION:
                latest[payload.record] = (op, payload)
        for op, payload in latest.values():
            await self._restored(op, payload)
        return len(await self.unknown())

    async def _restored(self, op: Op, payload: Payload) -> None:
        landing, key = self._crew.landing, payload.record
        values = staged(payload, self._crew.resource)
        match op.state:
            case OpState.DONE if payload.act is Act.CREATE:
                if landing.is_new(key):
                    landing.created(key, payload.made, values, values)
            case OpState.DONE if values and landing.stands(key, values):
                if landing.older(key, op.created):
                    landing.saved(key, values, {})
            case OpState.UNKNOWN:
                said = op.note or sentences.unknown()
                landing.trouble(key, Trouble(State.UNKNOWN, said, op.changed))
            case OpState.REFUSED if op.note and landing.stands(key, values):
                landing.trouble(key, Trouble(State.REFUSED, op.note, op.changed))
            case _:
                pass

    async def unknown(self) -> tuple[tuple[Op, Payload], ...]:
        """Return the operations whose outcome nobody knows, oldest first."""
        return await self._crew.log.ops(OpState.UNKNOWN)

    async def settle(self, job: Job, keys: Collection[str] | None = None) -> tuple[Result, ...]:
        """Look at the service what became of unknown outcomes; nothing is sent.

        Args:
            job: may be stopped between two records.
            keys: of the records to look at, None for all.

        Raises:
            WbError: CANCELLED; DISK, DISK_FULL or STORE.
        """
        letters = [
            self._letter(op, payload)
            for op, payload in await self.unknown()
            if payload.act is not Act.ACTION and (keys is None or payload.record in keys)
        ]
        fresh = await self._crew.reader.after_all(letters)
        results = []
        for letter in letters:
            await job.checkpoint()
            results.append(await self._looked(letter, job, fresh.get(letter.key)))
        return tuple(results)

    async def _looked(self, letter: Letter, job: Job, seen: bytes | None) -> Result:
        """Tell one outcome; where nothing was done, the record is only staged again."""
        told = await self._crew.arriving.lost(letter, ATTEMPTS - 1, job, seen=seen)
        if isinstance(told, Result):
            return told
        self._crew.landing.trouble(told.key, None)
        return await self._crew.closing.skipped(told.intent, told.op, sentences.unchanged())

    def _letter(self, op: Op, payload: Payload) -> Letter:
        """Return the letter that an operation was, from the journal alone."""
        resource = self._crew.resource
        values = typed(payload.values, resource)
        before = typed(base_of(op), resource)
        cells = {
            name: Cell(before.get(name), value, op.created)
            for name, value in staged(payload, resource).items()
        }
        intent = Intent(payload.record, payload.act, cells)
        key = own_key(self._saving, values) if payload.act is Act.CREATE else payload.record
        repeat = self._crew.port.repeat(op.kind)
        return Letter(intent, op, op.kind, repeat, Patch(key, values), before)

    async def decide(self, identity: str, *, done: bool, note: str = "") -> None:
        """Keep what a person found out about an unknown outcome.

        Args:
            identity: id of the operation.
            done: the service has it; otherwise it is only staged again and may be sent.
            note: what the person wrote: an order number.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        held = [each for each in await self.unknown() if each[0].id == identity]
        for op, payload in held:
            if not done:
                await self._crew.log.move(op, OpState.READY, OpState.DRAFT)
                self._crew.landing.trouble(payload.record, None)
                continue
            await self._crew.log.done(op, payload, note)
            self._drop(payload)

    def _drop(self, payload: Payload) -> None:
        sent, fresh = (
            staged(payload, self._crew.resource),
            typed(payload.values, self._crew.resource),
        )
        match payload.act:
            case Act.CREATE:
                self._crew.landing.created(payload.record, payload.made, sent, fresh)
            case Act.DELETE:
                self._crew.landing.deleted(payload.record)
            case Act.UPDATE:
                self._crew.landing.saved(payload.record, sent, fresh)
            case Act.ACTION:
                pass
