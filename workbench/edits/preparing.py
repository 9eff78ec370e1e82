"""A record made ready to be written: merged with what the service has now, and checked again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from workbench.core.edits import Call, Conflict, Patch, Saving, Values, Weight, Write
from workbench.core.errors import WbError
from workbench.core.operations import Repeat
from workbench.core.sources import Resource
from workbench.edits.checks import check_record
from workbench.edits.drafts import Cell
from workbench.edits.merging import merge
from workbench.edits.parcels import Act, Intent, own_key, saving_of
from workbench.store.journal_types import Op


class Letter(msgspec.Struct, frozen=True):
    """One record on its way.

    Attributes:
        intent: what was staged.
        op: its operation in the journal.
        operation: the documented call's name.
        repeat: whether it may reach the service twice.
        patch: what is written.
        before: the record's values just before; nothing for a new one.
        agreed: staged fields that the service has already.
        notes: what was merged by itself.
    """

    intent: Intent
    op: Op
    operation: str
    repeat: Repeat
    patch: Patch
    before: Values
    agreed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The record's key as it was staged."""
        return self.intent.key

    @property
    def act(self) -> Act:
        """What is done."""
        return self.intent.act

    @property
    def settled(self) -> dict[str, object]:
        """The typed values that the service has when the letter has arrived."""
        names = {*self.patch.values, *self.agreed}
        return {name: cell.value for name, cell in self.intent.cells.items() if name in names}


class Ready(NamedTuple):
    """What merging and checking left of an intent.

    Attributes:
        patch: what is written; without values where the service has all of it already.
        before: the values just before.
        agreed, notes: see `Letter`.
        conflicts: fields that were changed on both sides: nothing is written then.
        refusal: why it cannot be sent as it is, "" where it can.
        field: that the refusal is about.
    """

    patch: Patch
    before: Values
    agreed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    refusal: str = ""
    field: str = ""


def ready(resource: Resource, intent: Intent, theirs: bytes, present: Values) -> Ready:
    """Return what an intent becomes on the record as it is now.

    Args:
        resource: whose record.
        intent: what is staged.
        theirs: the record's document now, empty for a new one.
        present: its typed values now.
    """
    saving = saving_of(resource)
    if intent.act is Act.DELETE:
        return Ready(Patch(intent.key, {}, theirs), present)
    if intent.act is Act.CREATE:
        return _new(resource, saving, intent)
    merged = merge(intent.cells, present, saving.entry)
    refusal, field = _refusal(resource, saving, intent.cells, {**present, **merged.send}, new=False)
    patch = Patch(intent.key, merged.send, theirs)
    return Ready(patch, present, merged.agreed, merged.notes, merged.conflicts, refusal, field)


def _new(resource: Resource, saving: Saving, intent: Intent) -> Ready:
    values = intent.values
    refusal, field = _refusal(resource, saving, intent.cells, values, new=True)
    patch = Patch(own_key(saving, values), values)
    return Ready(patch, {}, refusal=refusal, field=field)


def _refusal(
    resource: Resource, saving: Saving, cells: Mapping[str, Cell], values: Values, *, new: bool
) -> tuple[str, str]:
    """Return the first reason against sending and its field, two empty texts where none is."""
    found = [finding for cell in cells.values() for finding in cell.findings]
    found += (
        finding
        for finding in check_record(saving, resource.fields, values, new=new)
        if new or not finding.field or finding.field in cells
    )
    for finding in found:
        if finding.weight is Weight.REFUSED:
            return finding.sentence, finding.field
    return "", ""


def write_of(saving: Saving, act: Act) -> Write | None:
    """Return the documented call for one record, None where there is none."""
    match act:
        case Act.CREATE:
            return saving.create
        case Act.DELETE:
            return saving.delete
        case _:
            return saving.update


def call_of(saving: Saving, act: Act, patch: Patch) -> tuple[str, Call] | WbError | None:
    """Return operation and call that write a patch, as a person may look at before sending.

    A `WbError` says why it cannot be made; None where one record alone cannot be written.
    """
    write = write_of(saving, act)
    if write is None:
        return None
    try:
        return write.operation, write.call(patch)
    except WbError as error:
        return error
