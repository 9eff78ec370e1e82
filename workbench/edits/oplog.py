"""Writes of one resource in the journal: what is sent, where it stands, what was there before."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Final

import msgspec

from workbench.core.edits import Entry, Saving, Values
from workbench.core.fields import Field, by_id
from workbench.core.sources import Resource
from workbench.core.times import now
from workbench.edits.drafts import Place
from workbench.edits.parcels import Act, saving_of
from workbench.edits.values import pack, unpack
from workbench.store.journal import Journal
from workbench.store.journal_types import Op, OpState, new_op_id

OPEN: Final = (OpState.READY, OpState.SENDING, OpState.UNKNOWN)
"""States in which nobody may begin the same again."""

_ENCODER: Final = msgspec.json.Encoder(decimal_format="string", order="sorted")


class Payload(msgspec.Struct, frozen=True, omit_defaults=True):
    """What an operation of the journal writes.

    Attributes:
        resource: id of the resource.
        record: the record's key as it was staged; the chosen keys of an action, with commas.
        act: see `Act`.
        values: packed values that are written, by field id.
        typed: packed values as they were typed, where merging made others of them.
        made: key of the record that was made.
        call: a digest of an action's arguments and body.
        says: what an action does, in words.
    """

    resource: str
    record: str
    act: Act
    values: dict[str, msgspec.Raw] = msgspec.field(default_factory=dict)
    typed: dict[str, msgspec.Raw] = msgspec.field(default_factory=dict)
    made: str = ""
    call: str = ""
    says: str = ""


def payload_of(op: Op) -> Payload | None:
    """Return what an operation writes, None where it is none of these."""
    try:
        return msgspec.json.decode(op.payload, type=Payload)
    except msgspec.MsgspecError:
        return None


def base_of(op: Op) -> dict[str, msgspec.Raw]:
    """Return the packed values that were there before, by field id."""
    try:
        return msgspec.json.decode(op.base, type=dict[str, msgspec.Raw])
    except msgspec.MsgspecError:
        return {}


def text_of(payload: Payload) -> str:
    """Return the payload as the journal keeps it; the same for the same content."""
    return _ENCODER.encode(payload).decode()


def packed(values: Values) -> dict[str, msgspec.Raw]:
    """Return typed values as the journal keeps them, in the order of their names."""
    return {name: msgspec.Raw(pack(values[name]).encode()) for name in sorted(values)}


def staged(payload: Payload, resource: Resource) -> dict[str, object]:
    """Return the typed values that were staged when an operation began."""
    return {**typed(payload.values, resource), **typed(payload.typed, resource)}


def typed(held: Mapping[str, msgspec.Raw], resource: Resource) -> dict[str, object]:
    """Return the typed values of packed ones; fields that this version does not know are left out.

    A list of rows is read by its entry, everything else by its field.
    """
    fields, saving = by_id(resource.fields), saving_of(resource)
    found: dict[str, object] = {}
    for name, raw in held.items():
        if name in fields:
            found[name] = _typed(raw, fields[name], saving)
    return found


def _typed(raw: msgspec.Raw, field: Field, saving: Saving) -> object:
    entry: Entry | None = saving.entry(field.id)
    return unpack(bytes(raw).decode(), field, entry)


class OpLog:
    """The operations of one resource of one account."""

    def __init__(self, place: Place, resource: Resource, journal: Journal) -> None:
        self.place = place
        self.resource = resource
        self._journal = journal

    async def ready(
        self, operation: str, payload: Payload, base: Values, reference: str, counts: str = ""
    ) -> Op:
        """Keep a new operation on the disk, as READY.

        Raises:
            WbError: CONFLICT where the same is under way; DISK, DISK_FULL, STORE.
        """
        op = Op(
            new_op_id(),
            *self.place,
            kind=operation,
            payload=text_of(payload),
            base=_ENCODER.encode(packed(base)).decode(),
            state=OpState.READY,
            reference=reference,
            counts=counts,
        )
        await asyncio.wrap_future(self._journal.put_op(op))
        return op

    async def in_doubt(self, operation: str, payload: Payload) -> bool:
        """Return whether the same was sent before and nobody knows how that ended."""
        text = text_of(payload)
        found = await self.ops(OpState.UNKNOWN)
        return any(op.kind == operation and op.payload == text for op, _payload in found)

    async def restate(self, op: Op, payload: Payload, base: Values) -> Op:
        """Say anew what an operation that has not begun writes: merging changed it."""
        text = text_of(payload)
        before = _ENCODER.encode(packed(base)).decode()
        if (text, before) == (op.payload, op.base):
            return op
        stated = msgspec.structs.replace(op, payload=text, base=before)
        await asyncio.wrap_future(self._journal.put_op(stated))
        return stated

    async def move(self, op: Op, *states: OpState, note: str = "") -> Op:
        """Bring an operation through states, the last with a note; done when the disk has it.

        Raises:
            WbError: DISK, DISK_FULL or STORE.
        """
        futures = [self._journal.move_op(op.id, state, note=note) for state in states]
        for future in futures:
            op = await asyncio.wrap_future(future)
        return op

    async def done(self, op: Op, payload: Payload, note: str = "") -> Op:
        """Keep that the service has it; the payload may name the record that was made."""
        ended = msgspec.structs.replace(
            op, state=OpState.DONE, payload=text_of(payload), note=note, changed=now()
        )
        await asyncio.wrap_future(self._journal.put_op(ended))
        return ended

    def abandon(self, op: Op) -> None:
        """Say without waiting that an operation under way has an unknown outcome."""
        self._journal.move_op(op.id, OpState.UNKNOWN).add_done_callback(_unheard)

    def is_left(self, op: Op) -> bool:
        """Return whether a process that has ended left an operation as it is; see `Journal`."""
        return self._journal.is_left(op)

    async def ops(self, *states: OpState) -> tuple[tuple[Op, Payload], ...]:
        """Return the resource's operations in those states with their payloads, oldest first."""
        return await asyncio.to_thread(self.ops_now, *states)

    def ops_now(self, *states: OpState) -> tuple[tuple[Op, Payload], ...]:
        """Return the same at once, reading the disk in the caller's thread."""
        found = []
        for op in self._journal.ops(*states):
            payload = payload_of(op) if (op.source, op.host, op.account) == self.place else None
            if payload is not None and payload.resource == self.resource.id:
                found.append((op, payload))
        return tuple(found)


def _unheard(_future: object) -> None:
    """Leave a failure to the next start, which finds the operation as it was."""
