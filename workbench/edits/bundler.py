"""Many records in one call: each its own operation, each told by itself how it ended."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Final, TypeVar

import msgspec

from workbench.core.edits import Batch, Patch
from workbench.core.errors import WbError
from workbench.core.jobs import Job, job_cancelled
from workbench.core.operations import Repeat
from workbench.core.pacing import LONGEST_QUIET_WAIT
from workbench.core.times import now
from workbench.edits import sentences
from workbench.edits.arriving import ATTEMPTS, ODD_ANSWERS
from workbench.edits.courier import Courier
from workbench.edits.crew import Crew
from workbench.edits.fates import Fate, fate_of, stops
from workbench.edits.lanes import each
from workbench.edits.parcels import Act, Intent
from workbench.edits.planning import Group, parts, split
from workbench.edits.preparing import Letter
from workbench.edits.reading import pause
from workbench.edits.results import Result
from workbench.edits.waits import wait_after
from workbench.store.journal_types import Op, OpState

T = TypeVar("T")

Told = Callable[[Result], None]

_AT_ONCE: Final = 25
"""Operations handed to the journal at once, so that they are flushed together."""


class Bundler:
    """Carries records of one resource in calls of many."""

    def __init__(self, crew: Crew, courier: Courier) -> None:
        self._crew = crew
        self._courier = courier

    async def carry(self, group: Group, job: Job, reference: str, told: Told) -> None:
        """Send records, many in a call, and tell of each how it ended.

        Raises:
            WbError: what was not told yet was not done, and nothing more is to be sent.
        """
        for intents in parts(group.intents, group.batch.most):
            await job.checkpoint()
            bundle = Bundle(self._crew, self._courier, group, job, told)
            await bundle.carry(intents, reference)


class Bundle:
    """Records that are on their way together."""

    def __init__(self, crew: Crew, courier: Courier, group: Group, job: Job, told: Told) -> None:
        self._crew = crew
        self._courier = courier
        self._batch = group.batch
        self._act = group.act
        self._repeat = crew.port.repeat(group.batch.operation)
        self._job = job
        self._told = told
        self._open: dict[str, Op] = {}

    async def carry(self, intents: Sequence[Intent], reference: str) -> None:
        """Keep, read, merge, write and verify these records.

        Raises:
            WbError: as `Bundler.carry`.
        """
        try:
            letters = await self._letters(intents, reference)
            for run in split(letters, self._batch, lambda letter: letter.patch):
                await self._deliver(run, 1)
        except BaseException:
            for op in self._open.values():
                self._crew.log.abandon(op)
            raise

    # ---- before -----------------------------------------------------------------------------

    async def _letters(self, intents: Sequence[Intent], reference: str) -> list[Letter]:
        kept: list[tuple[Intent, Op]] = []

        async def keep(intent: Intent) -> None:
            op = await self._crew.opening.keep(intent, self._batch.operation, reference)
            if isinstance(op, Result):
                self._told(op)
            else:
                self._open[intent.key] = op
                kept.append((intent, op))

        await self._each(intents, keep)
        try:
            documents = await self._crew.reader.before([intent for intent, _ in kept])
            await self._job.checkpoint()
        except WbError as error:
            await self._not_begun(kept, error)
            return []
        letters: list[Letter] = []
        for intent, op in kept:
            letter = await self._opened(intent, op, documents.get(intent.key))
            if isinstance(letter, Letter):
                letters.append(letter)
            else:
                self._end(letter)
        return letters

    async def _opened(
        self, intent: Intent, op: Op, theirs: bytes | WbError | None
    ) -> Letter | Result:
        if isinstance(theirs, WbError):
            result = await self._crew.closing.skipped(intent, op, sentences.not_read(theirs))
            if stops(theirs):
                raise theirs
            return result
        return await self._crew.opening.open(intent, op, self._repeat, theirs)

    async def _not_begun(self, kept: Sequence[tuple[Intent, Op]], error: WbError) -> None:
        """End what could not even be read; raise on where nothing more is to be sent."""
        said = sentences.not_read(error)
        results = [await self._crew.closing.skipped(intent, op, said) for intent, op in kept]
        if stops(error):
            raise error
        for result in results:
            self._end(result)

    # ---- on the way -------------------------------------------------------------------------

    async def _deliver(self, letters: Sequence[Letter], attempt: int) -> None:
        letters = await self._moved(letters, OpState.SENDING)
        patches = [letter.patch for letter in letters]
        begun = now()
        try:
            call = self._batch.call(patches)
            answer = await self._crew.port.call(self._batch.operation, call)
        except WbError as error:
            letters = await self._crew.tallying.answered(letters, error.answer)
            await self._failed(letters, error, attempt)
        else:
            letters = await self._crew.tallying.answered(letters, answer)
            await self._answered(letters, answer, begun)

    async def _failed(self, letters: Sequence[Letter], error: WbError, attempt: int) -> None:
        may = attempt < ATTEMPTS and self._repeat is not Repeat.NEVER
        match fate_of(error):
            case Fate.STOP:
                await self._skip(letters, error)
                raise error
            case Fate.LOST:
                await self._lost(letters, attempt)
            case Fate.LATER if may:
                wait = min(error.wait or 2.0, LONGEST_QUIET_WAIT)
                await pause(self._crew.sleep, wait, self._job)
                await self._deliver(await self._moved(letters, OpState.READY), attempt + 1)
            case _ if len(letters) == 1 or self._repeat is Repeat.NEVER:
                for letter in letters:
                    self._end(await self._courier.refused(letter, error))
            case _:
                await self._halved(letters)

    async def _halved(self, letters: Sequence[Letter]) -> None:
        """Send what was refused as a whole in halves, until the refused rows stand alone."""
        middle = len(letters) // 2
        for half in (letters[:middle], letters[middle:]):
            if self._job.stopping:
                await self._skip(half, job_cancelled())
            else:
                await self._deliver(half, 1)

    async def _lost(self, letters: Sequence[Letter], attempt: int) -> None:
        letters = await self._moved(letters, OpState.UNKNOWN)
        await pause(self._crew.sleep, wait_after(attempt, self._crew.random), self._job)
        again: list[Letter] = []
        fresh = await self._crew.reader.after_all(letters)

        async def look(letter: Letter) -> None:
            document = fresh.get(letter.key)
            told = await self._crew.arriving.lost(letter, attempt, self._job, seen=document)
            if isinstance(told, Letter):
                again.append(told)
            else:
                self._end(told)

        await self._each(letters, look)
        if again:
            await self._deliver(again, attempt + 1)

    async def _answered(self, letters: Sequence[Letter], answer: object, begun: datetime) -> None:
        """Tell what the answer refuses, and verify everything else."""
        reasons = _refused(self._batch, answer, [letter.patch for letter in letters])
        taken = [letter for letter in letters if letter.key not in reasons]
        for letter in letters:
            if letter.key in reasons:
                intent, op, why = letter.intent, letter.op, reasons[letter.key]
                self._end(await self._crew.closing.not_taken(intent, op, why))
        fresh: Mapping[str, bytes] = {}
        if self._act is Act.UPDATE and taken:
            fresh = await self._crew.reader.after([letter.key for letter in taken], begun)

        async def verify(letter: Letter) -> None:
            arriving, document = self._crew.arriving, fresh.get(letter.key)
            if document is not None and arriving.fits(letter, document):
                self._end(await arriving.arrived(letter, letter.key, document))
            else:
                self._end(await arriving.verified(letter))

        await self._each(taken, verify)

    # ---- inside -----------------------------------------------------------------------------

    def _end(self, result: Result) -> None:
        self._open.pop(result.key, None)
        self._told(result)

    async def _skip(self, letters: Sequence[Letter], error: WbError) -> None:
        """Free what was not done in the journal; whoever sends tells it with all that is left."""
        for letter in letters:
            await self._crew.closing.skipped(letter.intent, letter.op, error.full_text)
            self._open.pop(letter.key, None)

    async def _moved(self, letters: Sequence[Letter], state: OpState) -> list[Letter]:
        moved = dict.fromkeys((letter.key for letter in letters), letters[0])

        async def move(letter: Letter) -> None:
            op = await self._crew.log.move(letter.op, state)
            moved[letter.key] = msgspec.structs.replace(letter, op=op)

        await each(self._crew.jobs, "journal", letters, move, _AT_ONCE)
        return list(moved.values())

    async def _each(self, items: Sequence[T], work: Callable[[T], Awaitable[None]]) -> None:
        await each(self._crew.jobs, "send", items, work)


def _refused(batch: Batch, answer: object, patches: Sequence[Patch]) -> Mapping[str, str]:
    """Return what an answer refuses; one that cannot be read is told by verifying every row."""
    if batch.refused is None:
        return {}
    try:
        return batch.refused(answer, patches)
    except ODD_ANSWERS:
        return {}
