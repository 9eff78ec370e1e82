"""One record on its way to the service and back: never twice by accident, never unsaid."""

from __future__ import annotations

import msgspec

from workbench.core.edits import Call
from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.operations import Repeat
from workbench.core.pacing import LONGEST_QUIET_WAIT
from workbench.edits import sentences
from workbench.edits.arriving import ATTEMPTS
from workbench.edits.crew import Crew
from workbench.edits.fates import Fate, fate_of, stops
from workbench.edits.parcels import Act, Intent, saving_of
from workbench.edits.preparing import Letter, call_of, write_of
from workbench.edits.reading import pause
from workbench.edits.results import Outcome, Result
from workbench.edits.waits import wait_after
from workbench.store.journal_types import Op, OpState


class Courier:
    """Carries single records of one resource."""

    def __init__(self, crew: Crew) -> None:
        self._saving = saving_of(crew.resource)
        self._port = crew.port
        self._log = crew.log
        self._opening = crew.opening
        self._arriving = crew.arriving
        self._tallying = crew.tallying
        self._closing = crew.closing
        self._reader = crew.reader
        self._sleep = crew.sleep
        self._random = crew.random

    async def carry(self, intent: Intent, job: Job, reference: str) -> Result:
        """Send one record and return how it ended.

        Raises:
            WbError: nothing of it was done and nothing more is to be sent; CANCELLED where the
                user stopped the job before its first byte.
        """
        write = write_of(self._saving, intent.act)
        if write is None:
            said = sentences.no_call(intent.act)
            return Result(intent.key, Outcome.SKIPPED, said, intent.act)
        op = await self._opening.keep(intent, write.operation, reference)
        if isinstance(op, Result):
            return op
        try:
            return await self._carried(intent, op, job)
        except BaseException:
            self._log.abandon(op)
            raise

    async def _carried(self, intent: Intent, op: Op, job: Job) -> Result:
        letter = await self._opened(intent, op)
        if isinstance(letter, Result):
            return letter
        try:
            await job.checkpoint()
        except WbError:
            await self._closing.skipped(intent, letter.op, "")
            raise
        return await self.deliver(letter, job)

    async def _opened(self, intent: Intent, op: Op) -> Letter | Result:
        """Read, merge and check; also for what was refused because the record had moved on."""
        try:
            theirs = await self._reader.theirs(intent)
        except WbError as error:
            result = await self._closing.skipped(intent, op, sentences.not_read(error))
            if stops(error):
                raise
            return result
        return await self._opening.open(intent, op, self._port.repeat(op.kind), theirs)

    async def deliver(self, letter: Letter, job: Job) -> Result:
        """Write one record, verify it and end its letter.

        Raises:
            WbError: nothing of it was done and nothing more is to be sent.
        """
        for attempt in range(1, ATTEMPTS + 1):
            call = call_of(self._saving, letter.act, letter.patch)
            if isinstance(call, WbError) or call is None:
                said = call.full_text if call is not None else sentences.no_call(letter.act)
                return await self._closing.skipped(letter.intent, letter.op, said)
            again = await self._tried(letter, call[1], attempt, job)
            if isinstance(again, Result):
                return again
            letter = again
        return await self._closing.skipped(letter.intent, letter.op, sentences.unchanged())

    async def _tried(self, letter: Letter, call: Call, attempt: int, job: Job) -> Result | Letter:
        op = await self._log.move(letter.op, OpState.SENDING)
        letter = msgspec.structs.replace(letter, op=op)
        try:
            answer = await self._port.call(letter.operation, call)
        except WbError as error:
            letters = await self._tallying.answered([letter], error.answer)
            return await self._failed(letters[0], error, attempt, job)
        (letter,) = await self._tallying.answered([letter], answer)
        return await self._arriving.verified(letter, answer)

    async def _failed(
        self, letter: Letter, error: WbError, attempt: int, job: Job
    ) -> Result | Letter:
        """End a letter that failed, or return it to be sent again."""
        match fate_of(error):
            case Fate.STOP:
                await self._closing.skipped(letter.intent, letter.op, error.full_text)
                raise error
            case Fate.LOST:
                op = await self._log.move(letter.op, OpState.UNKNOWN)
                await pause(self._sleep, wait_after(attempt, self._random), job)
                letter = msgspec.structs.replace(letter, op=op)
                return await self._arriving.lost(letter, attempt, job)
            case Fate.LATER if attempt < ATTEMPTS and letter.repeat is not Repeat.NEVER:
                await pause(self._sleep, min(error.wait or 2.0, LONGEST_QUIET_WAIT), job)
                op = await self._log.move(letter.op, OpState.READY)
                return msgspec.structs.replace(letter, op=op)
            case Fate.CLASH if self._can_merge(letter, attempt):
                op = await self._log.move(letter.op, OpState.REFUSED, OpState.READY)
                return await self._opened(letter.intent, op)
            case _:
                return await self.refused(letter, error)

    def _can_merge(self, letter: Letter, attempt: int) -> bool:
        once = letter.repeat is not Repeat.NEVER
        return letter.act is Act.UPDATE and attempt < ATTEMPTS and once

    async def refused(self, letter: Letter, error: WbError) -> Result:
        """End a letter that the service refused."""
        if fate_of(error) is Fate.GONE and letter.act is Act.DELETE:
            notes = (*letter.notes, sentences.there_already(Act.DELETE))
            return await self._arriving.verified(msgspec.structs.replace(letter, notes=notes))
        if fate_of(error) is Fate.GONE and letter.act is Act.UPDATE:
            return await self._closing.gone(letter.intent, letter.op)
        return await self._closing.refused(letter.intent, letter.op, error)
