"""Records read before and after they are written, one by one or many at once."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from workbench.core.edits import Values
from workbench.core.errors import WbError
from workbench.core.jobs import Job, Jobs
from workbench.core.sources import Resource
from workbench.edits.lanes import each
from workbench.edits.parcels import Act, Intent, own_key, saving_of
from workbench.edits.port import Port

if TYPE_CHECKING:
    from workbench.edits.preparing import Letter

Sleep = Callable[[float], Awaitable[object]]

SECOND_LOOK: Final = 1.0
"""Seconds before a record that does not show a write yet is read once more."""

FEW: Final = 3
"""Records that are read alone rather than by what changed."""

SLICE: Final = 0.25
"""Seconds of a wait after which it is looked whether the user stopped the job."""


async def pause(sleep: Sleep, seconds: float, job: Job) -> None:
    """Wait, or less where the user stops the job."""
    left = seconds
    while left > 0 and not job.stopping:
        await sleep(min(SLICE, left))
        left -= SLICE


class Reader:
    """Reads the records of one resource."""

    def __init__(self, resource: Resource, port: Port, jobs: Jobs, sleep: Sleep) -> None:
        self._saving = saving_of(resource)
        self._port = port
        self._jobs = jobs
        self._sleep = sleep

    def values(self, document: bytes | None, key: str) -> Values:
        """Return the typed present values of a document, none where there is none."""
        return self._port.present(document, key) if document else {}

    async def theirs(self, intent: Intent) -> bytes | None:
        """Return what stands where a record is to be written, None where nothing does.

        Raises:
            WbError: it could not be read.
        """
        key = own_key(self._saving, intent.values) if intent.act is Act.CREATE else intent.key
        return await self._port.read(key) if key else None

    async def read(self, key: str) -> bytes | None:
        """Return a record's document now, None where it is gone.

        Raises:
            WbError: it could not be read.
        """
        return await self._port.read(key)

    async def look(self, key: str, fits: Callable[[bytes | None], bool]) -> bytes | None:
        """Return a record's document after a write; read once more where it does not fit yet.

        Raises:
            WbError: it could not be read.
        """
        document = await self._port.read(key)
        if fits(document):
            return document
        await self._sleep(SECOND_LOOK)
        return await self._port.read(key)

    async def before(self, intents: Sequence[Intent]) -> Mapping[str, bytes | WbError | None]:
        """Return the documents of many records before they are written, by key.

        Where the service tells what changed, those that did not are as this machine has them.

        Raises:
            WbError: the list of what changed could not be read.
        """
        seen = [cell.seen for intent in intents for cell in intent.cells.values()]
        if self._saving.read_many is None or not seen:
            return await self._each([intent.key for intent in intents])
        keys = [intent.key for intent in intents]
        moved = await self._port.read_many(keys, min(seen))
        found: dict[str, bytes | WbError | None] = dict(moved)
        found |= {key: held for key in keys if key not in found and (held := self._port.held(key))}
        return found | await self._each([key for key in keys if key not in found])

    async def after(self, keys: Sequence[str], since: datetime) -> Mapping[str, bytes]:
        """Return the documents that show a change since then; those left out must be read alone."""
        if self._saving.read_many is None:
            return {}
        try:
            return await self._port.read_many(keys, since)
        except WbError:
            return {}

    async def after_all(self, letters: Sequence[Letter]) -> Mapping[str, bytes]:
        """Return the documents of records whose changes were sent and never answered, by key.

        Those left out must be read alone, as in `after`.
        """
        sent = [letter for letter in letters if letter.act is Act.UPDATE]
        if len(sent) < FEW:
            return {}
        return await self.after([letter.key for letter in sent],
                                min(letter.op.created for letter in sent))  # fmt: skip

    async def _each(self, keys: Sequence[str]) -> dict[str, bytes | WbError | None]:
        found: dict[str, bytes | WbError | None] = {}

        async def one(key: str) -> None:
            try:
                found[key] = await self._port.read(key)
            except WbError as error:
                found[key] = error

        await each(self._jobs, "read again", keys, one)
        return found
