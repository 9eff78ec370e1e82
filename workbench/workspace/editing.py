"""Typing in the rows of a session: what can be typed where, what is staged, and undo.

A typed value goes into the book of its account and is shown over the row that was read. The row
itself and its document stay as the service sent them, so that every draft knows what it was
compared with.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING

from workbench.core.edits import Conflict, Entry, Saving, Values
from workbench.core.fields import Field, Kind
from workbench.core.signals import Signal
from workbench.core.sources import Resource
from workbench.core.texts import tr, trn
from workbench.core.times import now
from workbench.edits.book import Book
from workbench.edits.drafts import NEW_KEY, Cell, Record, State, Trouble, Typed
from workbench.edits.steps import Change, Step
from workbench.edits.values import same
from workbench.workspace.arranging import loop_runs
from workbench.workspace.checking import Checking
from workbench.workspace.port import rows_in

if TYPE_CHECKING:
    from workbench.tables.table import Table
    from workbench.workspace.session import Session

AT_ONCE = 200
"""Records shown before the window goes on: some milliseconds."""


class Editing:
    """Drafts of one session's resource, over its rows.

    Attributes:
        changed: these rows' drafts moved, by key; their cells show it already.
        book: the drafts of the account, shared by its tabs.
        saving: how the records are changed.
        fields: of the resource.
        reason: why nothing can be typed here, "" where it can.
    """

    def __init__(self, session: Session, book: Book, saving: Saving) -> None:
        self.changed: Signal[frozenset[str]] = Signal()
        self.book = book
        self.saving = saving
        self.fields = session.resource.fields
        self.reason = (
            tr("The account “{name}” is read-only.", name=session.account.name)
            if session.account.read_only
            else ""
        )
        self._session = session
        self._resource = session.resource
        self._entries = {entry.field: entry for entry in saving.entries}
        self._fields = {field.id: field for field in session.resource.fields}
        self._begun: dict[tuple[str, str], tuple[object, datetime]] = {}
        self._over: dict[str, dict[str, object]] = {}
        self._behind: dict[str, None] = {}
        self._table: Table | None = None
        book.changed.connect(self._moved)
        self._checking = Checking(self, self._resource.id, session.jobs)
        session.held.dress = self.dress

    # ---- what can be typed, and what stands there -------------------------------------------

    def entry(self, field: str) -> Entry | None:
        """Return how a field is typed, None where it cannot be."""
        return self._entries.get(field)

    def widen(self, resource: Resource) -> None:
        """Know the fields of another form of the resource."""
        self.fields, self._resource = resource.fields, resource
        self._fields = {field.id: field for field in resource.fields}

    def why_not(self, key: str, field: str) -> str:
        """Return why a cell cannot be typed in, "" where it can."""
        entry = self._entries.get(field)
        if self.reason:
            return self.reason
        record = self.record(key)
        if entry is None:
            return tr("{field} cannot be changed here.", field=tr(self._fields[field].title))
        if record is not None and record.deleted:
            return tr("The record is to be deleted. Undo that first.")
        if key.startswith(NEW_KEY):
            return ""
        if self.saving.update is None:
            return tr("Records that exist cannot be changed here.")
        if entry.only_new:
            return tr(
                "{field} can be given with a new record only.", field=tr(self._fields[field].title)
            )
        return self.locked(key, field)

    def locked(self, key: str, field: str = "") -> str:
        """Return why the service keeps a field of a record as it is, "" where it does not.

        Without a field: why it keeps the whole record, which then cannot be deleted.
        """
        if not self.saving.locks or key.startswith(NEW_KEY):
            return ""
        table = self._session.table
        row = table.row_of(key)
        for lock in self.saving.locks:
            concerned = not field or not lock.only or field in lock.only
            if concerned and row is not None and table.value(row, lock.field) is True:
                return tr(lock.reason)
        return ""

    def record(self, key: str) -> Record | None:
        """Return the drafts of a row, None where it has none."""
        return self.book.record(self._resource.id, key)

    def records(self) -> Mapping[str, Record]:
        """Return every record of the resource that has drafts, by key."""
        return self.book.records(self._resource.id)

    def cell(self, key: str, field: str) -> Cell | None:
        """Return the draft of a cell, None where it has none."""
        record = self.record(key)
        return record.cells.get(field) if record else None

    def state(self, key: str, field: str) -> State | None:
        """Return what a cell is, None where nothing is staged in it."""
        record = self.record(key)
        if record is None or field not in record.cells:
            return None
        return record.state_of(field)

    def value(self, key: str, field: str) -> object:
        """Return the value of a cell as it is shown: staged, else as it was read."""
        cell = self.cell(key, field)
        return cell.value if cell else self.read_value(key, field)

    def read_value(self, key: str, field: str) -> object:
        """Return the value of a cell as it was read from the service."""
        cell = self.cell(key, field)
        if cell is not None:
            return cell.base
        entry = self._entries.get(field)
        if entry is not None and entry.rows:
            return self._list(key, entry)
        table = self._session.table
        row = table.row_of(key)
        return self._documented(key, field) if row is None else table.value(row, field)

    def _documented(self, key: str, field: str) -> object:
        """Return what the last document says of a record whose row is not loaded any more."""
        document = None if key.startswith(NEW_KEY) else self._session.documents.of_row(key)
        records = self._resource.rows_of(document) if document else ()
        found = next((record for name, record in records if name == key), None)
        return None if found is None else self._fields[field].read(found)

    def values(self, key: str) -> dict[str, object]:
        """Return every value of a record that can be typed, as it is shown."""
        return {field: self.value(key, field) for field in self._entries}

    def _list(self, key: str, entry: Entry) -> tuple[Values, ...]:
        document = None if key.startswith(NEW_KEY) else self._session.documents.of_row(key)
        return rows_in(self._resource, entry, document or b"", self._session.query)

    # ---- typing -----------------------------------------------------------------------------

    def set(self, title: str, values: Iterable[tuple[str, str, object]]) -> Step | None:
        """Stage typed values (key, field id, value) as one step; None where nothing changes.

        Cells that cannot be typed in are left out; ask `why_not` before.
        """
        return self.book.take(title, self._changes(values))

    async def set_many(self, title: str, values: Iterable[tuple[str, str, object]]) -> Step | None:
        """Do as `set` with thousands of cells, while the window goes on."""
        changes: list[Change] = []
        rest = iter(values)
        while part := list(islice(rest, AT_ONCE)):
            changes += self._changes(part)
            await asyncio.sleep(0)
        return self.book.take(title, changes)

    def _changes(self, values: Iterable[tuple[str, str, object]]) -> list[Change]:
        return self.book.changes(
            self._resource.id,
            (
                self._typed(key, field, value)
                for key, field, value in values
                if not self.why_not(key, field)
            ),
        )

    def _typed(self, key: str, field: str, value: object) -> Typed:
        base, seen = self._begun.get((key, field)) or self._read(key, field)
        return Typed(key, field, base, value, seen)

    def _read(self, key: str, field: str) -> tuple[object, datetime]:
        return self.read_value(key, field), self._session.status.read_at or now()

    def begin(self, key: str, field: str) -> None:
        """An editor was opened: what it shows is what typing is compared with, until `end`.

        Rows may be read again meanwhile; nobody has seen what came then.
        """
        self._begun[key, field] = self._read(key, field)

    def end(self, key: str, field: str) -> None:
        """The editor was closed, its value staged or left."""
        self._begun.pop((key, field), None)

    def typing(self, key: str, field: str, value: object) -> None:
        """Keep what stands in an open editor on the disk; the cell shows it once it is `set`."""
        if not self.why_not(key, field):
            base, _seen = self._begun.get((key, field)) or self._read(key, field)
            self.book.keep_typing(self._resource.id, key, field, base, value)

    def leave(self, key: str, field: str) -> None:
        """Forget what an editor that was left by Escape had kept."""
        self.book.drop_typing(self._resource.id, key, field)

    def new(self, values: Values | None = None) -> str:
        """Stage a new record with its defaults and these values; return its key."""
        given = {**self.saving.defaults, **(values or {})}
        changes = self.book.creation(self._resource.id, given)
        self.book.take(tr("New {one}", one=tr(self._resource.one)), changes)
        return changes[0].record

    def number(self, values: Iterable[tuple[str, str, object]]) -> None:
        """Stage what the service named for new records, as part of the step that made each.

        One whose step was undone meanwhile is left alone.
        """
        for key, field, value in values:
            changes = self._changes([(key, field, value)])
            self.book.steps.join((self._resource.id, key), changes)

    def duplicate(self, keys: Sequence[str]) -> list[str]:
        """Stage copies of records, what must be unique left blank; return their keys."""
        made: list[list[Change]] = []
        for key in keys:
            copied = {
                field: value
                for field, value in self.values(key).items()
                if not self._entries[field].unique
            }
            made.append(self.book.creation(self._resource.id, {**self.saving.defaults, **copied}))
        title = trn("Duplicate {count} record", "Duplicate {count} records", len(made))
        self.book.take(title, [change for changes in made for change in changes])
        return [changes[0].record for changes in made]

    def delete(self, keys: Sequence[str]) -> Step | None:
        """Stage that records are to be taken away; a new one is simply forgotten.

        Locked ones are left out; ask `locked` before.
        """
        changes: list[Change] = []
        for key in keys:
            if self.locked(key):
                continue
            if key.startswith(NEW_KEY):
                changes += self.book.removal(self._resource.id, key)
            else:
                changes.append(self.book.deletion(self._resource.id, key, self.name(key)))
        return self.book.take(
            trn("Delete {count} record", "Delete {count} records", len(keys)), changes
        )

    def discard(
        self, keys: Sequence[str] | None = None, fields: Sequence[str] | None = None
    ) -> Step | None:
        """Take drafts back: of these records, or all; in these fields, or all.

        They stay in the bin for thirty days, and the step can be undone.
        """
        wanted = list(self.records()) if keys is None else keys
        changes = [
            change for key in wanted for change in self.book.removal(self._resource.id, key, fields)
        ]
        title = trn("Discard {count} edit", "Discard {count} edits", len(changes))
        return self.book.discard(title, changes)

    def name(self, key: str) -> str:
        """Return what a person would call a record."""
        value = self.value(key, self._resource.face.name)
        return str(value) if value else key.removeprefix(NEW_KEY)

    # ---- over the rows ----------------------------------------------------------------------

    def dress(self, table: Table, keys: Sequence[str], at: datetime) -> None:
        """Put staged values over rows that were just read, and add the records that are new."""
        records = self.records()
        if table is not self._table:
            self._table, self._over = table, {}
            table.add_blank([key for key, record in records.items() if record.new])
            keys = [*keys, *(key for key, record in records.items() if record.new)]
        staged = [key for key in keys if key in records]
        if not staged:
            return
        self._checking.soon(frozenset(staged))
        for key in staged:
            record = records.get(key)
            if record is not None:
                self._over.pop(key, None)
                self._compare(table, record, at)
                for field, value in self._overlay(record, table):
                    row = table.row_of(key)
                    if row is not None:
                        table.put(row, field, value)

    def _overlay(self, record: Record, table: Table) -> list[tuple[str, object]]:
        """Return what the row of a record is to show where it does not show it yet."""
        over = self._over.setdefault(record.key, {})
        row = table.row_of(record.key)
        if row is None:
            return []
        cells = {field: cell for field, cell in record.cells.items() if field in self._fields}
        changed = [(field, base) for field, base in over.items() if field not in cells]
        for field, _base in changed:
            del over[field]
        for field, cell in cells.items():
            over.setdefault(field, table.value(row, field))
            changed.append((field, self._shown(field, cell.value)))
        return changed

    def _shown(self, field: str, value: object) -> object:
        entry = self._entries.get(field)
        if entry is None or not entry.rows:
            return value
        counted = self._fields[field].kind in {Kind.INTEGER, Kind.STOCK}
        return len(value) if counted and isinstance(value, tuple) else None

    def _compare(self, table: Table, record: Record, at: datetime) -> None:
        """Say that the service has something newer than what a draft was typed over."""
        row = table.row_of(record.key)
        if row is None or record.new:
            return
        found: list[Conflict] = []
        for field, cell in record.cells.items():
            entry = self._entries.get(field)
            if entry is None or entry.rows or cell.seen >= at or field not in self._fields:
                continue
            theirs = table.value(row, field)
            if not same(theirs, cell.base, entry) and not same(theirs, cell.value, entry):
                found.append(Conflict(field, cell.base, theirs, cell.value, cell.seen))
        if found:
            sentence = tr("Changed at the service since you typed.")
            trouble = Trouble(State.CONFLICT, sentence, at, conflicts=tuple(found))
            self.book.trouble(self._resource.id, record.key, trouble)

    def _moved(self, resource: str, keys: frozenset[str]) -> None:
        if resource != self._resource.id:
            return
        if len(keys) <= AT_ONCE or not loop_runs():
            self._show(keys)
            return
        if not self._behind:
            self._session.jobs.spawn("show drafts", self._show_slices())
        self._behind.update(dict.fromkeys(keys))

    async def _show_slices(self) -> None:
        await asyncio.sleep(0)
        while self._behind:
            part = frozenset(islice(self._behind, AT_ONCE))
            for key in part:
                del self._behind[key]
            self._show(part)
            await asyncio.sleep(0)

    def _show(self, keys: frozenset[str]) -> None:
        held, records = self._session.held, self.records()
        held.rows.keep(keys)
        fresh = [key for key in keys if key in records and records[key].new]
        gone = [key for key in keys if key.startswith(NEW_KEY) and key not in records]
        if any(held.table.row_of(key) is not None for key in gone):
            held.remove(gone)
        if any(held.table.row_of(key) is None for key in fresh):
            held.add_blank(fresh)
        held.put(
            (key, field, value)
            for key in keys
            for field, value in self._overlay(records.get(key) or Record(key), held.table)
        )
        self.changed.emit(keys)

    def field(self, field: str) -> Field:
        """Return a field of the resource; KeyError where there is none."""
        return self._fields[field]
