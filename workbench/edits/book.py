"""The drafts of one account: staged, undone, restored, and on the disk before anybody waits.

A cell that is typed in goes into the journal, never onto the record. The book holds what the
journal holds, so that tables and forms read it at once, and tells who listens which records moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from datetime import datetime

import msgspec

from workbench.core.edits import Finding
from workbench.core.fields import by_id
from workbench.core.signals import Signal
from workbench.core.sources import Resource
from workbench.core.times import now
from workbench.edits.checks import check_value
from workbench.edits.drafts import (
    DELETED,
    NEW,
    NEW_KEY,
    Cell,
    Place,
    Record,
    State,
    Trouble,
    Typed,
    new_key,
)
from workbench.edits.steps import Change, Step, Steps
from workbench.edits.values import blank, pack, same, unpack
from workbench.store.journal import Journal
from workbench.store.journal_types import Draft, DraftKey

Recheck = Callable[[str, Record], tuple[Finding, ...]]
"""Checks a record across its fields: gets the resource's id and the record."""


MANY = 500
"""Records in one step up to which they are checked at once."""


class Book:
    """All drafts of one account.

    Attributes:
        place: where they belong.
        changed: these records of that resource moved: (resource id, keys).
        unchecked: so many records moved that whoever checks them across their fields is to call
            `recheck` in slices: (resource id, keys).
        steps: undo and redo.
        restored: drafts that were there when the book was opened.
    """

    def __init__(self, place: Place, resources: Sequence[Resource], journal: Journal) -> None:
        self.changed: Signal[str, frozenset[str]] = Signal()
        self.unchecked: Signal[str, frozenset[str]] = Signal()
        self.place = place
        self.steps = Steps(self._apply)
        self._journal = journal
        self._resources = {resource.id: resource for resource in resources if resource.saving}
        self._records: dict[str, dict[str, Record]] = {name: {} for name in self._resources}
        self._rechecks: dict[str, Recheck] = {}
        self._rev = 0
        self.restored = self._load()

    # ---- what is staged ---------------------------------------------------------------------

    def records(self, resource: str) -> Mapping[str, Record]:
        """Return the records of a resource with drafts, by key, oldest first."""
        return self._records.get(resource, {})

    def record(self, resource: str, key: str) -> Record | None:
        """Return a record's drafts, None where it has none."""
        return self._records.get(resource, {}).get(key)

    def resources(self) -> tuple[Resource, ...]:
        """Return the resources that can be changed."""
        return tuple(self._resources.values())

    @property
    def edits(self) -> int:
        """How many cells, new and deleted records are staged; a new record's cells count as one."""
        return sum(_edits(record) for held in self._records.values() for record in held.values())

    @property
    def touched(self) -> int:
        """How many records have drafts."""
        return sum(len(held) for held in self._records.values())

    def counts(self, resource: str) -> Mapping[State, int]:
        """Return how many records of a resource are in each state."""
        found: dict[State, int] = {}
        for record in self.records(resource).values():
            found[record.state] = found.get(record.state, 0) + 1
        return found

    def on_recheck(self, resource: str, recheck: Recheck) -> None:
        """Let a session check records across fields: it knows the values that are not staged."""
        self._rechecks[resource] = recheck

    # ---- typing -----------------------------------------------------------------------------

    def stage(self, title: str, resource: str, values: Iterable[Typed]) -> Step | None:
        """Stage typed values as one step; a value that equals its base is no draft any more.

        Args:
            title: what the step is called, translated.
            resource: id of the resource.
            values: what was typed.
        """
        return self.take(title, self.changes(resource, values))

    def changes(self, resource: str, values: Iterable[Typed]) -> list[Change]:
        """Return what staging typed values would change; nothing is staged."""
        found: list[Change] = []
        for typed in values:
            before = self._cell(resource, typed.record, typed.field)
            after = self._draft(resource, typed, before)
            if not _alike(before, after):
                found.append(Change(resource, typed.record, typed.field, before, after))
        return found

    def take(self, title: str, changes: Sequence[Change]) -> Step | None:
        """Do changes as one step and return it, None where they change nothing."""
        if not changes:
            return None
        step = Step(title, tuple(changes))
        self.steps.take(step)
        return step

    def creation(self, resource: str, values: Mapping[str, object], key: str = "") -> list[Change]:
        """Return the changes that make a new record with these typed values.

        Args:
            resource: id of it.
            values: by field id.
            key: of `new_key`, where somebody noted it before; else a new one.
        """
        key = key or new_key()
        made = [Change(resource, key, NEW, None, Cell("", now().isoformat(), now()))]
        for field, value in values.items():
            cell = self._draft(resource, Typed(key, field, None, value, now()), None)
            if cell is not None:
                made.append(Change(resource, key, field, None, cell))
        return made

    def deletion(self, resource: str, key: str, name: str) -> Change:
        """Return the change that stages a record to be taken away."""
        before = self._cell(resource, key, DELETED)
        return Change(resource, key, DELETED, before, Cell(name, now().isoformat(), now()))

    def removal(self, resource: str, key: str, fields: Sequence[str] | None = None) -> list[Change]:
        """Return the changes that take back drafts of a record: of some fields, or all of it."""
        record = self.record(resource, key)
        if record is None:
            return []
        names = [
            *record.cells,
            *([NEW] if record.new else []),
            *([DELETED] if record.deleted else []),
        ]
        wanted = names if fields is None else [name for name in names if name in fields]
        return [
            Change(resource, key, name, self._cell(resource, key, name), None) for name in wanted
        ]

    def restoration(self, drafts: Sequence[Draft]) -> list[Change]:
        """Return the changes that stage discarded drafts again."""
        found = []
        for draft in drafts:
            key, resource = draft.key, self._resources.get(draft.key.resource)
            new = key.record.startswith(NEW_KEY)
            cell = _cell_of(draft, resource, new=new) if resource is not None else None
            if cell is not None:
                before = self._cell(key.resource, key.record, key.field)
                found.append(Change(key.resource, key.record, key.field, before, cell))
        return found

    def keep_typing(
        self, resource: str, record: str, field: str, base: object, value: object
    ) -> None:
        """Keep what stands in an open editor on the disk; nothing that is shown changes."""
        self._rev += 1
        cell = Cell(base, value, now(), self._rev)
        self._journal.put(self._draft_of(resource, record, field, cell))

    def drop_typing(self, resource: str, record: str, field: str) -> None:
        """Forget what an editor that was left by Escape had kept."""
        held = self._cell(resource, record, field)
        if held is None:
            self._journal.drop([self._key(resource, record, field)])
        else:
            self._rev += 1
            kept = msgspec.structs.replace(held, rev=self._rev)
            self._journal.put(self._draft_of(resource, record, field, kept))

    # ---- what became of it ------------------------------------------------------------------

    def trouble(self, resource: str, key: str, trouble: Trouble | None) -> None:
        """Say what became of a record that was sent; None forgets it."""
        record = self.record(resource, key)
        if record is not None and record.trouble != trouble:
            self._records[resource][key] = msgspec.structs.replace(record, trouble=trouble)
            self.changed.emit(resource, frozenset({key}))

    def rebase(self, resource: str, key: str, bases: Mapping[str, object], seen: datetime) -> None:
        """Take the service's present values as what drafts of a record are compared with.

        A draft that the service agrees with by now is none any more.
        """
        record = self.record(resource, key)
        if record is None:
            return
        saving = self._resources[resource].saving
        changes = []
        for name, base in bases.items():
            cell = record.cells.get(name)
            if cell is None:
                continue
            entry = saving.entry(name) if saving else None
            kept = None if same(base, cell.value, entry) else self._renewed(cell, base, seen)
            changes.append(Change(resource, key, name, cell, kept))
        self._apply(changes)

    def sent(self, resource: str, key: str, fields: Sequence[str] | None = None) -> Future[None]:
        """Drop drafts that the service has, from the steps too; done when the disk has it."""
        changes = self.removal(resource, key, fields)
        self._place(changes)
        self.steps.forget(frozenset(change[:3] for change in changes))
        done = self._journal.drop([self._key(*change[:3]) for change in changes])
        self._tell(changes)
        return done

    def discard(self, title: str, changes: Sequence[Change]) -> Step | None:
        """Take drafts back as one step; they lie in the bin for thirty days as well."""
        self._journal.discard([self._key(*change[:3]) for change in changes])
        return self.take(title, changes)

    def recheck(self, resource: str, keys: Iterable[str]) -> None:
        """Check records across their fields again: values that are not staged have moved."""
        held = self._records.get(resource, {})
        for key in keys:
            if key in held:
                held[key] = self._checked(resource, held[key])

    # ---- inside -----------------------------------------------------------------------------

    def _load(self) -> int:
        drafts, began = self._journal.drafts(*self.place), now()
        for draft in drafts:
            key = draft.key
            resource = self._resources.get(key.resource)
            if resource is None:
                continue
            self._rev = max(self._rev, draft.rev)
            cell = _cell_of(draft, resource, new=key.record.startswith(NEW_KEY))
            if cell is not None:
                self._set(Change(key.resource, key.record, key.field, None, cell), began)
        return sum(_edits(record) for held in self._records.values() for record in held.values())

    def _apply(self, changes: Sequence[Change]) -> None:
        self._place(changes)
        self._write(changes)
        self._tell(changes)

    def _place(self, changes: Sequence[Change]) -> None:
        when = now()
        for change in changes:
            self._set(change, when)
        touched: dict[str, set[str]] = {}
        for change in changes:
            touched.setdefault(change.resource, set()).add(change.record)
        for resource, keys in touched.items():
            if len(keys) <= MANY:
                self.recheck(resource, keys)
            else:
                self.unchecked.emit(resource, frozenset(keys))

    def _set(self, change: Change, at: datetime) -> None:
        held = self._records.setdefault(change.resource, {})
        record = held.get(change.record) or Record(change.record)
        staged = change.after is not None
        when = at if staged else record.changed
        if change.field == NEW:
            record = msgspec.structs.replace(record, new=staged, changed=when)
        elif change.field == DELETED:
            record = msgspec.structs.replace(record, deleted=staged, trouble=None, changed=when)
        else:
            cells = dict(record.cells)
            if change.after is None:
                cells.pop(change.field, None)
            else:
                cells[change.field] = change.after
            record = msgspec.structs.replace(record, cells=cells, trouble=None, changed=when)
        if record.empty:
            held.pop(change.record, None)
        else:
            held[change.record] = record

    def _checked(self, resource: str, record: Record) -> Record:
        recheck = self._rechecks.get(resource)
        found = recheck(resource, record) if recheck else ()
        return msgspec.structs.replace(record, findings=found)

    def _write(self, changes: Sequence[Change]) -> None:
        """Have the journal keep what holds now; of one field twice the last counts."""
        first = self._rev + 1
        self._rev += len(changes)
        gone = [self._key(*change[:3]) for change in changes if change.after is None]
        if gone:
            self._journal.drop(gone)
        kept = [
            (rev, change) for rev, change in enumerate(changes, first) if change.after is not None
        ]
        if len(kept) <= MANY:
            self._journal.put(*self._drafts_of(kept))
        else:
            self._journal.put_many(len(kept), lambda: self._drafts_of(kept))

    def _drafts_of(self, kept: Sequence[tuple[int, Change]]) -> Iterator[Draft]:
        for rev, change in kept:
            if change.after is not None:
                cell = msgspec.structs.replace(change.after, rev=rev)
                yield self._draft_of(*change[:3], cell)

    def _tell(self, changes: Sequence[Change]) -> None:
        moved: dict[str, set[str]] = {}
        for change in changes:
            moved.setdefault(change.resource, set()).add(change.record)
        for resource, keys in moved.items():
            self.changed.emit(resource, frozenset(keys))

    def _cell(self, resource: str, key: str, field: str) -> Cell | None:
        record = self.record(resource, key)
        if record is None:
            return None
        if field in {NEW, DELETED}:
            there = record.new if field == NEW else record.deleted
            return Cell("", now().isoformat(), now()) if there else None
        return record.cells.get(field)

    def _draft(self, resource: str, typed: Typed, before: Cell | None) -> Cell | None:
        owner = self._resources[resource]
        entry = owner.saving.entry(typed.field) if owner.saving else None
        field = owner.field(typed.field)
        base = before.base if before is not None else typed.base
        new = typed.record.startswith(NEW_KEY)
        if entry is None or field is None or (same(base, typed.value, entry) and not new):
            return None
        if new and blank(typed.value):
            return None
        seen = before.seen if before is not None else typed.seen
        return Cell(base, typed.value, seen, 0, check_value(entry, field, typed.value, new=new))

    def _renewed(self, cell: Cell, base: object, seen: datetime) -> Cell:
        return msgspec.structs.replace(cell, base=base, seen=seen)

    def _key(self, resource: str, record: str, field: str) -> DraftKey:
        return DraftKey(*self.place, resource, record, field)

    def _draft_of(self, resource: str, record: str, field: str, cell: Cell) -> Draft:
        key = self._key(resource, record, field)
        return Draft(key, pack(cell.base), pack(cell.value), cell.seen, cell.rev)


def _alike(one: Cell | None, other: Cell | None) -> bool:
    if one is None or other is None:
        return one is other
    return pack(one.value) == pack(other.value)


def _edits(record: Record) -> int:
    return len(record.cells) if not (record.new or record.deleted) else 1


def _cell_of(draft: Draft, resource: Resource, *, new: bool) -> Cell | None:
    """Return a cell of the journal, None where this version knows no such field."""
    name = draft.key.field
    if name in {NEW, DELETED}:
        return Cell(
            msgspec.json.decode(draft.base),
            msgspec.json.decode(draft.value),
            draft.base_seen_at,
            draft.rev,
        )
    field = by_id(resource.fields).get(name)
    entry = resource.saving.entry(name) if resource.saving else None
    if field is None or entry is None:
        return None
    value = unpack(draft.value, field, entry)
    base = unpack(draft.base, field, entry)
    return Cell(
        base, value, draft.base_seen_at, draft.rev, check_value(entry, field, value, new=new)
    )
