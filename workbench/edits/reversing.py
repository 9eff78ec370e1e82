"""Past change sets, and their opposite as changes to stage: reviewed and merged like any other."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from datetime import datetime

import msgspec

from workbench.core.sources import Resource
from workbench.core.texts import tr, trn
from workbench.edits.balancing import Balance, balances
from workbench.edits.book import Book
from workbench.edits.checks import check_value
from workbench.edits.drafts import Cell, Place
from workbench.edits.oplog import Payload, base_of, payload_of, typed
from workbench.edits.parcels import Act, saving_of
from workbench.edits.steps import Change
from workbench.edits.tallying import tallied_of
from workbench.store.journal import Journal
from workbench.store.journal_types import Op, OpState


class ChangeSet(msgspec.Struct, frozen=True):
    """What one send did.

    Attributes:
        reference: its id; sorts by time.
        at: when its last record was done.
        ops: its operations that were done, oldest first, with what they wrote.
        open: operations of it that were refused or have an unknown outcome.
        counted: its operations of which something was foreseen or counted, done or not.
    """

    reference: str
    at: datetime
    ops: tuple[tuple[Op, Payload], ...]
    open: int = 0
    counted: tuple[tuple[Op, Payload], ...] = ()

    @property
    def balances(self) -> tuple[Balance, ...]:
        """What was foreseen of it against what the service counted, by resource."""
        return balances(self.counted)

    @property
    def counts(self) -> Mapping[Act, int]:
        """How many records were changed, made and taken away; how many actions were done."""
        counted = {act: sum(payload.act is act for _, payload in self.ops) for act in Act}
        return {act: count for act, count in counted.items() if count}

    @property
    def title(self) -> str:
        """What it did, in words: "312 changed, 2 made"; the words of an action."""
        says = dict.fromkeys(payload.says for _, payload in self.ops if payload.says)
        parts = [
            _counted(act, count) for act, count in self.counts.items() if act is not Act.ACTION
        ]
        return ", ".join((*parts, *says)) or tr("Nothing was saved")

    @property
    def resources(self) -> tuple[str, ...]:
        """Ids of the resources whose records it changed."""
        return tuple(dict.fromkeys(payload.resource for _, payload in self.ops))

    @property
    def reversible(self) -> bool:
        """Whether there is an opposite of at least one of its writes."""
        return any(_has_opposite(payload) for _, payload in self.ops)


def _counted(act: Act, count: int) -> str:
    match act:
        case Act.CREATE:
            return trn("{count} made", "{count} made", count)
        case Act.DELETE:
            return trn("{count} taken away", "{count} taken away", count)
        case _:
            return trn("{count} changed", "{count} changed", count)


def _has_opposite(payload: Payload) -> bool:
    return payload.act in {Act.UPDATE, Act.DELETE} or bool(payload.made)


async def change_sets(journal: Journal, place: Place) -> tuple[ChangeSet, ...]:
    """Return what was sent from a place, newest first."""
    return await asyncio.to_thread(_change_sets, journal, place)


def _change_sets(journal: Journal, place: Place) -> tuple[ChangeSet, ...]:
    found = (each for each in _sets(journal, place) if each.ops or _is_answered(each))
    return tuple(sorted(found, key=lambda each: each.reference, reverse=True))


def _sets(journal: Journal, place: Place) -> tuple[ChangeSet, ...]:
    held: dict[str, list[tuple[Op, Payload]]] = {}
    for op in journal.ops(OpState.DONE, OpState.REFUSED, OpState.UNKNOWN, OpState.DRAFT):
        payload = payload_of(op) if (op.source, op.host, op.account) == place else None
        if payload is not None:
            held.setdefault(op.reference, []).append((op, payload))
    return tuple(_set(name, ops) for name, ops in held.items())


def _set(reference: str, ops: Sequence[tuple[Op, Payload]]) -> ChangeSet:
    done = tuple(each for each in ops if each[0].state is OpState.DONE)
    left = sum(op.state in {OpState.REFUSED, OpState.UNKNOWN} for op, _ in ops)
    counted = tuple(each for each in ops if each[0].counts)
    return ChangeSet(reference, max(op.changed for op, _ in done or ops), done, left, counted)


def _is_answered(change_set: ChangeSet) -> bool:
    """Return whether the service counted something of a set of which it kept nothing."""
    return any(tallied_of(op).answers for op, _ in change_set.counted)


async def balances_of(journal: Journal, place: Place, reference: str) -> tuple[Balance, ...]:
    """Return what was foreseen and counted of one change set, as it stands in the journal."""

    def read() -> tuple[Balance, ...]:
        sets = (each for each in _sets(journal, place) if each.reference == reference)
        return next((each.balances for each in sets), ())

    return await asyncio.to_thread(read)


def opposite(book: Book, resource: Resource, change_set: ChangeSet) -> tuple[Change, ...]:
    """Return the changes that take back what a change set did to a resource's records.

    Old values are staged over the sent ones, made records are staged to be taken away, and those
    taken away to be made again. For `Book.take`; what was typed meanwhile in the same field is
    replaced and comes back with undo.
    """
    found: list[Change] = []
    for op, payload in reversed(change_set.ops):
        if payload.resource != resource.id:
            continue
        match payload.act:
            case Act.UPDATE:
                found += _old_values(book, resource, op, payload)
            case Act.CREATE if payload.made:
                found.append(book.deletion(resource.id, payload.made, _name(resource, payload)))
            case Act.DELETE:
                found += book.creation(resource.id, _whole(resource, op))
            case _:
                pass
    return tuple(found)


def _old_values(book: Book, resource: Resource, op: Op, payload: Payload) -> Sequence[Change]:
    saving, record = saving_of(resource), book.record(resource.id, payload.record)
    sent, old = typed(payload.values, resource), typed(base_of(op), resource)
    entries = (saving.entry(name) for name in sent)
    along = {name for entry in entries if entry is not None for name in entry.takes}
    found = []
    for name, value in old.items():
        entry, field = saving.entry(name), resource.field(name)
        if entry is None or field is None or (name not in sent and name not in along):
            continue
        findings = check_value(entry, field, value, new=False)
        before = record.cells.get(name) if record is not None else None
        # What went with another field is put back beside what is there by then.
        after = Cell(sent.get(name, ()), value, op.changed, 0, findings)
        found.append(Change(resource.id, payload.record, name, before, after))
    return found


def _name(resource: Resource, payload: Payload) -> str:
    """Return what a made record was called."""
    name = typed(payload.values, resource).get(resource.face.name)
    return str(name) if name else payload.made


def _whole(resource: Resource, op: Op) -> Mapping[str, object]:
    """Return what a record that was taken away held, as far as it can be typed."""
    saving = saving_of(resource)
    held = typed(base_of(op), resource)
    return {name: value for name, value in held.items() if saving.entry(name) is not None}


def reversal_title(change_set: ChangeSet) -> str:
    """Return what the step of a reversal is called."""
    return tr("Take back: {what}", what=change_set.title)
