"""What a service is to count of a record, and what it counted: kept with the write in the journal.

The promise is made before the send, out of what this machine knows; the answer's numbers are kept
the moment they come, before anything is read back. Where the program ends in between, both are
found again.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from workbench.core.edits import Patch, Saving
from workbench.core.errors import WbError
from workbench.core.tallies import Count, Counting, Foresight
from workbench.edits.arriving import ODD_ANSWERS
from workbench.edits.parcels import Act, Intent, own_key
from workbench.store.journal_types import Op

if TYPE_CHECKING:
    from workbench.edits.preparing import Letter
    from workbench.store.journal import Journal


class Answered(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a service counted in one call.

    Attributes:
        keys: the records of the call: the key as it was staged, and as the service has it.
        counted: by id of the tally.
    """

    keys: dict[str, str]
    counted: dict[str, Count] = {}


class Tallied(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the journal keeps of counting with one write.

    Attributes:
        foreseen: what the service was to count of its record, None where nobody said.
        answers: of the calls whose numbers are kept here: each with the first of its records.
    """

    foreseen: Foresight | None = None
    answers: tuple[Answered, ...] = ()


def tallied_of(op: Op) -> Tallied:
    """Return what is kept with an operation; nothing where it cannot be read."""
    try:
        return msgspec.json.decode(op.counts or "{}", type=Tallied)
    except msgspec.MsgspecError:
        return Tallied()


def counts_text(tallied: Tallied) -> str:
    """Return what the journal keeps, "" for nothing."""
    text = msgspec.json.encode(tallied).decode()
    return "" if text == "{}" else text


def counting_of(saving: Saving, act: Act) -> Counting | None:
    """Return what the service counts of a write, None where it counts nothing."""
    writes = {
        Act.UPDATE: saving.update or saving.update_many,
        Act.CREATE: saving.create,
        Act.DELETE: saving.delete or saving.delete_many,
    }
    write = writes.get(act)
    return saving.counting.get(write.operation) if write is not None else None


def foresight(saving: Saving, intent: Intent, theirs: bytes) -> Foresight | None:
    """Return what the service will count of a staged record, None where it counts nothing.

    Args:
        saving: how the resource is changed.
        intent: what is staged and included.
        theirs: the record's document as this machine knows it, empty where it does not.
    """
    if intent.act is Act.CREATE:
        return foreseen(saving, Act.CREATE, Patch(own_key(saving, intent.values), intent.values))
    values = {} if intent.act is Act.DELETE else intent.values
    return foreseen(saving, intent.act, Patch(intent.key, values, theirs))


def foreseen(saving: Saving, act: Act, patch: Patch) -> Foresight | None:
    """Return what the service will count of a patch, None where it counts nothing."""
    counting = counting_of(saving, act)
    if counting is None:
        return None
    try:
        return counting.foresee(patch, act is Act.CREATE)
    except WbError as error:
        # Nothing is sent that cannot be made.
        return Foresight(why=error.sentence)


class Tallying:
    """Keeps what a service counted of the letters of one resource."""

    def __init__(self, saving: Saving, journal: Journal) -> None:
        self._saving = saving
        self._journal = journal

    async def answered(self, letters: Sequence[Letter], answer: object) -> list[Letter]:
        """Keep what an answer counts of the letters of one call; return them with it.

        Where the disk refuses it, the letters go on: what becomes of them is kept next, and with
        it what was counted.
        """
        counted = self._read(letters, answer)
        if counted is None:
            return list(letters)
        first, *others = letters
        keys = {letter.key: letter.patch.key for letter in letters}
        held = tallied_of(first.op)
        told = Tallied(held.foreseen, (*held.answers, Answered(keys, counted)))
        op = msgspec.structs.replace(first.op, counts=counts_text(told))
        with contextlib.suppress(WbError):
            await asyncio.wrap_future(self._journal.put_op(op))
        return [msgspec.structs.replace(first, op=op), *others]

    def _read(self, letters: Sequence[Letter], answer: object) -> dict[str, Count] | None:
        counting = self._saving.counting.get(letters[0].operation) if letters else None
        if counting is None:
            return None
        try:
            counted = counting.read(answer)
        except ODD_ANSWERS:
            return None
        return dict(counted) if counted is not None else None
