"""A letter was answered, or lost its answer: the record read again says what became of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import msgspec

from workbench.core.edits import Values
from workbench.core.errors import WbError
from workbench.core.jobs import Job
from workbench.core.operations import Repeat
from workbench.core.sources import Resource
from workbench.edits import sentences
from workbench.edits.closing import Closing
from workbench.edits.merging import merge
from workbench.edits.oplog import OpLog
from workbench.edits.parcels import Act, own_key, saving_of
from workbench.edits.preparing import Letter, write_of
from workbench.edits.reading import Reader
from workbench.edits.results import Result
from workbench.edits.sights import Sight, moved, seen, sight
from workbench.store.journal_types import OpState

ATTEMPTS: Final = 3
"""How often a write that may be repeated is sent in all, each time after reading and comparing."""

ODD_ANSWERS: Final = (AttributeError, IndexError, KeyError, TypeError, ValueError, WbError)
"""What reading an answer raises that is not as it is documented."""


class Arriving:
    """Verifies the letters of one resource."""

    def __init__(self, resource: Resource, log: OpLog, closing: Closing, reader: Reader) -> None:
        self._resource = resource
        self._saving = saving_of(resource)
        self._log = log
        self._closing = closing
        self._reader = reader

    # ---- it was answered --------------------------------------------------------------------

    async def verified(self, letter: Letter, answer: object = None) -> Result:
        """Read a written record back and end its letter."""
        key = self._key(letter, answer)
        if not key:
            return await self._closing.done(letter, {}, notes=(sentences.key_untold(),))
        try:
            document = await self._reader.look(key, self._fits(letter, key))
        except WbError as error:
            fresh = {**letter.before, **letter.patch.values}
            notes = (sentences.not_verified(error),)
            made = key if letter.act is Act.CREATE else ""
            return await self._closing.done(letter, fresh, None, made, notes)
        return await self.arrived(letter, key, document)

    def fits(self, letter: Letter, document: bytes) -> bool:
        """Return whether a document shows a letter's write in every field."""
        return self._fits(letter, letter.key)(document)

    async def arrived(self, letter: Letter, key: str, document: bytes | None) -> Result:
        """End a letter that was answered by what the record shows now."""
        intent, op = letter.intent, letter.op
        if letter.act is Act.DELETE:
            if document is None:
                return await self._closing.done(letter, {})
            return await self._closing.not_taken(intent, op, sentences.still_there())
        if document is None:
            if letter.act is Act.UPDATE:
                return await self._closing.gone(intent, op)
            return await self._closing.unknown(intent, op, sentences.not_found_after())
        return await self._shown(letter, key, document)

    async def _shown(
        self, letter: Letter, key: str, document: bytes, notes: tuple[str, ...] = ()
    ) -> Result:
        present = self._reader.values(document, key)
        written, entry_of = letter.patch.values, self._saving.entry
        found = seen(written, letter.before, present, entry_of)
        if letter.act is Act.UPDATE and found.base:
            return await self._closing.partly(letter, found.base, present, document)
        odd = (*found.base, *found.other)
        notes += tuple(sentences.otherwise(self._resource, f, present[f]) for f in odd)
        others = moved(letter.before, present, letter.settled, entry_of)
        if others:
            notes += (sentences.meanwhile(self._resource, others),)
        made = key if letter.act is Act.CREATE else ""
        return await self._closing.done(letter, present, document, made, notes)

    def _fits(self, letter: Letter, key: str) -> Callable[[bytes | None], bool]:
        def fits(document: bytes | None) -> bool:
            if letter.act is Act.DELETE or document is None:
                return letter.act is Act.DELETE and document is None
            present = self._reader.values(document, key)
            found = seen(letter.patch.values, letter.before, present, self._saving.entry)
            return letter.act is Act.CREATE or not found.base

        return fits

    def _key(self, letter: Letter, answer: object) -> str:
        """Return the key under which the record can be read back, "" where it cannot be told."""
        if letter.act is not Act.CREATE:
            return letter.key
        write = write_of(self._saving, Act.CREATE)
        if write is not None and write.key is not None:
            try:
                return str(write.key(answer) or "")
            except ODD_ANSWERS:
                return letter.patch.key
        return letter.patch.key

    # ---- no answer came ---------------------------------------------------------------------

    async def lost(
        self, letter: Letter, attempt: int, job: Job, *, seen: bytes | None = None
    ) -> Result | Letter:
        """Tell by reading again what became of a letter whose answer was lost.

        Args:
            letter: what was sent.
            attempt: how many times it was.
            job: no letter is sent again where it is stopping.
            seen: the record's document where it was read just now, with others in one request.

        Returns:
            How it ended, or the letter to be sent again: only where it may reach the service
            twice and the record is still as it was.
        """
        key = letter.key
        if letter.act is Act.CREATE:
            key = own_key(self._saving, letter.patch.values)
        if not key:
            return await self._closing.unknown(letter.intent, letter.op)
        try:
            document = seen or await self._reader.read(key)
        except WbError:
            return await self._closing.unknown(letter.intent, letter.op)
        return await self._told(letter, key, document, may=self._may(letter, attempt, job))

    def _may(self, letter: Letter, attempt: int, job: Job) -> bool:
        return letter.repeat is Repeat.SAME and attempt < ATTEMPTS and not job.stopping

    async def _told(
        self, letter: Letter, key: str, document: bytes | None, *, may: bool
    ) -> Result | Letter:
        intent, op, written = letter.intent, letter.op, letter.patch.values
        present = None if document is None else self._reader.values(document, key)
        match sight(letter.act, written, letter.before, present, self._saving.entry):
            case Sight.MINE:
                return await self._mine(letter, key, document)
            case Sight.BASE if may:
                op = await self._log.move(op, OpState.READY)
                return msgspec.structs.replace(letter, op=op)
            case Sight.BASE:
                return await self._closing.unknown(intent, op, sentences.unchanged())
            case Sight.GONE:
                return await self._closing.gone(intent, op)
            case Sight.OTHER if letter.act is Act.UPDATE:
                return await self._other(letter, document or b"", present or {})
            case _:
                return await self._closing.unknown(intent, op)

    async def _mine(self, letter: Letter, key: str, document: bytes | None) -> Result:
        notes = (sentences.looked_up(),)
        if document is None:
            return await self._closing.done(letter, {}, notes=notes)
        return await self._shown(letter, key, document, notes)

    async def _other(self, letter: Letter, document: bytes, present: Values) -> Result:
        conflicts = merge(letter.intent.cells, present, self._saving.entry).conflicts
        if not conflicts:
            return await self._closing.unknown(letter.intent, letter.op)
        return await self._closing.conflict(letter.intent, letter.op, conflicts, document)
